//! The reference model and the catalogues: complete, consistent with themselves, and read as the tables say.

use isms::model::Reference;
use isms::model::mapping;
use isms::pipeline::library;

fn prm() -> Reference {
    library("2022")
}

#[test]
fn all_seventeen_processes_with_their_ids() {
    let reference = prm();
    let ids: Vec<&str> = reference.processes.values().filter(|one| one.is_of_model()).map(|one| one.head.id.as_str()).collect();
    assert_eq!(
        ids,
        [
            "governance_management_interface",
            "security_policy_management",
            "requirements_management",
            "risk_assessment",
            "risk_treatment",
            "security_implementation_management",
            "control_of_outsourced_services",
            "awareness_and_competence",
            "incident_management",
            "change_management",
            "internal_audit",
            "performance_evaluation",
            "improvement",
            "records_control",
            "resource_management",
            "communication",
            "customer_relationship_management",
        ]
    );
    for (at, id) in ids.iter().enumerate() {
        assert_eq!(reference.processes[*id].table, Some(at as i64 + 1), "{id}");
    }
    for id in ["general_change_management", "configuration_management", "help_desk", "other_organizational_units"] {
        assert_eq!(reference.processes[id].category, "outside");
    }
    assert_eq!(reference.processes["all_isms_processes"].category, "wildcard");
}

#[test]
fn ninety_nine_activities_as_the_tables_have_them() {
    let reference = prm();
    let counts: Vec<usize> = reference.processes.values().filter(|one| one.is_of_model()).map(|one| one.activities.len()).collect();
    assert_eq!(counts.iter().sum::<usize>(), 99, "{counts:?}");
    assert_eq!(counts[4], 11, "Table 5");
}

#[test]
fn every_profile_has_purpose_inputs_results_and_references() {
    for process in prm().processes.values().filter(|one| one.is_of_model()) {
        let id = &process.head.id;
        assert!(process.purpose.is_some() && process.head.description.is_some(), "{id}");
        assert!(!process.inputs.is_empty() && !process.results.is_empty() && !process.references.is_empty(), "{id}");
        assert!(process.clause.is_some(), "{id}");
        // Table 10 is the one without a figure in the text
        assert_eq!(process.figure.is_none(), id == "change_management", "{id}");
    }
}

#[test]
fn an_interface_that_both_sides_declare_is_one() {
    let reference = prm();
    let row = reference.interfaces.iter().find(|row| row.from == "risk_assessment" && row.to == "risk_treatment" && row.artifact == "prioritized_risks");
    let row = row.expect("Tables 4 and 5 hand over the list of risks");
    assert_eq!(row.declared_by, ["producer", "consumer"]);
    assert_eq!(row.cite, ["Table 4", "Table 5"]);
}

#[test]
fn one_sided_interfaces_are_known_as_such() {
    let reference = prm();
    let side = |sides: &[&str]| reference.interfaces.iter().filter(|row| row.declared_by == sides).count();
    let (both, producer, consumer) = (side(&["producer", "consumer"]), side(&["producer"]), side(&["consumer"]));
    assert_eq!(both + producer + consumer, reference.interfaces.len());
    assert_eq!((both, producer, consumer), (80, 35, 23));
}

#[test]
fn wildcards_stay_wildcards() {
    let reference = prm();
    assert!(reference.interfaces.iter().any(|row| row.from == "all_isms_processes" && row.to == "records_control"));
    assert!(reference.interfaces.iter().any(|row| row.from == "all_isms_processes" && row.to == "security_policy_management"));
    assert!(reference.interfaces.iter().any(|row| row.from == "records_control" && row.to == "all_isms_processes" && row.artifact == "necessary_records"));
}

#[test]
fn contents_are_parts() {
    let reference = prm();
    let parts = |id: &str| reference.artifacts[id].parts.len();
    assert_eq!(parts("management_reports"), 8, "Table 1 lists eight things");
    assert!(reference.artifacts["risk_treatment_plan"].parts.iter().any(|part| part.artifact.id == "residual_risk_acceptance"));
    assert!(parts("control_implementation_plan") >= 5, "owner, priority, time target, resources, tasks");
}

#[test]
fn variants_of_wording_name_their_table() {
    for artifact in prm().artifacts.values() {
        for variant in &artifact.variants {
            assert!(variant.cite.as_deref().is_some_and(|cite| cite.contains("Table")), "{}: {}", artifact.head.id, variant.wording);
        }
    }
}

#[test]
fn annex_a_of_both_editions() {
    let new = library("2022");
    assert_eq!(new.controls.len(), 93);
    let per_theme = |theme: &str| new.controls.values().filter(|control| control.theme == theme).count();
    assert_eq!([per_theme("organizational"), per_theme("people"), per_theme("physical"), per_theme("technological")], [37, 8, 14, 34]);
    let ids: Vec<&String> = new.controls.keys().collect();
    assert!(ids.iter().position(|id| *id == "A.5.2") < ids.iter().position(|id| *id == "A.5.10"), "ids sort naturally");
    let old = library("2013");
    assert_eq!(old.controls.len(), 114);
    assert_eq!(old.themes.len(), 14);
}

#[test]
fn the_mapping_covers_every_control_of_2013() {
    let pairs = mapping();
    assert_eq!(pairs.iter().map(|(_, new)| new.len()).sum::<usize>(), 115);
    let old = library("2013");
    let new = library("2022");
    for id in old.controls.keys() {
        assert!(pairs.iter().any(|(from, _)| from == id), "{id}");
    }
    for (_, to) in &pairs {
        assert!(to.iter().all(|id| new.controls.contains_key(id)), "{to:?}");
    }
}

#[test]
fn clauses_ask_for_documented_information_thirteen_times() {
    for edition in ["2013", "2022"] {
        let reference = library(edition);
        let asked = reference.clauses.iter().filter(|clause| clause.documented == Some("required")).count();
        assert_eq!(asked, 13, "{edition}");
    }
}

#[test]
fn the_library_has_no_finding_of_its_own() {
    let compiled = crate::support::check("role a \"A\"\n");
    let of_library: Vec<_> = compiled
        .findings
        .iter()
        .filter(|finding| finding.place().is_some_and(|place| compiled.sources.get(place.file).is_some_and(|file| file.library)))
        .map(|finding| finding.message.clone())
        .collect();
    assert!(of_library.is_empty(), "{of_library:?}");
}
