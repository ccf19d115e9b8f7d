//! The work of a set, cut into pieces that cores share: what a format makes from one document, from one table, or from all.

use std::time::Instant;

use super::tree::Tree;
use super::{Listener, Made, OutputFile, RenderError, Renderer, Set, Takes, file, register_path};
use crate::document::{Document, Register};

/// A piece of work.
pub(super) struct Piece<'a> {
    format: &'a Renderer,
    from: Input<'a>,
}

/// What a piece of work is made from.
enum Input<'a> {
    Markdown(fn(&Set<'_>, &Document) -> Made, &'a Document),
    Tree(fn(&Set<'_>, &Document, &Tree) -> Made, &'a Document, &'a Tree),
    Register(fn(&Set<'_>, &Document, &Register) -> Made, &'a Document, &'a Register),
    Site(fn(&Set<'_>, &[Tree]) -> Result<Vec<OutputFile>, String>, &'a [Tree]),
    Whole(fn(&Set<'_>) -> Result<Vec<OutputFile>, String>),
}

impl Piece<'_> {
    /// The files; whoever listens hears of them.
    pub fn make(&self, set: &Set<'_>, listener: &dyn Listener) -> Result<Vec<OutputFile>, RenderError> {
        let started = Instant::now();
        let files = self.files(set)?;
        let bytes = files.iter().map(|file| file.bytes.len()).sum();
        listener.made(self.format.name, files.last().map_or(self.format.name, |file| &file.path), files.len(), bytes, started.elapsed());
        Ok(files)
    }

    fn files(&self, set: &Set<'_>) -> Result<Vec<OutputFile>, RenderError> {
        let path = |document: &Document| format!("{}.{}", document.stem, self.format.extension);
        let one = |path: String, made: Made| file(path, made).map(|file| vec![file]);
        match &self.from {
            Input::Markdown(render, document) => one(path(document), render(set, document)),
            Input::Tree(render, document, tree) => one(path(document), render(set, document, tree)),
            Input::Register(render, document, register) => one(register_path(register, self.format), render(set, document, register)),
            Input::Site(render, trees) => render(set, trees).map_err(|reason| RenderError { path: self.format.name.to_string(), reason }),
            Input::Whole(render) => render(set).map_err(|reason| RenderError { path: self.format.name.to_string(), reason }),
        }
    }

    /// About how long it takes, against others.
    pub fn weight(&self) -> usize {
        let packed = matches!(self.format.name, "docx" | "pdf" | "xlsx");
        let size = match &self.from {
            Input::Markdown(_, document) => document.markdown.len() / 100,
            Input::Tree(_, document, _) if packed => document.markdown.len() + document.figures.iter().map(|figure| figure.svg.len() * 4).sum::<usize>(),
            Input::Tree(_, document, _) => document.markdown.len() / 4,
            Input::Register(_, _, register) => register.rows.len() * register.columns.len() * 50 / if packed { 1 } else { 10 },
            Input::Site(..) | Input::Whole(_) => 1_000_000,
        };
        size * if self.format.name == "pdf" { 20 } else { 1 }
    }
}

/// All pieces of work, in the order of the formats and of the documents.
pub(super) fn pieces<'a>(set: &'a Set<'a>, trees: &'a [Tree]) -> Vec<Piece<'a>> {
    let wanted = || set.documents.iter().filter(|document| document.wanted);
    let part = set.documents.iter().any(|document| !document.wanted);
    let mut out = Vec::new();
    for format in &set.formats {
        for takes in format.takes {
            match *takes {
                Takes::Markdown(render) => out.extend(wanted().map(|document| Piece { format, from: Input::Markdown(render, document) })),
                Takes::Tree(render) => {
                    let both = set.documents.iter().zip(trees).filter(|(document, _)| document.wanted);
                    out.extend(both.map(|(document, tree)| Piece { format, from: Input::Tree(render, document, tree) }));
                }
                Takes::Register(render) => {
                    let registers = wanted().flat_map(|document| document.registers.iter().map(move |one| (document, one)));
                    out.extend(registers.map(|(document, one)| Piece { format, from: Input::Register(render, document, one) }));
                }
                // what is made of the whole set is not made of a part, but for the pictures of its documents
                Takes::Whole(_) | Takes::Site(_) if format.name != "markdown" && part => {}
                Takes::Site(render) => out.push(Piece { format, from: Input::Site(render, trees) }),
                Takes::Whole(render) => out.push(Piece { format, from: Input::Whole(render) }),
            }
        }
    }
    out
}
