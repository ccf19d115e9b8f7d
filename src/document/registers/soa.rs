//! The Statement of Applicability as a table: every control of the catalogue and every own one, decided or not.

use super::{Cell, Column, Kind, Piece, Register, col, data, page};
use crate::document::build::Build;
use crate::document::words;
use crate::model::{Control, Exclusion, InclusionReason, RefOrText};

const COLUMNS: &[Column] = &[
    col("id", "Id", Kind::Text),
    col("title", "Control", Kind::Text),
    data("theme", "Theme", Kind::Text),
    data("theme_title", "Theme title", Kind::Text),
    data("catalogue", "In the catalogue", Kind::Bool),
    col("applies", "Applies", Kind::Text),
    page("why", "Why"),
    data("reasons", "Reason codes", Kind::List),
    data("risks", "Risks", Kind::List),
    data("requirements", "Requirements", Kind::List),
    data("baseline", "Baseline", Kind::Text),
    data("justification", "Justification", Kind::Text),
    data("exclusion", "Reason for exclusion", Kind::Text),
    data("exclusion_approved", "Exclusion approved", Kind::Text),
    col("status", "Status", Kind::Text),
    page("how", "How it is implemented"),
    data("implementation", "Implementation", Kind::Text),
    data("documents", "Documents", Kind::List),
    page("who", "Owner, performed by"),
    data("owner", "Owner", Kind::Text),
    data("performed", "Performed", Kind::Text),
    data("performed_by", "Performed by", Kind::List),
    data("due", "Due", Kind::Date),
    data("exceptions", "Exceptions in force", Kind::List),
    page("evidence_shown", "Evidence"),
    data("evidence", "Evidence", Kind::List),
    data("evidence_on", "Latest evidence", Kind::Date),
    data("review", "Next review", Kind::Date),
    data("types", "Control types", Kind::List),
    data("properties", "Security properties", Kind::List),
    data("concepts", "Cybersecurity concepts", Kind::List),
    data("capabilities", "Operational capabilities", Kind::List),
    data("domains", "Security domains", Kind::List),
];

const CUSTOMER: &[Column] = &[
    col("id", "Id", Kind::Text),
    col("title", "Control", Kind::Text),
    data("theme", "Theme", Kind::Text),
    data("catalogue", "In the catalogue", Kind::Bool),
    col("applies", "Applies", Kind::Text),
    col("why", "Justification", Kind::Text),
    col("status", "Status", Kind::Text),
    col("performed", "Performed", Kind::Text),
];

/// The statement as customers may see it: without names of risks, owners and evidence.
pub(crate) fn customer(build: &Build<'_>) -> Register {
    let model = build.model;
    let mut register = Register::new("soa_customer", "Statement of Applicability for customers", CUSTOMER);
    for id in all_ids(build) {
        let catalogue = model.reference.controls.get(id);
        let decision = decision(build, id);
        let reasons = || model.reasons(id).iter().map(|reason| build.t(reason.words())).collect::<Vec<_>>().join(", ");
        let (applies, why, status, performed) = match &decision {
            Decision::Applies(control) => ("yes", reasons(), build.t(words::status(control.status)), build.t(words::performed(control.performed))),
            Decision::Excluded(exclusion) => ("no", outward(build, exclusion), build.t("Excluded"), ""),
            Decision::Open => ("not decided", String::new(), "", ""),
        };
        register.rows.push(vec![
            Cell::Text(Piece::strong(id)),
            Cell::text(model.control_title(id)),
            Cell::maybe(catalogue.map(|one| one.theme.clone())),
            Cell::Bool(catalogue.is_some()),
            Cell::text(build.t(applies)),
            Cell::text(crate::document::text::capital(&why)),
            Cell::text(status),
            Cell::text(performed),
        ]);
    }
    register
}

/// The reason of an exclusion, unless it names a risk: that stays inside.
fn outward(build: &Build<'_>, exclusion: &Exclusion) -> String {
    let because = exclusion.because.clone().unwrap_or_default();
    let names =
        |text: &str| text.split(|c: char| !(c.is_alphanumeric() || "-_.".contains(c))).any(|word| build.model.risks.contains_key(word.trim_end_matches('.')));
    if because.is_empty() || names(&because) { build.t("not needed in the scope").to_string() } else { because }
}

/// What was decided on a control.
pub(crate) enum Decision<'a> {
    /// It applies.
    Applies(&'a Control),
    /// It does not.
    Excluded(&'a Exclusion),
    /// Nobody said.
    Open,
}

/// The decision on a control.
pub(crate) fn decision<'a>(build: &Build<'a>, id: &str) -> Decision<'a> {
    match (build.model.controls.get(id), build.model.exclusions.get(id)) {
        (Some(control), _) => Decision::Applies(control),
        (None, Some(exclusion)) => Decision::Excluded(exclusion),
        (None, None) => Decision::Open,
    }
}

/// All identifiers in natural order: those of the catalogue, then own ones.
pub(crate) fn all_ids<'a>(build: &Build<'a>) -> Vec<&'a str> {
    let model = build.model;
    let mut own: Vec<&str> = model.controls.keys().map(String::as_str).filter(|id| !model.reference.controls.contains_key(*id)).collect();
    own.sort_by(|a, b| crate::base::natural_cmp(a, b));
    let mut all: Vec<&str> = model.reference.controls.keys().map(String::as_str).collect();
    all.sort_by(|a, b| crate::base::natural_cmp(a, b));
    all.extend(own);
    all
}

/// The register.
pub(crate) fn register(build: &Build<'_>) -> Register {
    let mut register = Register::new("soa", "Statement of Applicability", COLUMNS);
    for id in all_ids(build) {
        register.rows.push(row(build, id));
    }
    register
}

fn row(build: &Build<'_>, id: &str) -> Vec<Cell> {
    let model = build.model;
    let catalogue = model.reference.controls.get(id);
    let decision = decision(build, id);
    let control = match &decision {
        Decision::Applies(control) => Some(*control),
        _ => None,
    };
    let exclusion = match &decision {
        Decision::Excluded(exclusion) => Some(*exclusion),
        _ => None,
    };
    let theme = catalogue.map(|one| one.theme.as_str());
    let theme_title = theme.and_then(|id| model.reference.themes.iter().find(|one| one.id == id)).map(|one| one.title.clone());
    let (risks, requirements) = if control.is_some() { (model.links.risks(id), model.links.requirements(id)) } else { (&[][..], &[][..]) };
    let names = |kind: &str, ids: &[String]| -> Vec<Piece> { ids.iter().map(|id| build.id(kind, id)).collect() };
    let attributes = |list: Option<&Vec<String>>| Cell::texts(list.into_iter().flatten().map(|word| build.t(&word.replace('_', " ")).to_string()));
    let latest = control.and_then(|one| one.evidence.iter().filter_map(|evidence| evidence.on).max());
    vec![
        Cell::Text(Piece { text: id.into(), to: build.links.find("plan", id).cloned(), strong: true }),
        Cell::text(model.control_title(id)),
        Cell::maybe(theme),
        Cell::maybe(theme_title.or_else(|| catalogue.is_none().then(|| build.t("Controls of our own").to_string()))),
        Cell::Bool(catalogue.is_some()),
        Cell::Text(match decision {
            Decision::Applies(_) => Piece::text(build.t("yes")),
            Decision::Excluded(_) => Piece::text(build.t("no")),
            Decision::Open => Piece::strong(build.t("not decided")),
        }),
        why(build, id, control, exclusion),
        if control.is_some() { Cell::texts(model.reasons(id).iter().map(|reason| reason.code())) } else { Cell::Empty },
        Cell::list(names("risk", risks)),
        Cell::list(names("requirement", requirements)),
        Cell::maybe(control.and_then(|one| one.baseline.clone())),
        Cell::maybe(control.map(sentences)),
        Cell::maybe(exclusion.map(|one| one.because.clone().unwrap_or_else(|| build.t("no reason stated").into()))),
        build.approval(exclusion.and_then(|one| one.approved.as_ref())),
        Cell::text(match (control, exclusion) {
            (Some(control), _) => build.t(words::status(control.status)),
            (None, Some(_)) => build.t("Excluded"),
            (None, None) => build.t("Not decided"),
        }),
        how(build, control),
        Cell::maybe(control.and_then(|one| one.implementation.clone())),
        Cell::list(documents(build, id, control)),
        who(build, control, exclusion),
        build.role(control.map_or_else(|| exclusion.and_then(|one| one.owner.as_ref()), |one| one.owner.as_ref())),
        Cell::maybe(control.map(|one| build.t(words::performed(one.performed)))),
        control.map_or(Cell::Empty, |one| build.refs(&one.performed_by)),
        Cell::day(control.and_then(due)),
        Cell::list(
            exceptions(build, id).into_iter().flat_map(|(exception, until)| [Piece { text: format!("{}{until}", exception.text), ..exception }]).collect(),
        ),
        evidence_shown(build, control),
        evidence(build, control),
        Cell::day(latest),
        build.review(control.map_or_else(|| exclusion.and_then(|one| one.review.as_ref()), |one| one.review.as_ref())),
        attributes(catalogue.map(|one| &one.types)),
        attributes(catalogue.map(|one| &one.properties)),
        attributes(catalogue.map(|one| &one.concepts)),
        attributes(catalogue.map(|one| &one.capabilities)),
        attributes(catalogue.map(|one| &one.domains)),
    ]
}

/// The date on which a control is to be in place.
pub(crate) fn due(control: &Control) -> Option<crate::model::Day> {
    control.plan.as_ref().and_then(|plan| plan.due.as_ref()).map(|at| at.value)
}

/// The reasons in sentences that the author gave.
fn sentences(control: &Control) -> String {
    let texts: Vec<&str> = control
        .because
        .iter()
        .filter_map(|one| match one {
            RefOrText::Text(text) => Some(text.as_str()),
            RefOrText::Ref(_) => None,
        })
        .collect();
    texts.join(" ")
}

/// The documents in which a control is described: those that it names, and the policies that cover it.
pub(crate) fn documents(build: &Build<'_>, id: &str, control: Option<&Control>) -> Vec<Piece> {
    let Some(control) = control else { return Vec::new() };
    let mut found: Vec<Piece> = control.documented_in.iter().map(|one| build.either(one)).collect();
    for policy in build.policies_of(id) {
        let piece = build.linked("policy", &policy.head.id, policy.head.title.clone());
        if !found.contains(&piece) {
            found.push(piece);
        }
    }
    found
}

fn join(pieces: &mut Vec<Piece>, more: Vec<Piece>, separator: &str) {
    for (at, piece) in more.into_iter().enumerate() {
        if at > 0 {
            pieces.push(Piece::text(separator));
        }
        pieces.push(piece);
    }
}

fn why(build: &Build<'_>, id: &str, control: Option<&Control>, exclusion: Option<&Exclusion>) -> Cell {
    if let Some(exclusion) = exclusion {
        let mut pieces = vec![Piece::text(exclusion.because.clone().unwrap_or_else(|| build.t("No reason stated.").into()))];
        if let Some(approved) = exclusion.approved.as_ref() {
            pieces.push(Piece::text(format!(" {}: {}", build.t("Approved"), build.approval(Some(approved)).plain())));
        }
        return Cell::Line(pieces);
    }
    let Some(control) = control else { return Cell::text(build.t("Nobody has decided on this control yet.")) };
    let model = build.model;
    let mut pieces = Vec::new();
    for reason in model.reasons(id) {
        if !pieces.is_empty() {
            pieces.push(Piece::text("; "));
        }
        pieces.push(Piece::strong(reason.code()));
        let wanted = |id: &&String| {
            let kind = model.requirements.get(*id).map_or("internal", |one| one.kind);
            match reason {
                InclusionReason::LR => matches!(kind, "legal" | "regulatory"),
                InclusionReason::CO => matches!(kind, "contractual" | "customer"),
                InclusionReason::BP => kind == "internal",
                InclusionReason::RA => false,
            }
        };
        let mut sources: Vec<Piece> = model.links.requirements(id).iter().filter(wanted).map(|id| build.id("requirement", id)).collect();
        match reason {
            InclusionReason::RA => sources.extend(model.links.risks(id).iter().map(|id| build.id("risk", id))),
            InclusionReason::BP => sources.extend(control.baseline.iter().map(|text| Piece::text(text.clone()))),
            _ => {}
        }
        pieces.push(Piece::text(" "));
        join(&mut pieces, sources, ", ");
    }
    let sentences = sentences(control);
    if !sentences.is_empty() {
        let separator = if pieces.is_empty() { "" } else { ". " };
        pieces.push(Piece::text(format!("{separator}{sentences}")));
    }
    if pieces.is_empty() {
        return Cell::Text(Piece::strong(build.t("no reason stated")));
    }
    Cell::Line(pieces)
}

/// The text with a full stop, where its author left it out and another sentence follows.
fn sentence(text: &str) -> String {
    let text = text.trim_end();
    if text.ends_with(|c: char| c.is_alphanumeric() || c == ')' || c == '"') { format!("{text}.") } else { text.to_string() }
}

/// The exceptions in force from a control, each with the day on which it ends: ` until 2026-12-31`.
fn exceptions(build: &Build<'_>, id: &str) -> Vec<(Piece, String)> {
    let until = |day: crate::model::Day| format!(" {}", build.say("until {day}", &[("day", &build.language.day(day))]));
    let shown = |one: &crate::model::Exception| (build.id("exception", &one.head.id), one.until.as_ref().map(|at| until(at.value)).unwrap_or_default());
    build.exceptions_from(id).into_iter().map(shown).collect()
}

fn how(build: &Build<'_>, control: Option<&Control>) -> Cell {
    let Some(control) = control else { return Cell::Empty };
    let mut pieces = Vec::new();
    for (exception, until) in exceptions(build, &control.head.id) {
        // who reads that a control is in place must see at once where it is not
        pieces.extend([Piece::strong(build.t("With exception")), Piece::text(" "), exception, Piece::text(format!("{until}. "))]);
    }
    pieces.extend(control.implementation.iter().map(|text| Piece::text(sentence(text))));
    if let Some(due) = due(control).filter(|_| control.status != "implemented") {
        pieces.push(Piece::text(format!("{}{}", if pieces.is_empty() { "" } else { " " }, build.say("Due {day}.", &[("day", &build.language.day(due))]))));
    }
    let documents = documents(build, &control.head.id, Some(control));
    if !documents.is_empty() {
        pieces.push(Piece::text(format!("{}{} ", if pieces.is_empty() { "" } else { " " }, build.t("See"))));
        join(&mut pieces, documents, ", ");
        pieces.push(Piece::text("."));
    }
    if pieces.is_empty() { Cell::Empty } else { Cell::Line(pieces) }
}

fn who(build: &Build<'_>, control: Option<&Control>, exclusion: Option<&Exclusion>) -> Cell {
    let Some(control) = control else { return build.role(exclusion.and_then(|one| one.owner.as_ref())) };
    let mut pieces = vec![match &control.owner {
        Some(owner) => Piece::text(build.model.title_of(owner)),
        None => Piece::text(build.t("no owner stated")),
    }];
    if control.performed != "own" || !control.performed_by.is_empty() {
        let how = match control.performed {
            "inherited" => "inherited from",
            "shared" => "shared with",
            _ => "performed by",
        };
        pieces.push(Piece::text(format!("; {} ", build.t(how))));
        let by: Vec<Piece> = control.performed_by.iter().map(|one| build.reference(one)).collect();
        if by.is_empty() {
            pieces.push(Piece::text(build.t("somebody who is not stated")));
        }
        join(&mut pieces, by, ", ");
    }
    Cell::Line(pieces)
}

/// The evidence as a reader sees it: a control that is in place and shows none says so.
fn evidence_shown(build: &Build<'_>, control: Option<&Control>) -> Cell {
    match evidence(build, control) {
        Cell::Empty if control.is_some_and(|one| one.status == "implemented") => Cell::text(build.t("none stated")),
        cell => cell,
    }
}

fn evidence(build: &Build<'_>, control: Option<&Control>) -> Cell {
    let texts = control.into_iter().flat_map(|one| one.evidence.iter()).map(|one| match one.on {
        Some(on) => format!("{} ({})", one.text, build.language.day(on)),
        None => format!("{} ({})", one.text, build.t("no date")),
    });
    Cell::texts(texts)
}
