//! Markdown files: the head as a table, the text, and where the tables lie.

use super::{Set, up};
use crate::document::{Document, text};

/// The file of a document.
pub(super) fn render(set: &Set<'_>, document: &Document) -> Result<Vec<u8>, String> {
    let mut out = format!("# {}\n\n", text::inline(&document.title));
    for (at, (label, value)) in document.meta.rows().iter().enumerate() {
        out.push_str(&format!("| {label} | {} |\n", text::inline(value)));
        if at == 0 {
            out.push_str("| --- | --- |\n");
        }
    }
    out.push('\n');
    out.push_str(document.markdown.trim_end());
    out.push_str("\n\n---\n\n");
    for (register, links) in set.data_links(document) {
        let links: Vec<String> = links.iter().map(|(name, link)| format!("[{name}]({link})")).collect();
        out.push_str(&format!("- {}: {}\n", text::inline(register.title), links.join(", ")));
    }
    if document.stem != "index" {
        out.push_str(&format!("- [{}]({}index.md)\n", set.t("All documents"), up(&document.stem)));
    }
    out.push_str(&format!("- {}: SHA-256 {}\n", set.t("Sources"), document.meta.digest));
    Ok(out.into_bytes())
}
