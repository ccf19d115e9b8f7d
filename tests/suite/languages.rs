//! The documents in other languages than English: a whole set in German, and a third language that a package brings.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn isms(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_isms")).args(arguments).output().expect("the binary runs")
}

fn meridian() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("examples/meridian")
}

fn texts(folder: &Path, extension: &str, found: &mut Vec<(PathBuf, String)>) {
    for entry in fs::read_dir(folder).unwrap().flatten() {
        let path = entry.path();
        if path.is_dir() {
            texts(&path, extension, found);
        } else if path.extension().is_some_and(|one| one == extension) {
            found.push((path.clone(), fs::read_to_string(&path).unwrap()));
        }
    }
}

fn words(text: &str) -> Vec<String> {
    text.split(|c: char| !(c.is_alphanumeric() || c == '\'')).filter(|word| !word.is_empty()).map(str::to_lowercase).collect()
}

/// English words that no German sentence holds.
const ENGLISH: &[&str] = &["the", "of", "and", "which", "with", "that", "this", "are", "from", "by", "for", "not", "who", "each", "every", "to", "until"];

/// The policy of the example whose template the package wrote itself: what it says is what the organisation says.
const OWN_TEMPLATE: &str = "policies/pol-27.md";

#[test]
fn no_english_sentence_of_ours_remains_in_a_german_set() {
    let out = tempfile::tempdir().unwrap();
    let path = meridian();
    let arguments = ["build", path.to_str().unwrap(), "--out", out.path().to_str().unwrap(), "--as-of", "2026-06-30", "--lang", "de", "--formats", "markdown"];
    let built = isms(&arguments);
    assert!(built.status.success(), "{}", String::from_utf8_lossy(&built.stderr));
    let mut sources = Vec::new();
    texts(&path, "isms", &mut sources);
    // three words in a row that the organisation itself wrote are its own
    let mut own: BTreeSet<Vec<String>> = BTreeSet::new();
    for (_, text) in &sources {
        let all = words(text);
        for length in [2, 3] {
            own.extend(all.windows(length).map(<[String]>::to_vec));
        }
    }
    let mut documents = Vec::new();
    texts(out.path(), "md", &mut documents);
    texts(out.path(), "svg", &mut documents);
    assert!(documents.len() > 60, "{}", documents.len());
    let mut wrong = Vec::new();
    // one policy of the example has a template of the package, in English
    for (path, text) in documents.iter().filter(|(path, _)| !path.ends_with(OWN_TEMPLATE)) {
        for line in text.lines().filter(|line| !line.contains("<path") && !line.contains("<rect") && !line.contains("<svg")) {
            // what stands in brackets and links is a place in a file or a standard
            let shown: String =
                line.split("](").enumerate().map(|(at, part)| if at == 0 { part } else { part.split_once(')').map_or("", |(_, rest)| rest) }).collect();
            let all = words(&shown);
            for at in 0..all.len() {
                if ENGLISH.contains(&all[at].as_str()) {
                    let from = at.saturating_sub(1);
                    let around = all[from..(at + 2).min(all.len())].to_vec();
                    let before = all[from..=at].to_vec();
                    let after = all[at..(at + 2).min(all.len())].to_vec();
                    if !own.contains(&around) && !own.contains(&before) && !own.contains(&after) {
                        wrong.push(format!("{}: {}", path.strip_prefix(out.path()).unwrap().display(), around.join(" ")));
                    }
                }
            }
        }
    }
    wrong.sort();
    wrong.dedup();
    assert!(wrong.is_empty(), "{} places\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn german_documents_have_german_days_figures_and_policies() {
    let out = tempfile::tempdir().unwrap();
    let path = meridian();
    let arguments =
        ["build", path.to_str().unwrap(), "--out", out.path().to_str().unwrap(), "--as-of", "2026-06-30", "--lang", "de", "--formats", "markdown,csv,json"];
    assert!(isms(&arguments).status.success());
    let text = |name: &str| fs::read_to_string(out.path().join(name)).unwrap();
    let soa = text("soa.md");
    assert!(soa.contains("| Stichtag | 30.06.2026 |"), "{soa}");
    assert!(soa.contains("Diese Erklärung legt für jede Maßnahme"), "{soa}");
    let mut policies = Vec::new();
    texts(&out.path().join("policies"), "md", &mut policies);
    policies.retain(|(path, _)| !path.ends_with(OWN_TEMPLATE));
    assert!(policies.len() > 20);
    for (path, policy) in &policies {
        assert!(policy.contains("## Zweck") && policy.contains("## Regelungen") && !policy.contains("## Purpose"), "{}", path.display());
    }
    // machines read the same in every language: names of columns, days and numbers
    let json = text("registers/tasks.json");
    assert!(json.contains("\"key\": \"due\"") && json.contains("\"due\": \"2026-") && !json.contains("\"due\": \"30."), "{json}");
    assert!(!text("registers/tasks.csv").lines().skip(1).any(|line| line.contains(".2026,")), "days in CSV are those of ISO 8601");
}

#[test]
fn a_package_brings_a_language_of_its_own() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    write(
        "a.isms",
        "organisation acme \"Acme\" {\n  scope \"Tout.\"\n}\n\nrole ceo \"Direction\" {\n  held_by \"A\"\n  top_management yes\n}\n\npolicy POL-1 \"Sauvegarde\" {\n  template backup\n  owner ceo\n}\n",
    );
    let messages = "\"Owner\" = \"Responsable\"\n\"Access control\" = \"Contrôle d'accès\"\n\"{count} controls are not decided yet: {list}.\" = { one = \"{count} mesure n'est pas décidée : {list}.\", other = \"{count} mesures ne sont pas décidées : {list}.\" }\n\n[format]\nday = \"{dd}/{mm}/{yyyy}\"\n";
    write("templates/messages/fr.toml", messages);
    write("templates/policies/fr/backup.md.j2", "## But\n\nRestaurer sous {{ p.restore_hours }} heures ; au {{ as_of }}.\n");
    let out = folder.path().join("out");
    let path = folder.path().to_str().unwrap();
    let build = || isms(&["build", path, "--out", out.to_str().unwrap(), "--as-of", "2026-06-30", "--lang", "fr", "--formats", "markdown", "--draft"]);
    let built = build();
    let soa = fs::read_to_string(out.join("soa.md")).unwrap();
    assert!(soa.contains("93 mesures ne sont pas décidées") && soa.contains("Contrôle d'accès") && soa.contains("30/06/2026"), "{soa}");
    let policy = fs::read_to_string(out.join("policies/pol-1.md")).unwrap();
    assert!(policy.contains("Restaurer sous 48 heures ; au 30/06/2026.") && !policy.contains("## Purpose"), "{policy}");
    assert!(!String::from_utf8_lossy(&built.stderr).contains("unused-template"), "{}", String::from_utf8_lossy(&built.stderr));

    write("templates/messages/fr.toml", "\"Ownner\" = \"Responsable\"\n\"within {length}\" = \"dans les {longueur}\"\n");
    let checked = isms(&["check", path, "--as-of", "2026-06-30", "--format", "short"]);
    let said = format!("{}{}", String::from_utf8_lossy(&checked.stdout), String::from_utf8_lossy(&checked.stderr));
    assert!(said.contains("templates/messages/fr.toml:1") && said.contains("unknown-message"), "{said}");
    assert!(said.contains("templates/messages/fr.toml:2") && said.contains("broken-messages"), "{said}");
    let told = isms(&["check", path, "--as-of", "2026-06-30"]);
    let told = format!("{}{}", String::from_utf8_lossy(&told.stdout), String::from_utf8_lossy(&told.stderr));
    assert!(told.contains("did you mean `Owner`?"), "{told}");
    assert!(told.contains("`{longueur}` instead of `{length}`"), "{told}");
}

#[test]
fn a_language_begins_with_all_messages() {
    let shown = String::from_utf8(isms(&["template", "show", "messages/fr", "--path", meridian().to_str().unwrap()]).stdout).unwrap();
    assert!(shown.starts_with("[format]\nday = \"{yyyy}-{mm}-{dd}\"\n"), "{shown}");
    assert!(shown.contains("\"Owner\" = \"Owner\"\n") && shown.lines().count() > 800);
    let german = String::from_utf8(isms(&["template", "show", "messages/de", "--path", meridian().to_str().unwrap()]).stdout).unwrap();
    assert!(german.contains("\"Risk owner\" = \"Risikoeigentümer\""));
}
