//! Work products that the tables call by more than one name.

use serde::Serialize;

use crate::model::Reference;

/// A work product and the wordings that it has.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Renamed {
    /// The work product.
    pub artifact: String,
    /// Its name here.
    pub title: String,
    /// Each wording with the tables that use it.
    pub wordings: Vec<(String, String)>,
    /// Whether it is handed from one process to another, and not only content of another work product.
    pub handed_over: bool,
}

/// The work products that have two wordings or more, those with most wordings first.
pub(super) fn renamed(reference: &Reference) -> Vec<Renamed> {
    let mut found: Vec<Renamed> = reference
        .artifacts
        .values()
        .filter(|artifact| artifact.variants.len() > 1)
        .map(|artifact| Renamed {
            artifact: artifact.head.id.clone(),
            title: artifact.head.title.clone(),
            wordings: artifact.variants.iter().map(|one| (one.wording.clone(), one.cite.clone().unwrap_or_default())).collect(),
            handed_over: reference.interfaces.iter().any(|row| row.artifact == artifact.head.id),
        })
        .collect();
    found.sort_by(|a, b| b.wordings.len().cmp(&a.wordings.len()).then_with(|| a.title.cmp(&b.title)));
    found
}
