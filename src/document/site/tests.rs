//! The figures of the start page are those of the model.

use super::*;
use crate::document::documents;
use crate::document::tests::model;
use crate::source::Memory;

const SMALL: &str = r#"
organisation acme "Acme" scope "All."
role ciso "CISO" held_by "Ada"
criteria c "Criteria" {
  likelihood { step 1 "Rare"; step 2 "Likely" }
  consequence damage "Damage" { step 1 "Minor"; step 2 "Severe" }
  level low "Low" from 1
  level high "High" from 3
  accept low always
  accept high by ciso for 180 days
}
risk R-1 "One" owner ciso likelihood 2 consequence 2 { treat retain because "It is old."; accepted by ciso on 2026-01-01 until 2026-03-01 }
risk R-2 "Two" owner ciso likelihood 2 consequence 2 { treat retain because "It is old."; accepted by ciso on 2026-06-01 until 2026-12-01 }
risk R-3 "Three" owner ciso likelihood 2 consequence 2 { treat retain because "It is old." }
risk R-4 "Four" owner ciso likelihood 1 consequence 1 { treat retain because "It is small." }
risk R-5 "Five" owner ciso
control A.5.1 status implemented owner ciso
control A.5.2 status partial owner ciso
exclude A.7.4 because "No site of our own."
adopt risk_assessment
omit internal_audit because "Too small."
process steer "Steering" realises governance_management_interface, requirements_management
objective O-1 "Late" owner ciso due 2026-05-31
objective O-2 "Soon" owner ciso due 2026-07-30
"#;

fn site(text: &str) -> Site {
    let documents = documents(&model(text), &Memory::new(), &mut Vec::new());
    *documents.into_iter().find_map(|document| document.site).unwrap()
}

#[test]
fn the_shares_of_the_controls_are_all_of_them() {
    let controls = site(SMALL).controls;
    let count = |key: &str| controls.shares.iter().find(|share| share.key == key).unwrap().count;
    assert_eq!((count("implemented"), count("partial"), count("excluded"), count("undecided")), (1, 1, 1, 90));
    assert_eq!((controls.total, controls.applicable, controls.implemented), (93, 2, 1));
    let themes: Vec<(&str, usize, usize)> = controls.themes.iter().map(|one| (one.title.as_str(), one.implemented, one.applicable)).collect();
    assert_eq!(themes, [("Organizational controls", 1, 2)], "a theme of which nothing applies is left out");
}

#[test]
fn risks_are_counted_by_level_and_by_who_takes_them() {
    let risks = site(SMALL).risks;
    let levels: Vec<(&str, usize, usize, usize)> = risks.levels.iter().map(|one| (one.title.as_str(), one.rank, one.today, one.residual)).collect();
    assert_eq!(levels, [("High", 1, 3, 3), ("Low", 0, 1, 1)]);
    assert_eq!((risks.total, risks.unrated), (5, 1));
    let taken: Vec<(&str, usize)> = risks.acceptance.iter().map(|one| (one.key, one.count)).collect();
    // a risk without a rating lies within nothing
    assert_eq!(taken, [("within", 1), ("signed", 1), ("expired", 1), ("missing", 2)]);
}

#[test]
fn what_is_late_is_told_from_what_comes_next() {
    let due = site(SMALL).due;
    let late: Vec<(&str, i64)> = due.shown.iter().filter(|one| one.days < 0).map(|one| (one.of.text.as_str(), one.days)).collect();
    assert_eq!(late, [("R-1", -121), ("O-1", -30)]);
    assert_eq!(due.overdue, 2);
    assert!(due.shown.iter().any(|one| one.of.text == "O-2" && one.days == 30), "{due:?}");
}

#[test]
fn every_process_of_the_model_has_a_fate() {
    let tailoring = site(SMALL).tailoring;
    let group = |key: &str| tailoring.groups.iter().find(|group| group.key == key).map_or(0, |group| group.processes.len());
    assert_eq!((group("adopted"), group("merged"), group("omitted")), (1, 1, 1));
    // 17 of the model: one adopted, two merged into one, one left out
    assert_eq!(group("undecided"), 13);
}

#[test]
fn every_document_stands_in_one_group_for_readers() {
    let model = model(SMALL);
    let documents = documents(&model, &Memory::new(), &mut Vec::new());
    let site = documents.iter().find_map(|document| document.site.as_ref()).unwrap();
    let mut listed: Vec<&str> = site.readers.iter().flat_map(|group| group.stems.iter().map(String::as_str)).collect();
    let mut all: Vec<&str> = documents.iter().filter(|one| one.site.is_none()).map(|one| one.stem.as_str()).collect();
    listed.sort_unstable();
    all.sort_unstable();
    assert_eq!(listed, all);
    assert_eq!(site.readers[0].stems[..2], ["scope_statement", "soa"]);
}

#[test]
fn the_map_knows_neighbours_in_both_directions() {
    let map = site(SMALL).map;
    for one in &map.hand_overs {
        let (from, to) = (map.step(&one.from).unwrap(), map.step(&one.to).unwrap());
        assert!(from.hands_to.contains(&to.id) && to.receives_from.contains(&from.id), "{one:?}");
    }
    assert_eq!(map.step("steer").unwrap().stem.as_deref(), Some("processes/steer"));
    assert!(map.figure.is_some());
}
