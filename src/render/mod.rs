//! How it looks: each document and each table in the formats that were asked for, and onto the disk.
//!
//! * takes: [`Document`]s
//! * gives: [`OutputFile`]s, and through [`write_set`] a folder that holds exactly one whole set
//! * never does: decide what a document says, or touch anything outside the folder
//! * where to add: a file for the format, and a line in [`FORMATS`]; one that shows text reads the tree

mod calendar;
mod csv;
mod docx;
mod exchange;
#[cfg(feature = "pictures")]
mod fonts;
mod html;
mod json;
mod listener;
mod look;
mod manifest;
mod markdown;
mod oscal;
#[cfg(feature = "pdf")]
mod pdf;
mod pieces;
mod raster;
mod rescue;
mod short;
mod stage;
mod survey;
#[cfg(test)]
mod tests;
mod theme;
mod tree;
mod write;
mod xlsx;

pub use listener::Listener;
pub use manifest::{Entry, Origin, Verdict, compare, judge, judge_alone, read_manifest, read_of_set};
pub use write::{Only, WriteError, Written, write_set, write_set_from};

use std::collections::BTreeSet;
use std::sync::OnceLock;

use rayon::prelude::*;

use crate::document::{Document, Language, Register, Site};
use crate::model::Model;
use crate::source::{Theme, World, library_template};
use pieces::Piece;
use tree::Tree;

/// A format, by its word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Format(&'static str);

/// How a format is made.
#[derive(Debug)]
pub struct Renderer {
    /// The format.
    pub id: Format,
    /// The word for `--formats`.
    pub name: &'static str,
    /// The extension of its files.
    pub extension: &'static str,
    /// What it is good for, in a few words.
    pub about: &'static str,
    takes: &'static [Takes],
}

/// What a format is made from; it may make several kinds of files.
#[derive(Debug, Clone, Copy)]
enum Takes {
    /// Its Markdown.
    Markdown(fn(&Set<'_>, &Document) -> Made),
    /// The tree of its text.
    Tree(fn(&Set<'_>, &Document, &Tree) -> Made),
    /// One table.
    Register(fn(&Set<'_>, &Document, &Register) -> Made),
    /// The whole set at once.
    Whole(fn(&Set<'_>) -> Result<Vec<OutputFile>, String>),
    /// The whole set at once, with the trees of its documents.
    Site(fn(&Set<'_>, &[Tree]) -> Result<Vec<OutputFile>, String>),
}

/// The bytes of a file, or why it could not be made.
type Made = Result<Vec<u8>, String>;

/// All formats.
pub static FORMATS: &[Renderer] = &[
    Renderer {
        id: Format("markdown"),
        name: "markdown",
        extension: "md",
        about: "documents as Markdown, for review in version control",
        takes: &[Takes::Markdown(markdown::render), Takes::Whole(pictures)],
    },
    Renderer {
        id: Format("html"),
        name: "html",
        extension: "html",
        about: "one offline site: start page, documents, map, and registers that sort, filter and search",
        takes: &[Takes::Tree(html::render), Takes::Register(html::register), Takes::Site(html::pages)],
    },
    Renderer {
        id: Format("docx"),
        name: "docx",
        extension: "docx",
        about: "documents for word processors, with the company's own styles if it gives them",
        takes: &[Takes::Tree(docx::render)],
    },
    #[cfg(feature = "pdf")]
    Renderer {
        id: Format("pdf"),
        name: "pdf",
        extension: "pdf",
        about: "documents on pages, tagged and fit for the archive",
        takes: &[Takes::Tree(pdf::render)],
    },
    Renderer {
        id: Format("xlsx"),
        name: "xlsx",
        extension: "xlsx",
        about: "tables as workbooks, one each and one with all",
        takes: &[Takes::Register(xlsx::register), Takes::Whole(xlsx::all)],
    },
    Renderer { id: Format("csv"), name: "csv", extension: "csv", about: "tables for a spreadsheet", takes: &[Takes::Register(csv::render)] },
    Renderer { id: Format("json"), name: "json", extension: "json", about: "tables for machines", takes: &[Takes::Register(json::render)] },
    Renderer {
        id: Format("ics"),
        name: "ics",
        extension: "ics",
        about: "reviews, audits, deadlines and expiries for a calendar program",
        takes: &[Takes::Whole(calendar::render)],
    },
    Renderer {
        id: Format("oscal"),
        name: "oscal",
        extension: "json",
        about: "OSCAL 1.2: catalogue, profile, component definition, plan of action and milestones",
        takes: &[Takes::Whole(oscal::render)],
    },
];

/// The formats that are written where nobody asks for others: all but PDF, which takes longer than all others together.
pub fn usual() -> impl Iterator<Item = Format> {
    FORMATS.iter().filter(|format| format.name != "pdf").map(|format| format.id)
}

/// The whole set, as each renderer sees it: documents link to each other and to the tables.
struct Set<'a> {
    model: &'a Model,
    documents: &'a [Document],
    formats: Vec<&'static Renderer>,
    style: &'a str,
    /// The company's own styles for word processors.
    reference: Option<docx::Reference>,
    theme: theme::Theme,
    /// The language of the documents.
    language: Language,
    looks: look::Looks,
    /// Pictures as pixels.
    rasters: raster::Rasters,
    /// Where documents lie, for links between them.
    stems: BTreeSet<&'a str>,
    /// What pages wear; made when the first one is.
    dress: OnceLock<html::Dress>,
}

/// A file to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutputFile {
    /// The path below the folder, with `/`.
    pub path: String,
    /// The bytes.
    pub bytes: Vec<u8>,
}

/// Why a file could not be made.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{path}`: {reason}")]
pub struct RenderError {
    /// The file.
    pub path: String,
    /// What the format does not allow.
    pub reason: String,
}

/// Renders all documents and their tables, with the style of the library.
pub fn render_all(model: &Model, documents: &[Document], formats: &[Format]) -> Result<Vec<OutputFile>, RenderError> {
    let style = library_template("style.css").unwrap_or_default().to_string();
    render_styled(model, documents, formats, &Appearance { style, ..Appearance::default() })
}

/// What a package says about how its documents look.
#[derive(Debug, Clone, Default)]
pub struct Appearance {
    /// The style sheet of the pages.
    style: String,
    /// The company's own styles for word processors.
    reference: Option<docx::Reference>,
    theme: theme::Theme,
}

/// How the documents of a package look: its theme, `templates/style.css` and `templates/reference.docx`, where given.
pub fn appearance(world: &dyn World, theme: &Theme) -> Result<Appearance, RenderError> {
    let own = world.read("templates/style.css").ok().and_then(|bytes| String::from_utf8(bytes).ok());
    let style = own.unwrap_or_else(|| library_template("style.css").unwrap_or_default().to_string());
    let reference = match world.read(REFERENCE).ok().map(|bytes| docx::Reference::read(&bytes)).transpose() {
        Ok(reference) => reference,
        Err(reason) => return Err(RenderError { path: REFERENCE.into(), reason }),
    };
    let theme = theme::Theme::load(theme, world).map_err(|(path, reason)| RenderError { path, reason })?;
    Ok(Appearance { style, reference, theme })
}

/// The company's own document whose styles are used.
const REFERENCE: &str = "templates/reference.docx";

/// Renders all documents and their tables as a package wants them to look.
pub fn render_styled(model: &Model, documents: &[Document], formats: &[Format], appearance: &Appearance) -> Result<Vec<OutputFile>, RenderError> {
    render_heard(model, documents, formats, appearance, &())
}

/// The same, while somebody listens.
pub fn render_heard(
    model: &Model,
    documents: &[Document],
    formats: &[Format],
    appearance: &Appearance,
    listener: &dyn Listener,
) -> Result<Vec<OutputFile>, RenderError> {
    let set = Set::new(model, documents, formats, appearance);
    let takes_tree = set.formats.iter().flat_map(|format| format.takes).any(|takes| matches!(takes, Takes::Tree(_)));
    // read once, however many formats are written from it
    let trees: Vec<Tree> = if takes_tree { documents.par_iter().map(|document| tree::read(document, &set.stems, &set.looks)).collect() } else { Vec::new() };
    let pieces = pieces::pieces(&set, &trees);
    listener.begins(pieces.len());
    // what takes longest begins first, so that no core waits for the last one; the files keep the order of the list
    let mut order: Vec<(usize, &Piece<'_>)> = pieces.iter().enumerate().collect();
    order.sort_by_key(|(_, piece)| std::cmp::Reverse(piece.weight()));
    let make = |(at, piece): (usize, &Piece<'_>)| (at, piece.make(&set, listener));
    let mut made: Vec<(usize, Result<Vec<OutputFile>, RenderError>)> = order.into_iter().par_bridge().map(make).collect();
    made.sort_unstable_by_key(|(at, _)| *at);
    drop(pieces);
    // freeing many small texts takes a while: nobody waits for it
    rayon::spawn(move || drop(trees));
    let made: Result<Vec<Vec<OutputFile>>, RenderError> = made.into_iter().map(|(_, files)| files).collect();
    Ok(made?.into_iter().flatten().collect())
}

/// The page with the map of the processes, without the site around it.
pub fn process_map(model: &Model, documents: &[Document], appearance: &Appearance) -> Option<OutputFile> {
    html::process_map(&Set::new(model, documents, &[Format("html")], appearance))
}

/// The Typst sources of documents, for the benchmark that runs the library alone.
#[cfg(feature = "pdf")]
#[doc(hidden)]
pub fn typst_sources(model: &Model, documents: &[Document]) -> Vec<String> {
    let appearance = Appearance::default();
    let set = Set::new(model, documents, &[], &appearance);
    documents.iter().map(|document| pdf::source(&set, document, &tree::read(document, &set.stems, &set.looks))).collect()
}

/// Runs the Typst library on the sources of documents; gives how many became a file.
#[cfg(feature = "pdf")]
#[doc(hidden)]
pub fn typst_alone(documents: &[Document], sources: &[String]) -> usize {
    documents.par_iter().zip(sources).filter(|(document, source)| pdf::compile((*source).clone(), document).is_ok()).count()
}

/// The pictures that Markdown links to, each once, whichever documents show it.
fn pictures(set: &Set<'_>) -> Result<Vec<OutputFile>, String> {
    let mut seen = BTreeSet::new();
    let figures = set.documents.iter().filter(|document| document.wanted).flat_map(|document| document.figures.iter());
    let new = figures.filter(|figure| seen.insert(figure.path().to_lowercase()));
    Ok(new.map(|figure| OutputFile { path: figure.path(), bytes: figure.svg.clone().into_bytes() }).collect())
}

fn file(path: String, made: Made) -> Result<OutputFile, RenderError> {
    match made {
        Ok(bytes) => Ok(OutputFile { path, bytes }),
        Err(reason) => Err(RenderError { path, reason }),
    }
}

/// The release of isms that makes documents, as the manifest names it.
pub fn made_by() -> String {
    format!("isms {}", env!("CARGO_PKG_VERSION"))
}

/// Where a table lies.
fn register_path(register: &Register, format: &Renderer) -> String {
    format!("registers/{}.{}", register.id, format.extension)
}

impl<'a> Set<'a> {
    /// What renderers see, with the formats in the order of the list and each once, however they were asked for.
    fn new(model: &'a Model, documents: &'a [Document], formats: &[Format], appearance: &'a Appearance) -> Self {
        let formats = FORMATS.iter().filter(|one| formats.contains(&one.id)).collect();
        let stems = documents.iter().map(|document| document.stem.as_str()).collect();
        let Appearance { style, reference, theme } = appearance;
        let language = documents.first().map(|document| document.meta.say.clone()).unwrap_or_default();
        let (reference, theme, looks) = (reference.clone(), theme.clone(), look::Looks::new(model, &language));
        Set { model, documents, formats, style, reference, theme, language, looks, rasters: raster::Rasters::default(), stems, dress: OnceLock::new() }
    }

    /// A label in the language of the documents.
    fn t<'t>(&'t self, english: &'t str) -> &'t str {
        self.language.t(english)
    }

    /// What pages wear.
    fn dress(&self) -> &html::Dress {
        self.dress.get_or_init(|| html::Dress::new(self))
    }

    /// A document by where it lies.
    fn document(&self, stem: &str) -> Option<&Document> {
        self.documents.iter().find(|document| document.stem == stem)
    }

    /// What the site says beside the documents.
    fn site(&self) -> Option<&Site> {
        self.documents.iter().find_map(|document| document.site.as_deref())
    }

    /// The tables of a document, each with the formats in which it lies beside it: the name of the format and the link.
    fn data_links<'d>(&self, document: &'d Document) -> Vec<(&'d Register, Vec<(String, String)>)> {
        let up = up(&document.stem);
        let formats: Vec<&Renderer> = self
            .formats
            .iter()
            .copied()
            .filter(|format| format.name != "html" && format.takes.iter().any(|takes| matches!(takes, Takes::Register(_))))
            .collect();
        if formats.is_empty() {
            return Vec::new();
        }
        document
            .registers
            .iter()
            .map(|register| (register, formats.iter().map(|format| (format.name.to_uppercase(), format!("{up}{}", register_path(register, format)))).collect()))
            .collect()
    }
}

/// The way from a document to the root of the set.
fn up(stem: &str) -> String {
    "../".repeat(stem.matches('/').count())
}
