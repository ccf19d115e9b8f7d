//! Own and licensed wordings of controls.

use crate::support::{check, codes};

#[test]
fn a_wording_takes_the_place_of_the_title() {
    let text = "role ciso \"CISO\" {\n  held_by \"A\"\n}\n\nwording A.5.7 {\n  title \"Bedrohungsaufklärung\"\n  text \"Was wir über Bedrohungen sammeln.\"\n}\n\ncontrol A.5.7 {\n  status implemented\n  baseline \"Group\"\n}\n";
    let compiled = check(text);
    assert_eq!(compiled.model.control_title("A.5.7"), "Bedrohungsaufklärung");
    assert_eq!(compiled.model.reference.controls["A.5.7"].head.description.as_deref(), Some("Was wir über Bedrohungen sammeln."));
    assert!(
        !codes(&text.replace("control A.5.7 {", "control A.5.7 \"Threat intelligence\" {")).contains(&"title-of-another-control"),
        "the title of the catalogue stays known"
    );
}

#[test]
fn a_wording_of_an_unknown_control_is_reported() {
    assert!(codes("wording A.5.99 title \"X\"\n").contains(&"unknown-control"));
}
