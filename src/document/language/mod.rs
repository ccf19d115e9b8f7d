//! The language of the documents: messages in English, and a catalogue that says each of them in another language.
//!
//! The English sentence is its own key, so a catalogue reads like a list of translations, and a message that nobody
//! translated yet stays readable. Values go into named places: `every {length}`. A message that counts something has its
//! forms in the catalogue: see [`catalogue`]. How days and numbers look stands there too: see [`figures`].
//!
//! * takes: the catalogue of the library, and that of the package over it
//! * gives: text
//! * never does: translate what the organisation wrote in its sources
//! * where to add: a language is a file in `stdlib/messages/` or in `templates/messages/` of a package

pub mod catalogue;
mod figures;
mod plural;
#[cfg(test)]
pub(crate) mod tests;

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use catalogue::{Catalogue, Message};

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
    catalogue: Arc<Catalogue>,
}

impl Language {
    /// English: every message is its own key; the catalogue of English holds what is said of one thing only.
    pub fn english() -> Self {
        static ENGLISH: LazyLock<Arc<Catalogue>> = LazyLock::new(|| Arc::new(of_library("en")));
        Language { code: "en".into(), catalogue: Arc::clone(&ENGLISH) }
    }

    /// A language by its code: from `templates/messages/CODE.toml` of the package over that of the library. The second
    /// value says why the file of the package cannot be used, if it cannot.
    pub fn load(code: &str, world: &dyn World) -> (Self, Option<String>) {
        let mut catalogue = of_library(code);
        let mut wrong = None;
        if is_code(code)
            && let Ok(bytes) = world.read(&format!("templates/messages/{code}.toml"))
        {
            match String::from_utf8(bytes).map_err(|error| error.to_string()).and_then(|text| Catalogue::read(&text)) {
                Ok(own) => catalogue.extend(own),
                Err(error) => wrong = Some(error),
            }
        }
        (Language { code: code.to_string(), catalogue: Arc::new(catalogue) }, wrong)
    }

    /// The codes of the languages that the library knows.
    pub fn known() -> Vec<&'static str> {
        let mut codes = vec!["en"];
        let others = library_files("messages").filter_map(|(name, _)| name.strip_prefix("messages/")?.strip_suffix(".toml"));
        codes.extend(others.filter(|name| *name != "en" && !name.contains('/')));
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
        #[cfg(test)]
        tests::asked(&self.code, english);
        self.found(english).unwrap_or(english)
    }

    /// A message in this language, if somebody translated it.
    pub(crate) fn found(&self, english: &str) -> Option<&str> {
        self.catalogue.messages.get(english).map(Message::text)
    }

    /// A message with values in its places: `say("every {length}", &[("length", &length)])`. A value named `count` decides
    /// between the forms of the message.
    pub fn say(&self, english: &str, values: &[(&str, &dyn std::fmt::Display)]) -> String {
        let value = |name: &str| values.iter().find(|(one, _)| *one == name).map(|(_, value)| value.to_string());
        fill(self.form(english, value("count").as_deref()), value)
    }

    /// The form of a message that goes with a count.
    pub(crate) fn form<'a>(&'a self, english: &'a str, count: Option<&str>) -> &'a str {
        let Some(count) = count else { return self.t(english) };
        #[cfg(test)]
        tests::asked(&self.code, english);
        self.catalogue.messages.get(english).map_or(english, |message| message.form(plural::form(&self.code, count)))
    }

    /// A message for the title of a table or column, which lives as long as the program: each text is kept once.
    pub(crate) fn title(&self, english: &'static str) -> &'static str {
        static KEPT: Mutex<BTreeMap<String, &'static str>> = Mutex::new(BTreeMap::new());
        #[cfg(test)]
        tests::asked(&self.code, english);
        let Some(text) = self.found(english) else { return english };
        let mut kept = KEPT.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = kept.get(text) {
            return known;
        }
        let leaked: &'static str = Box::leak(text.to_string().into_boxed_str());
        kept.insert(text.to_string(), leaked);
        leaked
    }

    /// A message file with every message of the library: with what this language says, and in English where it says nothing.
    pub fn listing(&self) -> String {
        let quoted = |text: &str| format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""));
        let library = of_library("de");
        let mut out = String::from("[format]\n");
        for (key, english, _) in catalogue::FORMATS {
            let value = self.catalogue.format.get(*key).map_or(*english, String::as_str);
            out.push_str(&format!("{key} = {}\n", quoted(value)));
        }
        out.push_str("\n[messages]\n");
        for key in library.keys() {
            let value = match self.catalogue.messages.get(key) {
                Some(Message::Forms(forms)) => {
                    let forms: Vec<String> = forms.iter().map(|(form, text)| format!("{form} = {}", quoted(text))).collect();
                    format!("{{ {} }}", forms.join(", "))
                }
                Some(Message::Text(text)) => quoted(text),
                None => quoted(key),
            };
            out.push_str(&format!("{} = {value}\n", quoted(key)));
        }
        out
    }

    /// The name that a template has in this language: `policies/de/backup.md.j2`.
    pub(crate) fn template(&self, name: &str) -> Option<String> {
        let (folder, file) = name.rsplit_once('/')?;
        (self.code != "en" && is_code(&self.code)).then(|| format!("{folder}/{}/{file}", self.code))
    }
}

/// The catalogue of the library: one file, and more of them in the folder of the language.
fn of_library(code: &str) -> Catalogue {
    let mut catalogue = library_file(&format!("messages/{code}.toml")).and_then(|text| Catalogue::read(text).ok()).unwrap_or_default();
    if is_code(code) {
        let folder = format!("messages/{code}");
        for (_, text) in library_files(&folder) {
            catalogue.extend(Catalogue::read(text).unwrap_or_default());
        }
    }
    catalogue
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

/// Language codes are two or three letters, with a region or without: they become names of files.
pub(crate) fn is_code(code: &str) -> bool {
    (2..=8).contains(&code.len()) && code.bytes().all(|byte| byte.is_ascii_alphabetic() || byte == b'_' || byte == b'-')
}
