//! Documents for word processors, read back part by part.

use std::io::Read as _;

use roxmltree::Document as Xml;
use zip::ZipArchive;

use super::*;
use crate::document::tests::{HOSTILE, model};
use crate::render::{Appearance, FORMATS, Format, OutputFile, render_styled};
use crate::source::Memory;

const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

fn made(text: &str, appearance: &Appearance) -> Vec<OutputFile> {
    let model = model(text);
    let documents = crate::document::documents(&model, &Memory::new(), &mut Vec::new());
    let formats: Vec<Format> = FORMATS.iter().filter(|format| format.name == "docx").map(|format| format.id).collect();
    render_styled(&model, &documents, &formats, appearance).unwrap()
}

fn parts(file: &OutputFile) -> Vec<(String, String)> {
    let mut archive = ZipArchive::new(Cursor::new(file.bytes.clone())).unwrap();
    (0..archive.len())
        .filter_map(|at| {
            let mut part = archive.by_index(at).unwrap();
            assert_eq!(part.last_modified(), Some(DateTime::default()), "every entry has the same time");
            let name = part.name().unwrap().to_string();
            let mut bytes = Vec::new();
            part.read_to_end(&mut bytes).unwrap();
            (name.ends_with(".xml") || name.ends_with(".rels")).then(|| (name, String::from_utf8(bytes).unwrap()))
        })
        .collect()
}

fn part(file: &OutputFile, name: &str) -> String {
    parts(file).into_iter().find(|(one, _)| one == name).unwrap_or_else(|| panic!("{name}")).1
}

fn find<'a>(files: &'a [OutputFile], path: &str) -> &'a OutputFile {
    files.iter().find(|file| file.path == path).unwrap_or_else(|| panic!("{path}"))
}

/// The text of a document as its reader sees it.
fn read(file: &OutputFile) -> String {
    let text = part(file, "word/document.xml");
    let xml = Xml::parse(&text).unwrap();
    let texts = xml.descendants().filter(|node| node.has_tag_name((WORD, "t")) || node.has_tag_name((WORD, "p")));
    texts.map(|node| if node.has_tag_name((WORD, "p")) { "\n" } else { node.text().unwrap_or_default() }).collect()
}

#[test]
fn every_part_is_xml_and_links_lead_only_where_links_may() {
    for file in made(HOSTILE, &Appearance::default()) {
        for (name, text) in parts(&file) {
            let xml = Xml::parse(&text).unwrap_or_else(|error| panic!("{} {name}: {error}", file.path));
            for node in xml.descendants().filter(|node| node.attribute("TargetMode") == Some("External")) {
                let target = node.attribute("Target").unwrap();
                let web = ["https://", "http://", "mailto:"].iter().any(|scheme| target.starts_with(scheme));
                assert!(web || (!target.contains(':') && !target.starts_with('/')), "{}: {target}", file.path);
            }
        }
    }
}

#[test]
fn text_of_the_sources_arrives_as_text() {
    let files = made(HOSTILE, &Appearance::default());
    let risks = read(find(&files, "risk_register.docx"));
    assert!(risks.contains("=HYPERLINK(\"http://evil.example\") | pipes | `code` # x"), "{risks}");
    let policy = read(find(&files, "policies/pol-1.docx"));
    assert!(policy.contains("<i>Policy</i>") && policy.contains("Heading | <u>"), "{policy}");
}

#[test]
fn headings_tables_contents_and_pages_are_real() {
    let files = made(HOSTILE, &Appearance::default());
    let soa = find(&files, "soa.docx");
    let text = part(soa, "word/document.xml");
    let xml = Xml::parse(&text).unwrap();
    let tables: Vec<_> = xml.descendants().filter(|node| node.has_tag_name((WORD, "tbl"))).collect();
    // the first is the control of the document
    for table in tables.iter().skip(1) {
        assert_eq!(table.descendants().filter(|node| node.has_tag_name((WORD, "tblHeader"))).count(), 1, "the heads of a table repeat on every page");
    }
    let fields: Vec<&str> = xml.descendants().filter(|node| node.has_tag_name((WORD, "instrText"))).filter_map(|node| node.text()).collect();
    assert!(fields.iter().any(|field| field.contains("TOC")), "{fields:?}");
    let marks: Vec<&str> = xml.descendants().filter_map(|node| node.attribute((WORD, "name"))).collect();
    for anchor in xml.descendants().filter(|node| node.has_tag_name((WORD, "hyperlink"))).filter_map(|node| node.attribute((WORD, "anchor"))) {
        assert!(anchor == "_top" || marks.contains(&anchor) || anchor.starts_with("h_"), "{anchor}");
    }
    assert!(text.contains("w:val=\"Heading1\"") && text.contains("w:orient=\"landscape\""));
    let footer = part(soa, "word/footer1.xml");
    assert!(footer.contains(" PAGE ") && footer.contains(" NUMPAGES "));
    let core = part(soa, "docProps/core.xml");
    assert!(core.contains("<dc:title>Statement of Applicability</dc:title>") && core.contains("<dc:language>en-GB</dc:language>"), "{core}");
    assert!(part(soa, "docProps/custom.xml").contains("sha256:"));
}

#[test]
fn lists_with_numbers_count_for_themselves() {
    let text = HOSTILE.replace("# A heading", "1. one\\n    2. two");
    let text = text.replace("\\n    2.", "\n    2.");
    let files = made(&text, &Appearance::default());
    let numbering = part(find(&files, "risk_register.docx"), "word/numbering.xml");
    assert!(numbering.contains("<w:num w:numId=\"2\">"), "{numbering}");
}

#[test]
fn the_styles_of_the_company_are_used_and_completed() {
    let plain = made(HOSTILE, &Appearance::default());
    let bytes = find(&plain, "soa.docx").bytes.clone();
    // a document of the company: its own id and colour for the first heading, and no style for our tables
    let styles = part(find(&plain, "soa.docx"), "word/styles.xml")
        .replace("w:styleId=\"Heading1\"", "w:styleId=\"berschrift1\"")
        .replace("\"ISMS Table\"", "\"Their table\"");
    let own = pack(&[("word/styles.xml".into(), styles.into_bytes())]).unwrap();
    let appearance = Appearance { reference: Some(Reference::read(&own).unwrap()), ..Appearance::default() };
    let soa = made(HOSTILE, &appearance);
    let soa = find(&soa, "soa.docx");
    assert!(part(soa, "word/document.xml").contains("w:val=\"berschrift1\""));
    let styles = part(soa, "word/styles.xml");
    assert!(styles.contains("berschrift1") && styles.contains("w:val=\"ISMS Table\"") && Xml::parse(&styles).is_ok());
    assert_ne!(soa.bytes, bytes);
}

#[test]
fn properties_of_a_run_stand_in_the_order_of_the_schema() {
    use super::body::with;
    let shade = "<w:b/><w:color w:val=\"1\"/>";
    assert_eq!(with("<w:b/>", shade), shade);
    assert_eq!(with("<w:i/>", shade), "<w:b/><w:i/><w:color w:val=\"1\"/>");
    assert_eq!(with("<w:rStyle w:val=\"x\"/>", shade), "<w:rStyle w:val=\"x\"/><w:b/><w:color w:val=\"1\"/>");
    assert_eq!(with("<w:b/>", "<w:rStyle w:val=\"x\"/>"), "<w:rStyle w:val=\"x\"/><w:b/>");
}

#[cfg(feature = "pictures")]
#[test]
fn the_logo_of_the_company_stands_on_the_first_page() {
    let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"200\" height=\"50\"><rect width=\"200\" height=\"50\"/></svg>";
    let said = crate::source::Theme { logo: Some("logo.svg".into()), ..crate::source::Theme::default() };
    let appearance = Appearance { theme: Theme::load(&said, &Memory::new().with("logo.svg", svg)).unwrap(), ..Appearance::default() };
    let files = made(HOSTILE, &appearance);
    for path in ["soa.docx", "process_handbook.docx"] {
        let file = find(&files, path);
        let text = part(file, "word/document.xml");
        let xml = Xml::parse(&text).unwrap();
        let drawing = xml.descendants().find(|node| node.tag_name().name() == "drawing").unwrap();
        let extent = drawing.descendants().find(|node| node.tag_name().name() == "extent").unwrap();
        // four times as wide as it is high, and 1.4 cm high, with 360,000 units each
        let side = |name: &str| extent.attribute(name).unwrap().parse::<f64>().unwrap();
        assert!((side("cx") / side("cy") - 4.0).abs() < 0.01 && (side("cy") / 360_000.0 - 1.4).abs() < 0.01, "{text}");
        let ids: Vec<&str> = xml.descendants().filter(|node| node.tag_name().name() == "docPr").filter_map(|node| node.attribute("id")).collect();
        assert_eq!(ids.len(), ids.iter().collect::<std::collections::BTreeSet<_>>().len(), "every picture has a number of its own: {ids:?}");
        assert!(text.find("<w:drawing>").unwrap() < text.find("w:name=\"_top\"").unwrap(), "it stands above the title");
        assert!(part(file, "word/_rels/document.xml.rels").contains("Target=\"media/logo.png\""));
        assert!(part(file, "[Content_Types].xml").contains("image/png"));
    }
}
