//! Messages, figures, and that German is complete: no message without one, no place lost, no policy that says something else.

use std::collections::BTreeSet;
use std::sync::Mutex;

use super::*;
use crate::base::Decimal;
use crate::model::{Day, Length};
use crate::resolve::Period;
use crate::source::Memory;

/// What was asked for in a language whose code begins with `x`, so that a test can see which messages a set needs.
static ASKED: Mutex<BTreeSet<String>> = Mutex::new(BTreeSet::new());

pub(super) fn asked(code: &str, english: &str) {
    if code.starts_with('x') {
        ASKED.lock().unwrap().insert(english.to_string());
    }
}

/// The messages that were asked for so far.
pub(crate) fn all_asked() -> BTreeSet<String> {
    ASKED.lock().unwrap().clone()
}

#[test]
fn messages_take_values_and_fall_back_to_english() {
    let world = Memory::new().with("templates/messages/fr.toml", "[words]\n\"every {length}\" = \"tous les {length}\"\n");
    let (french, wrong) = Language::load("fr", &world);
    assert_eq!(wrong, None);
    assert_eq!(french.say("every {length}", &[("length", &"6 mois")]), "tous les 6 mois");
    assert_eq!(french.t("Owner"), "Owner");
    assert_eq!(french.title("Owner"), "Owner");
    assert!(Language::exists("fr", &world) && !Language::exists("it", &world) && !Language::exists("../x", &world));
    assert_eq!(Language::english().say("{a} of {b}, {c}", &[("a", &1), ("b", &2)]), "1 of 2, {c}");
    let broken = Memory::new().with("templates/messages/fr.toml", "a = 1");
    assert!(Language::load("fr", &broken).1.is_some());
}

#[test]
fn translations_keep_the_places_of_the_message() {
    for code in Language::known() {
        let (language, _) = Language::load(code, &Memory::new());
        let known: BTreeSet<&str> = language.catalogue.keys().collect();
        for (name, text) in library_files("messages").filter(|(name, _)| name.starts_with(&format!("messages/{code}"))) {
            let wrong = Catalogue::check(text, &known);
            assert!(wrong.is_empty(), "{name}: {wrong:?}");
        }
    }
}

#[test]
fn days_numbers_and_lengths_read_as_the_language_has_them() {
    let (english, german) = (Language::english(), Language::load("de", &Memory::new()).0);
    let day = Day(jiff::civil::date(2026, 3, 2));
    assert_eq!((english.day(day), english.long_day(day)), ("2026-03-02".into(), "2 March 2026".into()));
    assert_eq!((german.day(day), german.long_day(day)), ("02.03.2026".into(), "2. März 2026".into()));
    assert_eq!((english.day_pattern(), german.day_pattern()), ("yyyy-mm-dd".into(), "dd.mm.yyyy".into()));
    assert_eq!(["1234567.5", "-100", "12"].map(|number| english.number(number)), ["1,234,567.5", "-100", "12"]);
    assert_eq!(["1234567.5", "-100", "12"].map(|number| german.number(number)), ["1.234.567,5", "-100", "12"]);
    let length = |count, unit| Length(Period { count, unit });
    assert_eq!((english.length(length(6, "month")), english.every(length(1, "year"))), ("6 months".into(), "every year".into()));
    assert_eq!((german.length(length(1, "month")), german.every(length(6, "month"))), ("1 Monat".into(), "alle 6 Monate".into()));
    assert_eq!((german.every(length(1, "week")), german.every(length(1, "year"))), ("jede Woche".into(), "jedes Jahr".into()));
    let hours = |hours| Decimal::whole(hours).unwrap();
    assert_eq!((english.effort(hours(120)), english.effort(hours(4)), english.effort(hours(8))), ("15 days".into(), "4 hours".into(), "1 day".into()));
    assert_eq!((german.effort(hours(120)), german.effort(hours(1))), ("15 Tage".into(), "1 Stunde".into()));
}

#[test]
fn a_count_chooses_the_form() {
    let text = "\"{count} risks\" = { one = \"{count} Risiko\", other = \"{count} Risiken\" }\n[format]\ndecimal = \",\"\n";
    let world = Memory::new().with("templates/messages/xx.toml", text);
    let (language, wrong) = Language::load("xx", &world);
    assert_eq!(wrong, None);
    assert_eq!(language.say("{count} risks", &[("count", &1)]), "1 Risiko");
    assert_eq!(language.say("{count} risks", &[("count", &3)]), "3 Risiken");
}

#[test]
fn mistakes_in_a_catalogue_are_found_where_they_stand() {
    let known: BTreeSet<&str> = ["Owner", "every {length}", "{count} risks"].into();
    let check = |text: &str| Catalogue::check(text, &known).into_iter().map(|one| format!("{} {:?}", one.key, one.kind)).collect::<Vec<_>>();
    assert_eq!(check("\"Ownr\" = \"x\""), ["Ownr Unknown(Some(\"Owner\"))"]);
    assert_eq!(check("\"every {length}\" = \"tous les {lenght}\""), ["every {length} Places { missing: [\"length\"], unknown: [\"lenght\"] }"]);
    assert_eq!(check("\"{count} risks\" = { one = \"un risque\", other = \"{count} risques\" }"), Vec::<String>::new());
    assert!(check("\"{count} risks\" = { uno = \"x\", other = \"{count}\" }")[0].contains("`uno` is no form"));
    assert!(check("\"{count} risks\" = { one = \"x\" }")[0].contains("`other` is missing"));
    assert!(check("[format]\ndai = \"x\"")[0].contains("did you mean `day`?"));
    assert!(check("[format]\nday = \"{year}\"")[0].contains("no place `{year}`"));
    assert!(check("\"Owner\" = 1")[0].contains("a translation is a text"));
    assert!(check("\"Owner\" = ")[0].contains("Syntax"));
}

fn german() -> Language {
    Language::load("de", &Memory::new()).0
}

/// The templates of the library in English.
fn english_templates() -> impl Iterator<Item = (&'static str, &'static str)> {
    crate::source::template_names()
        .filter(|name| name.ends_with(".j2") && crate::document::inspect::plain(name).is_none())
        .filter_map(|name| Some((name, crate::source::library_template(name)?)))
}

/// A template without its tags.
fn prose(template: &str) -> String {
    let mut out = String::new();
    let mut rest = template;
    while let Some((before, tail)) = rest.split_once('{') {
        out.push_str(before);
        let end = [("{", "}}"), ("%", "%}"), ("#", "#}")].into_iter().find(|(sign, _)| tail.starts_with(sign));
        rest = end.map_or(tail, |(_, end)| tail.split_once(end).map_or("", |(_, after)| after));
    }
    out + rest
}

#[test]
fn every_message_of_the_templates_is_said_in_german() {
    let german = german();
    let mut missing = Vec::new();
    for (name, text) in english_templates() {
        for message in crate::document::inspect::messages::said(text) {
            if german.found(&message).is_none() {
                missing.push(format!("{name}: {message}"));
            }
        }
    }
    assert!(missing.is_empty(), "{}", missing.join("\n"));
}

#[test]
fn templates_of_documents_hold_no_bare_english() {
    for (name, text) in english_templates().filter(|(name, _)| name.starts_with("documents/")) {
        let words: Vec<&str> = prose(text).leak().split_whitespace().filter(|word| word.chars().filter(|c| c.is_alphabetic()).count() > 1).collect();
        assert!(words.is_empty(), "{name} says {words:?} in every language: put it into t(\"…\")");
    }
}

/// What must not differ between two languages of a policy: the tags that decide, the parameters, the numbers of rules, the
/// controls in brackets and every figure.
fn skeleton(template: &str) -> Vec<String> {
    let text = template.replace("policies/de/_macros", "policies/_macros");
    let mut out = Vec::new();
    for line in text.lines() {
        let mut tags: Vec<&str> = Vec::new();
        for part in line.split("{%").skip(1).filter_map(|part| part.split_once("%}")).map(|(tag, _)| tag.trim().trim_matches(['-', '+']).trim()) {
            // imports differ: a language may need one macro more
            if !part.starts_with("from ") {
                tags.push(part);
            }
        }
        let mut values: Vec<String> = line
            .split("{{")
            .skip(1)
            .filter_map(|part| part.split_once("}}"))
            .flat_map(|(value, _)| value.split(|c: char| !(c.is_alphanumeric() || "._".contains(c))))
            .filter(|word| {
                let control = word.strip_prefix('a').is_some_and(|number| !number.is_empty() && number.chars().all(|c| c.is_ascii_digit()));
                control || word.starts_with("p.") || word.starts_with("org.")
            })
            .map(str::to_string)
            .collect();
        values.sort();
        let outside = prose(line);
        let mut figures: Vec<String> = outside.split(|c: char| !c.is_ascii_digit()).filter(|word| !word.is_empty()).map(str::to_string).collect();
        figures.sort();
        let mut tags: Vec<String> = tags.into_iter().map(str::to_string).collect();
        tags.sort();
        if !(tags.is_empty() && values.is_empty() && figures.is_empty()) {
            out.push(format!("{tags:?} {values:?} {figures:?}"));
        }
    }
    out
}

#[test]
fn policies_say_the_same_in_german() {
    let mut compared = 0;
    for (name, english) in english_templates().filter(|(name, _)| name.starts_with("policies/") && !name.ends_with("/_macros.md.j2")) {
        let twin = name.replace("policies/", "policies/de/");
        let german = crate::source::library_template(&twin).unwrap_or_else(|| panic!("{twin} is missing"));
        let (one, two) = (skeleton(english), skeleton(german));
        for (at, (one, two)) in one.iter().zip(&two).enumerate() {
            assert_eq!(one, two, "{twin}, {at}");
        }
        assert_eq!(one.len(), two.len(), "{twin}");
        compared += 1;
    }
    assert!(compared > 20);
    let macros = |name: &str| -> BTreeSet<String> {
        let text = crate::source::library_template(name).unwrap();
        text.split("{% macro ").skip(1).filter_map(|part| part.split_once('(')).map(|(name, _)| name.to_string()).collect()
    };
    let (one, two) = (macros("policies/_macros.md.j2"), macros("policies/de/_macros.md.j2"));
    for (name, text) in crate::source::template_names().filter_map(|name| Some((name, crate::source::library_template(name)?))) {
        if name.starts_with("policies/de/") && !name.ends_with("/_macros.md.j2") {
            let (imports, body) = text.split_once("%}").unwrap();
            for used in two.iter().filter(|used| body.contains(&format!(" {used}(")) || body.contains(&format!("({used}("))) {
                assert!(imports.contains(used.as_str()), "{name} does not import {used}");
            }
        }
    }
    assert!(one.is_subset(&two), "{:?}", one.difference(&two).collect::<Vec<_>>());
}

#[test]
fn defaults_of_policy_templates_are_said_in_german() {
    let model = crate::document::tests::model("");
    let german = german();
    let texts = model.reference.templates.values().flat_map(|one| &one.parameters).filter(|one| one.ty == "text").filter_map(|one| one.default.as_ref());
    // names of levels, versions and grades are the same in every language
    let spoken: Vec<String> = texts.map(crate::model::SettingValue::shown).filter(|text| text.contains(' ')).collect();
    assert!(spoken.len() > 20);
    let missing: Vec<&String> = spoken.iter().filter(|text| german.found(text).is_none()).collect();
    assert!(missing.is_empty(), "{missing:?}");
}
