//! XML as WordprocessingML needs it.

use sha2::{Digest as _, Sha256};

/// The first line of every part.
pub(super) const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

/// A text as XML holds it; characters that XML does not know are shown.
pub(super) fn escape(text: &str) -> String {
    let text = crate::base::visible(text);
    let Some(first) = text.find(['&', '<', '>', '"', '\n', '\r', '\t']) else { return text.into_owned() };
    let (before, rest) = text.split_at_checked(first).unwrap_or_default();
    let mut out = String::with_capacity(text.len() + 16);
    out.push_str(before);
    for c in rest.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' | '\r' | '\t' => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

/// The bookmark of a heading: an anchor may be longer, and of other letters, than a bookmark can be.
pub(super) fn bookmark(anchor: &str) -> String {
    let digest = Sha256::digest(anchor.as_bytes());
    let short: String = digest.iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    format!("h_{short}")
}

/// A run of text.
pub(super) fn run(text: &str, properties: &str) -> String {
    let properties = if properties.is_empty() { String::new() } else { format!("<w:rPr>{properties}</w:rPr>") };
    format!("<w:r>{properties}<w:t xml:space=\"preserve\">{}</w:t></w:r>", escape(text))
}

/// A field such as a page number, with what it shows until it is computed.
pub(super) fn field(code: &str, shown: &str) -> String {
    format!(
        "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText xml:space=\"preserve\"> {code} </w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>{shown}</w:t></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r>"
    )
}
