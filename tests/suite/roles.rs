//! Segregation and load: who answers for what, and whether one person is several roles.

use crate::support::check;

fn messages(text: &str, slug: &str) -> Vec<String> {
    check(text).findings.iter().filter(|finding| finding.code.slug == slug).map(|finding| finding.message.clone()).collect()
}

#[test]
fn whoever_performs_a_process_of_the_model_outside_has_an_owner_here() {
    let outside = "external audits \"Audits\" of \"a firm\" realises internal_audit\nexternal help_desk \"Help desk\" of \"IT\"\n";
    assert_eq!(messages(outside, "process-without-owner"), ["nobody here answers for `audits`, which others perform"]);
    let owned = outside.replace("realises internal_audit", "realises internal_audit owner ceo");
    assert_eq!(messages(&format!("role ceo \"CEO\"\n{owned}"), "process-without-owner"), Vec::<String>::new());
}

#[test]
fn a_deputy_with_another_spelling_is_still_the_holder() {
    for deputy in ["Dr. Anna Weber", "Weber, Anna", "anna weber"] {
        let text = format!("role ciso \"CISO\" {{\n  held_by \"Anna Weber\"\n  deputy \"{deputy}\"\n}}\n");
        assert_eq!(messages(&text, "deputy-is-holder"), ["the deputy of `ciso` is the holder"], "{deputy}");
    }
    let other = "role ciso \"CISO\" {\n  held_by \"Anna Weber\"\n  deputy \"Anna Berg\"\n}\n";
    assert_eq!(messages(other, "deputy-is-holder"), Vec::<String>::new());
}

#[test]
fn everything_in_one_hand_is_asked_about_from_four_processes_on() {
    let adopt = |list: &str| format!("role a \"A\" held_by \"X\"\nrole b \"B\" held_by \"Y\"\nadopt {list} owner a\n");
    let three = "risk_assessment, risk_treatment, internal_audit";
    assert_eq!(messages(&adopt(three), "accountable-for-everything"), Vec::<String>::new());
    let four = format!("{three}, communication");
    assert_eq!(messages(&adopt(&four), "accountable-for-everything"), ["“X” is accountable for all 4 processes"]);
    // one process in another hand is enough, and two roles of one person are one hand
    let split = format!("{}adopt improvement owner b\n", adopt(&four));
    assert_eq!(messages(&split, "accountable-for-everything"), Vec::<String>::new());
    assert_eq!(messages(&split.replace("\"Y\"", "\"X\""), "accountable-for-everything"), ["“X” is accountable for all 5 processes"]);
    // a role that nobody holds is somebody too
    assert_eq!(messages(&adopt(&four).replace(" held_by \"X\"", ""), "accountable-for-everything"), ["`a` is accountable for all 4 processes"]);
}

#[test]
fn an_approval_by_somebody_else_as_well_is_enough() {
    let exception = |by: &str| {
        format!(
            "role a \"A\" held_by \"X\"\nrole b \"B\" held_by \"X\"\nrole c \"C\" held_by \"Z\"\nexception E \"E\" {{\n  because \"b\"\n  compensation \"c\"\n  requested_by a\n  approved by {by} on 2026-06-01\n  until 2027-01-01\n}}\n"
        )
    };
    let found = |by: &str| messages(&exception(by), "approved-by-requester");
    assert_eq!(found("a"), ["`E` is approved by the role that asked for it"]);
    assert_eq!(found("b"), ["`E` is approved by the person who asked for it, in another role"]);
    assert_eq!(found("b, c"), Vec::<String>::new());
}
