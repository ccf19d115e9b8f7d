//! What can be done about a place: the fixes of findings, and decisions that are still to be taken.

use super::find;
use super::{Change, View, point};
use crate::base::{FileId, Place, Span};
use crate::diagnostic::{Diagnostic, Level};
use crate::model::State;

/// Something that can be done.
#[derive(Debug, Clone)]
pub struct Action {
    /// What it does, as on a button.
    pub title: String,
    /// The changes, all of them or none.
    pub changes: Vec<Change>,
    /// The finding that it removes, by its place in the list of the compilation.
    pub fixes: Option<usize>,
    /// Whether it is the best of its kind and keeps the meaning.
    pub preferred: bool,
    /// Whether it changes all findings of a kind at once.
    pub all: bool,
}

/// What can be done in a range.
pub fn actions(view: &View<'_>, file: FileId, range: Span) -> Vec<Action> {
    let mut found = Vec::new();
    let here = |finding: &Diagnostic| finding.labels.iter().any(|label| label.primary && label.place.file == file && meets(label.place.span, range));
    let mut kinds: Vec<&'static str> = Vec::new();
    for (at, finding) in view.compiled.findings.iter().enumerate().filter(|(_, finding)| here(finding)) {
        found.extend(finding.fixes.iter().map(|fix| Action {
            title: capital(&fix.title),
            changes: fix.edits.iter().map(|edit| Change { place: edit.place, text: edit.text.clone() }).collect(),
            fixes: Some(at),
            preferred: fix.safe,
            all: false,
        }));
        if !kinds.contains(&finding.code.slug) {
            kinds.push(finding.code.slug);
            found.extend(all_of_a_kind(view, finding.code.slug));
        }
        resource(view, finding, at, &mut found);
        set_aside(view, file, finding, at, &mut found);
    }
    decide(view, file, range, &mut found);
    found
}

fn meets(a: Span, b: Span) -> bool {
    a.start <= b.end && b.start <= a.end
}

fn capital(title: &str) -> String {
    let mut chars = title.chars();
    chars.next().map(|first| first.to_uppercase().collect::<String>() + chars.as_str()).unwrap_or_default()
}

/// The first fix of every finding of a kind, where there are several and they do not touch each other.
pub fn all_of_a_kind(view: &View<'_>, slug: &str) -> Option<Action> {
    let mut changes: Vec<Change> = Vec::new();
    let mut count = 0;
    for fix in view.compiled.findings.iter().filter(|finding| finding.code.slug == slug).filter_map(|finding| finding.fixes.first()) {
        let free =
            |edit: &crate::diagnostic::Edit| changes.iter().all(|change| change.place.file != edit.place.file || !overlaps(change.place.span, edit.place.span));
        if fix.edits.iter().all(free) {
            changes.extend(fix.edits.iter().map(|edit| Change { place: edit.place, text: edit.text.clone() }));
            count += 1;
        }
    }
    (count > 1).then(|| Action { title: format!("Fix all {count} `{slug}`"), changes, fixes: None, preferred: false, all: true })
}

/// The safe fixes of every finding in a file.
pub fn fix_file(view: &View<'_>, file: FileId) -> Vec<Change> {
    let mut changes: Vec<Change> = Vec::new();
    let fixes = view.compiled.findings.iter().filter_map(|finding| finding.fixes.iter().find(|fix| fix.safe));
    for fix in fixes.filter(|fix| fix.edits.iter().all(|edit| edit.place.file == file)) {
        if fix.edits.iter().all(|edit| changes.iter().all(|change| !overlaps(change.place.span, edit.place.span))) {
            changes.extend(fix.edits.iter().map(|edit| Change { place: edit.place, text: edit.text.clone() }));
        }
    }
    changes
}

fn overlaps(a: Span, b: Span) -> bool {
    a == b || (a.start < b.end && b.start < a.end)
}

/// `re-source this interface from …`, for an input that nobody hands over.
fn resource(view: &View<'_>, finding: &Diagnostic, at: usize, found: &mut Vec<Action>) {
    if finding.code.slug != "input-without-provider" {
        return;
    }
    let model = view.model();
    let missing = model
        .process_set
        .interfaces
        .iter()
        .filter(|one| matches!(one.state, State::Missing { .. }) && finding.message.contains(&format!("`{}`", one.artifact)));
    for interface in
        missing.filter(|one| finding.message.contains(&one.receiver) || finding.subject.as_deref().is_some_and(|subject| subject.ends_with(&one.receiver)))
    {
        let Some(node) = view.session.own().find(|node| matches!(node.spec.word, "adopt" | "process" | "external") && names(node, &interface.receiver, view))
        else {
            continue;
        };
        let mut sources: Vec<&String> = model.process_set.processes.keys().filter(|id| **id != interface.receiver).collect();
        sources.sort_by_key(|id| {
            model
                .process_set
                .processes
                .get(*id)
                .is_none_or(|one| !one.tailoring.deliver.iter().any(|deliver| deliver.artifacts.iter().any(|artifact| artifact.id == interface.artifact)))
        });
        for source in sources.into_iter().take(6) {
            let line = format!("instead {} from {source}", interface.artifact);
            found.push(Action {
                title: format!("Re-source `{}` from {}", interface.artifact, model.process_title(source)),
                changes: into_block(view, node, &line),
                fixes: Some(at),
                preferred: false,
                all: false,
            });
        }
        let waive = format!("waive {} because \"\"", interface.artifact);
        found.push(Action {
            title: format!("Do without `{}`, with a reason", interface.artifact),
            changes: into_block(view, node, &waive),
            fixes: Some(at),
            preferred: false,
            all: false,
        });
    }
}

fn names(node: &crate::resolve::Node, id: &str, view: &View<'_>) -> bool {
    node.values.len() == 1 && node.value().is_some_and(|typed| typed.span.of(view.text(node.file)) == id)
}

/// A line at the end of the block of a declaration; a block where there is none.
pub fn into_block(view: &View<'_>, node: &crate::resolve::Node, line: &str) -> Vec<Change> {
    let text = view.text(node.file);
    let whole = node.whole.of(text);
    let change = match whole.strip_suffix('}') {
        Some(rest) => {
            let trimmed = rest.trim_end_matches([' ', '\t']);
            let before = if trimmed.ends_with('\n') { "" } else { "\n" };
            let at = node.whole.start + u32::try_from(trimmed.len()).unwrap_or(0);
            Change { place: node.at(Span { start: at, end: node.whole.end - 1 }), text: format!("{before}  {line}\n") }
        }
        None => Change { place: node.at(point(node.whole.end)), text: format!(" {{\n  {line}\n}}") },
    };
    vec![change]
}

/// `allow` with a place for the reason.
fn set_aside(view: &View<'_>, file: FileId, finding: &Diagnostic, at: usize, found: &mut Vec<Action>) {
    if finding.code.level == Level::Error {
        return;
    }
    let Some(place) = finding.place().filter(|place| place.file == file) else { return };
    let Some(node) = find::at(view, file, place.span.start).declaration() else { return };
    if node.spec.member("allow").is_none() {
        return;
    }
    let line = format!(
        "allow {} because \"\" until {}",
        finding.code.slug,
        view.model().as_of.after(crate::model::Length(crate::resolve::Period { count: 3, unit: "month" }))
    );
    found.push(Action {
        title: format!("Set `{}` aside here, with a reason", finding.code.slug),
        changes: into_block(view, node, &line),
        fixes: Some(at),
        preferred: false,
        all: false,
    });
}

/// Decisions that are still to be taken, offered at the organisation and at what is decided already.
fn decide(view: &View<'_>, file: FileId, range: Span, found: &mut Vec<Action>) {
    let model = view.model();
    let Some(node) = find::at(view, file, range.start).declaration() else { return };
    let end = Place::new(file, point(u32::try_from(view.text(file).len()).unwrap_or(u32::MAX)));
    let gap = if view.text(file).ends_with('\n') { "\n" } else { "\n\n" };
    let owner = view.session.scope().names_of(&[crate::vocabulary::Namespace::Role]).first().map_or("role_name".to_string(), |name| (*name).to_string());
    let mut offer = |title: String, text: String| {
        found.push(Action { title, changes: vec![Change { place: end, text: format!("{gap}{text}") }], fixes: None, preferred: false, all: false });
    };
    if matches!(node.spec.word, "organisation" | "control" | "exclude") {
        let controls = model.undecided_controls();
        if !controls.is_empty() {
            let text: Vec<String> =
                controls.iter().map(|id| format!("// {}\ncontrol {id} {{\n  status not_started\n  owner {owner}\n}}\n", model.control_title(id))).collect();
            offer(format!("Decide the remaining {} controls", controls.len()), text.join("\n"));
        }
    }
    if matches!(node.spec.word, "organisation" | "adopt" | "omit" | "process" | "external") {
        let processes = model.undecided_processes();
        if !processes.is_empty() {
            let text: Vec<String> = processes.iter().map(|id| format!("adopt {id} owner {owner}\n")).collect();
            offer(format!("Add the missing {} processes as adopted", processes.len()), text.join("\n"));
        }
    }
    if node.spec.word == "control"
        && let Some(id) = node.id().filter(|id| model.reference.controls.contains_key(*id))
    {
        let text = format!("exclude {id} because \"\" approved by {owner} on {}", model.as_of);
        let change = Change { place: node.at(node.whole), text };
        found.push(Action { title: format!("Exclude {id}, with a reason"), changes: vec![change], fixes: None, preferred: false, all: false });
    }
}
