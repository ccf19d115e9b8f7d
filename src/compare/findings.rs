//! What the check finds now, what it no longer finds, and what is set aside.

use super::change::{Change, Subject};
use super::kind::{Effect, Kind, Topic};
use super::pair::Pair;
use crate::diagnostic::Diagnostic;
use crate::model::Allow;

/// A finding is the same one where code, subject and message are: lines move.
fn key(finding: &Diagnostic) -> (&str, &str, &str) {
    (finding.code.slug, finding.subject.as_deref().unwrap_or_default(), &finding.message)
}

/// Compares findings and allowances.
pub(super) fn changes(pair: &mut Pair<'_>) {
    let (old, new) = (pair.old_compiled, pair.new_compiled);
    for (these, those, kind) in [(&new.findings, &old.findings, Kind::FindingNew), (&old.findings, &new.findings, Kind::FindingGone)] {
        let mut known: Vec<_> = those.iter().map(key).collect();
        known.sort_unstable();
        for finding in these.iter().filter(|finding| known.binary_search(&key(finding)).is_err()) {
            let appears = kind == Kind::FindingNew;
            let subject = Subject::new("finding", finding.code.slug, finding.subject.clone().unwrap_or_default());
            let mut change = Change::new(kind, subject, finding.message.clone());
            change.field = Some(finding.code.slug.into());
            if appears && finding.is_error() {
                change = change.cause("it makes the check fail");
            }
            let place = finding.place();
            let (before, after) = if appears { (None, place) } else { (place, None) };
            pair.add(change, before, after);
        }
    }
    allows(pair);
    sets(pair);
}

/// Sets of ready rules that are switched on or off.
fn sets(pair: &mut Pair<'_>) {
    let (old, new) = (pair.old, pair.new);
    for (these, those, kind, verb) in [(&new.rule_sets, &old.rule_sets, Kind::ProgrammeNew, "on"), (&old.rule_sets, &new.rule_sets, Kind::ProgrammeGone, "off")]
    {
        for set in these.iter().filter(|set| !those.iter().any(|one| one.value == set.value)) {
            let change = Change::new(kind, Subject::new("set of rules", &set.value, ""), format!("the set of rules `{}` is switched {verb}", set.value));
            let (before, after) = if verb == "on" { (None, Some(set.place)) } else { (Some(set.place), None) };
            pair.add(change.under(Topic::Findings), before, after);
        }
    }
}

fn allows(pair: &mut Pair<'_>) {
    let key = |one: &Allow| (one.code.value.clone(), one.at.clone());
    let (old, new) = (pair.old, pair.new);
    let at = |one: &Allow| one.at.as_ref().map_or_else(|| "for the whole package".into(), |at| format!("at {at}"));
    for one in &new.allows {
        let subject = Subject::new("allow", super::approvals::allow_id(one), one.at.clone().unwrap_or_default());
        match old.allows.iter().find(|other| key(other) == key(one)) {
            None => {
                let what = format!("`{}` is set aside {}", one.code.value, at(one));
                pair.add(Change::new(Kind::AllowNew, subject, what).because(one.because.as_ref()).approved(one.approved.as_ref()), None, Some(one.place));
            }
            Some(other) => {
                let until = |one: &Allow| one.until.as_ref().map(|at| at.value.to_string());
                if until(one) != until(other) {
                    let said = |text: Option<String>| text.unwrap_or_else(|| "for good".into());
                    let what = format!("`{}` is set aside {} until {} instead of {}", one.code.value, at(one), said(until(one)), said(until(other)));
                    let later = until(one).is_none() || until(one) > until(other);
                    let kind = if later { Kind::DateLater } else { Kind::DateEarlier };
                    let change = Change::new(kind, subject, what).from_to(until(other), until(one)).under(Topic::Findings).approved(one.approved.as_ref());
                    pair.both(change, other.place, one.place);
                }
            }
        }
    }
    for one in old.allows.iter().filter(|one| !new.allows.iter().any(|other| key(other) == key(one))) {
        let subject = Subject::new("allow", super::approvals::allow_id(one), one.at.clone().unwrap_or_default());
        let change = Change::new(Kind::AllowGone, subject, format!("`{}` is no longer set aside {}", one.code.value, at(one))).goes(Effect::Stronger);
        pair.add(change, Some(one.place), None);
    }
}
