//! Findings that auditors make: what the pages do not show, and what is no finding.

use isms::diagnostic::Diagnostic;
use isms::pipeline::Compilation;
use isms::report::{self, Format};

use crate::support::{check, codes, example};

const ACME: &str = "organisation acme \"Acme Ltd\" {\n  scope \"The web shop.\"\n}\n\nrole ciso \"CISO\" held_by \"Jana Reuter\"\n";

fn of<'c>(compiled: &'c Compilation, slug: &str) -> Vec<&'c Diagnostic> {
    compiled.findings.iter().filter(|finding| finding.code.slug == slug).collect()
}

fn labels(finding: &Diagnostic) -> Vec<&str> {
    finding.labels.iter().map(|label| label.message.as_str()).collect()
}

#[test]
fn vague_words_are_found_where_the_organisation_promises_something() {
    let vague = "regularly";
    for place in [
        format!("control A.8.13 {{\n  status planned\n  implementation \"Tested {vague}.\"\n}}\n"),
        format!("exclude A.7.12 because \"The landlord looks at the cables {vague}.\"\n"),
        format!("exception EX-1 \"Old scanner\" {{\n  because \"It cannot be updated.\"\n  compensation \"Its traffic is looked at {vague}.\"\n}}\n"),
        format!("nonconformity NC-1 \"Late leavers\" {{\n  found on 2026-01-10\n  action \"Accounts are compared {vague}.\"\n}}\n"),
        format!("policy POL-1 \"Backups\" {{\n  version \"1\"\n  section \"Tests\" text \"Restores are tested {vague}.\"\n}}\n"),
    ] {
        assert!(codes(&place).contains(&"vague-wording"), "{place}");
    }
}

#[test]
fn what_quotes_others_or_names_its_period_is_not_vague() {
    for fine in [
        // a law says so, not we
        "requirement GDPR-32 \"Appropriate technical and organisational measures\" kind legal source \"Art. 32: appropriate measures\"\n",
        "party clients \"Clients\" {\n  kind customer\n  needs \"Appropriate protection of drafts, tested regularly\"\n}\n",
        "wording A.8.13 {\n  text \"Backups are kept and regularly tested as appropriate.\"\n}\n",
        // the period stands beside the sentence
        "communication news \"News\" {\n  to \"all staff\"\n  what \"What changes\"\n  when \"Regularly\"\n  cadence every 1 month\n}\n",
        "control A.8.13 {\n  status planned\n  implementation \"Tested regularly.\"\n  review every 6 months\n}\n",
    ] {
        assert!(!codes(fine).contains(&"vague-wording"), "{fine}");
    }
}

#[test]
fn one_finding_names_all_that_is_open_in_a_sentence() {
    let compiled = check(
        "control A.8.13 {\n  status planned\n  implementation \"Regularly tested; failures are mended promptly, if necessary with adequate measures.\"\n}\n",
    );
    let [finding] = of(&compiled, "vague-wording")[..] else { panic!("one finding") };
    let label = labels(finding)[0];
    for word in ["“regularly”: how often?", "“promptly”: by when?", "“if necessary”: when is that", "“adequate”: by which yardstick?"] {
        assert!(label.contains(word), "{label}");
    }
    assert_eq!(finding.help.len(), 4, "a way out for each");
}

#[test]
fn a_copied_reason_points_at_every_copy() {
    let three =
        "exclude A.7.1 because \"Not needed here.\"\n\nexclude A.7.2 because \"not  needed here\"\n\nexclude A.7.3, A.7.4 because \"Not needed here.\"\n";
    let compiled = check(three);
    let [finding] = of(&compiled, "same-reason")[..] else { panic!("one finding") };
    assert_eq!(finding.labels.len(), 3);
    assert!(labels(finding)[2].contains("A.7.3, A.7.4"), "one decision on two controls is one: {:?}", labels(finding));
    let two = "exclude A.7.1 because \"No premises.\"\n\nexclude A.7.2, A.7.3, A.7.4, A.7.5 because \"No premises.\"\n";
    assert!(!codes(two).contains(&"same-reason"));
}

#[test]
fn a_name_in_prose_is_held_against_the_links_of_both_sides() {
    let text = "role ciso \"CISO\"\n\nrisk R-01 \"Fire\" {\n  owner ciso\n  treat modify with A.7.5\n  existing \"A.8.13 keeps a copy elsewhere.\"\n}\n\nrequirement NIS2-21 \"Measures\" kind legal demands A.7.5\n\n\
                control A.7.5 status not_started because \"R-01 and NIS2-21\"\n\ncontrol A.8.13 status not_started because \"NIS2-21\"\n";
    let compiled = check(text);
    let found: Vec<&str> = of(&compiled, "named-but-not-linked").into_iter().map(|one| one.message.as_str()).collect();
    assert_eq!(
        found,
        ["`R-01` rests on `A.8.13` in words, and is not treated with it", "`A.8.13` gives `NIS2-21` as its reason, and that requirement does not demand it"]
    );
}

#[test]
fn identifiers_of_other_standards_are_not_looked_up() {
    for fine in ["As in ISO/IEC 27018, A.10.11.", "Was A.12.3.1 in the edition of 2013.", "Version A.1 of the form; see A.8.", "The R-12 gas is gone."] {
        let text = format!("control A.8.13 {{\n  status planned\n  implementation \"{fine}\"\n}}\n");
        assert!(!codes(&text).contains(&"named-but-unknown"), "{fine}");
    }
    let compiled = check("control A.8.13 {\n  status planned\n  implementation \"Replaces A.12.3.1.\"\n}\n");
    let [finding] = of(&compiled, "named-but-unknown")[..] else { panic!("one finding") };
    assert!(finding.help[0].contains("`A.8.13`"), "{:?}", finding.help);
}

#[test]
fn each_fact_speaks_against_the_exclusion_of_its_controls() {
    for (fact, control) in [
        ("suppliers", "A.5.19"),
        ("cloud", "A.5.23"),
        ("develops_software", "A.8.25"),
        ("outsources_development", "A.8.30"),
        ("remote_work", "A.6.7"),
        ("premises", "A.7.1"),
        ("personal_data", "A.5.34"),
        ("cardholder_data", "A.8.11"),
    ] {
        let of_fact =
            |fact: &str| format!("organisation acme \"Acme\" {{\n  scope \"All.\"\n  facts {fact}\n}}\n\nexclude {control} because \"We have none.\"\n");
        assert!(codes(&of_fact(fact)).contains(&"exclusion-against-facts"), "{fact} and {control}");
        let other = if fact == "cloud" { "premises" } else { "cloud" };
        assert!(!codes(&of_fact(other)).contains(&"exclusion-against-facts"), "{other} says nothing about {control}");
    }
}

#[test]
fn facts_are_seen_in_declarations_too() {
    let shown = |more: &str, control: &str| {
        let text = format!("{ACME}\n{more}\nexclude {control} because \"We have none.\"\n");
        codes(&text).contains(&"exclusion-against-facts")
    };
    let supplier = "supplier nimbus \"Nimbus\" owner ciso\n";
    assert!(shown(supplier, "A.5.21"));
    assert!(!shown("supplier nimbus \"Nimbus\" owner ciso status ended\n", "A.5.21"), "a supplier of the past");
    assert!(shown("asset hall \"Hall\" owner ciso kind facility\n", "A.7.2"));
    assert!(shown("party patients \"Patients\" kind data_subject\n", "A.5.34"));
    // one declaration that excludes several for one reason is one contradiction
    let compiled = check(&format!("{ACME}\n{supplier}\nexclude A.5.19, A.5.20, A.5.21 because \"We have none.\"\n"));
    let [finding] = of(&compiled, "exclusion-against-facts")[..] else { panic!("one finding") };
    assert!(finding.message.contains("`A.5.19`, `A.5.20` and `A.5.21` are excluded") && finding.labels.len() == 2, "{}", finding.message);
}

#[test]
fn the_edition_of_2013_has_its_facts_too() {
    let text = "organisation acme \"Acme\" {\n  scope \"All.\"\n  standard iso27001_2013\n  facts suppliers\n}\n\nexclude A.15.1.1 because \"We have none.\"\n";
    assert!(codes(text).contains(&"exclusion-against-facts"), "{:?}", codes(text));
}

#[test]
fn facts_that_are_stated_are_held_against_what_else_is_said() {
    let acme = |facts: &str| ACME.replace("\n}", &format!("\n{facts}}}"));
    let supplier = "\nsupplier nimbus \"Nimbus\" owner ciso\n";
    let compiled = check(&format!("{}{supplier}", acme("  facts cloud\n")));
    let [finding] = of(&compiled, "fact-not-stated")[..] else { panic!("one finding") };
    assert_eq!(finding.fixes[0].edits[0].text, ", suppliers");
    assert!(!codes(&format!("{}{supplier}", acme(""))).contains(&"fact-not-stated"), "who states no facts is not asked");
    assert!(!codes(&format!("{}{supplier}", acme("  facts cloud, suppliers\n"))).contains(&"fact-not-stated"));
    // a control without a risk may be applied for good measure
    let control = "\ncontrol A.8.28 status not_started owner ciso baseline \"Group\"\n";
    assert!(!codes(&format!("{}{control}", acme("  facts cloud\n"))).contains(&"fact-not-stated"));
    let risk = "\nrisk R-1 \"Weak code\" {\n  owner ciso\n  treat modify with A.8.28\n}\n";
    assert!(codes(&format!("{}{control}{risk}", acme("  facts cloud\n"))).contains(&"fact-not-stated"));
    assert!(!codes(&format!("{}{control}{risk}", acme("  facts outsources_development\n"))).contains(&"fact-not-stated"), "others write the code");
}

#[test]
fn evidence_is_held_against_its_own_interval_or_that_of_the_review() {
    let control = |rest: &str| format!("control A.8.13 {{\n  status implemented\n{rest}}}\n");
    let old = |rest: &str| codes(&control(rest)).contains(&"evidence-too-old");
    // the day of the check is 2026-06-30
    assert!(old("  evidence \"Report\" on 2026-03-29 every 3 months\n"));
    assert!(!old("  evidence \"Report\" on 2026-03-30 every 3 months\n"), "due today is not late");
    assert!(old("  evidence \"Report\" on 2025-01-10\n  review every 12 months last 2026-01-10\n"));
    assert!(!old("  evidence \"Report\" on 2025-01-10\n  evidence \"Log\" on 2026-01-10\n  review every 12 months\n"), "the newest counts");
    assert!(!old("  evidence \"Report\" on 2025-01-10\n  evidence \"Dashboard\"\n  review every 12 months\n"), "without a day it may be of today");
    assert!(!old("  evidence \"Report\" on 2019-01-10\n"), "no interval, no judgement");
    assert!(!codes("control A.8.13 {\n  status planned\n  evidence \"Trial\" on 2019-01-10 every 3 months\n}\n").contains(&"evidence-too-old"));
}

#[test]
fn a_measure_that_is_new_can_say_so() {
    let measure = |rest: &str| format!("measure m \"Share\" {{\n  kind kpi\n  target at least 90 %\n{rest}}}\n");
    let found = |rest: &str| codes(&measure(rest)).contains(&"measure-not-observed");
    assert!(found(""));
    assert!(found("  cadence every 1 month\n  observed 95 % on 2026-05-29\n"));
    assert!(!found("  cadence every 1 month\n  observed 95 % on 2026-05-30\n"));
    assert!(!found("  observed 95 % on 2019-05-30\n"), "no interval, no judgement");
    assert!(found("  observed 95 % on 2027-05-30\n"), "what lies ahead was not observed");
    assert!(!found("  allow measure-not-observed because \"First measured in September.\" until 2026-09-30\n"));
}

#[test]
fn audits_cover_by_process_clause_theme_control_and_policy() {
    let base = format!(
        "{ACME}\nadopt risk_assessment owner ciso\n\ncontrol A.8.13 status not_started owner ciso baseline \"Group\"\n\npolicy POL-1 \"Backups\" {{\n  version \"1\"\n  covers A.8.13\n}}\n"
    );
    let audit = |scope: &str, date: &str| format!("\naudit IA-{date} \"Audit\" {{\n  {scope}\n  auditor \"An auditor from outside\"\n  date {date}\n}}\n");
    let gap = |audits: &str| of(&check(&format!("{base}{audits}")), "audit-programme-gap").first().map(|one| one.message.clone());
    assert_eq!(gap(""), None, "no audit at all is another finding");
    assert!(gap(&audit("scope technological", "2026-05-04")).unwrap().ends_with("looks at 1 process"));
    assert!(gap(&audit("scope risk_assessment", "2026-05-04")).unwrap().ends_with("the technological controls"));
    for both in ["scope risk_assessment, A.8.13", "scope risk_assessment, policy.POL-1", "scope \"The whole ISMS\""] {
        assert_eq!(gap(&audit(both, "2026-05-04")), None, "{both}");
    }
    let by_clause = format!("{}{}", audit("scope technological", "2026-05-04"), audit("clauses 6.1.2", "2028-05-04"));
    assert_eq!(gap(&by_clause), None, "a clause that the process serves, planned within three years");
    let too_old = format!("{}{}", audit("scope technological", "2026-05-04"), audit("scope risk_assessment", "2021-05-04"));
    assert!(gap(&too_old).is_some());
    let certifier = "\nparty certifier \"Certification body\" needs \"Records\"\n";
    let theirs = audit("scope risk_assessment", "2026-06-04").replace("\"An auditor from outside\"", "certifier");
    let with_theirs = format!("{certifier}{}{theirs}", audit("scope technological", "2026-05-04"));
    assert!(gap(&with_theirs).unwrap().ends_with("looks at 1 process"), "the audit of a party is no internal one");
}

#[test]
fn a_vacant_role_counts_what_it_answers_for() {
    let text = format!(
        "{ACME}\nrole it_lead \"Head of IT\"\n\nasset a \"Server\" owner it_lead\n\nrisk R-1 \"Fire\" owner it_lead\n\nrole unused \"Nobody needs it\"\n"
    );
    let compiled = check(&text);
    let [finding] = of(&compiled, "role-vacant")[..] else { panic!("one finding") };
    assert_eq!(labels(finding)[0], "answers for 1 risk and 1 asset");
    assert!(!codes(&text.replace(" held_by \"Jana Reuter\"", "")).contains(&"role-vacant"), "who names nobody keeps names out on purpose");
}

#[test]
fn who_left_still_answers_for_more_than_risks_and_controls() {
    let compiled =
        check("role it_lead \"Head of IT\" held_by \"Jonas\" left 2026-05-31\n\nasset a \"Server\" owner it_lead\n\nsupplier n \"Nimbus\" owner it_lead\n");
    let [finding] = of(&compiled, "holder-left")[..] else { panic!("one finding") };
    assert_eq!(labels(finding)[0], "still answers for 1 asset and 1 supplier");
}

#[test]
fn a_clause_that_does_not_exist_has_a_neighbour_that_does() {
    let guess = |number: &str| {
        let compiled = check(&format!("nonconformity NC-1 \"Late\" {{\n  found on 2026-01-10\n  clauses {number}\n}}\n"));
        of(&compiled, "unknown-clause").first().map(|one| labels(one)[0].to_string())
    };
    assert_eq!(guess("9.2.2"), None);
    assert!(guess("9.4").unwrap().starts_with("did you mean `9."));
    assert!(guess("6.1.4").unwrap().starts_with("did you mean `6.1`"), "{:?}", guess("6.1.4"));
    assert_eq!(guess("17").as_deref(), Some("not a number of clauses 4 to 10"));
    let process = check("adopt risk_assessment {\n  clauses 6.1.2, 11.1\n}\n");
    assert_eq!(of(&process, "unknown-clause").len(), 1, "wherever clauses are named");
}

#[test]
fn what_a_stage_2_audit_does_not_forgive_fails_with_the_preset() {
    use isms::check::preset_level;
    use isms::diagnostic::Level;
    use isms::source::Preset;
    let strict = |slug: &str| preset_level(Preset::Certification, isms::catalog::find(slug).unwrap());
    for slug in ["exclusion-against-facts", "evidence-too-old", "measure-not-observed", "audit-programme-gap", "role-vacant", "named-but-unknown"] {
        assert_eq!(strict(slug), Some(Level::Deny), "{slug}");
    }
    for slug in ["vague-wording", "same-reason", "named-but-not-linked", "nothing-left-to-do", "fact-not-stated"] {
        assert_eq!(strict(slug), None, "{slug} is a question, not a nonconformity");
    }
}

#[test]
fn forty_controls_with_one_word_as_their_reason_are_one_finding() {
    let compiled = example("nordwind", jiff::civil::date(2026, 11, 24));
    let required = of(&compiled, "same-reason").into_iter().find(|one| one.message.starts_with("40 controls")).expect("the word “Required”");
    assert_eq!(required.labels.len(), 40);
    // a terminal draws the first of them and counts the rest
    let mut out = Vec::new();
    report::write(Format::Human, std::slice::from_ref(required), &compiled.sources, false, &mut out).unwrap();
    let text = String::from_utf8(out).unwrap();
    assert!(text.contains("and 32 more places") && text.lines().count() < 40, "{text}");
}

#[test]
fn a_baseline_as_a_reason_is_read_like_a_reason() {
    let text = "role ciso \"CISO\"\n\nrisk R-01 \"Fire\" {\n  owner ciso\n  treat modify with A.7.5\n}\n\n\
                control A.8.13 status not_started baseline \"Because of R-01, as appropriate\"\n";
    let compiled = check(text);
    let [unlinked] = of(&compiled, "named-but-not-linked")[..] else { panic!("one finding") };
    assert_eq!(unlinked.message, "`A.8.13` gives `R-01` as its reason, and that risk is not treated with it");
    let [vague] = of(&compiled, "vague-wording")[..] else { panic!("one finding") };
    assert!(vague.message.starts_with("`baseline` of control A.8.13 says “as appropriate”"), "{}", vague.message);
    assert!(codes("control A.8.13 status not_started baseline \"Minimum protection of the group, version 4\"\n").iter().all(|code| *code != "vague-wording"));
}

#[test]
fn climate_is_decided_where_an_issue_says_whether_it_is_relevant() {
    let with = |inside: &str| codes(&format!("organisation a \"A\" {{\n  scope \"All.\"\n  {inside}\n}}\n")).contains(&"climate-not-considered");
    assert!(with("") && with("issue external \"Heat\" relevant yes") && with("issue external \"Climate change\""));
    assert!(with("issue internal \"The working climate is good\"") && !with("issue external \"Climate change\" relevant no"));
    assert!(!with("issue external \"Klimawandel\" relevant yes effect \"Der Keller liegt am Fluss.\""));
    assert!(!with("issue external \"Floods\" relevant yes effect \"The climate changes, the basement is empty.\""));
    assert!(!with("standard iso27001_2013"), "the edition of 2013 does not ask");
    assert!(!codes("role ciso \"CISO\"\n").contains(&"climate-not-considered"), "a fragment is not asked to be complete");
}

#[test]
fn each_active_supplier_says_how_much_depends_on_it() {
    let text = "organisation a \"A\" scope \"All.\"\n\nsupplier one \"One\" service \"x\"\n\nsupplier two \"Two\" criticality low\n\nsupplier three \"Three\" status ended\n";
    let compiled = check(text);
    let about: Vec<&str> = of(&compiled, "supplier-not-classified").iter().filter_map(|one| one.subject.as_deref()).collect();
    assert_eq!(about, ["supplier one"]);
}

#[test]
fn a_cause_is_asked_for_from_the_first_action_on() {
    let with = |inside: &str| {
        let compiled = check(&format!("role hr \"HR\" held_by \"A\"\n\nnonconformity N-1 \"N\" {{\n  found on 2026-02-10\n  owner hr\n  {inside}\n}}\n"));
        of(&compiled, "nonconformity-without-cause").first().map(|one| one.message.clone())
    };
    assert_eq!(with("correction \"Repaired.\""), None, "the cause may still be looked for");
    assert_eq!(with("action \"A step more.\"").as_deref(), Some("something is done about `N-1`, and nobody says what caused it"));
    assert!(with("task T-1 \"T\" by hr due 2026-12-01").is_some());
    assert_eq!(with("closed on 2026-03-01").as_deref(), Some("`N-1` is closed, and nobody says what caused it"));
    assert_eq!(with("cause \"No step.\"; action \"A step more.\"; closed on 2026-03-01"), None);
}

/// The codes that a text gives on a day.
fn on(text: &str, day: &str) -> Vec<&'static str> {
    let as_of = isms::model::Day(day.parse().expect("a day"));
    let options = isms::pipeline::Options { as_of, levels: Vec::new(), prefix: String::new(), name: "test".into() };
    let world = isms::source::Memory::new().with("test.isms", text.as_bytes().to_vec());
    isms::pipeline::compile(&world, &options).expect("memory can be listed").findings.iter().map(|one| one.code.slug).collect()
}

#[test]
fn what_ends_today_still_holds_today() {
    let role = "role r \"R\" held_by \"A\" top_management yes\n";
    for (code, last, next, text) in [
        ("contract-ended", "2026-03-31", "2026-04-01", "supplier s \"S\" contract \"C\" end 2026-03-31\n".to_string()),
        ("past-due", "2026-03-31", "2026-04-01", format!("{role}control A.8.13 {{ status planned; owner r; plan {{ due 2026-03-31; effort 2 days }} }}\n")),
        ("review-overdue", "2026-03-31", "2026-04-01", format!("{role}policy p \"P\" {{ owner r; version \"1\"; review every 12 months last 2025-03-31 }}\n")),
        ("evidence-too-old", "2026-03-31", "2026-04-01", "control A.8.13 { status implemented; evidence \"E\" on 2025-03-31 every 12 months }\n".to_string()),
        (
            "exception-expired",
            "2026-03-31",
            "2026-04-01",
            format!("{role}exception e \"E\" {{ from A.8.13; because \"Old.\"; approved by r on 2026-01-01; until 2026-03-31 }}\n"),
        ),
        (
            "allow-expired",
            "2026-03-31",
            "2026-04-01",
            "supplier s \"S\" { contract \"C\" end 2026-01-31; allow contract-ended because \"Soon.\" until 2026-03-31 }\n".to_string(),
        ),
        (
            "measure-not-observed",
            "2026-03-31",
            "2026-04-01",
            format!("{role}measure m \"M\" {{ of A.8.13; cadence every 3 months; by r; observed 1 on 2025-12-31 }}\n"),
        ),
        (
            "acceptance-expired",
            "2026-03-31",
            "2026-04-01",
            format!(
                "{role}{CRITERIA}risk R-1 \"R\" {{ owner r; likelihood 2; consequence 2; treat retain because \"x\"; residual likelihood 2 consequence 2; accepted by r on 2026-01-01 until 2026-03-31 }}\n"
            ),
        ),
        ("waiver-expired", "2026-03-31", "2026-04-01", "waive customer_requirements for risk_assessment because \"x\" until 2026-03-31\n".to_string()),
    ] {
        assert!(!on(&text, last).contains(&code), "{code}: {last} is its last day");
        assert!(on(&text, next).contains(&code), "{code}: it is over on {next}: {:?}", on(&text, next));
    }
    // the day on which somebody leaves is the first without them; a decision of today is not one of the future
    let left = "role r \"R\" { held_by \"A\"; left 2026-03-31 }\nasset a \"A\" owner r\n";
    assert!(on(left, "2026-03-31").contains(&"holder-left") && !on(left, "2026-03-30").contains(&"holder-left"));
    let decided = format!("{role}omit improvement because \"Small.\" approved by r on 2026-03-31\n");
    assert!(on(&decided, "2026-03-30").contains(&"decided-in-the-future") && !on(&decided, "2026-03-31").contains(&"decided-in-the-future"));
}

const CRITERIA: &str = "criteria c \"C\" {\n  approved by r on 2026-01-01\n  likelihood {\n    step 1 \"a\"\n    step 2 \"b\"\n  }\n  consequence k \"K\" {\n    step 1 \"a\"\n    step 2 \"b\"\n  }\n  level low \"L\" from 1\n  level high \"H\" from 3\n  accept low always\n  accept high by r\n}\n";
