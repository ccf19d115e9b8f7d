//! The small parts of the package: what it holds, who made it, how lists count.

use super::xml::{HEAD, escape};
use crate::document::{Document, Meta};

pub(super) fn content_types(pictures: bool) -> String {
    const WORD: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";
    let pictures =
        if pictures { "<Default Extension=\"png\" ContentType=\"image/png\"/><Default Extension=\"svg\" ContentType=\"image/svg+xml\"/>" } else { "" };
    let mut out = format!(
        "{HEAD}<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/>{pictures}"
    );
    for (part, kind) in [
        ("document", "document.main"),
        ("styles", "styles"),
        ("numbering", "numbering"),
        ("settings", "settings"),
        ("header1", "header"),
        ("footer1", "footer"),
    ] {
        out.push_str(&format!("<Override PartName=\"/word/{part}.xml\" ContentType=\"{WORD}.{kind}+xml\"/>"));
    }
    out.push_str("<Override PartName=\"/word/theme/theme1.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.theme+xml\"/>");
    out.push_str("<Override PartName=\"/docProps/core.xml\" ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/><Override PartName=\"/docProps/app.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.extended-properties+xml\"/><Override PartName=\"/docProps/custom.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.custom-properties+xml\"/></Types>");
    out
}

pub(super) fn root_relations() -> String {
    const BASE: &str = "http://schemas.openxmlformats.org";
    format!(
        "{HEAD}<Relationships xmlns=\"{BASE}/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"{BASE}/officeDocument/2006/relationships/officeDocument\" Target=\"word/document.xml\"/><Relationship Id=\"rId2\" Type=\"{BASE}/package/2006/relationships/metadata/core-properties\" Target=\"docProps/core.xml\"/><Relationship Id=\"rId3\" Type=\"{BASE}/officeDocument/2006/relationships/extended-properties\" Target=\"docProps/app.xml\"/><Relationship Id=\"rId4\" Type=\"{BASE}/officeDocument/2006/relationships/custom-properties\" Target=\"docProps/custom.xml\"/></Relationships>"
    )
}

/// Title, owner, number, version, state, language, and the day that everything is judged at as its time.
pub(super) fn core(document: &Document) -> String {
    let meta = &document.meta;
    let day = meta.as_of.map_or_else(|| "2000-01-01".to_string(), |day| day.to_string());
    let state = if meta.controlled { meta.state() } else { "" };
    format!(
        "{HEAD}<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><dc:title>{}</dc:title><dc:subject>{}</dc:subject><dc:creator>{}</dc:creator><cp:keywords>{}</cp:keywords><cp:category>{}</cp:category><cp:contentStatus>{state}</cp:contentStatus><cp:version>{}</cp:version><dc:language>{}</dc:language><dcterms:created xsi:type=\"dcterms:W3CDTF\">{day}T00:00:00Z</dcterms:created><dcterms:modified xsi:type=\"dcterms:W3CDTF\">{day}T00:00:00Z</dcterms:modified></cp:coreProperties>",
        escape(&document.title),
        escape(meta.number.as_deref().unwrap_or_default()),
        escape(meta.owner.as_deref().unwrap_or(&meta.organisation)),
        escape(&meta.package),
        escape(meta.classification.as_deref().unwrap_or_default()),
        escape(meta.version.as_deref().unwrap_or_default()),
        language(&meta.language),
    )
}

pub(super) fn app(meta: &Meta) -> String {
    format!(
        "{HEAD}<Properties xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties\"><Application>isms</Application><Company>{}</Company></Properties>",
        escape(&meta.organisation)
    )
}

/// The digest of the sources, for whoever reads the file with a program.
pub(super) fn custom(meta: &Meta) -> String {
    format!(
        "{HEAD}<Properties xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/custom-properties\" xmlns:vt=\"http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes\"><property fmtid=\"{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}\" pid=\"2\" name=\"isms-sources\"><vt:lpwstr>sha256:{}</vt:lpwstr></property></Properties>",
        escape(&meta.digest)
    )
}

pub(super) fn settings(code: &str) -> String {
    format!(
        "{HEAD}<w:settings xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:zoom w:percent=\"100\"/><w:autoHyphenation w:val=\"1\"/><w:defaultTabStop w:val=\"709\"/><w:compat><w:compatSetting w:name=\"compatibilityMode\" w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"15\"/></w:compat><w:themeFontLang w:val=\"{}\"/></w:settings>",
        language(code)
    )
}

/// One list with bullets, and a list with numbers for each that the text has, since each counts for itself.
pub(super) fn numbering(starts: &[usize]) -> String {
    let mut out = format!("{HEAD}<w:numbering xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">");
    for (id, format) in [(0, "bullet"), (1, "decimal")] {
        out.push_str(&format!("<w:abstractNum w:abstractNumId=\"{id}\"><w:multiLevelType w:val=\"hybridMultilevel\"/>"));
        for level in 0..9 {
            let text = if id == 0 { ["•", "–", "•"].get(level % 3).copied().unwrap_or("•").to_string() } else { format!("%{}.", level + 1) };
            let left = 360 * (level + 1);
            out.push_str(&format!(
                "<w:lvl w:ilvl=\"{level}\"><w:start w:val=\"1\"/><w:numFmt w:val=\"{format}\"/><w:lvlText w:val=\"{text}\"/><w:lvlJc w:val=\"left\"/><w:pPr><w:ind w:left=\"{left}\" w:hanging=\"360\"/></w:pPr></w:lvl>"
            ));
        }
        out.push_str("</w:abstractNum>");
    }
    out.push_str("<w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>");
    for (at, start) in starts.iter().enumerate() {
        out.push_str(&format!("<w:num w:numId=\"{}\"><w:abstractNumId w:val=\"1\"/>", at + 2));
        for level in 0..9 {
            out.push_str(&format!("<w:lvlOverride w:ilvl=\"{level}\"><w:startOverride w:val=\"{}\"/></w:lvlOverride>", (*start).min(32_000)));
        }
        out.push_str("</w:num>");
    }
    out.push_str("</w:numbering>");
    out
}

/// The language as word processors name it.
pub(super) fn language(code: &str) -> String {
    match code {
        "en" => "en-GB".into(),
        "de" => "de-DE".into(),
        other => escape(other),
    }
}
