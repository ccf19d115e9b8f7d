//! The language of the documents: messages in English, and a catalogue that says each of them in another language.
//!
//! The English sentence is its own key, so a catalogue reads like a list of translations, and a message that nobody
//! translated yet stays readable. Values go into named places: `every {length}`.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use crate::source::{World, library_file, library_files};

impl Default for Language {
    fn default() -> Self {
        Self::english()
    }
}

/// A language and its messages.
#[derive(Debug, Clone)]
pub struct Language {
    code: String,
    messages: Arc<BTreeMap<String, String>>,
}

impl Language {
    /// English: every message is its own key.
    pub fn english() -> Self {
        Language { code: "en".into(), messages: Arc::default() }
    }

    /// A language by its code: from `templates/messages/CODE.toml` of the package over that of the library. The second
    /// value says why the file of the package cannot be used, if it cannot.
    pub fn load(code: &str, world: &dyn World) -> (Self, Option<String>) {
        let mut messages = library_file(&format!("messages/{code}.toml")).and_then(|text| read(text).ok()).unwrap_or_default();
        let mut wrong = None;
        let own = format!("templates/messages/{code}.toml");
        if is_code(code)
            && let Ok(bytes) = world.read(&own)
        {
            match String::from_utf8(bytes).map_err(|error| error.to_string()).and_then(|text| read(&text)) {
                Ok(own) => messages.extend(own),
                Err(error) => wrong = Some(error),
            }
        }
        (Language { code: code.to_string(), messages: Arc::new(messages) }, wrong)
    }

    /// The codes of the languages that the library knows.
    pub fn known() -> Vec<&'static str> {
        let mut codes = vec!["en"];
        codes.extend(library_files("messages").filter_map(|(name, _)| name.strip_prefix("messages/")?.strip_suffix(".toml")));
        codes
    }

    /// Whether a language can be had: the library or the package has its messages.
    pub fn exists(code: &str, world: &dyn World) -> bool {
        Self::known().contains(&code) || (is_code(code) && world.read(&format!("templates/messages/{code}.toml")).is_ok())
    }

    /// The code, for the head of a page: `de`.
    pub fn code(&self) -> &str {
        &self.code
    }

    /// A message in this language; in English where nobody translated it.
    pub fn t<'a>(&'a self, english: &'a str) -> &'a str {
        self.messages.get(english).map_or(english, String::as_str)
    }

    /// A message with values in its places: `say("every {length}", &[("length", &length)])`.
    pub fn say(&self, english: &str, values: &[(&str, &dyn std::fmt::Display)]) -> String {
        fill(self.t(english), |name| values.iter().find(|(one, _)| *one == name).map(|(_, value)| value.to_string()))
    }

    /// A message for the title of a table or column, which lives as long as the program: each text is kept once.
    pub(crate) fn title(&self, english: &'static str) -> &'static str {
        static KEPT: Mutex<BTreeMap<String, &'static str>> = Mutex::new(BTreeMap::new());
        let Some(text) = self.messages.get(english) else { return english };
        let mut kept = KEPT.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = kept.get(text) {
            return known;
        }
        let leaked: &'static str = Box::leak(text.clone().into_boxed_str());
        kept.insert(text.clone(), leaked);
        leaked
    }
}

/// Puts values into the places of a message; a place that has none stays as it is.
pub(crate) fn fill(message: &str, mut value: impl FnMut(&str) -> Option<String>) -> String {
    let mut out = String::with_capacity(message.len() + 16);
    let mut rest = message;
    while let Some((before, tail)) = rest.split_once('{') {
        out.push_str(before);
        match tail.split_once('}').and_then(|(name, after)| Some((value(name)?, after))) {
            Some((value, after)) => {
                out.push_str(&value);
                rest = after;
            }
            None => {
                out.push('{');
                rest = tail;
            }
        }
    }
    out.push_str(rest);
    out
}

/// The places of a message, sorted.
#[cfg(test)]
fn places(message: &str) -> Vec<&str> {
    let mut found: Vec<&str> = message.split('{').skip(1).filter_map(|part| part.split_once('}')).map(|(name, _)| name).collect();
    found.sort_unstable();
    found
}

/// Language codes are two or three letters, with a region or without: they become names of files.
fn is_code(code: &str) -> bool {
    (2..=8).contains(&code.len()) && code.bytes().all(|byte| byte.is_ascii_alphabetic() || byte == b'_' || byte == b'-')
}

/// Reads a catalogue: `"English" = "translation"`, in any number of groups.
fn read(text: &str) -> Result<BTreeMap<String, String>, String> {
    let table: toml::Table = text.parse().map_err(|error: toml::de::Error| error.message().to_string())?;
    let mut messages = BTreeMap::new();
    collect(&table, &mut messages)?;
    Ok(messages)
}

fn collect(table: &toml::Table, messages: &mut BTreeMap<String, String>) -> Result<(), String> {
    for (key, value) in table {
        match value {
            toml::Value::String(text) => {
                messages.insert(key.clone(), text.clone());
            }
            toml::Value::Table(inner) => collect(inner, messages)?,
            _ => return Err(format!("`{key}` is not a text")),
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Memory;

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
            for (english, text) in language.messages.iter() {
                assert_eq!(places(english), places(text), "{code}: {english}");
            }
        }
    }
}
