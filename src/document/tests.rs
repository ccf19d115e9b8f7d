//! Documents of small models: what hostile text, missing values and mistakes in templates come to.

use super::*;
use crate::model::{Day, PackageInfo};
use crate::source::{Memory, Sources, library_files};

/// A model from one file, with the edition of 2022.
pub(crate) fn model(text: &str) -> Model {
    let mut sources = Sources::default();
    let mut read = |name: &str, text: &str, library: bool| {
        let file = sources.add(name, text, library);
        let (tree, _) = crate::syntax::parse(file, text);
        crate::resolve::lower(file, text, &tree).0
    };
    let mut library = Vec::new();
    for (name, text) in library_files("prm").chain(library_files("policies")).chain(library_files("iso27001")) {
        if !name.contains("2013") {
            library.extend(read(name, text, true));
        }
    }
    let mut own = read("test.isms", text, false);
    crate::resolve::resolve(&mut library, &mut own);
    let info = PackageInfo { name: "test".into(), version: None, digest: "0123456789abcdef0123456789abcdef".into() };
    crate::model::build(&library, &own, info, Day(jiff::civil::date(2026, 6, 30)))
}

/// Texts that try to be something else, in every place where a source can put one.
pub(crate) const HOSTILE: &str = r#"
organisation acme "Acme | <b>Ltd</b>" scope "<script>alert(1)</script> [x](javascript:alert(2)) ![y](http://evil.example/y.png)"
role ciso "CISO <img src=x onerror=alert(3)>" held_by "=cmd|' /C calc'!A0"
criteria c "Criteria" {
  likelihood { step 1 "=1+1" }
  consequence b "Business | 5" { step 1 "One" }
  level low "Low" from 1
}
risk R-1 "=HYPERLINK(\"http://evil.example\") | pipes | `code` # x" {
  owner ciso
  likelihood 1
  consequence 1
  treat modify with A.8.13 because "</td><script>alert(4)</script>"
  description """
    # A heading

    <script>alert(5)</script>

    [click](javascript:alert(6)) and <a href="javascript:alert(7)">here</a>
    """
}
control A.8.13 status implemented owner ciso {
  implementation "-2+3 | a | b\n\n# not a heading"
  evidence "@SUM(1)" on 2026-01-01
}
policy POL-1 "<i>Policy</i>" {
  owner ciso
  version "=1"
  covers A.8.13
  section "Heading | <u>" text "text </main> <iframe src=x></iframe>"
}
"#;

#[test]
fn nothing_is_silently_missing() {
    let model = model("organisation acme \"Acme\" scope \"All.\"");
    let mut findings = Vec::new();
    let documents = documents(&model, &Memory::new(), &mut findings);
    assert!(findings.is_empty(), "{findings:?}");
    let soa = documents.iter().find(|one| one.id == "soa").unwrap();
    assert!(soa.markdown.contains("93 controls are not decided yet"));
    assert_eq!(soa.markdown.matches("**not decided**").count(), 93);
    assert_eq!(soa.meta.state(), "Draft, not approved");
    assert!(soa.meta.rows().contains(&("Version", "not stated".to_string())));
}

#[test]
fn identifiers_stand_in_natural_order() {
    let model = model("organisation acme \"Acme\" scope \"All.\"");
    let documents = documents(&model, &Memory::new(), &mut Vec::new());
    let soa = documents.iter().find(|one| one.id == "soa").unwrap();
    let ids: Vec<String> = soa.registers.first().unwrap().rows.iter().map(|row| row.first().unwrap().plain()).collect();
    let place = |id: &str| ids.iter().position(|one| one == id).unwrap();
    assert_eq!(ids.len(), 93);
    assert!(place("A.5.2") < place("A.5.10") && place("A.5.37") < place("A.6.1"));
}

#[test]
fn the_same_model_gives_the_same_documents() {
    let model = model(HOSTILE);
    let all = || documents(&model, &Memory::new(), &mut Vec::new()).into_iter().map(|one| (one.stem, one.markdown)).collect::<Vec<_>>();
    assert_eq!(all(), all());
}

#[test]
fn text_of_the_sources_stays_text() {
    let model = model(HOSTILE);
    let mut findings = Vec::new();
    for document in documents(&model, &Memory::new(), &mut findings) {
        // read back as any renderer reads it: no HTML, no picture, no link that runs something
        let arena = comrak::Arena::new();
        let root = comrak::parse_document(&arena, &document.markdown, &prose::options());
        for node in root.descendants() {
            use comrak::nodes::NodeValue as V;
            match &node.data.borrow().value {
                V::Image(image) if document.figure(&image.url).is_some() => {}
                V::HtmlBlock(_) | V::HtmlInline(_) | V::Image(_) => panic!("{}:\n{}", document.stem, document.markdown),
                V::Link(link) => assert!(prose::harmless(&link.url), "{}: {}", document.stem, link.url),
                V::Heading(heading) => assert!(heading.level > 1, "{}", document.stem),
                _ => {}
            }
        }
        // every table keeps its shape
        for block in document.markdown.split("\n\n").filter(|block| block.starts_with('|')) {
            let cells = |line: &str| line.replace("\\|", "").matches('|').count();
            let first = cells(block.lines().next().unwrap());
            assert!(block.lines().all(|line| cells(line) == first), "{}:\n{block}", document.stem);
        }
    }
    assert!(findings.is_empty(), "{findings:?}");
}

#[test]
fn a_template_of_the_package_wins_and_its_mistakes_are_findings() {
    let model = model("organisation acme \"Acme\" scope \"All.\"");
    let world = Memory::new().with("templates/documents/soa.md.j2", "Hello {{ org.name }}");
    let mut findings = Vec::new();
    let made = documents(&model, &world, &mut findings);
    assert_eq!(made.iter().find(|one| one.id == "soa").unwrap().markdown, "Hello Acme\n");
    assert!(findings.is_empty());
    for (template, code, says) in [
        ("one\n{{ org.nmae }}", "broken-template", "line 2: `org.nmae` does not exist here"),
        ("{% if %}", "broken-template", "line 1"),
        ("{{ table(\"sao\") }}", "broken-template", "it has `soa`"),
        ("{{ table(\"soa\", columns=[\"titel\"]) }}", "broken-template", "did you mean `title`?"),
        ("{% for a in range(100000) %}{% for b in range(100000) %}x{% endfor %}{% endfor %}", "broken-template", ""),
        ("{% include \"other.md.j2\" %}", "missing-template", "other.md.j2"),
        ("{{ themes }}", "broken-template", "cannot be printed"),
        ("{{ org.name|safe }}", "broken-template", "unknown filter"),
    ] {
        let world = Memory::new().with("templates/documents/soa.md.j2", template);
        let mut findings = Vec::new();
        let made = documents(&model, &world, &mut findings);
        assert!(!made.iter().any(|one| one.id == "soa"));
        let finding = findings.first().unwrap();
        assert_eq!(finding.code.slug, code, "{}", finding.message);
        assert!(finding.message.contains(says), "{}", finding.message);
        assert!(finding.message.contains("soa.md.j2"), "{}", finding.message);
    }
    let world = Memory::new().with("templates/documents/soa.md.j2", format!("{{{{ {}1 }}}}", "-".repeat(20_000)));
    let mut findings = Vec::new();
    documents(&model, &world, &mut findings);
    assert!(findings.first().unwrap().message.contains("operators"));
}

#[test]
fn two_documents_are_never_one_file() {
    let model = model("role ciso \"CISO\"\npolicy POL-1 \"One\" owner ciso version \"1\"\npolicy pol-1 \"Two\" owner ciso version \"1\"\n");
    let mut findings = Vec::new();
    documents(&model, &Memory::new(), &mut findings);
    assert_eq!(findings.iter().map(|finding| finding.code.slug).collect::<Vec<_>>(), ["same-file-name"]);
}

#[test]
fn nested_values_of_a_template_do_no_harm() {
    let model = model("organisation acme \"Acme\" scope \"All.\"");
    let world = Memory::new().with(
        "templates/documents/soa.md.j2",
        "{% set ns = namespace(s=[]) %}{% for i in range(90000) %}{% set ns.s = [ns.s] %}{% endfor %}{{ ns.s|string|length }}",
    );
    documents(&model, &world, &mut Vec::new());
}
