//! What the organisation says about itself.

use super::change::{Change, Subject};
use super::fields::{self, Table, json};
use super::kind::{Kind, Weight};
use super::pair::Pair;

const TABLE: Table = Table {
    decides: Kind::OrganisationChanged,
    deciding: &["employees", "sector", "units", "sites", "facts", "four_eyes", "issues", "interfaces", "currency", "document_classification"],
    special: &[("scope", Kind::ScopeChanged), ("excludes", Kind::ScopeChanged), ("standard", Kind::StandardChanged), ("model", Kind::StandardChanged)],
    skip: &[],
};

/// Compares the organisation of both states.
pub(super) fn changes(pair: &mut Pair<'_>) {
    let (old, new) = (&pair.old.organisation, &pair.new.organisation);
    let subject = Subject::new("organisation", &new.head.id, &new.head.title);
    match (old.head.id.is_empty(), new.head.id.is_empty()) {
        (true, true) => {}
        (true, false) => {
            pair.add(Change::new(Kind::OrganisationChanged, subject.clone(), format!("{} is declared", subject.named())), None, Some(new.head.place))
        }
        (false, true) => {
            let subject = Subject::new("organisation", &old.head.id, &old.head.title);
            let change = Change::new(Kind::OrganisationChanged, subject.clone(), format!("{} is no longer declared", subject.named())).weighs(Weight::High);
            pair.add(change, Some(old.head.place), None);
        }
        (false, false) => {
            if old.head.id != new.head.id {
                let change =
                    Change::new(Kind::OrganisationChanged, subject.clone(), format!("the organisation is {} instead of `{}`", subject.named(), old.head.id));
                pair.both(change.weighs(Weight::High), old.head.place, new.head.place);
            }
            fields::compare(pair, &subject, (&json(old), &json(new)), (old.head.place, new.head.place), &TABLE);
        }
    }
}
