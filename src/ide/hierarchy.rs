//! Who hands what to a process, and whom it serves: call hierarchy, used for interfaces.

use super::{View, find};
use crate::base::Place;
use crate::model::State;
use crate::vocabulary::Namespace;

/// A process in the hierarchy.
#[derive(Debug, Clone)]
pub struct Process {
    /// Its name.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Where its name stands.
    pub place: Place,
}

/// A process on the other side, with the work products between them.
#[derive(Debug, Clone)]
pub struct Flow {
    /// The other process.
    pub process: Process,
    /// What is handed over.
    pub artifacts: Vec<String>,
}

/// The process at an offset.
pub fn prepare(view: &View<'_>, file: crate::base::FileId, offset: u32) -> Option<Process> {
    let name = find::name_at(view, file, offset)?;
    matches!(name.group, Namespace::Process | Namespace::ReferenceProcess).then(|| process(view, &name.id)).flatten()
}

/// A process by its name.
pub fn process(view: &View<'_>, id: &str) -> Option<Process> {
    let own = view
        .session
        .own()
        .find(|node| matches!(node.spec.word, "adopt" | "process" | "external") && node.values.iter().any(|typed| typed.span.of(view.text(node.file)) == id));
    let of_own = own.and_then(|node| node.values.iter().find(|typed| typed.span.of(view.text(node.file)) == id).map(|typed| node.at(typed.span)));
    let groups = [Namespace::Process, Namespace::ReferenceProcess, Namespace::Supplier, Namespace::Party, Namespace::Unit];
    let place = of_own.or_else(|| view.session.scope().find(id, &groups).map(|symbol| symbol.place))?;
    Some(Process { id: id.into(), title: view.model().process_title(id), place })
}

/// Who hands something to a process.
pub fn incoming(view: &View<'_>, id: &str) -> Vec<Flow> {
    let pairs = view
        .model()
        .process_set
        .interfaces
        .iter()
        .filter(|one| one.receiver == id)
        .flat_map(|one| providers(&one.state).into_iter().map(|by| (by, one.artifact.clone())));
    flows(view, pairs.collect())
}

/// Whom a process serves.
pub fn outgoing(view: &View<'_>, id: &str) -> Vec<Flow> {
    let pairs = view
        .model()
        .process_set
        .interfaces
        .iter()
        .filter(|one| providers(&one.state).iter().any(|by| by == id))
        .map(|one| (one.receiver.clone(), one.artifact.clone()));
    flows(view, pairs.collect())
}

fn providers(state: &State) -> Vec<String> {
    match state {
        State::Provided { by } => by.clone(),
        State::ReSourced { by, .. } => vec![by.clone()],
        _ => Vec::new(),
    }
}

fn flows(view: &View<'_>, pairs: Vec<(String, String)>) -> Vec<Flow> {
    let mut found: Vec<Flow> = Vec::new();
    for (id, artifact) in pairs {
        match found.iter_mut().find(|flow| flow.process.id == id) {
            Some(flow) => flow.artifacts.push(artifact),
            None => found.extend(process(view, &id).map(|process| Flow { process, artifacts: vec![artifact] })),
        }
    }
    found
}
