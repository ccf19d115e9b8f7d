//! Documents for word processors: WordprocessingML in a package of our own making (ISO/IEC 29500).
//!
//! * headings, lists and tables have real styles; the contents, page numbers and links are real fields
//! * a company's own look is taken from `templates/reference.docx`: its styles, theme and margins
//! * the same sources give the same bytes: entries have a fixed time and a fixed order

mod body;
mod furniture;
mod parts;
mod picture;
mod reference;
mod styles;
#[cfg(test)]
mod tests;
mod xml;

use std::io::{Cursor, Write as _};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

pub(super) use reference::Reference;

use super::Set;
use super::theme::Theme;
use super::tree::{Tree, widths};
use crate::document::Document;

/// The page, in twentieths of a point.
#[derive(Debug, Clone, Copy)]
pub(super) struct Paper {
    width: u32,
    height: u32,
    margin: u32,
}

impl Paper {
    /// The paper of the company, on its side where a table needs it.
    fn new(theme: &Theme, landscape: bool) -> Self {
        let (short, long) = theme.sides();
        if landscape { Paper { width: long, height: short, margin: 1021 } } else { Paper { width: short, height: long, margin: 1247 } }
    }

    /// Whether it lies on its side.
    fn sideways(self) -> bool {
        self.width > self.height
    }

    /// How wide the text is.
    fn text(self) -> u32 {
        self.width - 2 * self.margin
    }
}

/// The file of a document.
pub(super) fn render(set: &Set<'_>, document: &Document, tree: &Tree) -> Result<Vec<u8>, String> {
    let landscape = widths::needs_side(tree);
    let paper = Paper::new(&set.theme, landscape);
    let styles = styles::Styles::new(set.reference.as_ref(), &set.theme);
    let mut body = body::Body::new(document, paper, &styles);
    body.write(set, tree);
    let mut entries: Vec<(String, Vec<u8>)> = vec![
        ("[Content_Types].xml".into(), parts::content_types(body.has_pictures()).into_bytes()),
        ("_rels/.rels".into(), parts::root_relations().into_bytes()),
        ("docProps/app.xml".into(), parts::app(&document.meta).into_bytes()),
        ("docProps/core.xml".into(), parts::core(document).into_bytes()),
        ("docProps/custom.xml".into(), parts::custom(&document.meta).into_bytes()),
        ("word/document.xml".into(), body.document(set, landscape).into_bytes()),
        ("word/_rels/document.xml.rels".into(), body.relations(set.reference.as_ref()).into_bytes()),
        ("word/styles.xml".into(), styles.xml(&document.meta.language).into_bytes()),
        ("word/numbering.xml".into(), parts::numbering(body.numbered_lists()).into_bytes()),
        ("word/settings.xml".into(), parts::settings(&document.meta.language).into_bytes()),
        ("word/header1.xml".into(), furniture::header(document, &styles, paper).into_bytes()),
        ("word/footer1.xml".into(), furniture::footer(set, document, &styles, paper).into_bytes()),
    ];
    if let Some(theme) = set.reference.as_ref().and_then(|reference| reference.theme.as_ref()) {
        entries.push(("word/theme/theme1.xml".into(), theme.clone().into_bytes()));
    }
    entries.extend(body.into_pictures().into_iter().map(|(name, bytes)| (format!("word/{name}"), bytes)));
    pack(&entries).map_err(|error| error.to_string())
}

/// A package with these entries, each with the same time.
fn pack(entries: &[(String, Vec<u8>)]) -> Result<Vec<u8>, zip::result::ZipError> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().last_modified_time(DateTime::default()).unix_permissions(0o644);
    // the pixels of a picture are small already
    let stored = options.compression_method(CompressionMethod::Stored);
    let packed = options.compression_method(CompressionMethod::Deflated).compression_level(Some(3));
    for (name, bytes) in entries {
        zip.start_file(name.as_str(), if name.ends_with(".png") { stored } else { packed })?;
        zip.write_all(bytes)?;
    }
    Ok(zip.finish()?.into_inner())
}
