//! The interfaces between processes as a table: who hands what to whom, and where a new source was found.

use super::{Cell, Column, Kind, Piece, Register, col, data, page};
use crate::document::build::Build;
use crate::model::{Interface, Model, State};

const COLUMNS: &[Column] = &[
    data("artifact_id", "Work product id", Kind::Text),
    col("artifact", "Work product", Kind::Text),
    data("from_id", "From id", Kind::List),
    col("from", "From", Kind::List),
    data("to_id", "To id", Kind::Text),
    col("to", "To", Kind::Text),
    data("model_from", "From in the model", Kind::Text),
    page("model_from_shown", "From in the model"),
    data("model_to", "To in the model", Kind::Text),
    col("state", "State", Kind::Text),
    col("because", "Reason", Kind::Text),
    col("until", "Until", Kind::Date),
    col("cite", "Declared in", Kind::List),
];

/// The title of a work product.
pub(crate) fn artifact(model: &Model, id: &str) -> String {
    model.artifact(id).map_or_else(|| id.replace('_', " "), |one| one.head.title.clone())
}

/// The title of a work product in the language of the documents.
pub(crate) fn artifact_title(build: &Build<'_>, id: &str) -> String {
    build.t(&artifact(build.model, id)).to_string()
}

/// The state in words.
pub(crate) fn state(interface: &Interface) -> &'static str {
    match &interface.state {
        // what a process keeps for its next round is no matter of tailoring
        State::Internal if interface.from == interface.to => "Its own",
        State::Provided { .. } => "Provided",
        State::Internal => "Internal",
        State::Wildcard => "From all processes",
        State::ReSourced { .. } => "New source",
        State::Waived { .. } => "Waived",
        State::Dropped { .. } => "Dropped",
        State::Missing { .. } => "Missing",
    }
}

/// Who delivers now: names and links.
pub(crate) fn providers(build: &Build<'_>, interface: &Interface) -> Vec<(String, Piece)> {
    match &interface.state {
        State::Provided { by } => by.iter().map(|id| (id.clone(), build.process(id))).collect(),
        State::Internal => vec![(interface.receiver.clone(), build.process(&interface.receiver))],
        State::Wildcard => vec![(interface.from.clone(), Piece::text(build.t("all processes")))],
        State::ReSourced { by, kind, .. } => vec![(by.clone(), source(build, by, kind))],
        State::Waived { .. } | State::Dropped { .. } | State::Missing { .. } => Vec::new(),
    }
}

/// A provider of any kind.
pub(crate) fn source(build: &Build<'_>, id: &str, kind: &str) -> Piece {
    let model = build.model;
    match kind {
        "supplier" => build.linked("supplier", id, model.suppliers.get(id).map_or(id, |one| one.head.title.as_str())),
        "party" => build.linked("party", id, model.parties.get(id).map_or(id, |one| one.head.title.as_str())),
        "unit" => Piece::text(model.organisation.units.iter().find(|unit| unit.head.id == id).map_or(id, |unit| unit.head.title.as_str())),
        _ => build.process(id),
    }
}

/// The register.
pub(crate) fn register(build: &Build<'_>) -> Register {
    let mut register = Register::new("interfaces", "Interfaces", COLUMNS);
    for interface in &build.model.process_set.interfaces {
        let from = providers(build, interface);
        let (because, until) = match &interface.state {
            State::Waived { because, until } => (because.clone(), *until),
            State::Dropped { because } => (because.clone(), None),
            State::Missing { why, .. } => (Some(build.say("the provider of the model is {why}", &[("why", &build.t(why))])), None),
            _ => (None, None),
        };
        let state = Cell::Text(Piece { text: state(interface).into(), to: None, strong: matches!(interface.state, State::Missing { .. }) });
        register.rows.push(vec![
            Cell::text(interface.artifact.clone()),
            Cell::text(artifact_title(build, &interface.artifact)),
            Cell::texts(from.iter().map(|(id, _)| id.clone())),
            Cell::list(from.into_iter().map(|(_, piece)| piece).collect()),
            Cell::text(interface.receiver.clone()),
            Cell::Text(build.process(&interface.receiver)),
            Cell::text(interface.from.clone()),
            Cell::text(build.model.reference.processes.get(&interface.from).map_or_else(|| interface.from.clone(), |one| one.head.title.clone())),
            Cell::text(interface.to.clone()),
            state,
            Cell::maybe(because),
            Cell::day(until),
            Cell::texts(interface.cite.iter().map(|cite| build.cite(cite))),
        ]);
    }
    register
}
