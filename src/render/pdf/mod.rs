//! PDF made inside the binary: the tree is written as a Typst source, laid out and exported by the Typst library.
//!
//! * what sources say goes in as string literals, never as markup; there are no packages, no files, no clock, no network
//! * tagged for readers that do not see the page (PDF/UA-1) and fit for the archive (PDF/A-2a): the export checks both
//! * fonts are those of the library; a letter that they do not have is shown by its number, and not lost
//! * the same sources give the same bytes

mod body;
mod front;
#[cfg(test)]
mod tests;
mod text;
mod world;

use std::sync::OnceLock;

use sha2::{Digest as _, Sha256};
use typst::foundations::Smart;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

use super::Set;
use super::tree::{Tree, widths};
use crate::document::Document;

/// The library remembers what it worked out; what the last documents, as many as this, did not ask for again is forgotten.
/// It takes no more time, and less than a third of the memory.
const REMEMBERED: usize = 4;

/// The file of a document.
pub(super) fn render(set: &Set<'_>, document: &Document, tree: &Tree) -> Result<Vec<u8>, String> {
    compile(source(set, document, tree), document)
}

/// A document as a Typst source.
pub(super) fn source(set: &Set<'_>, document: &Document, tree: &Tree) -> String {
    let sideways = widths::needs_side(tree);
    let mut source = front::write(set, document, tree, sideways);
    source.push_str(&body::write(document, tree, sideways));
    source.push_str(&front::end(set, document));
    source
}

/// Lays out and exports a source.
pub(super) fn compile(source: String, document: &Document) -> Result<Vec<u8>, String> {
    let world = world::Paper::new(source);
    let laid_out = typst::compile::<typst_layout::PagedDocument>(&world).output.map_err(|errors| first(&errors))?;
    let meta = &document.meta;
    let ident = Sha256::digest(format!("{}\0{}\0{:?}", meta.digest, document.stem, meta.as_of).as_bytes());
    let ident: String = ident.iter().map(|byte| format!("{byte:02x}")).collect();
    let options = PdfOptions { ident: Smart::Custom(ident), creator: Smart::Custom(Some("isms".into())), standards: standards()?, ..PdfOptions::default() };
    let file = typst_pdf::pdf(&laid_out, &options).map_err(|errors| first(&errors));
    typst::comemo::evict(REMEMBERED);
    file
}

/// Tagged and archival, both at once.
fn standards() -> Result<PdfStandards, String> {
    static STANDARDS: OnceLock<Result<PdfStandards, String>> = OnceLock::new();
    STANDARDS.get_or_init(|| PdfStandards::new(&[PdfStandard::A_2a, PdfStandard::Ua_1]).map_err(|error| error.message().to_string())).clone()
}

fn first(errors: &[typst::diag::SourceDiagnostic]) -> String {
    errors.first().map_or_else(|| "the document cannot be laid out".to_string(), |error| error.message.to_string())
}
