//! Where the ISMS stands: controls, risks, processes and approvals, counted.

use crate::document::build::Build;
use crate::document::links::process_stem;
use crate::document::registers::soa;
use crate::document::{Document, words};
use crate::model::{Day, Model, Origin, Risk};

/// A part of a whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Share {
    /// What it is: `implemented`, `excluded`.
    pub key: &'static str,
    /// The same in words, as it stands in the register.
    pub label: String,
    /// How many.
    pub count: usize,
}

/// How far the controls are: those of the catalogue and own ones.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Controls {
    /// How many there are.
    pub total: usize,
    /// How many apply.
    pub applicable: usize,
    /// How many of these are in place.
    pub implemented: usize,
    /// By status, what does not apply and what is not decided at the end; together they are all.
    pub shares: Vec<Share>,
    /// By theme: those of the catalogue, then own controls.
    pub themes: Vec<Theme>,
}

/// How far the controls of a theme are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Theme {
    /// What it is called.
    pub title: String,
    /// How many of its controls apply.
    pub applicable: usize,
    /// How many of these are in place.
    pub implemented: usize,
}

/// Counts the controls of each theme that apply.
fn themes(build: &Build<'_>) -> Vec<Theme> {
    let model = build.model;
    let count = |title: &str, within: &dyn Fn(&str) -> bool| {
        let list = || model.controls.values().filter(|control| within(&control.head.id));
        Theme { title: title.to_string(), applicable: list().count(), implemented: list().filter(|control| control.status == "implemented").count() }
    };
    let of = |id: &str| model.reference.controls.get(id).map(|control| control.theme.as_str());
    let mut all: Vec<Theme> = model.reference.themes.iter().map(|theme| count(&theme.title, &|id| of(id) == Some(theme.id.as_str()))).collect();
    all.push(count(build.t("Controls of our own"), &|id| of(id).is_none()));
    all.retain(|theme| theme.applicable > 0);
    all
}

/// Counts the controls.
pub(super) fn controls(build: &Build<'_>) -> Controls {
    let model = build.model;
    let status = |word: &str| model.controls.values().filter(|control| control.status == word).count();
    let (mut excluded, mut open) = (0, 0);
    for id in soa::all_ids(build) {
        match soa::decision(build, id) {
            soa::Decision::Applies(_) => {}
            soa::Decision::Excluded(_) => excluded += 1,
            soa::Decision::Open => open += 1,
        }
    }
    let said = |key: &'static str, english: &str, count: usize| Share { key, label: build.t(english).to_string(), count };
    let mut shares: Vec<Share> =
        ["implemented", "partial", "planned", "not_started"].into_iter().map(|word| said(word, words::status(word), status(word))).collect();
    shares.push(said("excluded", "Excluded", excluded));
    shares.push(said("undecided", "Not decided", open));
    Controls {
        total: shares.iter().map(|share| share.count).sum(),
        applicable: model.controls.len(),
        implemented: status("implemented"),
        shares,
        themes: themes(build),
    }
}

/// Where the risks stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Risks {
    /// How many there are.
    pub total: usize,
    /// By level, from the highest.
    pub levels: Vec<Level>,
    /// How many are not rated.
    pub unrated: usize,
    /// What remains, by who takes it.
    pub acceptance: Vec<Share>,
}

/// A level of risk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Level {
    /// Its place in the order, from 0 for the lowest.
    pub rank: usize,
    /// What it is called.
    pub title: String,
    /// How many risks have it today.
    pub today: usize,
    /// How many have it once their treatment is in place.
    pub residual: usize,
}

/// Whether somebody takes what remains of a risk (ISO/IEC 27001, 6.1.3 f).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Acceptance {
    /// The criteria accept the level without a signature, or the risk is avoided.
    Within,
    /// Somebody signed, and it holds on the day that everything is judged at.
    Signed,
    /// Somebody signed, and it does not hold any more.
    Expired,
    /// Nobody signed.
    Missing,
}

/// Whether somebody takes what remains; the last acceptance counts.
pub fn acceptance(model: &Model, risk: &Risk) -> Acceptance {
    let last = risk.accepted.iter().filter(|one| one.on.is_none_or(|on| on <= model.as_of)).max_by_key(|one| one.on);
    if let Some(last) = last {
        let over = last.until.as_ref().is_some_and(|until| until.value < model.as_of);
        return if over { Acceptance::Expired } else { Acceptance::Signed };
    }
    let level = risk.residual.as_ref().unwrap_or(&risk.inherent).level.as_deref();
    let always = model.criteria.as_ref().is_some_and(|criteria| criteria.accept.iter().any(|rule| rule.always && Some(rule.level.value.as_str()) == level));
    if always || risk.treatments.iter().any(|one| one.option == "avoid") { Acceptance::Within } else { Acceptance::Missing }
}

/// Counts the risks.
pub(super) fn risks(build: &Build<'_>) -> Risks {
    let model = build.model;
    let count = |of: &dyn Fn(&Risk) -> bool| model.risks.values().filter(|risk| of(risk)).count();
    let levels = crate::model::levels_of(model.criteria.as_ref());
    let levels = levels.iter().enumerate().rev().map(|(rank, level)| {
        let id = Some(level.head.id.as_str());
        Level {
            rank,
            title: build.level(id),
            today: count(&|risk| risk.current.level.as_deref() == id),
            residual: count(&|risk| risk.residual.as_ref().unwrap_or(&risk.inherent).level.as_deref() == id),
        }
    });
    let taken = [
        ("within", "within what the criteria accept", Acceptance::Within),
        ("signed", "accepted by signature", Acceptance::Signed),
        ("expired", "acceptance has ended", Acceptance::Expired),
        ("missing", "accepted by nobody yet", Acceptance::Missing),
    ];
    Risks {
        total: model.risks.len(),
        levels: levels.collect(),
        unrated: count(&|risk| risk.current.level.is_none()),
        acceptance: taken
            .into_iter()
            .map(|(key, english, what)| Share { key, label: build.t(english).to_string(), count: count(&|risk| acceptance(model, risk) == what) })
            .collect(),
    }
}

/// What became of the processes of the model.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tailoring {
    /// How many processes there are.
    pub processes: usize,
    /// By what happened to them; groups in which nothing stands are left out.
    pub groups: Vec<Tailored>,
}

/// Processes to which the same happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tailored {
    /// What happened: `adopted`, `omitted`.
    pub key: &'static str,
    /// The same in words.
    pub label: String,
    /// The titles, each with where it is described.
    pub processes: Vec<(String, Option<String>)>,
}

/// Sorts the processes by what happened to them.
pub(super) fn tailoring(build: &Build<'_>) -> Tailoring {
    let model = build.model;
    let set = &model.process_set;
    let actual = |key: &'static str| -> Vec<(String, Option<String>)> {
        let list = set.processes.values().filter(|process| fate(process.origin, process.realises.len()) == key);
        list.map(|process| (process.title.clone(), Some(process_stem(&process.id)))).collect()
    };
    let title = |id: &str| model.reference.processes.get(id).map_or_else(|| id.to_string(), |one| one.head.title.clone());
    let omitted = model.omissions.iter().map(|one| (title(&one.process.id), None)).collect();
    let undecided = model.undecided_processes().into_iter().map(|id| (title(id), None)).collect();
    let groups = [
        ("adopted", "Adopted", actual("adopted")),
        ("merged", "Merged", actual("merged")),
        ("part", "In a form of our own", actual("part")),
        ("own", "Beside the model", actual("own")),
        ("external", "Outside the ISMS", actual("external")),
        ("omitted", "Omitted", omitted),
        ("undecided", "Not decided", undecided),
    ];
    Tailoring {
        processes: set.processes.len(),
        groups: groups
            .into_iter()
            .filter(|(.., list)| !list.is_empty())
            .map(|(key, english, processes)| Tailored { key, label: build.t(english).to_string(), processes })
            .collect(),
    }
}

/// What happened to a process that there is.
fn fate(origin: Origin, realises: usize) -> &'static str {
    match (origin, realises) {
        (Origin::Adopted, _) => "adopted",
        (Origin::External, _) => "external",
        (Origin::Own, 0) => "own",
        (Origin::Own, 1) => "part",
        (Origin::Own, _) => "merged",
    }
}

/// Which controlled documents are approved; each document by where it lies.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Approvals {
    /// Approved, and still the same text.
    pub approved: Vec<String>,
    /// Approved once; the text is another one now.
    pub stale: Vec<String>,
    /// Never approved.
    pub drafts: Vec<String>,
    /// Approved, and the review is late.
    pub review_late: Vec<String>,
}

/// Sorts the documents by their approval.
pub(super) fn approvals(build: &Build<'_>, documents: &[Document]) -> Approvals {
    let today = build.model.as_of;
    let mut all = Approvals::default();
    for document in documents.iter().filter(|document| document.meta.controlled) {
        let meta = &document.meta;
        let list = match (meta.is_approved(), meta.changed) {
            (true, _) => &mut all.approved,
            (false, true) => &mut all.stale,
            (false, false) => &mut all.drafts,
        };
        list.push(document.stem.clone());
        if late(meta.next_review, today) {
            all.review_late.push(document.stem.clone());
        }
    }
    all
}

fn late(next: Option<Day>, today: Day) -> bool {
    next.is_some_and(|next| next < today)
}
