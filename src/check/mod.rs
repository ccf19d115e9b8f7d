//! What an auditor would say: rules over the model, one file each.
//!
//! * takes: the [`Model`]
//! * gives: findings
//! * never does: change the model, look at a clock (only at `as_of`), or stop at the first finding
//! * where to add: a file and its page in `rules/`, and two lines in `rules/mod.rs`

mod belongings;
mod consequence;
mod facts;
mod hands;
mod levels;
mod mentions;
mod presets;
pub mod rules;
mod subject;
mod vague;

use rayon::prelude::*;

use crate::base::Place;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::Model;
use crate::source::World;

pub(crate) use consequence::leave_out_consequences;
pub(crate) use levels::{Settings, level_of, set_levels};
pub use presets::{level_words, preset_level};
pub(crate) use subject::name_subjects;

/// What a rule sees.
pub struct Context<'a> {
    /// The model.
    pub model: &'a Model,
    /// Where templates of the package come from.
    pub world: &'a dyn World,
}

/// A rule: the code that it reports, and the function that looks.
pub struct Rule {
    /// The code.
    pub code: &'static Code,
    /// Looks at the model and says what it finds.
    pub check: fn(&Context<'_>, &mut Vec<Diagnostic>),
}

/// The codes of all rules, and those of the levels.
pub fn codes() -> impl Iterator<Item = &'static Code> {
    rules::RULES.iter().map(|rule| rule.code).chain(levels::CODES.iter().copied())
}

/// Runs all rules.
pub(crate) fn run(model: &Model, world: &dyn World, findings: &mut Vec<Diagnostic>) {
    let context = Context { model, world };
    let found: Vec<Vec<Diagnostic>> = rules::RULES
        .par_iter()
        .map(|rule| {
            let mut found = Vec::new();
            (rule.check)(&context, &mut found);
            found
        })
        .collect();
    findings.extend(found.into_iter().flatten());
}

impl Context<'_> {
    /// Whether the package is a whole organisation and not a fragment: only then is it asked to be complete.
    pub fn is_whole(&self) -> bool {
        !self.model.organisation.head.id.is_empty()
    }

    /// Where the organisation is declared.
    pub fn organisation(&self) -> Place {
        self.model.organisation.head.place
    }
}
