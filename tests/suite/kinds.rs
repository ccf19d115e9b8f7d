//! Every kind of change that `isms diff` knows comes out of some change: a kind that nobody can bring about is no kind.

use std::collections::BTreeSet;

use isms::compare::{self, Kind, Side};
use isms::pipeline::{Options, compile};
use isms::source::Memory;

use crate::support::{check, day};

/// What is replaced in the company, each once.
type Edits = &'static [(&'static str, &'static str)];

const COMPANY: &str = r#"organisation acme "Acme" {
  scope "Office."
  facts cloud
  issue external "Climate change" relevant no
}
role ceo "CEO" { held_by "A"; top_management yes }
role ciso "CISO" { held_by "B" }
role dpo "DPO" { held_by "C" }
party clients "Clients" kind customer needs "Secrecy"
criteria risk_criteria "Risk criteria" {
  approved by ceo on 2026-01-10
  likelihood { step 1 "Rare"; step 2 "Likely"; step 3 "Often" }
  consequence money "Money" { step 1 "Minor"; step 2 "Severe"; step 3 "Fatal" }
  level low "Low" from 1
  level medium "Medium" from 3
  level high "High" from 6
  accept low always
  accept medium by owner for 12 months
  accept high by ceo for 6 months
}
risk R-1 "Flood" {
  owner ciso
  threat "Water"
  likelihood 2
  consequence 3
  treat modify with A.7.5
  residual likelihood 1 consequence 3
  accepted by ciso on 2026-02-01 until 2026-12-31
  status in_treatment
}
risk R-2 "Fire" {
  owner ciso
  likelihood 1
  consequence 2
  treat retain because "Small."
}
requirement LAW-1 "Law" kind legal demands A.7.5
objective O-1 "Fewer clicks" target "5 %" owner ciso
asset laptop "Laptop" owner ciso
control A.7.5 { status implemented; owner ciso; because risk.R-1; implementation "Doors."; evidence "Inspection" on 2026-02-01 }
control A.8.13 { status planned; owner ciso; baseline "House"; plan { due 2026-09-30; cost 800 EUR; task T-1 "Choose" by ciso due 2026-08-31 } }
control A.8.14 { status implemented; owner ciso; baseline "House"; performed own; evidence "Report" on 2026-02-01 }
control OWN-1 "Own control" { status implemented; owner ciso; baseline "House"; evidence "Report" on 2026-02-01 }
exclude A.8.30 because "Nothing is developed outside." approved by ceo on 2026-02-01
exclude A.8.25 because "Nothing is developed." approved by ceo on 2026-02-01
adopt improvement { owner ciso }
adopt internal_audit { owner ciso }
adopt risk_assessment, risk_treatment { owner ciso; clauses 6.1.1 }
adopt incident_management, change_management { owner ciso }
adopt records_control { owner ciso }
omit communication because "Small." approved by ceo on 2026-02-01
process own_one "Own" { owner ciso; clauses 7.2 }
artifact secret_report "Secret report"
supplier nimbus "Nimbus" { owner ciso; service "Servers"; criticality high; contract "C-1" end 2027-01-31; audit every 12 months last 2026-01-31 }
policy POL-1 "Access" { owner ciso; covers A.5.15; version "1.0"; approved by ceo on 2026-02-01; review every 12 months last 2026-01-31 }
policy POL-2 "Keys" { owner ciso; covers A.8.24; version "1.0"; approved by ceo on 2026-02-01 }
exception E-1 "Old ERP" { from A.5.17; because "Old."; approved by ceo on 2026-01-10; until 2026-12-31 }
budget B-26 "Budget" { year 2026; fund isms money 10000 EUR; approved by ceo on 2026-01-10 }
audit AU-1 "Audit" { scope records_control; auditor "X"; date 2026-09-01; status planned }
declassify risk_assessment_results to public for clients because "Shortened." approved by ceo on 2026-01-10
document soa { version "1.0"; owner ciso; approved by ceo on 2026-03-01 }
use rules wording
"#;

/// People, suppliers, plans and texts: what a year brings.
const A_YEAR: Edits = &[
    ("  facts cloud\n", "  facts cloud, remote_work\n"),
    ("scope \"Office.\"", "scope \"Office and factory.\""),
    ("role dpo \"DPO\" { held_by \"C\" }", "role dpo \"DPO\" { held_by \"C\"; reports_to ceo }"),
    ("level low \"Low\" from 1", "level low \"Lower\" from 1"),
    ("threat \"Water\"", "threat \"Rain\""),
    ("  status in_treatment", "  status treated"),
    ("risk R-2 \"Fire\" {\n  owner ciso\n  likelihood 1\n  consequence 2\n  treat retain because \"Small.\"\n}\n", ""),
    ("kind legal demands A.7.5", "kind legal demands A.8.13"),
    ("asset laptop \"Laptop\" owner ciso\n", ""),
    (
        "because risk.R-1; implementation \"Doors.\"; evidence \"Inspection\" on 2026-02-01",
        "because \"Good practice.\"; implementation \"Doors and walls.\"; evidence \"Inspection\" on 2026-05-01",
    ),
    ("task T-1 \"Choose\" by ciso due 2026-08-31", "task T-1 \"Choose well\" by ciso due 2026-07-31; task T-2 \"Buy\" by ciso due 2026-09-30"),
    ("cost 800 EUR;", "cost 800 EUR; priority high;"),
    ("performed own; evidence \"Report\" on 2026-02-01 }\ncontrol OWN", "performed inherited by nimbus; evidence \"Report\" on 2026-02-01 }\ncontrol OWN"),
    ("control OWN-1 \"Own control\" { status implemented; owner ciso; baseline \"House\"; evidence \"Report\" on 2026-02-01 }\n", ""),
    ("exclude A.8.25 because \"Nothing is developed.\" approved by ceo on 2026-02-01", "control A.8.25 { status not_started; owner ciso; baseline \"House\" }"),
    ("control A.8.13 { status planned", "control A.8.13 { status partial"),
    ("adopt internal_audit { owner ciso }", "external checks \"Checks\" of nimbus realises internal_audit"),
    (
        "adopt risk_assessment, risk_treatment { owner ciso; clauses 6.1.1 }",
        "process risks \"Risks\" realises risk_assessment, risk_treatment { owner ciso; clauses 6.1.1 }",
    ),
    (
        "adopt incident_management, change_management { owner ciso }",
        "adopt incident_management { owner ciso; cadence every 1 month }\nadopt change_management { owner ciso }",
    ),
    ("omit communication because \"Small.\"", "omit communication because \"We are small.\""),
    ("process own_one \"Own\" { owner ciso; clauses 7.2 }\n", ""),
    ("criticality high;", "criticality critical;"),
    (
        "version \"1.0\"; approved by ceo on 2026-02-01; review every 12 months last 2026-01-31 }",
        "version \"1.0\"; approved by ceo on 2026-02-01; review every 6 months last 2026-05-31 }",
    ),
    ("policy POL-2 \"Keys\" { owner ciso; covers A.8.24; version \"1.0\"; approved by ceo on 2026-02-01 }\n", ""),
    ("because \"Old.\"; approved", "because \"Very old.\"; approved"),
    ("approved by ceo on 2026-01-10 }\naudit", " }\naudit"),
    ("audit AU-1 \"Audit\" { scope records_control;", "audit AU-1 \"Audit\" { scope improvement;"),
    ("because \"Shortened.\"", "because \"Made shorter.\""),
    (
        "use rules wording\n",
        "risk R-3 \"Theft\" { owner ciso; likelihood 1; consequence 1; treat modify with A.7.5; allow rating-incomplete because \"x\" until 2026-12-31 }\nsupplier two \"Two\"\nrole cto \"CTO\"\nadopt resource_management\nnonconformity N \"N\" { found on 2026-01-01; owner ciso }\n",
    ),
];

/// Decisions on processes, criteria, risks and controls.
const DECISIONS: Edits = &[
    ("adopt improvement { owner ciso }", "omit improvement because \"Small.\""),
    (
        "adopt records_control { owner ciso }",
        "process records_here \"Records here\" realises records_control { owner ciso }\nprocess records_there \"Records there\" realises records_control { owner ciso }",
    ),
    ("adopt internal_audit { owner ciso }", "adopt internal_audit { owner ciso; waive former_audit_results because \"The first one.\" }"),
    ("level high \"High\" from 6", "level high \"High\" from 7"),
    ("  likelihood 2\n", "  likelihood 3\n"),
    ("residual likelihood 1 consequence 3\n  accepted by ciso on 2026-02-01 until 2026-12-31\n", "residual likelihood 2 consequence 3\n"),
    ("with A.7.5\n", "with A.7.5, A.8.13\n"),
    ("control A.7.5 { status implemented", "control A.7.5 { status partial"),
    ("control A.8.14 { status implemented; owner ciso; baseline \"House\"; performed own; evidence \"Report\" on 2026-02-01 }\n", ""),
    ("because \"Nothing is developed outside.\"", "because \"No development outside.\""),
    ("requirement LAW-1 \"Law\" kind legal demands A.7.5\n", ""),
    (
        "covers A.5.15; version \"1.0\"; approved by ceo on 2026-02-01; review every 12 months last 2026-01-31",
        "covers A.5.15, A.5.16; version \"1.1\"; approved by ceo on 2026-05-01; review every 12 months last 2026-05-01",
    ),
    ("policy POL-2 \"Keys\" { owner ciso; covers A.8.24", "policy POL-2 \"Keys\" { owner ciso; covers A.8.24, A.8.12"),
    ("exception E-1 \"Old ERP\" { from A.5.17; because \"Old.\"; approved by ceo on 2026-01-10; until 2026-12-31 }\n", ""),
    ("declassify risk_assessment_results to public for clients because \"Shortened.\" approved by ceo on 2026-01-10\n", ""),
    ("held_by \"B\"", "held_by \"D\""),
    ("objective O-1 \"Fewer clicks\" target \"5 %\" owner ciso", "objective O-1 \"Fewer clicks\" target \"5 %\" owner ceo"),
    ("due 2026-08-31 }", "due 2026-08-31 done on 2026-06-01 }"),
    ("10000 EUR", "9000 EUR"),
    ("cost 800 EUR", "cost 900 EUR"),
];

/// Changes that another one would hide.
const ALONE: &[Edits] = &[
    &[("  accept low always", "  appetite \"Little.\"\n  accept low always")],
    &[("until 2026-12-31\n  status", "until 2026-11-30\n  status")],
    &[("task T-1 \"Choose\" by ciso", "task T-1 \"Choose\" by ceo")],
    &[("  scope \"Office.\"", "  scope \"Office.\"\n  standard iso27001_2013")],
    &[("last 2026-01-31 }\npolicy", "last 2026-05-31 }\npolicy")],
];

fn edited(edits: Edits) -> String {
    let mut text = COMPANY.to_string();
    for (from, to) in edits {
        assert!(text.contains(from), "`{from}` does not stand there");
        text = text.replacen(from, to, 1);
    }
    text
}

fn without_criteria() -> String {
    let start = COMPANY.find("criteria risk_criteria").expect("they are there");
    let end = COMPANY.find("risk R-1").expect("it is there");
    format!("{}{}", &COMPANY[..start], &COMPANY[end..])
}

#[test]
fn every_kind_comes_out_of_a_change() {
    let before = check(COMPANY);
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    let both_ways = [edited(A_YEAR), edited(DECISIONS), without_criteria()];
    for (text, back) in both_ways.into_iter().map(|text| (text, true)).chain(ALONE.iter().map(|edits| (edited(edits), false))) {
        let after = check(&text);
        let sides = || (Side::of("one", None, &before), Side::of("other", None, &after));
        seen.extend(compare::compare(&before, &after, sides()).changes.iter().map(|one| one.kind.slug()));
        if back {
            let (one, other) = sides();
            seen.extend(compare::compare(&after, &before, (other, one)).changes.iter().map(|one| one.kind.slug()));
        }
    }
    // what isms.toml and the baseline say about the check
    let with = |lints: &str, entries: &str| {
        let world = Memory::new().with("a.isms", COMPANY).with("isms.toml", format!("[lints]\nbaseline = \"known.toml\"\n{lints}"));
        let options = Options { as_of: day(), levels: Vec::new(), prefix: String::new(), name: "acme".into() };
        compile(&world.with("known.toml", format!("version = 1\n{entries}")), &options).unwrap()
    };
    let (strict, lenient) = (with("", ""), with("time = \"allow\"\n", "[[finding]]\ncode = \"role-vacant\"\nat = \"role dpo\"\n"));
    for (one, other) in [(&strict, &lenient), (&lenient, &strict)] {
        let sides = (Side::of("one", None, one), Side::of("other", None, other));
        seen.extend(compare::compare(one, other, sides).changes.iter().map(|one| one.kind.slug()));
    }
    let missing: Vec<&str> = Kind::ALL.iter().map(|kind| kind.slug()).filter(|slug| !seen.contains(slug)).collect();
    assert!(missing.is_empty(), "no change gives {missing:?}");
}
