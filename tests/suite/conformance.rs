//! The relation of `docs/conformance.md`: its properties on random tailorings.
//!
//! `PROPTEST_CASES=500 cargo test --test suite conformance` runs more cases than the few of every day.

use std::collections::{BTreeMap, BTreeSet};

use isms::diagnostic::Diagnostic;
use isms::model::{Reference, Standing};
use isms::pipeline::{Compilation, library};
use proptest::prelude::*;

use crate::support::check;

const HEAD: [&str; 8] = [
    "organisation acme \"Acme\" {\n  scope \"All of it.\"\n  unit it \"IT\"\n}\n",
    "role ceo \"CEO\" {\n  top_management yes\n}\n",
    "external outsider \"Somebody who says nothing\" of it\n",
    "external elsewhere \"Somebody who has other things\" of it {\n  deliver vision\n}\n",
    "artifact short_plan \"Short plan\" specialises risk_treatment_plan {\n  drop residual_risk_acceptance because \"Short.\"\n}\n",
    "artifact rough_plan \"Rough plan\" specialises control_implementation_plan {\n  drop control_owner because \"Rough.\"\n}\n",
    "artifact calm_plan \"Plan without emergencies\" specialises communication_plan {\n  drop emergency_communication_plan because \"Calm.\"\n}\n",
    "artifact fine_plan \"Finer plan\" specialises risk_treatment_plan {\n  part vision\n}\n",
];

/// Rows that a process may say about what it delivers; some starve a receiver of a part, some make up for it.
const ROWS: [(&str, &str); 8] = [
    ("risk_treatment", "deliver short_plan"),
    ("risk_treatment", "deliver fine_plan"),
    ("risk_treatment", "deliver rough_plan"),
    ("communication", "deliver calm_plan"),
    ("risk_assessment", "deliver residual_risk_acceptance to internal_audit, communication"),
    ("improvement", "deliver emergency_communication_plan to records_control"),
    ("incident_management", "deliver risk_treatment_plan to performance_evaluation"),
    ("security_implementation_management", "drop control_implementation_results to risk_treatment because \"Told in person.\""),
];

const OUTSIDE: [&str; 4] = ["general_change_management", "configuration_management", "help_desk", "other_organizational_units"];

/// A tailoring, as far as the properties need it.
#[derive(Debug, Clone)]
struct Tailoring {
    omitted: BTreeSet<usize>,
    outside: [bool; 4],
    rows: BTreeSet<usize>,
    /// Interface of the model, and whether its new source delivers what is wanted.
    instead: Vec<(usize, bool)>,
    /// Interface of the model, and whether the waiver still holds.
    waived: Vec<(usize, bool)>,
    merged: Option<(usize, usize)>,
    split: Option<usize>,
}

fn tailorings() -> impl Strategy<Value = Tailoring> {
    (
        prop::collection::btree_set(0usize..17, 0..5),
        prop::array::uniform4(prop::bool::weighted(0.8)),
        prop::collection::btree_set(0usize..ROWS.len(), 0..4),
        prop::collection::vec((0usize..138, any::<bool>()), 0..4),
        prop::collection::vec((0usize..138, prop::bool::weighted(0.7)), 0..4),
    )
        .prop_map(|(omitted, outside, rows, instead, waived)| Tailoring { omitted, outside, rows, instead, waived, merged: None, split: None })
}

struct Writer {
    reference: Reference,
    ids: Vec<String>,
}

impl Writer {
    fn new() -> Self {
        let reference = library("2022");
        let ids = reference.processes.values().filter(|one| one.is_of_model()).map(|one| one.head.id.clone()).collect();
        Self { reference, ids }
    }

    /// What a process says for itself, each row only for the interfaces that it is for.
    fn rows(&self, tailoring: &Tailoring, process: usize) -> String {
        let id = &self.ids[process];
        let mut out = String::new();
        for at in &tailoring.rows {
            if ROWS[*at].0 == id {
                out.push_str(&format!("  {}\n", ROWS[*at].1));
            }
        }
        for (at, right) in &tailoring.instead {
            let row = &self.reference.interfaces[at % self.reference.interfaces.len()];
            if row.to == *id {
                let source = if *right { "outsider" } else { "elsewhere" };
                out.push_str(&format!("  instead {} from {source} for {id}\n", row.artifact));
            }
        }
        out
    }

    /// The declarations, in their usual order.
    fn write(&self, tailoring: &Tailoring) -> Vec<String> {
        let mut out: Vec<String> = HEAD.iter().map(|text| (*text).to_string()).collect();
        for (at, id) in OUTSIDE.iter().enumerate() {
            if tailoring.outside[at] {
                out.push(format!("external {id} \"Outside\" of it\n"));
            }
        }
        for (at, id) in self.ids.iter().enumerate() {
            if tailoring.omitted.contains(&at) {
                out.push(format!("omit {id} because \"Not needed.\" approved by ceo on 2026-01-02\n"));
            } else if tailoring.merged.is_some_and(|(one, other)| one == at || other == at) || tailoring.split == Some(at) {
                continue;
            } else {
                out.push(format!("adopt {id} {{\n  owner ceo\n{}}}\n", self.rows(tailoring, at)));
            }
        }
        if let Some((one, other)) = tailoring.merged {
            let rows = format!("{}{}", self.rows(tailoring, one), self.rows(tailoring, other));
            out.push(format!("process both \"Both\" realises {}, {} {{\n  owner ceo\n{rows}}}\n", self.ids[one], self.ids[other]));
        }
        if let Some(at) = tailoring.split {
            let [first, second] = self.halves(&self.ids[at]);
            out.push(format!("process first \"First\" realises {} {{\n  owner ceo\n{first}}}\n", self.ids[at]));
            out.push(format!("process second \"Second\" realises {} {{\n  owner ceo\n{second}}}\n", self.ids[at]));
        }
        for (at, holds) in &tailoring.waived {
            let row = &self.reference.interfaces[at % self.reference.interfaces.len()];
            let category = |id: &str| self.reference.processes[id].category;
            if category(&row.from) == "wildcard" || category(&row.to) == "wildcard" {
                continue;
            }
            let until = if *holds { "2027-01-31" } else { "2025-01-31" };
            out.push(format!("waive {} from prm.{} for prm.{} because \"For now.\" until {until}\n", row.artifact, row.from, row.to));
        }
        out
    }

    /// The results and inputs of a process, dealt out to two.
    fn halves(&self, id: &str) -> [String; 2] {
        let mut halves = [String::new(), String::new()];
        let mut deal = |artifacts: BTreeSet<&str>, word: &str| {
            for (at, artifact) in artifacts.into_iter().enumerate() {
                halves[at % 2].push_str(&format!("  {word} {artifact}\n"));
            }
        };
        let wildcard = |id: &str| self.reference.processes[id].category == "wildcard";
        deal(self.reference.interfaces.iter().filter(|row| row.from == id).map(|row| row.artifact.as_str()).collect(), "deliver");
        deal(self.reference.interfaces.iter().filter(|row| row.to == id && !wildcard(&row.from)).map(|row| row.artifact.as_str()).collect(), "receive");
        halves
    }

    fn compile(&self, tailoring: &Tailoring) -> Compilation {
        check(&self.write(tailoring).join("\n"))
    }
}

type Key = (String, String, String);

/// The worst verdict on each interface of the model.
fn verdicts(compiled: &Compilation) -> BTreeMap<Key, Standing> {
    let mut found = BTreeMap::new();
    for one in &compiled.model.conformance.interfaces {
        let worst = found.entry((one.from.clone(), one.to.clone(), one.artifact.clone())).or_insert(one.verdict);
        *worst = (*worst).max(one.verdict);
    }
    found
}

fn broken(compiled: &Compilation) -> BTreeSet<Key> {
    verdicts(compiled).into_iter().filter(|(_, verdict)| *verdict == Standing::Broken).map(|(key, _)| key).collect()
}

/// Two different processes that are not omitted.
fn two_that_stay(tailoring: &Tailoring, one: usize, other: usize) -> Option<(usize, usize)> {
    let stay: Vec<usize> = (0..17).filter(|at| !tailoring.omitted.contains(at)).collect();
    let (one, other) = (stay[one % stay.len()], stay[other % stay.len()]);
    (one != other).then_some((one, other))
}

/// How many random tailorings each property looks at.
fn cases() -> ProptestConfig {
    let config = ProptestConfig { max_shrink_iters: 64, failure_persistence: None, ..ProptestConfig::default() };
    match std::env::var("PROPTEST_CASES").ok().and_then(|text| text.parse().ok()) {
        Some(cases) => ProptestConfig { cases, ..config },
        // the few of a plain run are the same every time; who wants to find something asks for many
        None => ProptestConfig { cases: 12, rng_seed: proptest::test_runner::RngSeed::Fixed(27_022), ..config },
    }
}

#[test]
fn adopting_all_conforms() {
    let writer = Writer::new();
    let all =
        Tailoring { omitted: BTreeSet::new(), outside: [true; 4], rows: BTreeSet::new(), instead: Vec::new(), waived: Vec::new(), merged: None, split: None };
    let compiled = writer.compile(&all);
    assert!(compiled.model.conformance.conforms, "{:#?}", broken(&compiled));
    assert!(verdicts(&compiled).values().filter(|verdict| **verdict == Standing::Realised).count() > 100, "most interfaces are handed over");
    assert_eq!(verdicts(&compiled).len(), writer.reference.interfaces.len(), "each interface of the model has its verdict");
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn the_order_of_declarations_does_not_matter(tailoring in tailorings(), order in Just((0usize..64).collect::<Vec<_>>()).prop_shuffle()) {
        let writer = Writer::new();
        let usual = writer.write(&tailoring);
        let shuffled: Vec<&String> = order.iter().filter_map(|at| usual.get(*at)).collect();
        prop_assert_eq!(shuffled.len(), usual.len());
        let other = check(&shuffled.into_iter().cloned().collect::<Vec<_>>().join("\n"));
        let usual = check(&usual.join("\n"));
        prop_assert_eq!(verdicts(&usual), verdicts(&other));
        prop_assert_eq!(usual.model.conformance.conforms, other.model.conformance.conforms);
    }

    #[test]
    fn merging_never_creates_a_missing_provider(tailoring in tailorings(), one in 0usize..17, other in 0usize..17) {
        let writer = Writer::new();
        let Some(pair) = two_that_stay(&tailoring, one, other) else { return Ok(()) };
        let before = broken(&writer.compile(&tailoring));
        let after = broken(&writer.compile(&Tailoring { merged: Some(pair), ..tailoring.clone() }));
        let new: Vec<&Key> = after.difference(&before).collect();
        prop_assert!(new.is_empty(), "merging {} with {} breaks {new:?}", writer.ids[pair.0], writer.ids[pair.1]);
    }

    #[test]
    fn splitting_and_then_merging_is_the_identity(tailoring in tailorings(), one in 0usize..17) {
        let writer = Writer::new();
        let Some((at, _)) = two_that_stay(&tailoring, one, one + 1) else { return Ok(()) };
        // what the process says for itself belongs to neither half
        prop_assume!(writer.rows(&tailoring, at).is_empty());
        let whole = writer.compile(&tailoring);
        let split = writer.compile(&Tailoring { split: Some(at), ..tailoring.clone() });
        prop_assert_eq!(broken(&split), broken(&whole), "the halves of {} do together what it did", &writer.ids[at]);
        // and put together again: one process with the rows of both
        let [first, second] = writer.halves(&writer.ids[at]);
        let mut texts = writer.write(&Tailoring { split: Some(at), ..tailoring.clone() });
        texts.retain(|text| !text.starts_with("process "));
        texts.push(format!("process again \"Again\" realises {} {{\n  owner ceo\n{first}{second}}}\n", writer.ids[at]));
        prop_assert_eq!(verdicts(&check(&texts.join("\n"))), verdicts(&whole));
    }

    #[test]
    fn omitting_more_never_repairs_an_interface(tailoring in tailorings(), one in 0usize..17) {
        let writer = Writer::new();
        let Some((at, _)) = two_that_stay(&tailoring, one, one + 1) else { return Ok(()) };
        let before = broken(&writer.compile(&tailoring));
        let mut omitted = tailoring.omitted.clone();
        omitted.insert(at);
        let after = broken(&writer.compile(&Tailoring { omitted, ..tailoring.clone() }));
        let repaired: Vec<&Key> = before.difference(&after).filter(|(_, to, _)| *to != writer.ids[at]).collect();
        prop_assert!(repaired.is_empty(), "omitting {} repairs {repaired:?}", writer.ids[at]);
    }

    #[test]
    fn what_does_not_conform_is_reported(tailoring in tailorings(), one in 0usize..17, other in 0usize..17) {
        let writer = Writer::new();
        let merged = two_that_stay(&tailoring, one, other);
        let compiled = writer.compile(&Tailoring { merged, ..tailoring.clone() });
        let concerns = |one: &&Diagnostic| ["tailoring", "interfaces"].contains(&one.code.group.word()) || one.code.slug == "waiver-expired";
        let errors = compiled.findings.iter().filter(concerns).filter(|one| one.is_error()).count();
        prop_assert!(compiled.model.conformance.conforms || errors > 0, "{:#?}", broken(&compiled));
    }
}

#[test]
fn to_hand_on_what_one_needs_is_not_to_make_its_parts() {
    let writer = Writer::new();
    let rows = BTreeSet::from([2]);
    let at = writer.ids.iter().position(|id| id == "security_implementation_management").unwrap();
    let split = Tailoring { omitted: BTreeSet::new(), outside: [true; 4], rows, instead: Vec::new(), waived: Vec::new(), merged: None, split: Some(at) };
    let lost = ("risk_treatment".to_string(), "security_implementation_management".to_string(), "control_implementation_plan".to_string());
    assert!(broken(&writer.compile(&split)).contains(&lost), "the rough plan lacks its owners, whoever hands it on");
}
