//! Words that promise something and leave open what, in English and in German.
//!
//! A word is not vague by itself. "Regularly" is fine where a period follows, "appropriate" where it is not about a
//! measure, "as required" where somebody says by whom. So each kind of word has its own test, and looks at one sentence.

use std::collections::BTreeMap;
use std::sync::LazyLock;

/// What a word leaves open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Open {
    /// How often.
    Period,
    /// By when.
    Deadline,
    /// In which case, and who says so.
    Case,
    /// By which yardstick.
    Yardstick,
}

/// Each where no period stands in the same sentence.
const PERIOD: &[&str] = &[
    "regularly",
    "on a regular basis",
    "at regular intervals",
    "periodically",
    "frequently",
    "from time to time",
    "regelmäßig",
    "in regelmäßigen abständen",
    "periodisch",
    "von zeit zu zeit",
    "turnusmäßig",
];

/// Each where no number and no period stands in the same sentence.
const DEADLINE: &[&str] = &[
    "timely",
    "in a timely manner",
    "in due time",
    "in due course",
    "promptly",
    "as soon as possible",
    "asap",
    "zeitnah",
    "so bald wie möglich",
    "schnellstmöglich",
    "baldmöglichst",
];

/// Each unless the next word says by what or by whom.
const CASE: &[&str] = &[
    "as needed",
    "as required",
    "as appropriate",
    "as necessary",
    "if needed",
    "if required",
    "if appropriate",
    "if necessary",
    "when needed",
    "when required",
    "when appropriate",
    "when necessary",
    "where needed",
    "where required",
    "where appropriate",
    "where necessary",
    "as far as possible",
    "best effort",
    "best efforts",
    "bei bedarf",
    "nach bedarf",
    "falls nötig",
    "falls erforderlich",
    "wenn nötig",
    "wenn erforderlich",
    "soweit erforderlich",
    "soweit möglich",
    "gegebenenfalls",
];

/// Words that name the case or the one who decides: "as required by the contract".
const NAMES_CASE: &[&str] = &["by", "under", "in", "for", "laut", "gemäß", "nach", "für"];

/// Each where a measure follows: "appropriate measures".
const YARDSTICK: &[&str] = &["appropriate", "adequate", "suitable", "sufficient", "reasonable", "proper"];

/// The same in German, where adjectives bend: angemessene, angemessener, angemessenen.
const YARDSTICK_BENT: &[&str] = &["angemessene", "geeignete", "ausreichende", "hinreichende"];

/// What a measure is called; the beginning of the word counts.
const MEASURE: &[&str] = &[
    "measure",
    "control",
    "protection",
    "security",
    "safeguard",
    "precaution",
    "mechanism",
    "procedure",
    "step",
    "means",
    "manner",
    "level",
    "maßnahm",
    "schutz",
    "kontroll",
    "sicherheit",
    "vorkehrung",
    "mittel",
    "weise",
    "verfahren",
];

/// Each by itself: how something is protected.
const MANNER: &[&str] = &["appropriately", "adequately", "sufficiently", "angemessen"];

/// What makes a manner a promise; the beginning of the word counts.
const PROTECTED: &[&str] =
    &["protect", "secur", "control", "restrict", "monitor", "manag", "handl", "train", "geschütz", "gesicher", "schütz", "sicher", "kontroll"];

/// Words that say how often.
const SAYS_PERIOD: &[&str] = &[
    "every",
    "each",
    "hourly",
    "daily",
    "nightly",
    "weekly",
    "fortnightly",
    "monthly",
    "quarterly",
    "yearly",
    "annually",
    "annual",
    "once",
    "twice",
    "continuously",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "stündlich",
    "täglich",
    "wöchentlich",
    "monatlich",
    "vierteljährlich",
    "quartalsweise",
    "halbjährlich",
    "jährlich",
    "jeden",
    "jede",
    "jedes",
    "jedem",
    "jeweils",
    "einmal",
    "zweimal",
    "laufend",
];

/// The vague words of a text, as they are written there, each once, in their order.
pub(super) fn vague(text: &str) -> Vec<(Open, String)> {
    let mut found: Vec<(Open, String)> = Vec::new();
    for sentence in sentences(text) {
        let words: Vec<String> = sentence.split(|c: char| !(c.is_alphanumeric() || c == '-')).filter(|word| !word.is_empty()).map(str::to_lowercase).collect();
        for (open, phrase) in in_sentence(&words) {
            // a longer phrase begins first and says the same as the word that it contains
            if !found.iter().any(|(kind, known)| *kind == open && known.contains(&phrase)) {
                found.push((open, phrase));
            }
        }
    }
    found
}

/// A phrase by its words, and what it leaves open.
type Phrase = (Open, Vec<&'static str>);

/// All phrases by their first word: a text is gone through once, whatever the number of phrases.
static PHRASES: LazyLock<BTreeMap<&'static str, Vec<Phrase>>> = LazyLock::new(|| {
    let mut found: BTreeMap<&'static str, Vec<Phrase>> = BTreeMap::new();
    for (open, list) in [(Open::Period, PERIOD), (Open::Deadline, DEADLINE), (Open::Case, CASE), (Open::Yardstick, MANNER)] {
        for phrase in list {
            let parts: Vec<&str> = phrase.split(' ').collect();
            if let Some(first) = parts.first() {
                found.entry(first).or_default().push((open, parts));
            }
        }
    }
    found
});

/// The vague words of a sentence, in their order.
fn in_sentence(words: &[String]) -> Vec<(Open, String)> {
    let number = words.iter().any(|word| word.starts_with(|c: char| c.is_ascii_digit()));
    let definite = number || words.iter().any(|word| SAYS_PERIOD.contains(&word.as_str()));
    let near = |from: usize, count: usize, stems: &[&str]| words.iter().skip(from).take(count).any(|word| stems.iter().any(|stem| word.starts_with(stem)));
    let mut found = Vec::new();
    for (at, word) in words.iter().enumerate().filter(|(at, _)| !denied(words, *at)) {
        for (open, parts) in PHRASES.get(word.as_str()).into_iter().flatten() {
            let end = at + parts.len();
            let is_there = words.get(at..end).is_some_and(|window| window.iter().zip(parts).all(|(word, part)| word == part));
            let is_open = || match open {
                Open::Period | Open::Deadline => !definite,
                Open::Case => !words.get(end).is_some_and(|word| NAMES_CASE.contains(&word.as_str())),
                Open::Yardstick => near(end, 2, PROTECTED) || (at > 0 && near(at - 1, 1, PROTECTED)),
            };
            if is_there && is_open() {
                found.push((*open, parts.join(" ")));
            }
        }
        let is_yardstick = YARDSTICK.contains(&word.as_str()) || YARDSTICK_BENT.iter().any(|stem| word.starts_with(stem));
        if is_yardstick && near(at + 1, 3, MEASURE) {
            found.push((Open::Yardstick, word.clone()));
        }
    }
    found
}

/// Whether the word before says the contrary: "no adequate measures".
fn denied(words: &[String], at: usize) -> bool {
    at.checked_sub(1)
        .and_then(|before| words.get(before))
        .is_some_and(|word| matches!(word.as_str(), "no" | "not" | "nicht" | "keine" | "without" | "ohne" | "lack"))
}

/// The sentences of a text; a point inside a word, as in `A.8.13`, ends none.
fn sentences(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let ends = |at: usize, c: char| {
            matches!(c, '.' | ';' | '!' | '?') && rest.get(at + c.len_utf8()..).is_none_or(|after| after.is_empty() || after.starts_with(char::is_whitespace))
        };
        let at = rest.char_indices().find(|(at, c)| ends(*at, *c)).map_or(rest.len(), |(at, c)| at + c.len_utf8());
        let (sentence, after) = rest.split_at_checked(at)?;
        rest = after;
        Some(sentence)
    })
}

#[cfg(test)]
mod tests {
    use super::{Open, vague};

    fn words(text: &str) -> Vec<String> {
        vague(text).into_iter().map(|(_, word)| word).collect()
    }

    #[test]
    fn a_period_makes_regularly_definite() {
        assert_eq!(words("Restores are tested regularly."), ["regularly"]);
        assert!(words("Restores are tested regularly, every quarter.").is_empty());
        assert!(words("Rights are reviewed periodically (every 6 months).").is_empty());
        assert_eq!(words("Logs are read regularly. Backups run every night."), ["regularly"], "the period belongs to another sentence");
        assert_eq!(words("Die Rücksicherung wird regelmäßig geprüft."), ["regelmäßig"]);
        assert!(words("Die Rücksicherung wird regelmäßig geprüft, jeden Monat.").is_empty());
    }

    #[test]
    fn a_number_makes_timely_definite() {
        assert_eq!(words("Patches are applied in a timely manner."), ["in a timely manner"], "the longer phrase alone");
        assert!(words("Patches are applied in a timely manner, within 14 days.").is_empty());
        assert_eq!(words("Zugänge werden zeitnah entzogen."), ["zeitnah"]);
    }

    #[test]
    fn a_case_that_is_named_is_definite() {
        assert_eq!(words("Suppliers are audited as needed."), ["as needed"]);
        assert!(words("Suppliers are audited as required by the contract.").is_empty());
        assert_eq!(words("Bei Bedarf wird geschult."), ["bei bedarf"]);
    }

    #[test]
    fn a_yardstick_is_missed_at_measures_only() {
        assert_eq!(vague("Appropriate technical measures protect it."), [(Open::Yardstick, "appropriate".to_string())]);
        assert_eq!(words("Es gibt angemessenen technischen Schutz."), ["angemessenen"]);
        assert_eq!(words("Paper is adequately protected."), ["adequately"]);
        for fine in ["The form goes to the appropriate manager.", "No adequate controls were in place.", "The money is sufficient.", "Proper names are masked."]
        {
            assert!(words(fine).is_empty(), "{fine}");
        }
    }

    #[test]
    fn a_text_of_points_ends() {
        assert!(words("... ; . ? A.8.13.").is_empty());
        assert!(words("").is_empty());
    }
}
