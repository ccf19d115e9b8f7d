//! How it looks: each document and each table in the formats that were asked for, and onto the disk.
//!
//! * takes: [`Document`]s
//! * gives: [`OutputFile`]s, and through [`write_set`] a folder that holds exactly one whole set
//! * never does: decide what a document says, or touch anything outside the folder
//! * where to add: a file for the format, and a line in [`FORMATS`]

mod csv;
mod html;
mod json;
mod look;
mod markdown;
#[cfg(test)]
mod tests;
mod write;

pub use write::{WriteError, Written, write_set};

use std::collections::BTreeSet;

use crate::document::{Document, Register};
use crate::model::Model;
use crate::source::{World, library_template};

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
    takes: Takes,
}

/// What a format is made from.
#[derive(Debug, Clone, Copy)]
enum Takes {
    Document(fn(&Set<'_>, &Document) -> String),
    Register(fn(&Set<'_>, &Document, &Register) -> String),
}

/// All formats.
pub static FORMATS: &[Renderer] = &[
    Renderer {
        id: Format("markdown"),
        name: "markdown",
        extension: "md",
        about: "documents as Markdown, for review in version control",
        takes: Takes::Document(markdown::render),
    },
    Renderer {
        id: Format("html"),
        name: "html",
        extension: "html",
        about: "documents as pages that open and print without a server",
        takes: Takes::Document(html::render),
    },
    Renderer { id: Format("csv"), name: "csv", extension: "csv", about: "tables for a spreadsheet", takes: Takes::Register(csv::render) },
    Renderer { id: Format("json"), name: "json", extension: "json", about: "tables for machines", takes: Takes::Register(json::render) },
];

/// The whole set, as each renderer sees it: documents link to each other and to the tables.
struct Set<'a> {
    model: &'a Model,
    documents: &'a [Document],
    formats: Vec<&'static Renderer>,
    style: &'a str,
    /// Where documents lie, for links between them.
    stems: BTreeSet<&'a str>,
}

/// A file to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutputFile {
    /// The path below the folder, with `/`.
    pub path: String,
    /// The bytes.
    pub bytes: Vec<u8>,
}

/// Renders all documents and their tables, with the style of the library.
pub fn render_all(model: &Model, documents: &[Document], formats: &[Format]) -> Vec<OutputFile> {
    render_styled(model, documents, formats, library_template("style.css").unwrap_or_default())
}

/// Renders all documents and their tables with a style sheet for the pages.
pub fn render_styled(model: &Model, documents: &[Document], formats: &[Format], style: &str) -> Vec<OutputFile> {
    // in the order of the list, and each once, however they were asked for
    let formats: Vec<&Renderer> = FORMATS.iter().filter(|one| formats.contains(&one.id)).collect();
    let stems = documents.iter().map(|document| document.stem.as_str()).collect();
    let set = Set { model, documents, formats, style, stems };
    let mut files = Vec::new();
    if set.formats.iter().any(|format| format.name == "markdown") {
        files.extend(pictures(documents));
    }
    for format in &set.formats {
        for document in documents {
            match format.takes {
                Takes::Document(render) => {
                    files.push(OutputFile { path: format!("{}.{}", document.stem, format.extension), bytes: render(&set, document).into_bytes() });
                }
                Takes::Register(render) => {
                    files.extend(
                        document
                            .registers
                            .iter()
                            .map(|register| OutputFile { path: register_path(register, format), bytes: render(&set, document, register).into_bytes() }),
                    );
                }
            }
        }
    }
    files
}

/// The pictures that Markdown links to, each once, whichever documents show it.
fn pictures(documents: &[Document]) -> Vec<OutputFile> {
    let mut seen = BTreeSet::new();
    let figures = documents.iter().flat_map(|document| document.figures.iter());
    let new = figures.filter(|figure| seen.insert(figure.path().to_lowercase()));
    new.map(|figure| OutputFile { path: figure.path(), bytes: figure.svg.clone().into_bytes() }).collect()
}

/// The style sheet: `templates/style.css` of the package, else that of the library.
pub fn style(world: &dyn World) -> String {
    let own = world.read("templates/style.css").ok().and_then(|bytes| String::from_utf8(bytes).ok());
    own.unwrap_or_else(|| library_template("style.css").unwrap_or_default().to_string())
}

/// Where a table lies.
fn register_path(register: &Register, format: &Renderer) -> String {
    format!("registers/{}.{}", register.id, format.extension)
}

impl Set<'_> {
    /// The tables of a document, each with the formats in which it lies beside it: the name of the format and the link.
    fn data_links<'d>(&self, document: &'d Document) -> Vec<(&'d Register, Vec<(String, String)>)> {
        let up = up(&document.stem);
        let formats: Vec<&Renderer> = self.formats.iter().copied().filter(|format| matches!(format.takes, Takes::Register(_))).collect();
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
