//! The pages as a site: what may run, what may be loaded, where links lead, what a reader finds without the script.

use std::collections::BTreeMap;

use sha2::{Digest as _, Sha256};

use super::dress::{SCRIPT, base64};
use crate::document::tests::{HOSTILE, model};
use crate::render::{FORMATS, Format, render_all};
use crate::source::Memory;

/// A model in which something stands on every page.
const FULL: &str = r#"
organisation acme "Acme" scope "All."
role ciso "CISO" held_by "Ada"
criteria c "Criteria" {
  likelihood { step 1 "Rare"; step 2 "Likely" }
  consequence damage "Damage" { step 1 "Minor"; step 2 "Severe" }
  level low "Low" from 1
  level high "High" from 3
}
risk R-2 "Two" owner ciso likelihood 2 consequence 2 { treat modify with A.5.1 }
risk R-10 "Ten" owner ciso likelihood 1 consequence 1 { treat retain because "It is small." }
control A.5.1 status implemented owner ciso
control A.5.2 status partial owner ciso
exclude A.7.4 because "No site."
adopt risk_assessment
process steer "Steering" realises governance_management_interface, requirements_management
policy POL-1 "Policy" { owner ciso; version "1"; covers A.5.1; section "One" text "Text." }
objective O-1 "Late" owner ciso due 2026-05-31
"#;

/// The pages of a model, by path.
fn site(text: &str) -> BTreeMap<String, String> {
    let model = model(text);
    let mut documents = crate::document::documents(&model, &Memory::new(), &mut Vec::new());
    let found = crate::document::site::Found { findings: &[], set_aside: &[], sources: &crate::source::Sources::default(), prefix: "" };
    crate::document::site::tell(&mut documents, &found);
    let formats: Vec<Format> = FORMATS.iter().filter(|format| format.name == "html").map(|format| format.id).collect();
    let files = render_all(&model, &documents, &formats).unwrap();
    files.into_iter().map(|file| (file.path, String::from_utf8(file.bytes).unwrap())).collect()
}

/// What stands between two marks, each time.
fn between<'a>(text: &'a str, open: &'a str, close: &'a str) -> impl Iterator<Item = &'a str> {
    text.split(open).skip(1).filter_map(move |rest| rest.split(close).next())
}

/// A page without its style and scripts.
fn markup(page: &str) -> String {
    let mut out = page.to_string();
    for (open, close) in [("<style>", "</style>"), ("<script", "</script>")] {
        while let (Some(from), Some(to)) = (out.find(open), out.find(close)) {
            out.replace_range(from..to + close.len(), "");
        }
    }
    out
}

/// The names of the attributes of a tag; what stands between quotes is no name.
fn attributes(tag: &str) -> impl Iterator<Item = &str> {
    tag.split('"').step_by(2).flat_map(str::split_whitespace).filter_map(|part| part.strip_suffix('='))
}

#[test]
fn the_policy_names_the_style_and_the_script_of_the_page_and_nothing_else() {
    for (path, page) in site(HOSTILE) {
        let policy = between(&page, "http-equiv=\"Content-Security-Policy\" content=\"", "\"").next().unwrap().to_string();
        let digest = |text: &str| format!("'sha256-{}'", base64(&Sha256::digest(text.as_bytes())));
        let style = between(&page, "<style>", "</style>").next().unwrap();
        let scripts: Vec<&str> = between(&page, "<script>", "</script>").collect();
        assert_eq!(scripts, [SCRIPT], "{path} runs one script");
        assert_eq!(
            policy,
            format!("default-src 'none'; style-src {}; script-src {}; img-src data:; base-uri 'none'; form-action 'none'", digest(style), digest(SCRIPT)),
            "{path}"
        );
        let at = page.find("Content-Security-Policy").unwrap();
        assert!(at < page.find("<style>").unwrap(), "the policy holds before anything that it is about");
        // data is not run: it has a type of its own
        assert_eq!(page.matches("<script").count(), if path == "search.html" { 2 } else { 1 }, "{path}");
        assert_eq!(page.matches("<style").count(), 1, "{path}");
    }
}

#[test]
fn nothing_is_loaded_and_nothing_is_attached() {
    for (path, page) in site(HOSTILE) {
        let style = between(&page, "<style>", "</style>").next().unwrap();
        assert!(!style.contains("url(") && !style.contains("@import"), "{path}");
        let page = markup(&page).to_ascii_lowercase();
        for tag in between(&page, "<", ">") {
            let name = tag.split_whitespace().next().unwrap_or("");
            assert!(!["link", "iframe", "object", "embed", "img", "image", "use", "form", "base", "style"].contains(&name), "{path}: <{tag}>");
            for attribute in attributes(tag) {
                let bad = attribute.starts_with("on") || ["src", "srcset", "style", "action", "data", "poster", "background"].contains(&attribute);
                assert!(!bad, "{path}: {attribute} in <{tag}>");
            }
            for address in between(tag, "href=\"", "\"") {
                assert!(!address.contains(':') || address.starts_with("https:") || address.starts_with("mailto:"), "{path}: {address}");
            }
        }
    }
}

#[test]
fn every_link_leads_to_a_page_and_every_anchor_to_a_heading() {
    for text in [FULL, HOSTILE, "organisation acme \"Acme\" scope \"All.\""] {
        let site = site(text);
        for (path, page) in &site {
            let page = markup(page);
            for link in between(&page, "href=\"", "\"").filter(|link| !link.starts_with("https:") && !link.starts_with("mailto:")) {
                let (file, anchor) = link.split_once('#').map_or((link, None), |(file, anchor)| (file, Some(anchor)));
                let mut target = if file.is_empty() { vec![path.as_str()] } else { path.split('/').collect::<Vec<_>>() };
                if !file.is_empty() {
                    target.pop();
                    for part in file.split('/') {
                        if part == ".." { target.pop().map(|_| ()).unwrap() } else { target.push(part) }
                    }
                }
                let target = target.join("/");
                let there = site.get(&target).unwrap_or_else(|| panic!("{path}: {link} leads nowhere"));
                // what has a sign of equality is a choice in a register, or a place on the map
                if let Some(anchor) = anchor.filter(|anchor| !anchor.contains('=')) {
                    assert!(there.contains(&format!("id=\"{anchor}\"")), "{path}: {link} has no anchor");
                }
            }
        }
    }
}

#[test]
fn names_of_places_stand_once_and_headings_go_down_by_one() {
    for text in [FULL, HOSTILE] {
        for (path, page) in site(text) {
            let page = markup(&page);
            let mut ids: Vec<&str> = between(&page, " id=\"", "\"").collect();
            ids.sort_unstable();
            let all = ids.len();
            ids.dedup();
            assert_eq!(ids.len(), all, "{path} has an anchor twice");
            let levels: Vec<u8> = page.match_indices("<h").filter_map(|(at, _)| page.as_bytes().get(at + 2).copied()).filter(u8::is_ascii_digit).collect();
            assert_eq!(levels.iter().filter(|level| **level == b'1').count(), 1, "{path}");
            assert_eq!(levels.first(), Some(&b'1'), "{path} begins with its title");
            for pair in levels.windows(2) {
                assert!(pair[1] <= pair[0] + 1, "{path}: a heading of level {} follows one of level {}", pair[1] - b'0', pair[0] - b'0');
            }
        }
    }
}

#[test]
fn every_page_has_its_landmarks_and_its_language() {
    for (path, page) in site(FULL) {
        let page = markup(&page);
        for (part, times) in [("<main ", 1), ("<header class=\"bar\"", 1), ("<footer>", 1), ("class=\"skip\" href=\"#text\"", 1), ("<html lang=\"en\">", 1)] {
            assert_eq!(page.matches(part).count(), times, "{path}: {part}");
        }
        assert_eq!(page.contains("class=\"crumbs\""), path != "index.html", "{path}");
        // whatever scrolls can be reached and has a name of its own
        let regions: Vec<&str> = between(&page, "role=\"region\" aria-label=\"", "\"").collect();
        assert_eq!(page.matches("<div class=\"table\"").count(), regions.len(), "{path}");
        for (at, region) in regions.iter().enumerate() {
            assert!(!region.is_empty() && !regions[at + 1..].contains(region), "{path}: two regions are called {region}");
        }
    }
}

#[test]
fn text_of_sources_stays_text_on_every_page() {
    for (path, page) in site(HOSTILE) {
        let data: Vec<&str> = between(&page, "id=\"places\">", "</script>").collect();
        for json in data {
            assert!(!json.contains('<'), "nothing in the data of {path} can end it");
            let read: serde_json::Value = serde_json::from_str(json).unwrap();
            assert!(read["sections"].as_array().unwrap().iter().any(|section| section[3].as_str().unwrap().contains("<script>alert(1)</script>")));
        }
        let page = markup(&page);
        for bad in ["<script", "<b>Ltd", "<img", "<iframe", "<i>Policy", "</svg><script", "onerror=alert(3)>"] {
            assert!(!page.contains(bad), "{path} has {bad}");
        }
    }
}

#[test]
fn a_register_holds_every_row_and_what_it_sorts_by() {
    let site = site(FULL);
    let soa = &site["registers/soa.html"];
    assert_eq!(soa.matches("<th scope=\"row\"").count(), 93);
    assert!(soa.contains("<option value=\"Implemented\">Implemented (1)</option>"), "a filter says how many rows it keeps");
    let risks = &site["registers/risks.html"];
    // the level of R-2 is the higher one, though its letters come first
    let keys: Vec<&str> = between(risks, "data-k=\"2000004.0\">", "<").collect();
    assert!(!keys.is_empty() && risks.contains("data-k=\"1000001.0\""), "{risks}");
    // what is done with the table waits for the script
    assert!(soa.contains("data-for=\"register\" hidden>"));
}

#[test]
fn the_start_page_says_the_figures_of_the_model() {
    let site = site(FULL);
    let start = &site["index.html"];
    for part in [
        "<strong>1</strong> of 2 controls that apply are in place",
        "registers/soa.html#status=Partly+implemented",
        "<strong>2</strong> risks in the register",
        "registers/risks.html#current_level=High",
        "1 is overdue",
        "No findings in 0 files.",
        "<a href=\"processes/steer.html\">Steering</a>",
    ] {
        assert!(start.contains(part), "the start page does not say {part}");
    }
    // nobody said what remains of these risks: they count as before, and the register has no such rows to show
    assert!(!start.contains("#residual_level="));
    // the auditor's documents come first
    assert!(start.find("scope_statement.html").unwrap() < start.find("policies/pol-1.html").unwrap());
}

/// The page of the findings where there are so many of one kind and of another.
fn findings(many: usize, few: usize) -> String {
    use crate::document::site::{Finding, Findings};
    let one = |code: &'static str, at: usize| Finding {
        error: code == "owner-missing",
        code,
        message: format!("number {at}"),
        places: vec![(format!("a.isms:{at}:1"), String::new())],
        cite: None,
        help: Vec::new(),
        why: vec!["Why.".into()],
    };
    let list = (0..many)
        .map(|at| one("owner-missing", at))
        .chain((0..few).flat_map(|at| ["no-review", "vague-wording", "same-reason"].map(|code| one(code, at))))
        .collect();
    let model = model(FULL);
    let mut documents = crate::document::documents(&model, &Memory::new(), &mut Vec::new());
    let site = documents.iter_mut().find_map(|document| document.site.as_mut()).unwrap();
    site.findings = Some(Findings { list, aside: Vec::new(), errors: many, warnings: few * 3, files: 1 });
    let formats: Vec<Format> = FORMATS.iter().filter(|format| format.name == "html").map(|format| format.id).collect();
    let files = render_all(&model, &documents, &formats).unwrap();
    String::from_utf8(files.into_iter().find(|file| file.path == "findings.html").unwrap().bytes).unwrap()
}

#[test]
fn many_findings_of_a_kind_are_folded_and_few_are_not() {
    let page = markup(&findings(11, 10));
    assert_eq!(page.matches("<details>").count(), 1);
    let folded = between(&page, "<details>", "</details>").next().unwrap();
    assert!(folded.contains("<summary lang=\"en\">11 findings</summary>") && folded.matches("<li><p>").count() == 11, "{folded}");
    assert!(!folded.contains("<h2"), "the head stays, since it is led to");
    assert!(
        page.contains("<li><strong><a href=\"#owner-missing\">owner-missing</a></strong> 11</li>")
            && page.contains("<a href=\"#same-reason\">same-reason</a> 10</li>")
    );
    let page = markup(&findings(2, 0));
    assert!(!page.contains("<details>") && !page.contains("class=\"kinds\""), "a short page needs neither");
}

#[test]
fn the_map_leads_to_the_processes_and_says_the_same_in_words() {
    let site = site(FULL);
    let map = &site["process_map.html"];
    assert!(map.contains("<a class=\"step\" href=\"processes/steer.html\" data-id=\"steer\" aria-label=\"Steering"), "boxes are links with names");
    assert!(map.contains("class=\"flow\" data-from=\"") && map.contains("<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"live\""));
    let profile = &site["processes/steer.html"];
    assert!(profile.contains("process_map.html#at=steer") && !profile.contains("href=\"../processes/steer.html\" data-id"), "nobody is led to where they are");
    // the chart of a process leads to its neighbours too
    assert!(profile.contains("<a class=\"step\" href=\"../processes/"), "{profile}");
}

#[test]
fn the_same_model_gives_the_same_site() {
    assert_eq!(site(FULL), site(FULL));
}
