//! A catalogue: the messages of one language, read from TOML.
//!
//! ```toml
//! [any group]
//! "Owner" = "Verantwortlich"
//! "{count} controls are not decided yet." = { one = "{count} Maßnahme …", other = "{count} Maßnahmen …" }
//!
//! [format]
//! day = "{dd}.{mm}.{yyyy}"
//! ```

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use toml::de::{DeTable, DeValue};

use super::plural::FORMS;
use crate::base::did_you_mean;

/// The keys of `[format]` with what English has there, and the places that the value may have.
pub const FORMATS: &[(&str, &str, &[&str])] = &[
    ("day", "{yyyy}-{mm}-{dd}", &["d", "dd", "m", "mm", "yyyy"]),
    ("long_day", "{d} {month} {yyyy}", &["d", "dd", "m", "mm", "month", "yyyy"]),
    ("decimal", ".", &[]),
    ("thousands", ",", &[]),
];

/// The messages of one language.
#[derive(Debug, Clone, Default)]
pub struct Catalogue {
    pub(super) messages: BTreeMap<String, Message>,
    pub(super) format: BTreeMap<String, String>,
}

/// A message.
#[derive(Debug, Clone)]
pub(super) enum Message {
    /// One text.
    Text(String),
    /// A text for each form of a count; `other` is always there.
    Forms(BTreeMap<String, String>),
}

impl Message {
    /// The text where nothing is counted.
    pub(super) fn text(&self) -> &str {
        self.form("other")
    }

    /// The text for a form; that of `other` where the form has none.
    pub(super) fn form(&self, form: &str) -> &str {
        match self {
            Message::Text(text) => text,
            Message::Forms(forms) => forms.get(form).or_else(|| forms.get("other")).map_or("", String::as_str),
        }
    }
}

/// What is wrong in a catalogue, and where.
#[derive(Debug, Clone)]
pub struct Wrong {
    /// The bytes of the file.
    pub at: Range<usize>,
    /// The key that it is about.
    pub key: String,
    /// What is wrong.
    pub kind: WrongKind,
}

/// The kinds of mistakes in a catalogue.
#[derive(Debug, Clone)]
pub enum WrongKind {
    /// It is no TOML.
    Syntax(String),
    /// A value that is neither a text nor the forms of one.
    Value(String),
    /// A place that the English message does not have, or does have and the translation leaves out.
    Places {
        /// Those that the translation leaves out.
        missing: Vec<String>,
        /// Those that it has too many.
        unknown: Vec<String>,
    },
    /// A message that nothing says, and the one that may be meant.
    Unknown(Option<String>),
}

impl Catalogue {
    /// Reads a catalogue.
    ///
    /// # Errors
    /// The first thing that keeps it from being used: the file is no TOML, or a value is no text.
    pub fn read(text: &str) -> Result<Self, String> {
        let mut catalogue = Catalogue::default();
        let mut wrong = Vec::new();
        catalogue.take(text, &mut wrong);
        match wrong.into_iter().next() {
            None => Ok(catalogue),
            Some(Wrong { kind: WrongKind::Syntax(message) | WrongKind::Value(message), key, .. }) => {
                Err(if key.is_empty() { message } else { format!("`{key}`: {message}") })
            }
            Some(Wrong { key, .. }) => Err(format!("`{key}` cannot be used")),
        }
    }

    /// Takes over the messages of another catalogue.
    pub(super) fn extend(&mut self, other: Catalogue) {
        self.messages.extend(other.messages);
        self.format.extend(other.format);
    }

    /// What is wrong in the text of a catalogue; `known` are the messages that there are.
    pub fn check(text: &str, known: &BTreeSet<&str>) -> Vec<Wrong> {
        let mut wrong = Vec::new();
        let mut catalogue = Catalogue::default();
        for (key, at) in catalogue.take(text, &mut wrong) {
            if !known.contains(key.as_str()) {
                let guess = did_you_mean(&key, known.iter().copied()).map(str::to_string);
                wrong.push(Wrong { at, key, kind: WrongKind::Unknown(guess) });
                continue;
            }
            let Some(message) = catalogue.messages.get(&key) else { continue };
            let mut want = places(&key);
            let (mut missing, mut unknown) = (BTreeSet::new(), BTreeSet::new());
            match message {
                Message::Text(text) => compare(&want, &places(text), &mut missing, &mut unknown),
                Message::Forms(forms) => {
                    for (form, text) in forms {
                        // "one control" may leave the figure out
                        let mut have = places(text);
                        if form == "one" {
                            have.insert("count");
                            want.insert("count");
                        }
                        compare(&want, &have, &mut missing, &mut unknown);
                    }
                }
            }
            if !missing.is_empty() || !unknown.is_empty() {
                let kind = WrongKind::Places { missing: missing.into_iter().collect(), unknown: unknown.into_iter().collect() };
                wrong.push(Wrong { at, key, kind });
            }
        }
        wrong.sort_by_key(|one| one.at.start);
        wrong
    }

    /// Reads a text, and gives its messages with their places in the file.
    fn take(&mut self, text: &str, wrong: &mut Vec<Wrong>) -> Vec<(String, Range<usize>)> {
        let mut keys = Vec::new();
        match DeTable::parse(text) {
            Ok(table) => self.group(table.get_ref(), wrong, &mut keys),
            Err(error) => {
                let at = error.span().unwrap_or(0..0);
                wrong.push(Wrong { at, key: String::new(), kind: WrongKind::Syntax(error.message().to_string()) });
            }
        }
        keys
    }

    fn group(&mut self, table: &DeTable<'_>, wrong: &mut Vec<Wrong>, keys: &mut Vec<(String, Range<usize>)>) {
        for (key, value) in table {
            let (name, at) = (key.get_ref().to_string(), key.span());
            match value.get_ref() {
                DeValue::String(text) => {
                    keys.push((name.clone(), at));
                    self.messages.insert(name, Message::Text(text.to_string()));
                }
                DeValue::Table(inner) if name == "format" => self.formats(inner, wrong),
                DeValue::Table(inner) if inner.contains_key("other") && inner.keys().all(|form| FORMS.contains(&form.get_ref().as_ref())) => {
                    match inner.iter().map(|(form, text)| Some((form.get_ref().to_string(), text.get_ref().as_str()?.to_string()))).collect() {
                        Some(forms) => {
                            keys.push((name.clone(), at));
                            self.messages.insert(name, Message::Forms(forms));
                        }
                        None => wrong.push(Wrong { at, key: name, kind: WrongKind::Value("each form is a text".into()) }),
                    }
                }
                DeValue::Table(inner) if name.contains('{') => {
                    let odd = inner.keys().find(|form| !FORMS.contains(&form.get_ref().as_ref())).map(|form| form.get_ref().to_string());
                    let message = odd.map_or_else(
                        || "the form `other` is missing".to_string(),
                        |odd| format!("`{odd}` is no form of a count; the forms are `{}`", FORMS.join("`, `")),
                    );
                    wrong.push(Wrong { at, key: name, kind: WrongKind::Value(message) });
                }
                DeValue::Table(inner) => self.group(inner, wrong, keys),
                _ => wrong.push(Wrong { at, key: name, kind: WrongKind::Value("a translation is a text".into()) }),
            }
        }
    }

    fn formats(&mut self, table: &DeTable<'_>, wrong: &mut Vec<Wrong>) {
        for (key, value) in table {
            let (name, at) = (key.get_ref().to_string(), key.span());
            let allowed = FORMATS.iter().find(|(one, ..)| *one == name);
            let problem = match (allowed, value.get_ref().as_str()) {
                (None, _) => {
                    let guess = did_you_mean(&name, FORMATS.iter().map(|(one, ..)| *one));
                    let guess = guess
                        .map_or_else(|| "the keys are `day`, `long_day`, `decimal` and `thousands`".to_string(), |guess| format!("did you mean `{guess}`?"));
                    format!("[format] has no such key; {guess}")
                }
                (_, None) => "a format is a text".into(),
                (Some((.., allowed)), Some(text)) => match places(text).iter().find(|place| !allowed.contains(place)) {
                    Some(odd) => format!("it has no place `{{{odd}}}`; the places are `{{{}}}`", allowed.join("}`, `{")),
                    None => {
                        self.format.insert(name, text.to_string());
                        continue;
                    }
                },
            };
            wrong.push(Wrong { at, key: name, kind: WrongKind::Value(problem) });
        }
    }

    /// The messages that it has.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.messages.keys().map(String::as_str)
    }
}

fn compare(want: &BTreeSet<&str>, have: &BTreeSet<&str>, missing: &mut BTreeSet<String>, unknown: &mut BTreeSet<String>) {
    missing.extend(want.difference(have).map(|one| (*one).to_string()));
    unknown.extend(have.difference(want).map(|one| (*one).to_string()));
}

/// The places of a message.
pub(crate) fn places(message: &str) -> BTreeSet<&str> {
    message.split('{').skip(1).filter_map(|part| part.split_once('}')).map(|(name, _)| name).collect()
}
