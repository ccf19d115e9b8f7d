//! The inputs of the management review (ISO/IEC 27001, 9.3.2; 9.3 in the edition of 2013), a line for each letter: what the
//! sources hold of it, how much, and in which section of the pack it stands. The inputs that only ISO/IEC TS 27022:2021,
//! Table 1, names follow.

use super::review::since;
use super::{Cell, Column, Kind, Piece, Register, col, objectives};
use crate::document::build::Build;
use crate::document::links::Target;
use crate::document::text;
use crate::model::Measure;

const COLUMNS: &[Column] = &[
    col("clause", "Asked for by", Kind::Text),
    col("input", "Input", Kind::Text),
    col("entries", "Entries", Kind::Number),
    col("counted", "What is counted", Kind::Text),
    col("section", "Section", Kind::Text),
];

/// The measures of incidents: those of the process that deals with them, or of part of what stands for it.
pub(crate) fn incidents<'a>(build: &Build<'a>) -> Vec<&'a Measure> {
    let by = build.model.process_set.realised_by.get("incident_management");
    let is = |id: &String| id == "incident_management" || by.is_some_and(|by| by.contains(id));
    build.model.measures.values().filter(|one| one.of.iter().any(|found| is(&found.id))).collect()
}

/// The inputs as a table; how many rows stand under the actions, the requirements and the decisions is given.
pub(crate) fn register(build: &Build<'_>, [actions, requirements, decisions]: [usize; 3]) -> Register {
    let model = build.model;
    let since = since(build);
    let of_2022 = model.reference.clauses.iter().any(|clause| clause.number == "9.3.2");
    let letter = |now: &str, before: &str| if of_2022 { format!("9.3.2 {now}") } else { format!("9.3 {before}") };
    let table = || build.cite("ISO/IEC TS 27022:2021, Table 1");
    let mut register = Register::new("review_inputs", "Inputs of the review", COLUMNS);
    let mut add = |clause: String, input: &str, entries: Option<usize>, counted: String, section: &str| {
        let section = build.t(section);
        let to = Some(Target { stem: "management_review".into(), anchor: Some(text::anchor(section)) });
        register.rows.push(vec![
            Cell::text(clause),
            Cell::text(build.t(input)),
            entries.map_or(Cell::Empty, Cell::count),
            Cell::text(counted),
            Cell::Text(Piece { text: section.to_string(), to, strong: false }),
        ]);
    };
    let plain = |english: &str| build.t(english).to_string();
    add(
        letter("a)", "a)"),
        "Status of actions from previous reviews",
        Some(actions),
        plain("tasks finished since the last review, in progress or late"),
        "Actions since the last review",
    );
    add(
        letter("b)", "b)"),
        "Changes in external and internal issues",
        Some(model.organisation.issues.len()),
        plain("issues; the sources do not say since when each is known"),
        "Issues and requirements",
    );
    add(
        letter("c)", "b)"),
        "Changes in what interested parties need and expect",
        Some(requirements),
        plain("requirements approved or looked at since the last review, or not approved"),
        "Issues and requirements",
    );
    let open = model.nonconformities.values().filter(|one| one.closed.is_none()).count();
    add(
        letter("d) 1)", "c) 1)"),
        "Nonconformities and corrective actions",
        Some(model.nonconformities.len()),
        build.say("nonconformities, {open} of them open", &[("open", &open)]),
        "Nonconformities and improvement",
    );
    let last = |one: &Measure| objectives::observations(one).last().and_then(|last| objectives::reaches(one, last.value));
    let missed = model.measures.values().filter(|one| last(one) == Some(false)).count();
    add(
        letter("d) 2)", "c) 2)"),
        "Results of monitoring and measurement",
        Some(model.measures.len()),
        build.say("measures; the last value of {missed} misses the target", &[("missed", &missed)]),
        "Measurements",
    );
    let done = model.audits.values().filter(|one| one.status == "done");
    let recent = done.filter(|one| since.is_none_or(|since| one.date.as_ref().is_some_and(|at| at.value >= since))).count();
    add(letter("d) 3)", "c) 3)"), "Results of audits", Some(recent), plain("audits held since the last review"), "Audits");
    add(letter("d) 4)", "c) 4)"), "How far objectives are reached", Some(model.objectives.len()), plain("objectives"), "Objectives");
    let told = build.say("not in the sources: whoever speaks with the {parties} parties adds it", &[("parties", &model.parties.len())]);
    add(letter("e)", "d)"), "Feedback from interested parties", None, told, "Interested parties");
    add(letter("f)", "e)"), "Results of risk assessment and status of risk treatment", Some(model.risks.len()), plain("risks"), "Risks and their treatment");
    let place = if model.changes.is_empty() { "Nonconformities and improvement" } else { "Changes of the ISMS" };
    add(letter("g)", "f)"), "Opportunities for continual improvement", Some(model.changes.len()), plain("changes of the ISMS that were asked for"), place);
    add(table(), "Requirements for approval", Some(decisions), plain("decisions that wait for top management"), "Decisions to take");
    let held = since.map_or_else(|| plain("no review was held before"), |day| build.say("the review of {day}", &[("day", &build.language.day(day))]));
    add(table(), "Former management reports", Some(usize::from(since.is_some())), held, "Actions since the last review");
    add(table(), "Incidents", Some(incidents(build).len()), plain("measures of incidents; the incidents themselves stand in no source"), "Incidents");
    register
}
