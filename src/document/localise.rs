//! The titles of the library in another language: controls, themes and processes of the model carry German ones.

use std::borrow::Cow;
use std::sync::Arc;

use super::Language;
use crate::model::Model;

/// The model with the titles of a language; the titles that sources write themselves stay.
pub(super) fn localised<'a>(model: &'a Model, language: &Language) -> Cow<'a, Model> {
    if language.code() != "de" {
        return Cow::Borrowed(model);
    }
    let mut own = model.clone();
    let reference = Arc::make_mut(&mut own.reference);
    for (id, control) in &mut reference.controls {
        let Some(german) = control.title_de.clone() else { continue };
        if let Some(decided) = own.controls.get_mut(id).filter(|decided| decided.head.title == control.head.title) {
            decided.head.title.clone_from(&german);
        }
        control.head.title = german;
    }
    for theme in &mut reference.themes {
        theme.title = theme.title_de.clone().unwrap_or_else(|| theme.title.clone());
    }
    for (id, process) in &mut reference.processes {
        let Some(german) = process.title_de.clone() else { continue };
        if let Some(actual) = own.process_set.processes.get_mut(id).filter(|actual| actual.title == process.head.title) {
            actual.title.clone_from(&german);
        }
        process.head.title = german;
    }
    Cow::Owned(own)
}
