//! The company's own look: styles, theme and margins of `templates/reference.docx`.

use std::io::{Cursor, Read as _};

use zip::ZipArchive;

/// A part larger than this, in bytes, is not the part of a style sheet.
const MAX_PART: u64 = 4 * 1024 * 1024;

/// What is taken from the company's document.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in crate::render) struct Reference {
    /// Its styles, as they stand there.
    pub styles: String,
    /// Its theme: colours and fonts that the styles refer to.
    pub theme: Option<String>,
    /// Its margins.
    pub margins: Option<String>,
}

impl Reference {
    /// Reads a document; says why it cannot be used, if it cannot.
    pub fn read(bytes: &[u8]) -> Result<Self, String> {
        let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| error.to_string())?;
        let styles = part(&mut archive, "word/styles.xml").ok_or("it has no styles")?;
        if !styles.contains("<w:styles") || !styles.contains("</w:styles>") {
            return Err("its styles cannot be read".into());
        }
        let document = part(&mut archive, "word/document.xml").unwrap_or_default();
        Ok(Reference { styles, theme: part(&mut archive, "word/theme/theme1.xml"), margins: margins(&document) })
    }

    /// The id of the style with this name, in whatever language the ids are.
    pub fn style(&self, name: &str) -> Option<&str> {
        self.styles.split("<w:style ").skip(1).find_map(|style| {
            let named = attribute(style.split_once("<w:name ")?.1, "w:val")?;
            named.eq_ignore_ascii_case(name).then(|| attribute(style, "w:styleId"))?
        })
    }
}

/// The value of an attribute of the tag that a text begins in.
fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let tag = tag.split_once('>')?.0;
    let value = tag.split_once(&format!("{name}=\""))?.1;
    value.split_once('"').map(|(value, _)| value)
}

/// The margins of the last section, if they are numbers and nothing else.
fn margins(document: &str) -> Option<String> {
    let tag = document.rsplit_once("<w:pgMar ")?.1.split_once("/>")?.0;
    let plain = tag.bytes().all(|byte| byte.is_ascii_alphanumeric() || b" :=\"-".contains(&byte));
    (plain && tag.len() < 300).then(|| format!("<w:pgMar {tag}/>"))
}

fn part(archive: &mut ZipArchive<Cursor<&[u8]>>, name: &str) -> Option<String> {
    let file = archive.by_name(name).ok()?;
    let mut text = String::new();
    // what it says about its size may be wrong
    file.take(MAX_PART + 1).read_to_string(&mut text).ok()?;
    (text.len() as u64 <= MAX_PART).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn styles_are_found_by_their_name() {
        let styles = "<w:styles><w:style w:type=\"paragraph\" w:styleId=\"berschrift1\"><w:name w:val=\"heading 1\"/></w:style><w:style w:styleId=\"x\"><w:name w:val=\"Other\"/></w:style></w:styles>";
        let reference = Reference { styles: styles.into(), ..Reference::default() };
        assert_eq!(reference.style("Heading 1"), Some("berschrift1"));
        assert_eq!(reference.style("Title"), None);
    }

    #[test]
    fn a_file_that_is_none_says_so() {
        assert!(Reference::read(b"not a package").is_err());
        assert_eq!(margins("<w:sectPr><w:pgMar w:top=\"1\" w:left=\"2\"/></w:sectPr>").as_deref(), Some("<w:pgMar w:top=\"1\" w:left=\"2\"/>"));
        assert_eq!(margins("<w:pgMar w:top=\"<x\"/>"), None);
    }
}
