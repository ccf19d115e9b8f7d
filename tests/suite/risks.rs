//! Risks: how levels are computed under each model that organisations use, and who may accept what remains.

use isms::pipeline::Compilation;

use crate::support::check;

const ROLES: &str = "role board \"Board\" held_by \"A\" top_management yes\n\nrole lead \"IT lead\" held_by \"B\"\n\n";

const LEVELS: &str = "  level low \"Low\" from 1\n  level medium \"Medium\" from 6\n  level high \"High\" from 12\n  accept low always\n  accept medium by owner for 12 months\n  accept high by board for 90 days\n}\n\n";

/// Three steps of likelihood, and as many of each consequence.
fn criteria(scales: &[&str], how: &str, levels: &str) -> String {
    let steps = |name: &str| (1..=5).map(|step| format!("    step {step} \"{name} {step}\"\n")).collect::<String>();
    let consequences: String = scales.iter().map(|scale| format!("  consequence {scale} \"{scale}\" {{\n{}  }}\n", steps(scale))).collect();
    format!("{ROLES}criteria c \"Criteria\" {{\n  approved by board on 2026-01-15\n  likelihood {{\n{}  }}\n{consequences}{how}{levels}", steps("Likelihood"))
}

fn risk(rating: &str) -> String {
    format!("risk R-1 \"Fire\" {{\n  owner lead\n{rating}}}\n")
}

fn level(compiled: &Compilation) -> (Option<String>, Option<String>, Option<String>) {
    let risk = compiled.model.risks.get("R-1").expect("the risk is there");
    let residual = risk.residual.as_ref().and_then(|one| one.level.clone());
    (risk.inherent.level.clone(), risk.current.level.clone(), residual)
}

fn slugs(compiled: &Compilation) -> Vec<&'static str> {
    compiled.findings.iter().map(|finding| finding.code.slug).filter(|slug| *slug != "organisation-missing").collect()
}

#[test]
fn the_models_of_the_field_are_all_there() {
    let inherent = |text: &str| level(&check(text)).0;
    // likelihood times the one consequence: 3 x 4
    let product = criteria(&["harm"], "", LEVELS) + &risk("  likelihood 3\n  consequence 4\n  treat retain\n");
    assert_eq!(inherent(&product).as_deref(), Some("high"));
    // likelihood times the worst of several: 2 x 4, and the others count for nothing
    let worst = criteria(&["money", "law"], "  consequences_by maximum\n", LEVELS) + &risk("  likelihood 2\n  consequence money 1, law 4\n  treat retain\n");
    assert_eq!(inherent(&worst).as_deref(), Some("medium"));
    // the sum of several times likelihood: 2 x (1 + 5)
    let sum = criteria(&["money", "law"], "  consequences_by sum\n", LEVELS) + &risk("  likelihood 2\n  consequence money 1, law 5\n  treat retain\n");
    assert_eq!(inherent(&sum).as_deref(), Some("high"));
    // likelihood plus consequence: 3 + 4
    let plus = criteria(&["harm"], "  score_by sum\n", LEVELS) + &risk("  likelihood 3\n  consequence 4\n  treat retain\n");
    assert_eq!(inherent(&plus).as_deref(), Some("medium"));
    // looked up: the row of likelihood 5, the third column
    let rows: String = (1..=5).map(|row| format!("  row {row} gives low, low, {}, high, high\n", if row > 3 { "high" } else { "medium" })).collect();
    let named = LEVELS.replace(" from 1\n", "\n").replace(" from 6\n", "\n").replace(" from 12\n", "\n");
    let matrix = criteria(&["harm"], &rows, &named) + &risk("  likelihood 5\n  consequence 3\n  treat retain\n");
    assert_eq!(inherent(&matrix).as_deref(), Some("high"));
}

#[test]
fn the_current_level_counts_only_what_is_implemented() {
    let with = |status: &str| {
        let control = format!("control A.8.7 {{\n  status {status}\n  owner lead\n}}\n\n");
        let risk = risk("  likelihood 4\n  consequence 4\n  treat modify with A.8.7\n  residual likelihood 1 consequence 4\n");
        level(&check(&(criteria(&["harm"], "", LEVELS) + &control + &risk)))
    };
    let high = Some("high".to_string());
    let low = Some("low".to_string());
    assert_eq!(with("planned"), (high.clone(), high.clone(), low.clone()), "a plan protects nobody yet");
    assert_eq!(with("implemented"), (high, low.clone(), low));
}

#[test]
fn a_value_off_the_scale_is_refused_and_not_rated() {
    let compiled = check(&(criteria(&["harm"], "", LEVELS) + &risk("  likelihood 6\n  consequence 4\n  treat retain\n")));
    assert!(slugs(&compiled).contains(&"off-scale-value"));
    assert_eq!(level(&compiled).0, None);
}

#[test]
fn what_remains_is_accepted_by_those_who_may_and_for_as_long_as_they_may() {
    let accepted = |by: &str| {
        let text = criteria(&["harm"], "", LEVELS) + &risk(&format!("  likelihood 4\n  consequence 4\n  treat retain because \"No way around.\"\n{by}"));
        let found = slugs(&check(&text));
        ["residual-not-accepted", "acceptance-beyond-authority", "acceptance-too-long", "acceptance-expired"]
            .into_iter()
            .filter(|slug| found.contains(slug))
            .collect::<Vec<_>>()
    };
    assert_eq!(accepted(""), ["residual-not-accepted"]);
    assert_eq!(accepted("  accepted by lead on 2026-06-01 until 2026-07-01\n"), ["acceptance-beyond-authority"]);
    assert_eq!(accepted("  accepted by board on 2026-06-01 until 2027-06-01\n"), ["acceptance-too-long"]);
    assert_eq!(accepted("  accepted by board on 2026-04-01 until 2026-06-01\n"), ["acceptance-expired"]);
    assert_eq!(accepted("  accepted by board on 2026-06-01 until 2026-08-01\n"), Vec::<&str>::new());
}

#[test]
fn a_matrix_with_a_hole_or_a_step_down_is_found() {
    let named = LEVELS.replace(" from 1\n", "\n").replace(" from 6\n", "\n").replace(" from 12\n", "\n");
    let rows =
        |third: &str| (1..=5).map(|row| format!("  row {row} gives {}\n", if row == 3 { third } else { "low, low, medium, high, high" })).collect::<String>();
    let found = |third: &str| slugs(&check(&criteria(&["harm"], &rows(third), &named)));
    assert!(found("low, low, medium, high").contains(&"matrix-incomplete"));
    assert!(found("low, medium, low, high, high").contains(&"matrix-not-monotone"));
    assert!(!found("low, low, medium, high, high").iter().any(|slug| slug.starts_with("matrix")));
}
