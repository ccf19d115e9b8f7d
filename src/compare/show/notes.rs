//! Change notes: the same decisions, told to the management review or to the certification body.

use std::fmt::Write as _;

use super::super::kind::{Kind, Topic, Weight};
use super::super::{Change, Comparison};
use super::markdown::told;
use super::{beneath, sides, title};
use crate::document::text::capital;

/// Whom the notes are for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Audience {
    /// The management review (ISO/IEC 27001, 9.3).
    Management,
    /// The certification body, which has to hear of changes that touch the certificate.
    Certification,
}

/// A section of notes: its heading, and the changes that belong to it.
struct Section {
    heading: &'static str,
    nothing: &'static str,
    wants: fn(&Change) -> bool,
}

const MANAGEMENT: &[Section] = &[
    Section {
        heading: "Decisions that need your attention",
        nothing: "No change takes protection away or rests on nobody's signature.",
        wants: |change| change.weight == Weight::High && change.topic != Topic::Findings,
    },
    Section { heading: "Context and scope (9.3.2 b)", nothing: "Context and scope are as they were.", wants: |change| change.topic == Topic::Organisation },
    Section {
        heading: "Interested parties and requirements (9.3.2 c)",
        nothing: "Nobody asks for anything else than before.",
        wants: |change| change.topic == Topic::Requirements,
    },
    Section {
        heading: "Performance: nonconformities, measurement, audits (9.3.2 d)",
        nothing: "No result and no programme changed.",
        wants: |change| matches!(change.topic, Topic::Programmes | Topic::Coverage),
    },
    Section {
        heading: "Risk assessment and treatment (9.3.2 f)",
        nothing: "No risk, no criterion and no control changed.",
        wants: |change| matches!(change.topic, Topic::Risks | Topic::Criteria | Topic::Controls | Topic::Suppliers),
    },
    Section { heading: "Actions, dates and money (9.3.2 a)", nothing: "Plans and budgets are as they were.", wants: |change| change.topic == Topic::Plans },
    Section {
        heading: "How the management system is run",
        nothing: "Processes, policies and roles are as they were.",
        wants: |change| matches!(change.topic, Topic::Processes | Topic::Interfaces | Topic::Policies | Topic::People | Topic::Approvals),
    },
];

const CERTIFICATION: &[Section] = &[
    Section {
        heading: "Organisation, scope, sites",
        nothing: "The organisation, its sites and the scope of the certificate are as they were.",
        wants: |change| change.topic == Topic::Organisation,
    },
    Section {
        heading: "Statement of Applicability",
        nothing: "The same controls apply, and they are as far as they were.",
        wants: |change| change.topic == Topic::Controls && change.kind != Kind::ControlEvidence,
    },
    Section {
        heading: "Processes of the management system",
        nothing: "The same processes are performed by the same parties.",
        wants: |change| matches!(change.topic, Topic::Processes | Topic::Interfaces | Topic::Coverage),
    },
    Section {
        heading: "Risk criteria and risks",
        nothing: "Criteria and risks are as they were.",
        wants: |change| matches!(change.topic, Topic::Criteria | Topic::Risks),
    },
    Section {
        heading: "Policies and controlled documents",
        nothing: "No policy and no controlled document changed.",
        wants: |change| matches!(change.topic, Topic::Policies | Topic::Approvals),
    },
    Section {
        heading: "Suppliers, requirements, responsibilities",
        nothing: "Nothing changed.",
        wants: |change| matches!(change.topic, Topic::Suppliers | Topic::Requirements | Topic::People),
    },
];

/// The notes as Markdown.
pub fn notes(comparison: &Comparison, audience: Audience) -> String {
    let (heading, sections) = match audience {
        Audience::Management => ("Changes to the ISMS: notes for the management review", MANAGEMENT),
        Audience::Certification => ("Changes to the ISMS: notes for the certification body", CERTIFICATION),
    };
    let mut out = format!("# {heading}\n\n");
    let _ = writeln!(out, "Package {}. From {}. Judged as of {}.", told(&comparison.new.package), told(&sides(comparison)), comparison.as_of);
    for remark in &comparison.remarks {
        let _ = write!(out, "\n> {}\n", told(&capital(remark)));
    }
    for section in sections {
        let list: Vec<&Change> = comparison.changes.iter().filter(|change| change.weight != Weight::Low && (section.wants)(change)).collect();
        let _ = write!(out, "\n## {}\n\n", section.heading);
        if list.is_empty() {
            let _ = writeln!(out, "{}", section.nothing);
        }
        for change in list {
            let named = title(change).map(|title| format!(" ({})", told(title))).unwrap_or_default();
            let why: Vec<String> =
                beneath(change).into_iter().map(|(word, line)| ended(format!("{}: {}", capital(word), told(line.trim_end_matches('.'))))).collect();
            let tail = if why.is_empty() { String::new() } else { format!(" {}", why.join(" ")) };
            let _ = writeln!(out, "- {}{named}.{tail}", capital(&told(&change.what)));
        }
    }
    out
}

/// A sentence with the point that it needs: a quotation may have brought its own.
fn ended(sentence: String) -> String {
    if [".”", "!”", "?”"].iter().any(|end| sentence.ends_with(end)) { sentence } else { sentence + "." }
}
