//! Whether a signature counts for what it stands under: a day that fits, a role that may, a version that rises.
//!
//! That the person did sign is for the reviewer of the change to know. What can be told from the sources is whether the
//! signature can be the one of this decision at all.

use super::change::shown;
use crate::base::natural_cmp;
use crate::model::{Accepted, Approval, Day, Model, Policy, Ref, Risk};

/// The signature under something of the new state, judged.
#[derive(Debug, Clone)]
pub(crate) struct Signature {
    /// What it stands under: `criteria`, `exclusion`, `acceptance`.
    pub kind: &'static str,
    /// Its name.
    pub id: String,
    /// Why it does not count, as a sentence without an end; nothing where it does.
    pub flaw: Option<String>,
}

/// Something that is signed, as it is in both states.
pub(super) struct Question<'m> {
    pub kind: &'static str,
    pub id: &'m str,
    /// The signature before; nothing where there was none.
    pub before: Option<&'m Approval>,
    pub after: Option<&'m Approval>,
    /// The versions, where what it says changed and it has them.
    pub versions: Option<(&'m str, &'m str)>,
    /// Whether it is new, or says something else: then the day of the signature must be one of this decision.
    pub decided: bool,
}

/// Both states, with the newest signature of the state before.
pub(super) struct Judge<'m> {
    pub old: &'m Model,
    pub new: &'m Model,
    newest: Option<Day>,
}

/// The length of a planned round of reviews in years: what was signed before the last one is no decision of today.
const ROUND: i16 = 1;

impl<'m> Judge<'m> {
    /// Judges signatures of the new state against the days of all in the old one.
    pub fn new(old: &'m Model, new: &'m Model, days: impl Iterator<Item = Day>) -> Self {
        let accepted = old.risks.values().flat_map(|risk| risk.accepted.iter().filter_map(|one| one.on));
        Self { old, new, newest: days.chain(accepted).filter(|day| *day <= new.as_of).max() }
    }

    /// Why an approval does not count; nothing where it does.
    pub fn flaw(&self, asked: &Question<'_>) -> Option<String> {
        let Some(after) = asked.after else { return Some("nobody approved it".into()) };
        if after.by.is_empty() {
            return Some("the approval does not say who gave it".into());
        }
        if asked.before.is_some_and(|before| shown(before) == shown(after)) {
            return Some(format!("the approval is still the old one, by {}", shown(after)));
        }
        self.day(after.on, asked.before.and_then(|before| before.on), asked.decided)
            .or_else(|| self.authority(asked, &after.by))
            .or_else(|| asked.versions.and_then(|(before, after)| version(before, after)))
    }

    /// Whether the day of a signature can be the one of this decision.
    fn day(&self, on: Option<Day>, before: Option<Day>, decided: bool) -> Option<String> {
        let Some(on) = on else { return Some("the signature has no day".into()) };
        if on > self.new.as_of {
            return Some(format!("the signature is dated {on}, after {}, the day of this comparison", self.new.as_of));
        }
        if let Some(before) = before.filter(|before| on <= *before) {
            return Some(format!("the signature is dated {on}, and the one before it {before}: that of a new decision is later"));
        }
        let newest = self.newest.filter(|_| decided && before.is_none())?;
        let years = i32::from(newest.0.year()) - i32::from(ROUND);
        let same_day_before = (years, newest.0.month(), newest.0.day());
        ((i32::from(on.0.year()), on.0.month(), on.0.day()) < same_day_before)
            .then(|| format!("the signature is dated {on}, more than a year before the newest one of the state before, {newest}"))
    }

    /// Whether those who signed may, as the checks know it.
    fn authority(&self, asked: &Question<'_>, by: &[Ref]) -> Option<String> {
        let names = |list: &[Ref]| list.iter().map(|one| format!("`{}`", one.id)).collect::<Vec<_>>().join(", ");
        if let Some(vacant) = by.iter().find(|one| self.new.roles.get(&one.id).is_some_and(|role| role.held_by.is_empty())) {
            return Some(format!("nobody holds `{}`, which signed", vacant.id));
        }
        match asked.kind {
            "criteria" => self.top_management(by),
            "document" if asked.id == "scope_statement" => self.top_management(by),
            _ => None,
        }
        .or_else(|| match asked.kind {
            "exception" => {
                let requested = self.new.exceptions.get(asked.id)?.requested_by.as_ref()?;
                by.iter().all(|one| self.new.nobody_else(&one.id, &requested.id)).then(|| format!("{} asked for it too", names(by)))
            }
            "policy" => {
                let Policy { authors, owner, .. } = self.new.policies.get(asked.id)?;
                self.four_eyes("policies", by, authors, owner.as_ref()).then(|| format!("{} wrote it too, and the organisation asks for four eyes", names(by)))
            }
            "document" => {
                let one = self.new.documents.values().find(|one| one.document == asked.id)?;
                self.four_eyes("documents", by, &one.authors, one.owner.as_ref())
                    .then(|| format!("{} wrote it too, and the organisation asks for four eyes", names(by)))
            }
            _ => None,
        })
    }

    /// Criteria and scope are decided at the top (ISO/IEC 27001, 5.1 and 6.1.2 a), by a role that was there before.
    fn top_management(&self, by: &[Ref]) -> Option<String> {
        let top = |model: &Model, one: &Ref| model.roles.get(&one.id).is_some_and(|role| role.top_management);
        let known = self.old.roles.values().any(|role| role.top_management);
        let names: Vec<String> = by.iter().map(|one| format!("`{}`", one.id)).collect();
        let is = if names.len() == 1 { "is" } else { "are" };
        if !by.iter().any(|one| top(self.new, one)) {
            return Some(format!("{} {is} not top management", names.join(", ")));
        }
        (known && !by.iter().any(|one| top(self.new, one) && top(self.old, one)))
            .then(|| format!("{} {is} top management only since this very change", names.join(", ")))
    }

    /// Whether those who signed are all the one who wrote it, where that is asked to be two.
    fn four_eyes(&self, what: &str, by: &[Ref], authors: &[Ref], owner: Option<&Ref>) -> bool {
        let author = match (authors, owner) {
            ([only], _) => only,
            ([], Some(owner)) => owner,
            _ => return false,
        };
        self.new.organisation.four_eyes.contains(&what) && by.iter().all(|one| self.new.nobody_else(&one.id, &author.id))
    }

    /// Why the acceptance of a risk does not count; nothing where it does.
    pub fn acceptance(&self, risk: &Risk, accepted: &Accepted) -> Option<String> {
        let Some(by) = &accepted.by else { return Some("it does not say who accepts it".into()) };
        let before = self.old.risks.get(&risk.head.id).and_then(|risk| risk.accepted.iter().filter_map(|one| one.on).max());
        if let Some(flaw) = self.day(accepted.on, before, true) {
            return Some(flaw);
        }
        let level = risk.residual.as_ref().unwrap_or(&risk.inherent).level.as_deref().unwrap_or_default();
        let rule = self.new.criteria.as_ref().and_then(|criteria| criteria.accept.iter().find(|rule| rule.level.value == level));
        let Some(rule) = rule else { return Some(format!("the criteria name nobody who may accept a `{level}` risk")) };
        let owner = risk.owner.as_ref().is_some_and(|owner| owner.id == by.id);
        let named = rule.always || rule.by.iter().any(|at| at.value == by.id || (at.value == "owner" && owner));
        if rule.never || !named {
            return Some(format!("the criteria do not let `{}` accept a `{level}` risk", by.id));
        }
        let last = accepted.on?.after(rule.within?);
        accepted.until.as_ref().is_none_or(|until| until.value > last).then(|| format!("the criteria let it last until {last} at most"))
    }
}

/// Why a version does not show that something else is said.
fn version(before: &str, after: &str) -> Option<String> {
    if before.is_empty() {
        return None;
    }
    match natural_cmp(after, before) {
        _ if after.is_empty() => Some(format!("it has no version any more, and had {before}")),
        std::cmp::Ordering::Equal => Some(format!("it still has version {before}")),
        std::cmp::Ordering::Less => Some(format!("its version goes back from {before} to {after}")),
        std::cmp::Ordering::Greater => None,
    }
}

#[cfg(test)]
mod tests {
    use super::version;

    #[test]
    fn versions_rise_by_number() {
        assert_eq!(version("1.9", "1.10"), None);
        assert_eq!(version("", "1.0"), None);
        assert_eq!(version("2.0", "1.9").as_deref(), Some("its version goes back from 2.0 to 1.9"));
        assert_eq!(version("2.0", "2.0").as_deref(), Some("it still has version 2.0"));
        assert_eq!(version("2.0", "").as_deref(), Some("it has no version any more, and had 2.0"));
    }
}
