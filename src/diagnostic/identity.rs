//! What makes a finding the same finding tomorrow: its code, the declaration it is about, and what it names there.
//!
//! Lines move and dates in messages change; none of them is part of it.

use std::collections::BTreeMap;

use sha2::{Digest as _, Sha256};

use super::Diagnostic;

/// The identity of a finding within one package.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Identity {
    /// The code.
    pub code: String,
    /// The declaration, as `risk R-001`.
    pub at: String,
    /// What the message names in back quotes, beyond the declaration itself, and what the finding sums up.
    pub names: Vec<String>,
}

impl Identity {
    /// The identity of a finding.
    pub fn of(finding: &Diagnostic) -> Self {
        let at = finding.subject.clone().unwrap_or_default();
        let own = at.rsplit(' ').next().unwrap_or("");
        // every second piece between back quotes is a name
        let quoted = finding.message.split('`').skip(1).step_by(2);
        let mut names: Vec<String> = quoted.filter(|name| *name != own && *name != at).map(str::to_string).collect();
        names.extend(finding.sum.iter().filter(|one| !names.contains(one)).cloned().collect::<Vec<_>>());
        Self { code: finding.code.slug.to_string(), at, names }
    }

    /// Whether a finding was known under this identity: the same one, or what is left of a sum that got smaller.
    pub fn knows(&self, finding: &Diagnostic) -> bool {
        let now = Identity::of(finding);
        let less = || !finding.sum.is_empty() && self.code == now.code && self.at == now.at && now.names.iter().all(|name| self.names.contains(name));
        *self == now || less()
    }

    /// 128 bits in hexadecimal; `nth` tells findings with the same identity apart, from 0.
    pub fn fingerprint(&self, nth: usize) -> String {
        let mut hash = Sha256::new();
        for part in [&self.code, &self.at].into_iter().chain(&self.names) {
            // lengths before contents: no two identities run into each other
            hash.update((part.len() as u64).to_le_bytes());
            hash.update(part.as_bytes());
        }
        if nth > 0 {
            hash.update((nth as u64).to_le_bytes());
        }
        hash.finalize().iter().take(16).map(|byte| format!("{byte:02x}")).collect()
    }
}

/// Counts identities, so that every finding of a run gets a fingerprint of its own.
#[derive(Debug, Default)]
pub struct Fingerprints {
    seen: BTreeMap<Identity, usize>,
}

impl Fingerprints {
    /// The fingerprint of the next finding.
    pub fn next(&mut self, finding: &Diagnostic) -> String {
        let identity = Identity::of(finding);
        let nth = self.seen.entry(identity.clone()).or_default();
        let fingerprint = identity.fingerprint(*nth);
        *nth += 1;
        fingerprint
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Code, Group, Level};

    static LATE: Code = Code { slug: "review-overdue", level: Level::Warn, group: Group::Time, since: "0.1", page: "" };

    #[test]
    fn a_finding_keeps_its_identity_when_days_pass() {
        let today = Diagnostic::new(&LATE, "the review of `R-7` was due on 2026-01-01").about("risk R-7");
        let later = Diagnostic::new(&LATE, "the review of `R-7` was due on 2026-04-01").about("risk R-7");
        assert_eq!(Identity::of(&today), Identity::of(&later));
        assert!(Identity::of(&today).names.is_empty(), "the declaration is named once");
    }

    #[test]
    fn what_else_is_named_tells_findings_apart() {
        let one = Identity::of(&Diagnostic::new(&LATE, "nobody hands `log` to `P`").about("process P"));
        let other = Identity::of(&Diagnostic::new(&LATE, "nobody hands `plan` to `P`").about("process P"));
        assert_eq!(one.names, ["log"]);
        assert_ne!(one.fingerprint(0), other.fingerprint(0));
    }

    #[test]
    fn more_of_a_sum_is_another_finding_and_less_of_it_is_not() {
        let open = |names: &[&str]| Diagnostic::new(&LATE, "some are open").about("organisation").sums_up(names.iter().copied());
        let known = Identity::of(&open(&["A.5.1", "A.5.2"]));
        assert_ne!(known.fingerprint(0), Identity::of(&open(&["A.5.1", "A.5.2", "A.5.3"])).fingerprint(0));
        assert!(known.knows(&open(&["A.5.1", "A.5.2"])) && known.knows(&open(&["A.5.2"])));
        assert!(!known.knows(&open(&["A.5.1", "A.5.3"])), "another one in place of one that is decided");
    }

    #[test]
    fn the_same_twice_gets_two_fingerprints() {
        let finding = Diagnostic::new(&LATE, "late").about("risk R-7");
        let mut prints = Fingerprints::default();
        let (first, second) = (prints.next(&finding), prints.next(&finding));
        assert_ne!(first, second);
        assert_eq!(first, Identity::of(&finding).fingerprint(0));
        assert_eq!(first.len(), 32);
    }
}
