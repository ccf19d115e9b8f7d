//! What is known about a declared thing, on one card: for hover and for the documentation in completion.

use std::fmt::Write as _;

use super::{View, find};
use crate::model::{Criteria, Rating, State};
use crate::vocabulary::Namespace;

/// The card of a name, in Markdown.
pub fn card(view: &View<'_>, group: Namespace, id: &str) -> Option<String> {
    match group {
        Namespace::Control => control(view, id),
        Namespace::Risk => risk(view, id),
        Namespace::Process | Namespace::ReferenceProcess => process(view, id),
        Namespace::Artifact => artifact(view, id),
        Namespace::Role => role(view, id),
        _ => general(view, group, id),
    }
}

fn head(kind: &str, id: &str, title: &str) -> String {
    let same = title.is_empty() || title == id;
    if same { format!("**{id}** · {kind}\n") } else { format!("**{id}** {title} · {kind}\n") }
}

fn row(out: &mut String, label: &str, text: &str) {
    if !text.is_empty() {
        let _ = write!(out, "\n- {label}: {text}");
    }
}

fn control(view: &View<'_>, id: &str) -> Option<String> {
    let model = view.model();
    let of_catalogue = model.reference.controls.get(id);
    let decided = model.controls.get(id);
    if of_catalogue.is_none() && decided.is_none() {
        return None;
    }
    let mut out = head("control", id, model.control_title(id));
    if let Some(text) = decided.and_then(|one| one.head.description.as_ref()).or_else(|| of_catalogue.and_then(|one| one.head.description.as_ref())) {
        let _ = write!(out, "\n{text}\n");
    }
    let plain = |words: &[String]| words.join(", ").replace('_', " ");
    if let Some(entry) = of_catalogue {
        row(&mut out, "Type", &plain(&entry.types));
        row(&mut out, "Protects", &plain(&entry.properties));
        row(&mut out, "Concept", &plain(&entry.concepts));
        row(&mut out, "Capability", &plain(&entry.capabilities));
        row(&mut out, "Domain", &plain(&entry.domains));
    }
    match (decided, model.exclusions.get(id)) {
        (Some(one), _) => {
            row(&mut out, "Decision", &format!("applies, {}", one.status.replace('_', " ")));
            row(&mut out, "Owner", one.owner.as_ref().map_or("", |owner| &owner.id));
            row(&mut out, "How", one.implementation.as_deref().unwrap_or(""));
            if let Some(due) = one.plan.as_ref().and_then(|plan| plan.due.as_ref()) {
                row(&mut out, "Due", &format!("{}, {}", due.value, distance(view, due.value)));
            }
        }
        (None, Some(one)) => row(&mut out, "Decision", &format!("does not apply: {}", one.because.as_deref().unwrap_or("no reason given"))),
        (None, None) => row(&mut out, "Decision", "not decided yet"),
    }
    let reasons: Vec<&str> = model.reasons(id).into_iter().map(|reason| reason.words()).collect();
    // a control that is left out may have reasons too: who reads the card should see them beside each other
    let label = if model.exclusions.contains_key(id) { "Would be included because of" } else { "Included because of" };
    row(&mut out, label, &reasons.join(", "));
    row(&mut out, "Treats", &model.links.risks(id).join(", "));
    row(&mut out, "Demanded by", &model.links.requirements(id).join(", "));
    let covering: Vec<&str> =
        model.policies.values().filter(|policy| policy.covers.iter().any(|one| one.id == id)).map(|policy| policy.head.id.as_str()).collect();
    row(&mut out, "Put into rules by", &covering.join(", "));
    Some(out)
}

/// `likelihood 4 × consequence 5 = 20, critical (from 15)`
pub fn computed(criteria: &Criteria, rating: &Rating) -> Option<String> {
    let likelihood = rating.likelihood.as_ref()?.value;
    let values: Vec<String> = rating
        .consequences
        .iter()
        .map(|one| one.scale.as_ref().map_or_else(|| one.value.value.to_string(), |scale| format!("{scale} {}", one.value.value)))
        .collect();
    let by = if values.len() > 1 {
        format!(" ({} of {})", if criteria.consequences_by == "sum" { "sum" } else { "worst" }, values.join(", "))
    } else {
        String::new()
    };
    let consequences = rating.consequences.iter().map(|one| one.value.value);
    let consequence =
        if criteria.consequences_by == "sum" { consequences.fold(crate::base::Decimal::ZERO, crate::base::Decimal::plus) } else { consequences.max()? };
    let level = criteria.levels.iter().find(|level| Some(&level.head.id) == rating.level.as_ref());
    let named = level.map_or_else(
        || "no level: a value is off its scale".to_string(),
        |level| {
            let from = level.from.as_ref().filter(|_| rating.score.is_some()).map(|from| format!(" (from {})", from.value)).unwrap_or_default();
            format!("{}{from}", if level.head.title.is_empty() { &level.head.id } else { &level.head.title })
        },
    );
    let how = match (rating.score, criteria.score_by) {
        (Some(score), "sum") => format!("likelihood {likelihood} + consequence {consequence}{by} = {score}"),
        (Some(score), _) => format!("likelihood {likelihood} × consequence {consequence}{by} = {score}"),
        (None, _) => format!("likelihood {likelihood}, consequence {consequence}{by}, looked up in the matrix"),
    };
    Some(format!("{named}: {how}"))
}

fn risk(view: &View<'_>, id: &str) -> Option<String> {
    let model = view.model();
    let one = model.risks.get(id)?;
    let mut out = head("risk", id, &one.head.title);
    if let Some(text) = &one.head.description {
        let _ = write!(out, "\n{text}\n");
    }
    if let Some(criteria) = &model.criteria {
        row(&mut out, "Before treatment", &computed(criteria, &one.inherent).unwrap_or_default());
        row(&mut out, "Today", &computed(criteria, &one.current).unwrap_or_default());
        row(&mut out, "Once treated", &one.residual.as_ref().and_then(|rating| computed(criteria, rating)).unwrap_or_default());
    }
    for treatment in &one.treatments {
        let controls: Vec<String> = treatment
            .controls
            .iter()
            .map(|control| format!("{} ({})", control.id, model.controls.get(&control.id).map_or("not decided", |one| one.status).replace('_', " ")))
            .collect();
        row(
            &mut out,
            "Treatment",
            &if controls.is_empty() { treatment.option.to_string() } else { format!("{} with {}", treatment.option, controls.join(", ")) },
        );
    }
    row(&mut out, "Owner", one.owner.as_ref().map_or("", |owner| &owner.id));
    row(&mut out, "Assets", &one.assets.iter().map(|asset| asset.id.as_str()).collect::<Vec<_>>().join(", "));
    for accepted in &one.accepted {
        let by = accepted.by.as_ref().map_or("?", |by| by.id.as_str());
        let until = accepted.until.as_ref().map(|until| format!(" until {}, {}", until.value, distance(view, until.value))).unwrap_or_default();
        row(&mut out, "Accepted", &format!("by {by}{until}"));
    }
    Some(out)
}

fn process(view: &View<'_>, id: &str) -> Option<String> {
    let model = view.model();
    let reference = model.reference.processes.get(id);
    let actual = model.process_set.processes.get(id);
    if reference.is_none() && actual.is_none() && !model.processes.contains_key(id) {
        return None;
    }
    let mut out = head(if actual.is_some() { "process" } else { "reference process" }, id, &model.process_title(id));
    if let Some(profile) = reference {
        if let Some(purpose) = &profile.purpose {
            let _ = write!(out, "\n{purpose}\n");
        }
        row(&mut out, "Profile", &profile.cite());
        let by = model.process_set.realised_by.get(id).map(|by| by.join(", ")).unwrap_or_default();
        if profile.is_of_model() {
            row(&mut out, "Realised by", if by.is_empty() { "nobody" } else { &by });
        }
    }
    if let Some(one) = actual {
        row(&mut out, "Owner", one.tailoring.owner.as_ref().map_or("", |owner| &owner.id));
        row(&mut out, "Stands for", &one.realises.iter().filter(|one| *one != id).cloned().collect::<Vec<_>>().join(", "));
    }
    let (mut receives, mut gaps) = (Vec::new(), Vec::new());
    for interface in model.process_set.interfaces.iter().filter(|one| one.receiver == id) {
        match &interface.state {
            State::Missing { why, .. } => gaps.push(format!("`{}` from {} ({why})", interface.artifact, interface.from)),
            State::Provided { by } => receives.push(format!("`{}` from {}", interface.artifact, by.join(", "))),
            State::ReSourced { by, .. } => receives.push(format!("`{}` from {by}", interface.artifact)),
            _ => {}
        }
    }
    let mut delivers: Vec<String> = Vec::new();
    for interface in &model.process_set.interfaces {
        let from_here = match &interface.state {
            State::Provided { by } => by.iter().any(|one| one == id),
            State::ReSourced { by, .. } => by == id,
            _ => false,
        };
        if from_here {
            delivers.push(format!("`{}` to {}", interface.artifact, interface.receiver));
        }
    }
    // where nobody receives or delivers yet, what the profile names
    if let Some(profile) = reference {
        if delivers.is_empty() {
            delivers.extend(profile.results.iter().flat_map(|one| &one.artifacts).map(|one| format!("`{}`", one.id)));
        }
        if receives.is_empty() && gaps.is_empty() {
            receives.extend(profile.inputs.iter().flat_map(|one| &one.artifacts).map(|one| format!("`{}`", one.id)));
        }
    }
    row(&mut out, "Delivers", &short(&delivers));
    row(&mut out, "Receives", &short(&receives));
    row(&mut out, "**From nobody**", &short(&gaps));
    Some(out)
}

fn short(list: &[String]) -> String {
    let shown: Vec<&str> = list.iter().take(12).map(String::as_str).collect();
    if list.len() > shown.len() { format!("{}, and {} more", shown.join(", "), list.len() - shown.len()) } else { shown.join(", ") }
}

fn artifact(view: &View<'_>, id: &str) -> Option<String> {
    let model = view.model();
    let one = model.artifact(id)?;
    let mut out = head("work product", id, &one.head.title);
    if let Some(text) = &one.head.description {
        let _ = write!(out, "\n{text}\n");
    }
    row(&mut out, "A kind of", one.specialises.as_ref().map_or("", |of| &of.id));
    row(&mut out, "Parts", &one.parts.iter().map(|part| part.artifact.id.clone()).collect::<Vec<_>>().join(", "));
    let flows: Vec<String> = model.reference.interfaces.iter().filter(|row| row.artifact == id).map(|row| format!("{} → {}", row.from, row.to)).collect();
    row(&mut out, "In the reference model", &short(&flows));
    Some(out)
}

fn role(view: &View<'_>, id: &str) -> Option<String> {
    let model = view.model();
    let one = model.roles.get(id)?;
    let mut out = head("role", id, &one.head.title);
    row(&mut out, "Held by", &one.held_by.join(", "));
    row(&mut out, "Deputy", one.deputy.as_ref().map_or("", |deputy| &deputy.value));
    row(&mut out, "Reports to", one.reports_to.as_ref().map_or("", |to| &to.id));
    let is = |owner: &Option<crate::model::Ref>| owner.as_ref().is_some_and(|owner| owner.id == id);
    let counts = [
        (model.risks.values().filter(|one| is(&one.owner)).count(), "risks"),
        (model.controls.values().filter(|one| is(&one.owner)).count(), "controls"),
        (model.assets.values().filter(|one| one.owner.as_ref().is_some_and(|owner| owner.id == id)).count(), "assets"),
        (model.process_set.processes.values().filter(|one| is(&one.tailoring.owner)).count(), "processes"),
        (model.policies.values().filter(|one| is(&one.owner)).count(), "policies"),
    ];
    let owned: Vec<String> = counts.iter().filter(|(count, _)| *count > 0).map(|(count, what)| format!("{count} {what}")).collect();
    row(&mut out, "Owns", &owned.join(", "));
    Some(out)
}

fn general(view: &View<'_>, group: Namespace, id: &str) -> Option<String> {
    let place = find::definition(view, group, id)?;
    let node = find::declaration(view, place)?;
    let title = node.title.as_ref().map_or("", |(title, _)| title);
    let mut out = head(if group == Namespace::Criteria { node.spec.word } else { group.label() }, id, title);
    let text = |word: &str| node.get(word).and_then(|one| one.value()).map_or(String::new(), |typed| typed.span.of(view.text(node.file)).to_string());
    if let Some(doc) = &node.doc {
        let _ = write!(out, "\n{doc}\n");
    }
    for word in ["description", "kind", "owner", "classification", "criticality", "version", "status", "from", "response", "topic"] {
        row(&mut out, &crate::ide::snippet::capital(word), text(word).trim_matches('"'));
    }
    Some(out)
}

/// How far a day is away: `in 12 days`, `3 months ago`.
pub fn distance(view: &View<'_>, day: crate::model::Day) -> String {
    let today = view.model().as_of;
    let days = today.0.until(day.0).map_or(0, |span| span.get_days());
    let words = |days: i32| match days {
        1 => "1 day".to_string(),
        0..=59 => format!("{days} days"),
        60..=729 => format!("{} months", days / 30),
        _ => format!("{} years", days / 365),
    };
    match days {
        0 => "today".into(),
        1 => "tomorrow".into(),
        -1 => "yesterday".into(),
        days if days > 0 => format!("in {}", words(days)),
        days => format!("{} ago", words(-days)),
    }
}
