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
        crate::resolve::lower(file, text, &tree.members).0
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
    let own: Vec<_> = own.iter().collect();
    crate::model::build(&crate::model::standard(&library), &own, info, Day(jiff::civil::date(2026, 6, 30)), &mut crate::model::Last::default())
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
process steer "<b>Steer</b> & \"go\" | </svg><script>alert(8)</script>" realises governance_management_interface, requirements_management
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

/// Templates that loop, call themselves, or grow without end: each is one finding that names the template and a way out.
#[test]
fn a_template_without_an_end_is_a_finding() {
    let model = model("organisation acme \"Acme\" scope \"All.\"");
    let grow = |what: &str| format!("{{% set ns = namespace(s=\"x\") %}}{{% for i in range(60) %}}{what}{{% endfor %}}{{{{ ns.s|length }}}}");
    for (template, says) in [
        ("{% for a in range(100000) %}{% for b in range(100000) %}x{% endfor %}{% endfor %}".to_string(), "more work"),
        ("{% for a in range(100000000) %}x{% endfor %}".into(), "more than 100,000 elements"),
        ("{{ ([1] * 10000000000)|length }}".into(), "more than 100,000 elements"),
        ("{{ ([1] * 100000000)|join(\",\") }}".into(), "more work"),
        ("{% include \"documents/soa.md.j2\" %}".into(), "calls itself"),
        ("{% macro m(n) %}{{ m(n + 1) }}{% endmacro %}{{ m(0) }}".into(), "calls itself"),
        ("{% for a in [1] recursive %}{{ loop([1]) }}{% endfor %}".into(), "calls itself"),
        (grow("{% set ns.s = ns.s ~ ns.s %}"), "more work"),
        (grow("{% set ns.s = ns.s + ns.s %}"), "more work"),
        (grow("{% set t %}{{ ns.s }}{{ ns.s }}{% endset %}{% set ns.s = t %}"), "more work"),
        (grow("{% set ns.s = ns.s|replace(\"x\", \"xx\") %}"), "more work"),
        ("{{ \"x\" * 10000000000 }}".into(), "more work"),
        ("{{ \"x\\ny\"|indent(3000000000) }}".into(), "more work"),
        ("{{ \"%3000000000d\"|format(1) }}".into(), "more work"),
        ("{{ range(100000)|join(\"xxxxxxxxxx\" * 100000) }}".into(), "more work"),
        ("{{ range(10)|slice(1000000000)|length }}".into(), "more work"),
        ("{{ range(10)|batch(1000000000, \"x\")|length }}".into(), "more work"),
        (format!("{{% for i in range(90000) %}}{}{{% endfor %}}", "x".repeat(60_000)), "more work"),
        ("{% for i in range(200) %}{{ \"x\" * 100000 }}{% endfor %}".into(), "MiB are the limit"),
        ("{% for i in range(90000) %}{{ table(\"soa\") }}{% endfor %}".into(), "more work"),
        ("{{ (\"# x\\n\" * 1000000)|md }}".into(), "more work"),
        ("{% set s = range(100000)|list %}{% for i in range(90000) %}{% if \"x\" in s %}x{% endif %}{% endfor %}".into(), "more work"),
    ] {
        let shown: String = template.chars().take(100).collect();
        let world = Memory::new().with("templates/documents/soa.md.j2", template.as_str());
        let mut findings = Vec::new();
        let made = documents(&model, &world, &mut findings);
        assert!(!made.iter().any(|one| one.id == "soa"), "{shown}");
        let [finding] = findings.as_slice() else { panic!("{shown}: {findings:?}") };
        assert_eq!(finding.code.slug, "broken-template");
        assert!(finding.message.contains("`templates/documents/soa.md.j2`") && finding.message.contains(says), "{shown}: {}", finding.message);
        let help = finding.help.join(" ");
        assert!(help.contains("a loop runs too often") || help.contains("comes back to itself"), "{shown}: {help}");
    }
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

fn made<'a>(documents: &'a [Document], id: &str) -> &'a Document {
    documents.iter().find(|one| one.id == id).unwrap_or_else(|| panic!("there is no {id}"))
}

const PROGRAMME: &str = r#"
organisation acme "Acme" scope "All." {
  interface "The parent company runs the network."
}
role ciso "CISO" held_by "Ada"
role auditor "Auditor" held_by "Ada"
role judge "Judge" held_by "Bob" independent yes
adopt risk_assessment owner ciso
audit IA-1 "Own work" scope prm.risk_assessment clauses 8.2 auditor auditor date 2026-03-01 status done
audit IA-2 "Their work" scope prm.risk_assessment clauses 9 auditor judge date 2027-03-01
risk R-1 "Fire in the hall" {
  owner ciso
  treat modify with A.8.13
}
control A.8.13 status implemented owner ciso {
  evidence "Restore log of Ada" on 2026-01-01
}
exclude A.8.30 because "No development outside, see R-1."
exclude A.8.4 because "No source code."
measure backups "Backups" kind kpi target at least 95 % cadence every 6 months {
  observed 97 % on 2025-06-01
  observed 90 % on 2025-12-01
}
supplier host "Host AG" service "Racks" criticality critical owner ciso contract "C-1" end 2026-12-31
"#;

#[test]
fn auditors_who_answer_for_what_they_audit_are_named() {
    let model = model(PROGRAMME);
    let documents = documents(&model, &Memory::new(), &mut Vec::new());
    let programme = &made(&documents, "audit_programme").markdown;
    assert!(programme.contains("> **Not independent.** The auditor answers for a part of what is audited: IA-1"), "{programme}");
    assert!(programme.contains("yes, answers to nobody who is audited"), "{programme}");
    assert!(programme.contains("| 8.2 | Information security risk assessment | IA-1 on 2026-03-01 |  | Audited |"), "{programme}");
    assert!(programme.contains("| 9.2.1 | General |  | IA-2 on 2027-03-01 | Planned |"), "a clause is covered with the one that it is part of: {programme}");
    assert!(programme.contains("| 4.1 | Understanding the organization and its context |  |  | **Not in the programme** |"), "{programme}");
}

#[test]
fn the_statement_for_customers_keeps_names_inside() {
    let model = model(PROGRAMME);
    let documents = documents(&model, &Memory::new(), &mut Vec::new());
    let statement = &made(&documents, "soa_customer").markdown;
    for inside in ["R-1", "Fire", "Ada", "CISO", "Restore log"] {
        assert!(!statement.contains(inside), "{inside}");
    }
    assert!(statement.contains("| **A.8.4** | Access to source code | no | No source code. |"), "{statement}");
    assert!(statement.contains("| **A.8.13** | Information backup | yes | Risk assessment | Implemented | Own |"), "{statement}");
}

#[test]
fn measures_that_get_worse_and_miss_their_target_are_decided_on() {
    let model = model(PROGRAMME);
    let documents = documents(&model, &Memory::new(), &mut Vec::new());
    let measures = &made(&documents, "measurement_programme").markdown;
    assert!(measures.contains("| Backups | at least 95 % | 90 % (2025-12-01) | **no** | worse |"), "{measures}");
    assert!(measures.contains("**Measurement overdue:** Backups"), "{measures}");
    let review = made(&documents, "management_review");
    assert!(review.markdown.contains("the last value misses the target"), "{}", review.markdown);
    assert!(review.markdown.contains("No review was held before"));
}

#[test]
fn every_date_that_is_open_stands_in_the_calendar() {
    let model = model(PROGRAMME);
    let documents = documents(&model, &Memory::new(), &mut Vec::new());
    let calendar = &made(&documents, "calendar").markdown;
    let (overdue, ahead) = calendar.split_once("## 2026 Q4").unwrap();
    assert!(overdue.contains("| 2026-06-01 | Measurement |"), "{calendar}");
    assert!(ahead.contains("| 2026-12-31 | Contract ends | [C-1](supplier_register.md) | Host AG |"), "{calendar}");
    assert!(ahead.contains("| 2027-03-01 | Audit | [IA-2](audit_programme.md) |"), "{calendar}");
}

#[test]
fn what_the_standard_asks_for_in_writing_is_there_or_said_to_be_missing() {
    let model = model(PROGRAMME);
    let documents = documents(&model, &Memory::new(), &mut Vec::new());
    let information = &made(&documents, "documented_information").markdown;
    assert!(information.contains("| 5.2 e) | information security policy |"), "{information}");
    assert!(information.lines().any(|line| line.starts_with("| 5.2 e)") && line.ends_with("**Missing** |")), "{information}");
    assert!(information.lines().any(|line| line.starts_with("| 9.2.2") && line.contains("[Audit programme](audit_programme.md)")), "{information}");
    let sheet = &made(&documents, "clause_sheet").markdown;
    assert!(sheet.contains("**Resource plan (not written)**"), "{sheet}");
    let scope = &made(&documents, "scope_statement").markdown;
    assert!(scope.contains("The parent company runs the network.") && scope.contains("Host AG"), "{scope}");
    assert!(scope.contains("Whether climate change is a relevant issue is not stated"), "{scope}");
}
