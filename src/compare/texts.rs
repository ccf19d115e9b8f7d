//! What policies and documents say because of their templates: a text may change although no decision did.
//!
//! The new state is written twice: with its own templates, and with those of the state before. Where the two differ, the
//! templates did it, or the defaults of their parameters; whatever else changed is told as the decision that it is.

use std::collections::BTreeMap;

use super::change::{Change, Subject};
use super::kind::{Kind, Weight};
use super::pair::Pair;
use crate::document::approval::texts;
use crate::model::Model;
use crate::source::World;

/// The texts that templates changed: with the templates of the state before, and with the new ones.
pub(super) type Texts = BTreeMap<(&'static str, String), (String, String)>;

/// Writes the new state with the templates of both states.
pub(super) fn of(old: (&Model, &dyn World), new: (&Model, &dyn World)) -> Texts {
    if same_templates(old, new) {
        return Texts::new();
    }
    let before = Model { templates: old.0.templates.clone(), ..new.0.clone() };
    let (mut was, is) = (texts(&before, old.1), texts(new.0, new.1));
    let both = is.into_iter().filter_map(|(key, text)| {
        let before = was.remove(&key)?;
        (before != text).then_some((key, (before, text)))
    });
    both.collect()
}

fn same_templates(old: (&Model, &dyn World), new: (&Model, &dyn World)) -> bool {
    let files = |world: &dyn World| {
        let names = world.templates();
        names.into_iter().map(|name| world.read(&format!("templates/{name}")).map(|bytes| (name, bytes))).collect::<Vec<_>>()
    };
    super::fields::json(&old.0.templates) == super::fields::json(&new.0.templates) && files(old.1) == files(new.1)
}

/// The first line that reads differently, in both texts.
pub(super) fn first_difference((before, after): &(String, String)) -> (Option<String>, Option<String>) {
    let lines = |text: &str| text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_string).collect::<Vec<_>>();
    let (was, is) = (lines(before), lines(after));
    let at = was.iter().zip(&is).take_while(|(one, other)| one == other).count();
    (was.get(at).cloned(), is.get(at).cloned())
}

/// Documents that read differently by their templates; policies are told with their versions.
pub(super) fn changes(pair: &mut Pair<'_>) {
    let documents: Vec<_> =
        pair.texts.iter().filter(|((kind, _), _)| *kind == "document").map(|((_, id), texts)| (id.clone(), first_difference(texts))).collect();
    for (id, (before, after)) in documents {
        let subject = Subject::new("document", &id, crate::document::title_of(&id));
        let what = format!("document `{id}` reads differently: its template is another one");
        let mut change = Change::new(Kind::PolicyChanged, subject, what).from_to(before, after).weighs(Weight::High);
        change.field = Some("template".into());
        let place = |model: &Model| model.documents.values().find(|one| one.document == id).map(|one| one.place);
        let (old, new) = (place(pair.old), place(pair.new));
        pair.add(change, old, new);
    }
}
