//! What the documents of the examples say, held against each other and against the sources: links, sums, counts, German words.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

const EXAMPLES: [&str; 3] = ["meridian", "nordwind", "minimal"];

fn example(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("examples").join(name)
}

/// The texts of a set, by their names in it.
fn set(package: &Path, more: &[&str]) -> BTreeMap<String, String> {
    let out = tempfile::tempdir().unwrap();
    let mut arguments = vec!["build", package.to_str().unwrap(), "--out", out.path().to_str().unwrap(), "--as-of", "2026-06-30", "--draft"];
    arguments.extend(more);
    let done = Command::new(env!("CARGO_BIN_EXE_isms")).args(arguments).output().expect("the binary runs");
    assert!(out.path().join("manifest.json").exists(), "{}", String::from_utf8_lossy(&done.stderr));
    let mut found = BTreeMap::new();
    read(out.path(), out.path(), &mut found);
    found
}

fn read(root: &Path, folder: &Path, found: &mut BTreeMap<String, String>) {
    for entry in fs::read_dir(folder).unwrap().flatten() {
        let path = entry.path();
        if path.is_dir() {
            read(root, &path, found);
        } else {
            let name = path.strip_prefix(root).unwrap().to_string_lossy().replace('\\', "/");
            found.insert(name, String::from_utf8_lossy(&fs::read(&path).unwrap()).into_owned());
        }
    }
}

fn meridian(formats: &str) -> BTreeMap<String, String> {
    set(&example("meridian"), &["--formats", formats])
}

/// What stands below a heading of a document in Markdown.
fn section<'a>(text: &'a str, heading: &str) -> &'a str {
    let (_, below) = text.split_once(&format!("\n{heading}\n")).unwrap_or_else(|| panic!("no {heading} in\n{text}"));
    below.split("\n## ").next().unwrap()
}

fn rows(json: &str) -> Vec<serde_json::Value> {
    let register: serde_json::Value = serde_json::from_str(json).unwrap();
    register["rows"].as_array().unwrap().clone()
}

/// The anchor of a heading, as hosting services for Markdown make it.
fn anchor(heading: &str) -> String {
    let plain: String = without_links(heading).replace("**", "").replace('\\', "");
    let kept = plain.trim().to_lowercase();
    kept.chars().filter(|c| c.is_alphanumeric() || " -_".contains(*c)).map(|c| if c == ' ' { '-' } else { c }).collect()
}

/// Markdown with the words of its links alone.
fn without_links(text: &str) -> String {
    text.split("](")
        .enumerate()
        .map(|(at, part)| if at == 0 { part } else { part.split_once(')').map_or("", |(_, rest)| rest) })
        .collect::<String>()
        .replace('[', "")
}

fn decoded(address: &str) -> String {
    let bytes = address.as_bytes();
    let mut out = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        let code = address.get(at + 1..at + 3).filter(|_| bytes[at] == b'%').and_then(|hex| u8::from_str_radix(hex, 16).ok());
        out.push(code.unwrap_or(bytes[at]));
        at += if code.is_some() { 3 } else { 1 };
    }
    String::from_utf8(out).unwrap()
}

fn joined(from: &str, link: &str) -> String {
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in link.split('/') {
        match part {
            ".." => drop(parts.pop()),
            "." => {}
            part => parts.push(part),
        }
    }
    parts.join("/")
}

#[test]
fn every_link_leads_to_a_file_and_an_anchor_that_are_there() {
    for (name, language) in EXAMPLES.into_iter().flat_map(|name| [(name, "en"), (name, "de")]) {
        // packed formats take long, and pages link to them everywhere in the same way
        let formats = if name == "minimal" { "markdown,html,csv,json,ics,xlsx,docx" } else { "markdown,html" };
        let files = set(&example(name), &["--lang", language, "--formats", formats]);
        let anchors: BTreeMap<&str, BTreeSet<String>> = files
            .iter()
            .map(|(name, text)| {
                let found = match name.rsplit_once('.').map(|(_, ending)| ending) {
                    Some("html") => text.split(" id=\"").skip(1).map(|part| part.split('"').next().unwrap().to_string()).collect(),
                    Some("md") => text.lines().filter(|line| line.starts_with('#')).map(|line| anchor(line.trim_start_matches('#'))).collect(),
                    _ => BTreeSet::new(),
                };
                (name.as_str(), found)
            })
            .collect();
        let (mut broken, mut followed) = (Vec::new(), 0);
        for (file, text) in files.iter().filter(|(name, _)| name.ends_with(".html") || name.ends_with(".md")) {
            let (opens, closes) = if file.ends_with(".md") { ("](", ')') } else { ("href=\"", '"') };
            for part in text.split(opens).skip(1) {
                let link = part.split(closes).next().unwrap();
                let (target, fragment) = link.split_once('#').map_or((link, None), |(target, fragment)| (target, Some(decoded(fragment))));
                if ["https:", "http:", "mailto:", "data:"].iter().any(|start| link.starts_with(start)) {
                    continue;
                }
                let target = if target.is_empty() { file.clone() } else { joined(file, target) };
                // a sign of equality is a choice in a register, or a place on the map
                let there = match (anchors.get(target.as_str()), &fragment) {
                    (None, _) => false,
                    (Some(known), Some(fragment)) if !fragment.contains('=') => known.contains(fragment),
                    _ => true,
                };
                followed += usize::from(fragment.is_some());
                if !there {
                    broken.push(format!("{name} {language}: {file}: {link}"));
                }
            }
        }
        broken.truncate(20);
        assert!(broken.is_empty(), "{broken:#?}");
        assert!(followed > 50, "{name} {language}: {followed}");
    }
}

/// What a reader sees as a whole: cells, labels with what stands behind them, headings, and the words between two tags.
fn pieces(name: &str, text: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    if name.ends_with(".md") {
        for line in text.lines().map(without_links) {
            if line.starts_with('|') {
                found.extend(line.split('|').map(str::to_string));
            } else if let Some((label, rest)) = line.strip_prefix("- **").and_then(|rest| rest.split_once(":** ")) {
                found.extend([label.to_string(), rest.to_string()]);
            } else if line.starts_with('#') {
                found.push(line.trim_start_matches('#').to_string());
            }
        }
    } else {
        let mut rest = text.to_string();
        // pictures break words at the end of a line; scripts and findings are not in the language of the page
        for (opens, closes) in [("<svg", "</svg>"), ("<script", "</script>"), ("<style", "</style>"), ("<ul class=\"lines\" lang=\"en\"", "</ul>")] {
            while let Some((before, after)) = rest.split_once(opens) {
                rest = format!("{before}{}", after.split_once(closes).map_or("", |(_, after)| after));
            }
        }
        found.extend(rest.split('>').filter_map(|part| part.split_once('<')).map(|(shown, _)| shown.replace("&amp;", "&")));
    }
    found.into_iter().map(|one| one.replace("**", "").trim().to_string()).filter(|one| !one.is_empty()).collect()
}

#[test]
fn german_documents_hold_no_words_of_the_english_vocabulary() {
    // what is said in another way in German must not stand anywhere as a whole, unless the organisation wrote it
    let mut english: BTreeSet<String> = BTreeSet::new();
    let messages = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("stdlib/messages");
    for file in ["de.toml", "de/model.toml", "de/sentences.toml"] {
        let parsed: toml::Table = fs::read_to_string(messages.join(file)).unwrap().parse().unwrap();
        for (key, value) in parsed.values().filter_map(toml::Value::as_table).flatten() {
            if value.as_str().is_some_and(|german| german != key) && !key.contains('{') {
                english.insert(key.clone());
            }
        }
    }
    assert!(english.len() > 1000);
    // the kind of a declaration is a name that machines rely on
    english.remove("supplier");
    for name in EXAMPLES {
        let mut own: BTreeSet<String> = BTreeSet::new();
        for entry in fs::read_dir(example(name)).unwrap().flatten().filter(|one| one.path().extension().is_some_and(|ending| ending == "isms")) {
            own.extend(fs::read_to_string(entry.path()).unwrap().split('"').map(str::to_string));
        }
        let files = set(&example(name), &["--lang", "de", "--formats", "markdown,html"]);
        // a policy with a template of the package is in the language of the package, and so is what the search shows of it
        let ours = |file: &str| !file.ends_with("pol-27.md") && !file.ends_with("pol-27.html") && file != "search.html" && !file.starts_with("findings");
        let mut wrong = BTreeSet::new();
        for (file, text) in files.iter().filter(|(file, _)| ours(file) && (file.ends_with(".md") || file.ends_with(".html"))) {
            wrong.extend(pieces(file, text).into_iter().filter(|one| english.contains(one) && !own.contains(one)).map(|one| format!("{file}: {one}")));
            assert!(!text.contains(r"\. Januar") && !text.contains(r"\. März"), "{file} shows an escape");
        }
        assert!(wrong.is_empty(), "{name}: {wrong:#?}");
        let start: BTreeSet<String> = pieces("index.html", &files["index.html"]).into_iter().collect();
        assert!(!start.iter().any(|one| one.starts_with("20") && one.len() == 10 && one.as_bytes()[4] == b'-'), "days are those of the language");
    }
}

#[test]
fn sums_by_funder_are_those_of_the_tasks() {
    let files = meridian("markdown,json");
    let sum = |of: &dyn Fn(&serde_json::Value) -> bool| {
        let mut sums: BTreeMap<String, (f64, f64)> = BTreeMap::new();
        for task in rows(&files["registers/tasks.json"]).iter().filter(|task| of(task) && task["status"] != "Cancelled") {
            let (cost, hours) = (task["cost"].as_f64().unwrap_or_default(), task["effort_hours"].as_f64().unwrap_or_default());
            if cost > 0.0 || hours > 0.0 {
                let sum = sums.entry(task["funded_by"].as_str().unwrap().to_string()).or_default();
                *sum = (sum.0 + cost, sum.1 + hours);
            }
        }
        sums
    };
    let of_controls =
        sum(&|task| task["of_kind"] == "control" && rows(&files["registers/implementation_plan.json"]).iter().any(|control| control["id"] == task["of"]));
    let mut shown: BTreeMap<String, (f64, f64)> = BTreeMap::new();
    for row in rows(&files["registers/funding.json"]) {
        let sum = shown.entry(row["funder"].as_str().unwrap().to_string()).or_default();
        *sum = (sum.0 + row["cost"].as_f64().unwrap_or_default(), sum.1 + row["effort_hours"].as_f64().unwrap_or_default());
    }
    assert_eq!(shown, of_controls);
    let mut planned: BTreeMap<String, (f64, f64)> = BTreeMap::new();
    for row in rows(&files["registers/planned_against_budget.json"]) {
        let sum = planned.entry(row["funder"].as_str().unwrap().to_string()).or_default();
        *sum = (sum.0 + row["planned"].as_f64().unwrap_or_default(), sum.1 + row["work"].as_f64().unwrap_or_default());
    }
    planned.retain(|_, sum| *sum != (0.0, 0.0));
    assert_eq!(planned, sum(&|_| true));
    // a task of a control that somebody else pays for
    assert!(
        files["control_implementation_plan.md"].contains("funded by Engineering, Cloud operations")
            || files["control_implementation_plan.md"].contains("funded by Cloud operations, Engineering")
    );
    assert!(!files.values().any(|text| text.contains("funded by not stated")));
}

const COMPANY: &str = r#"
organisation acme "Acme" {
  scope "All."
}
role ceo "CEO" {
  held_by "A"
  top_management yes
}
control A.5.1 {
  status planned
  owner ceo
  plan {
    due 2027-01-31
    task T-1 "Write" by ceo due 2027-01-31 cost 500 EUR effort 2 days
  }
}
control A.5.2 {
  status planned
  owner ceo
  funded by isms
  plan {
    due 2027-01-31
    task T-2 "Name" by ceo due 2027-01-31 cost 700 EUR
  }
}
"#;

#[test]
fn what_nobody_pays_for_is_not_booked_to_the_isms() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.isms"), COMPANY).unwrap();
    let files = set(folder.path(), &["--formats", "markdown,json"]);
    let plan = &files["resource_plan.md"];
    assert!(section(plan, "## Planned against budget").contains("| 2027 | not stated | 500 EUR |"), "{plan}");
    assert!(section(plan, "## Planned against budget").contains("| 2027 | ISMS budget | 700 EUR |"), "{plan}");
    assert!(section(plan, "## What the control implementation plan takes").contains("| not stated | 1 | 500 EUR |"), "{plan}");
    assert!(files["control_implementation_plan.md"].contains("funder not stated"));
}

#[test]
fn a_profile_names_all_clauses_of_the_edition_that_is_followed() {
    let files = meridian("markdown,json");
    let risk = &files["processes/risk_assessment.md"];
    let line = risk.lines().find(|line| line.starts_with("- **Clauses of ISO/IEC 27001:2022:**")).unwrap_or_else(|| panic!("{risk}"));
    assert!(line.contains("6.1.2") && line.contains("8.2"), "{line}");
    assert!(section(risk, "## References").contains("which follows the edition of 2013"), "{risk}");
    // the same as in the tailoring report, for every process
    for clause in rows(&files["registers/clauses.json"]) {
        for process in clause["served_by_id"].as_array().unwrap() {
            let profile = &files[&format!("processes/{}.md", process.as_str().unwrap())];
            let line = profile.lines().find(|line| line.starts_with("- **Clauses of")).unwrap_or_default();
            let number = clause["clause"].as_str().unwrap();
            assert!(line.split([' ', ',']).any(|one| one == number), "{process} does not say {number}: {line}");
        }
    }
}

#[test]
fn the_management_review_has_a_line_for_each_letter_and_empty_results_are_no_results() {
    let files = meridian("markdown,json");
    let pack = &files["management_review.md"];
    let inputs = section(pack, "## Inputs of the review");
    for letter in ["a)", "b)", "c)", "d) 1)", "d) 2)", "d) 3)", "d) 4)", "e)", "f)", "g)"] {
        assert_eq!(inputs.lines().filter(|line| line.starts_with(&format!("| 9.3.2 {letter} |"))).count(), 1, "{letter}: {inputs}");
    }
    let count = |register: &str| rows(&files[&format!("registers/{register}.json")]).len();
    for (letter, entries) in [
        ("a)", count("review_actions")),
        ("d) 1)", count("nonconformities")),
        ("d) 2)", count("measures")),
        ("d) 4)", count("objectives")),
        ("f)", count("risks")),
        ("g)", count("changes")),
    ] {
        let line = inputs.lines().find(|line| line.starts_with(&format!("| 9.3.2 {letter} |"))).unwrap();
        assert!(line.contains(&format!("| {entries} |")), "{entries}: {line}");
    }
    assert!(pack.contains("| State | Inputs approved, results to be filled in |"), "{pack}");
    let information = &files["documented_information.md"];
    let line = information.lines().find(|line| line.starts_with("| 9.3.3 |")).unwrap();
    assert!(line.contains("**To be filled in**") && !line.contains("Approved"), "{line}");
    assert!(information.contains("- **To be filled in:** 1"), "{information}");
}

#[test]
fn the_statement_of_applicability_says_where_an_exception_holds() {
    let files = meridian("markdown,csv,json,html");
    for (control, exception) in [("A.8.8", "EXC-2026-2"), ("A.8.19", "EXC-2026-1")] {
        let row = files["soa.md"].lines().find(|line| line.starts_with(&format!("| **{control}**")) || line.starts_with(&format!("| [**{control}**"))).unwrap();
        assert!(row.contains(&format!("**With exception** [{exception}](policy_index.md#exceptions) until ")), "{row}");
        let found = rows(&files["registers/soa.json"]).into_iter().find(|row| row["id"] == control).unwrap();
        assert!(found["exceptions"].to_string().contains(&format!("{exception} until ")), "{found}");
    }
    assert!(files["soa.html"].contains("With exception"));
    assert!(files["registers/soa.csv"].lines().next().unwrap().contains("Exceptions in force"));
    let outward = &files["soa_customer.md"];
    assert!(!outward.contains("EXC-") && !outward.contains("| Document | not stated |"), "{outward}");
    let all = outward.lines().find(|line| line.starts_with("| All |")).unwrap();
    let numbers: Vec<usize> = all.split('|').filter_map(|cell| cell.trim().parse().ok()).collect();
    let [total, apply, excluded, undecided, states @ ..] = numbers.as_slice() else { panic!("{all}") };
    assert_eq!((apply + excluded + undecided, states.iter().sum::<usize>()), (*total, *apply), "{all}");
}

#[test]
fn audits_of_others_cover_nothing_of_the_internal_programme() {
    let folder = tempfile::tempdir().unwrap();
    let source = r#"
organisation acme "Acme" {
  scope "All."
}
role auditor "Auditor" {
  held_by "B"
}
party body "Certification body" {
  kind auditor
}
audit IA-1 "Ours" {
  clauses 6.1.2
  auditor auditor
  date 2026-03-01
  status done
}
audit IA-2 "Ours, later" {
  clauses 6.1.3
  auditor auditor
  date 2027-04-01
}
audit CB-1 "Theirs" {
  clauses 10.2
  auditor body
  date 2026-05-01
  status done
}
"#;
    fs::write(folder.path().join("a.isms"), source).unwrap();
    let files = set(folder.path(), &["--formats", "markdown,json"]);
    let programme = &files["audit_programme.md"];
    let coverage = section(programme, "## Coverage over the cycle");
    assert!(coverage.contains("The cycle runs from 2026-03-01 to 2027-04-01"), "{coverage}");
    assert!(
        coverage.contains("| 6.1.2 |") && coverage.lines().any(|line| line.starts_with("| 10.2 |") && line.contains("**Not in the programme**")),
        "{coverage}"
    );
    assert!(section(programme, "## Audits").lines().any(|line| line.contains("| CB-1 | Theirs | External |")), "{programme}");
    assert!(section(programme, "## Audits").lines().any(|line| line.contains("| IA-1 | Ours | Internal |")), "{programme}");
}

#[test]
fn the_calendar_says_what_repeats_and_has_no_date() {
    let files = meridian("markdown,ics");
    let calendar = &files["calendar.md"];
    let said = calendar.lines().find(|line| line.starts_with("Not in this calendar, since no source says")).unwrap_or_else(|| panic!("{calendar}"));
    assert!(said.contains("](process_handbook.md)") && said.contains("processes that repeat"), "{said}");
}
