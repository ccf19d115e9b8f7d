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
