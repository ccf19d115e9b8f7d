//! What the library says, in another language: titles of controls, clauses, processes and work products, and the profiles of
//! the processes; and the usual words of a scale of risk. The texts of the package stay as they are.

use std::borrow::Cow;
use std::sync::Arc;

use super::Language;
use crate::model::{Classification, Model};

/// The title of a level of confidentiality: one of the library, known by what it says on handling, has a title in the language.
pub(crate) fn level_title<'a>(level: &'a Classification, language: &'a Language) -> &'a str {
    let title = level.head.title.as_str();
    if level.handling.as_deref().and_then(|text| language.found(text)).is_none() {
        return title;
    }
    // the public is a party too, and called by another word
    language.found(&format!("{title} (level)")).or_else(|| language.found(title)).unwrap_or(title)
}

/// The model with the words of a language where the library is quoted.
pub(super) fn localised<'a>(model: &'a Model, language: &Language) -> Cow<'a, Model> {
    if language.code() == "en" {
        return Cow::Borrowed(model);
    }
    let in_german = language.code() == "de";
    // the library itself carries German titles; every other language has them in its catalogue
    let title = |english: &str, german: &Option<String>| match german {
        Some(german) if in_german => Some(german.clone()),
        _ => language.found(english).map(str::to_string),
    };
    let say = |text: &mut String| {
        if let Some(found) = language.found(text) {
            *text = found.to_string();
        }
    };
    let mut own = model.clone();
    let reference = Arc::make_mut(&mut own.reference);
    for (id, control) in &mut reference.controls {
        let Some(translated) = title(&control.head.title, &control.title_de) else { continue };
        if let Some(decided) = own.controls.get_mut(id).filter(|decided| decided.head.title == control.head.title) {
            decided.head.title.clone_from(&translated);
        }
        control.head.title = translated;
    }
    for theme in &mut reference.themes {
        theme.title = title(&theme.title, &theme.title_de).unwrap_or_else(|| theme.title.clone());
    }
    // the words of a scale that most people use, and the levels of confidentiality of a package that declares none
    own.criteria.iter_mut().flat_map(|criteria| &mut criteria.levels).for_each(|level| say(&mut level.head.title));
    for level in own.classifications.values_mut() {
        level.head.title = level_title(level, language).to_string();
        level.handling.iter_mut().for_each(say);
    }
    for artifact in reference.artifacts.values_mut() {
        say(&mut artifact.head.title);
    }
    for (id, process) in &mut reference.processes {
        process.purpose.iter_mut().chain(process.head.description.iter_mut()).for_each(say);
        process.objectives.iter_mut().for_each(say);
        for activity in &mut process.activities {
            say(&mut activity.text);
            activity.steps.iter_mut().for_each(say);
        }
        let Some(translated) = title(&process.head.title, &process.title_de) else { continue };
        if let Some(actual) = own.process_set.processes.get_mut(id).filter(|actual| actual.title == process.head.title) {
            actual.title.clone_from(&translated);
        }
        process.head.title = translated;
    }
    Cow::Owned(own)
}
