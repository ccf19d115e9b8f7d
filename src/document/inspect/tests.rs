//! Templates with mistakes, and the finding that each gives; and that the library itself has none.

use std::fmt::Write as _;

use super::*;
use crate::diagnostic::Diagnostic;
use crate::model::Model;

fn known() -> &'static BTreeMap<String, Shape> {
    static KNOWN: std::sync::OnceLock<BTreeMap<String, Shape>> = std::sync::OnceLock::new();
    KNOWN.get_or_init(|| contexts(&crate::document::tests::model(crate::source::library_file("complete.isms").unwrap())))
}

fn nobody() -> &'static Model {
    static NOBODY: std::sync::OnceLock<Model> = std::sync::OnceLock::new();
    NOBODY.get_or_init(|| crate::document::tests::model(""))
}

fn found(files: &[(&str, &str)], model: &Model) -> Vec<Diagnostic> {
    let files: Vec<TemplateFile> = files
        .iter()
        .enumerate()
        .map(|(at, (name, text))| TemplateFile { name: (*name).to_string(), file: FileId(u32::try_from(at).unwrap()), text: (*text).into() })
        .collect();
    let mut findings = Vec::new();
    inspect(known(), model, &files, &mut findings);
    findings
}

fn said(text: &str) -> String {
    let findings = found(&[("documents/soa.md.j2", text)], nobody());
    let mut out = String::new();
    for finding in findings {
        let place = finding.place().unwrap().span;
        let part = text.get(place.start as usize..place.end as usize).unwrap();
        let _ = write!(out, "[{}] {} `{part}`: {}", finding.code.slug, finding.message, finding.help.join(" "));
    }
    out
}

#[test]
fn mistakes_are_named_where_they_stand() {
    for (template, expected) in [
        ("{{ org.nmae }}", "[unknown-field] there is no field `nmae` here `nmae`: did you mean `name`?"),
        ("{{ ogr.name }}", "[unknown-field] this template gets no value `ogr` `ogr`: did you mean `org`?"),
        ("{% for t in themes %}{{ t.titel }}{% endfor %}", "[unknown-field] there is no field `titel` here `titel`: did you mean `title`?"),
        ("{% for t in themes if t.totl %}{% endfor %}", "[unknown-field] there is no field `totl` here `totl`: did you mean `total`?"),
        ("{{ themes.title }}", "[unknown-field] there is no field `title` here `title`: this is a list"),
        ("{{ org.name.first }}", "[unknown-field] there is no field `first` here `first`: this is a text"),
        ("{{ (themes|first).titel }}", "did you mean `title`?"),
        ("{{ themes|map(attribute=\"titel\")|join }}", "did you mean `title`?"),
        ("{{ themes|sort(attribute=\"totl\")|length }}", "did you mean `total`?"),
        ("{% set t = themes[0] %}{{ t.titel }}", "did you mean `title`?"),
        ("{% set x = org %}{{ x.scpoe }}", "did you mean `scope`?"),
        ("{{ org.name|uper }}", "[unknown-filter] there is no filter `uper`"),
        ("{{ org.name|safe }}", "kept by the filter `md`"),
        ("{% if org.name is defind %}{% endif %}", "[unknown-filter] there is no test `defind`"),
        ("{{ tabel(\"soa\") }}", "[unknown-filter] there is no function `tabel` here `tabel`: did you mean `table`?"),
        ("{{ control(\"A.5.1\") }}", "templates of policies only"),
        ("{% include \"documents/sao.md.j2\" %}", "[missing-template] there is no template `documents/sao.md.j2`"),
        ("{% from \"documents/_macros.md.j2\" import sektion %}", "has no macro `sektion` `sektion`: did you mean `section`?"),
        ("{% for x in %}", "[broken-template] `templates/documents/soa.md.j2` cannot be read"),
    ] {
        let said = said(template);
        assert!(said.contains(expected), "{template}\n{said}");
    }
    assert!(said(&format!("{{{{ {}1 }}}}", "-".repeat(20_000))).contains("operators"));
}

#[test]
fn what_is_right_is_not_reported() {
    for template in [
        "{% macro m(x) %}{{ x.anything }}{{ later() }}{% endmacro %}{% macro later() %}y{% endmacro %}{{ m(org) }}",
        "{% set ns = namespace(found=false) %}{% for t in themes %}{% set ns.found = true %}{{ loop.index }}{% endfor %}{{ ns.found }}",
        "{% for a, b in {\"x\": 1}|items %}{{ a.b }}{{ b }}{% endfor %}",
        "{% if org.sector %}{{ org.sector|default(\"none\") }}{% endif %}",
        "{% if own_value is defined %}{% endif %}",
        "{% from \"documents/_macros.md.j2\" import section as part %}{{ part(\"A\", table(\"soa\")) }}",
        "{{ t(\"Scope of {name}\", name=org.name) }} {{ link(\"risk\", \"R-1\") }}",
        "{% set block %}text{% endset %}{{ block }}",
        "{{ (undecided or [])|join(\", \") }}",
    ] {
        assert_eq!(said(template), "", "{template}");
    }
}

#[test]
fn the_library_has_no_mistake() {
    let all: Vec<(&str, &str)> = template_names().filter(|name| name.ends_with(".j2")).map(|name| (name, library_template(name).unwrap())).collect();
    let found = found(&all, nobody());
    let shown: Vec<String> = found.iter().map(|one| format!("{}: {}", all[one.place().unwrap().file.0 as usize].0, one.message)).collect();
    assert!(shown.is_empty(), "{}", shown.join("\n"));
}

#[test]
fn parameters_of_a_policy_are_checked() {
    let own = crate::document::tests::model(
        "template devices \"Devices\" {\n  parameter days \"Days\" type number default 3\n  parameter lead \"Lead\" type role\n}\n",
    );
    let files = [(
        "policies/devices.md.j2",
        "{{ p.days }} {{ p.lead.title }} {{ p.lead.titel }} {{ p.dasy }} {{ policy.owner.title }} {{ control(\"A.5.1\").statsu }}",
    )];
    let said: Vec<String> = found(&files, &own).into_iter().map(|one| one.help.join(" ")).collect();
    assert_eq!(said, ["did you mean `title`?", "did you mean `days`?", "did you mean `status`?"]);
}

#[test]
fn files_that_nothing_uses_are_named() {
    let files = [("documents/sao.md.j2", "text"), ("documents/soa.md.j2", "{% include \"parts/head.md.j2\" %}"), ("parts/head.md.j2", "{{ org.nmae }}")];
    let found = found(&files, nobody());
    let slugs: Vec<&str> = found.iter().map(|one| one.code.slug).collect();
    assert_eq!(slugs, ["unknown-field", "unused-template"]);
    assert!(found[1].help.join(" ").contains("did you mean to replace `documents/soa.md.j2`?"));
}

#[test]
fn a_copy_that_loses_a_macro_of_the_library_is_named() {
    let found = found(&[("documents/_macros.md.j2", "{% macro section(title, rows) %}{{ rows }}{% endmacro %}")], nobody());
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0].message, "`documents/_macros.md.j2` has no macro `facts`");
}

/// Fields of which nothing is known would not be checked.
#[test]
fn everything_that_templates_get_is_known() {
    fn look(path: &str, shape: &Shape, out: &mut Vec<String>) {
        match shape {
            Shape::Nothing => out.push(path.to_string()),
            Shape::Object(fields) => fields.iter().for_each(|(name, inner)| look(&format!("{path}.{name}"), inner, out)),
            Shape::List(of) => look(&format!("{path}[]"), of, out),
            _ => {}
        }
    }
    let mut unknown = Vec::new();
    for (name, shape) in known() {
        look(name, shape, &mut unknown);
    }
    assert!(unknown.is_empty(), "{}", unknown.join("\n"));
}

#[test]
fn every_filter_and_test_that_is_listed_exists() {
    let engine = minijinja::Environment::new();
    for word in vocabulary::FILTERS.iter().filter(|word| !matches!(word.name, "md" | "cell")) {
        let error = engine.render_str(&format!("{{{{ 1|{} }}}}", word.name), ()).map_err(|error| error.kind());
        assert_ne!(error.err(), Some(minijinja::ErrorKind::UnknownFilter), "{}", word.name);
    }
    for word in vocabulary::TESTS {
        let error = engine.render_str(&format!("{{{{ 1 is {}(1) }}}}", word.name), ()).map_err(|error| error.kind());
        assert_ne!(error.err(), Some(minijinja::ErrorKind::UnknownTest), "{}", word.name);
    }
}

#[test]
fn every_value_is_documented() {
    let mut missing = Vec::new();
    for (name, shape) in known() {
        missing.extend(shape.fields().into_iter().filter(|field| vocabulary::about(name, field).is_none()).map(|field| format!("{name} {field}")));
    }
    assert!(missing.is_empty(), "{}", missing.join("\n"));
}
