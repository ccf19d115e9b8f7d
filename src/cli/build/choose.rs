//! What the command line chooses: documents, formats, language, theme, and the folder.

use std::path::PathBuf;

use crate::base::did_you_mean;
use crate::cli::CliError;
use crate::cli::open::Opened;
use crate::source::{Theme, World};
use crate::{document, render};

/// Keeps the documents that were asked for; all of them where nothing was.
pub fn documents(documents: &mut [document::Document], names: &[String]) -> Result<render::Only, CliError> {
    if names.is_empty() {
        return Ok(render::Only::Whole);
    }
    for name in names {
        if !documents.iter().any(|one| one.id == *name || one.stem == *name) {
            let guess = did_you_mean(name, documents.iter().map(|one| one.id.as_str()));
            return Err(CliError::Unknown {
                message: format!("there is no document `{name}`"),
                help: guess.map_or_else(|| "the index of the set lists all documents".into(), |guess| format!("did you mean `{guess}`?")),
            });
        }
    }
    for one in documents.iter_mut() {
        one.wanted = names.iter().any(|name| one.id == *name || one.stem == *name);
    }
    Ok(render::Only::Part)
}

/// The language of the documents.
pub fn language(code: &str, world: &dyn World) -> Result<document::Language, CliError> {
    if !document::Language::exists(code, world) {
        return Err(CliError::Unknown {
            message: format!("there are no messages in the language `{code}`"),
            help: format!("choose from {}, or write `templates/messages/{code}.toml`", document::Language::known().join(", ")),
        });
    }
    let (language, wrong) = document::Language::load(code, world);
    match wrong {
        Some(wrong) => Err(CliError::Unknown {
            message: format!("`templates/messages/{code}.toml` cannot be used: {wrong}"),
            help: "each line is `\"English\" = \"translation\"`".into(),
        }),
        None => Ok(language),
    }
}

/// The formats that were named; the usual ones where none was.
pub fn formats(names: &[String]) -> Result<Vec<render::Format>, CliError> {
    if names.is_empty() {
        return Ok(render::usual().collect());
    }
    if names.iter().any(|name| name == "all") {
        return Ok(render::FORMATS.iter().map(|format| format.id).collect());
    }
    names
        .iter()
        .map(|name| {
            render::FORMATS.iter().find(|format| format.name == name).map(|format| format.id).ok_or_else(|| {
                if name == "pdf" {
                    return without_pdf();
                }
                let known: Vec<&str> = render::FORMATS.iter().map(|format| format.name).collect();
                CliError::Unknown { message: format!("there is no format `{name}`"), help: format!("choose from {}", known.join(", ")) }
            })
        })
        .collect()
}

/// Whether this binary makes PDF.
pub fn has_pdf() -> bool {
    render::FORMATS.iter().any(|format| format.name == "pdf")
}

fn without_pdf() -> CliError {
    CliError::Unknown {
        message: "this `isms` was built without PDF".into(),
        help: "install it with PDF: `cargo install --locked --path . --features pdf` in the folder of its sources; nothing else is needed, and it takes a few minutes more. Until then a word processor makes PDF of the DOCX files: `--formats docx`".into(),
    }
}

/// The theme that the command names: a file of the package, since everything that documents are made from lies there.
pub fn theme(path: Option<&str>, opened: &Opened) -> Result<Theme, CliError> {
    let Some(path) = path else { return Ok(Theme::default()) };
    let cannot = |message: String| CliError::Unknown {
        message: format!("the theme `{path}` cannot be used: {message}"),
        help: "it is a file of the package in TOML: `accent = \"#0B5394\"`, `logo = \"templates/logo.svg\"`, `paper = \"a4\"`, `font = \"Arial\"`".into(),
    };
    let bytes = opened.world.read(path).map_err(|error| cannot(error.to_string()))?;
    Theme::read(&String::from_utf8_lossy(&bytes)).map_err(cannot)
}

/// The folder where nobody names one.
pub fn default_out(path: &str, configured: Option<&str>) -> PathBuf {
    let given = PathBuf::from(path);
    let folder = if given.is_dir() { given } else { given.parent().map(PathBuf::from).unwrap_or_default() };
    folder.join(configured.unwrap_or("build"))
}
