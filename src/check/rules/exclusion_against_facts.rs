//! A control is excluded, and a fact about the organisation says that it cannot do without.

use crate::base::IndexMap;

use crate::base::Place;
use crate::check::Context;
use crate::check::belongings::listed;
use crate::check::facts::{facts, in_words};
use crate::diagnostic::{Diagnostic, code};

code!("exclusion-against-facts", Warn, Controls);

/// Holds every exclusion against the facts with which the catalogue says that the control is needed.
pub(super) fn check(cx: &Context<'_>, out: &mut Vec<Diagnostic>) {
    let model = cx.model;
    let facts = facts(model);
    // one declaration may exclude several controls that hang on one fact: that is one contradiction
    let mut against: IndexMap<(Place, usize), Vec<String>> = IndexMap::default();
    for (id, exclusion) in &model.exclusions {
        let Some(control) = model.reference.controls.get(id).filter(|_| !model.controls.contains_key(id)) else { continue };
        if let Some(at) = facts.iter().position(|fact| control.needed_with.contains(&fact.name)) {
            against.entry((exclusion.header, at)).or_default().push(id.clone());
        }
    }
    for ((header, at), ids) in against {
        let (Some(fact), Some(first)) = (facts.get(at), ids.first()) else { continue };
        let names: Vec<String> = ids.iter().map(|id| format!("`{id}`")).collect();
        let verb = if ids.len() == 1 { "is" } else { "are" };
        out.push(
            Diagnostic::new(&CODE, format!("{} {verb} excluded, and the organisation {}", listed(&names), in_words(fact.name)))
                .at(header, "excluded here")
                .and(fact.place, fact.says.clone())
                .cite("ISO/IEC 27001, 6.1.3 c and d")
                .help(format!("apply the control: `control {first} status not_started owner ROLE` in place of the exclusion"))
                .help(format!("or correct what is not true any more: the fact `{}`, or the declaration that shows it", fact.name))
                .about(format!("control {first}")),
        );
    }
}
