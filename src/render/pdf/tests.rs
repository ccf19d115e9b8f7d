//! PDF as bytes: what it declares, that it is the same twice, that nothing that sources say stops or changes it.

use crate::document::tests::{HOSTILE, model};
use crate::document::{Document, Meta, Shelf};
use crate::render::{FORMATS, Format, OutputFile, render_all};

fn made(text: &str, only: &[&str]) -> Vec<OutputFile> {
    let model = model(text);
    let mut documents = crate::document::documents(&model, &crate::source::Memory::new(), &mut Vec::new());
    documents.retain(|document| only.contains(&document.stem.as_str()));
    assert_eq!(documents.len(), only.len());
    let formats: Vec<Format> = FORMATS.iter().filter(|format| format.name == "pdf").map(|format| format.id).collect();
    render_all(&model, &documents, &formats).unwrap()
}

fn has(bytes: &[u8], text: &str) -> bool {
    bytes.windows(text.len()).any(|part| part == text.as_bytes())
}

#[test]
fn a_document_is_tagged_archival_and_the_same_twice() {
    let files = made(HOSTILE, &["policies/pol-1", "risk_register"]);
    let again = made(HOSTILE, &["policies/pol-1", "risk_register"]);
    assert!(files == again);
    for file in &files {
        assert!(file.bytes.starts_with(b"%PDF-1.7"));
        for declared in
            ["<pdfaid:part>2</pdfaid:part>", "<pdfaid:conformance>A</pdfaid:conformance>", "<pdfuaid:part>1</pdfuaid:part>", "/StructTreeRoot", "/Outlines"]
        {
            assert!(has(&file.bytes, declared), "{} lacks {declared}", file.path);
        }
        for active in ["/JavaScript", "/Launch", "/EmbeddedFile", "/OpenAction"] {
            assert!(!has(&file.bytes, active), "{} has {active}", file.path);
        }
    }
}

#[test]
fn no_text_stops_the_layout() {
    let long = "A".repeat(5_000);
    let words = "words of a long title ".repeat(2_000);
    let texts = ["#panic(\"x\")", "\\\" #eval(\"1\")", "漢字 \u{202e}rtl\u{0}", "</script>$x$`y`//", "<h-0>@ref", &long, &words];
    let model = model(HOSTILE);
    for text in texts {
        let markdown = format!(
            "## {text}\n\n{text}\n\n| a | b |\n| --- | --- |\n| {text} | Planned |\n\n#### deep\n\n1. {text}\n\n> {text}\n\n```\n{text}\n```\n\n[x](#gone) [y](https://example.org/a b)\n"
        );
        let meta = Meta { language: "xx-strange".into(), organisation: text.into(), classification: Some(text.into()), ..Meta::default() };
        let document = Document {
            id: "x".into(),
            title: format!("T {text}"),
            stem: "x".into(),
            shelf: Shelf::Core,
            markdown,
            meta,
            registers: Vec::new(),
            figures: Vec::new(),
            site: None,
            wanted: true,
        };
        let formats: Vec<Format> = FORMATS.iter().filter(|format| format.name == "pdf").map(|format| format.id).collect();
        let made = render_all(&model, &[document], &formats);
        assert!(made.is_ok(), "{}: {made:?}", text.chars().take(30).collect::<String>());
    }
}
