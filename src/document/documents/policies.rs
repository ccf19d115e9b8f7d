//! Policies: the text of the template, then own sections, then what the engine knows about the policy.

use std::collections::BTreeMap;
use std::sync::Arc;

use minijinja::{Error, ErrorKind, Value, context};

use super::{Job, Plan, Shop};
use crate::base::natural_cmp;
use crate::document::build::{Build, covered};
use crate::document::editions::Before;
use crate::document::meta::Control as Controlled;
use crate::document::registers::{Cell, Column, Kind, Register, col, page, policies as register, soa};
use crate::document::templates::policy_template;
use crate::document::views::{ControlView, ExclusionView};
use crate::document::{Document, Meta, Shelf, text};
use crate::model::{Parameter, Policy, RefOrText, SettingValue};

/// What all policies see, made once.
pub(super) struct Common {
    value: Value,
    controls: BTreeMap<String, ControlView>,
}

/// The policies, in the order of their numbers.
pub(super) fn jobs<'j>(build: &'j Build<'_>, common: &'j Common) -> Vec<Job<'j>> {
    let mut policies: Vec<&Policy> = build.model.policies.values().collect();
    policies.sort_by(|a, b| natural_cmp(register::number(a), register::number(b)));
    policies.into_iter().map(|policy| Box::new(move |shop: &mut Shop<'_>| write(shop, policy, common)) as Job<'j>).collect()
}

fn write(shop: &mut Shop<'_>, policy: &Policy, common: &Common) -> Option<Document> {
    let build = shop.build;
    let control = Controlled {
        changed: build.is_changed("policy", &policy.head.id),
        number: Some(register::number(policy).to_string()),
        version: &policy.version,
        owner: policy.owner.as_ref(),
        approved: policy.approved.as_ref(),
        effective: policy.effective,
        review: policy.review.as_ref(),
        classification: policy.classification.as_ref(),
        distribution: Some(audience(build, policy).join(", ")).filter(|text| !text.is_empty()),
    };
    let plan = Plan {
        id: &policy.head.id,
        title: &policy.head.title,
        stem: format!("policies/{}", text::file_name(&policy.head.id)),
        shelf: Shelf::Policies,
        meta: Meta::controlled(build, Some(control)),
        registers: Vec::new(),
        borrowed: tables(build, policy, common),
        figures: Vec::new(),
        place: Some(policy.template.as_ref().map_or(policy.head.place, |template| template.place)),
    };
    let body = match &policy.template {
        None => None,
        Some(template) => match shop.render(&plan, &policy_template(&template.id), Arc::new(Vec::new()), specific(build, policy, common)) {
            Ok(body) => Some(body),
            Err(problem) => {
                shop.report(&problem, &plan);
                return None;
            }
        },
    };
    let gaps = body.as_deref().is_some_and(has_gaps);
    let context = context! {
        gaps => gaps,
        description => policy.head.description.clone(),
        body => body.map(Value::from_safe_string),
        sections => policy.sections.iter().map(|section| context! { heading => section.heading.clone(), text => section.text.clone() }).collect::<Vec<_>>(),
        tables => plan.borrowed.iter().filter(|table| !table.rows.is_empty()).map(|table| context! { id => table.id, title => build.t(table.title) }).collect::<Vec<_>>(),
        retention => policy.retention.map(|kept| build.language.length(kept)),
    };
    shop.write(plan, "documents/policy.md.j2", context)
}

/// Whether numbers of rules are left out: `**AC-22**` is followed by `**AC-24**`. A rule of the template that does not apply
/// here is left out with its number, so that a number means the same rule in every organisation.
fn has_gaps(body: &str) -> bool {
    let number = |line: &str| {
        let (id, _) = line.strip_prefix("**")?.split_once("**")?;
        let (prefix, number) = id.rsplit_once('-')?;
        prefix.chars().all(|c| c.is_ascii_uppercase()).then(|| number.parse::<usize>().ok())?
    };
    let mut numbers: Vec<usize> = body.lines().filter_map(number).collect();
    numbers.sort_unstable();
    numbers.dedup();
    numbers.last().is_some_and(|last| *last > numbers.len())
}

fn audience(build: &Build<'_>, policy: &Policy) -> Vec<String> {
    policy
        .audience
        .iter()
        .map(|one| match one {
            RefOrText::Text(text) => text.clone(),
            RefOrText::Ref(reference) => build.model.title_of(reference),
        })
        .collect()
}

/// Makes it.
pub(super) fn common(build: &Build<'_>) -> Common {
    let model = build.model;
    let controls: BTreeMap<String, ControlView> = model.controls.values().map(|control| (control.head.id.clone(), build.control_view(control))).collect();
    let mut views: BTreeMap<String, Value> = controls.iter().map(|(id, view)| (id.clone(), Value::from(view))).collect();
    // a template names the controls of 2022, whatever edition the package follows
    let before = Before::of(model);
    for id in before.ids() {
        if let Some(view) = before.control(model, id).and_then(|control| controls.get(&control.head.id)) {
            views.entry(id.to_string()).or_insert_with(|| Value::from(view));
        }
    }
    let views = Arc::new(views);
    let roles: Vec<Value> = model.roles.values().map(|role| role_value(build, &role.head.id)).collect();
    let by_id: BTreeMap<String, Value> = model.roles.keys().map(|id| (id.clone(), role_value(build, id))).collect();
    let facts: Vec<&'static str> = model.organisation.facts.clone();
    let levels = build.classifications();
    let value = context! {
        control => Value::from_function(move |id: String| views.get(&id).cloned().unwrap_or(Value::from(()))),
        has_fact => Value::from_function(move |word: String| facts.contains(&word.as_str())),
        role => Value::from_function(move |id: String| by_id.get(&id).cloned().ok_or_else(|| Error::new(ErrorKind::InvalidOperation, format!("there is no role `{id}`")))),
        roles => roles,
        top_management => model.roles.values().filter(|role| role.top_management).map(|role| role_value(build, &role.head.id)).collect::<Vec<_>>(),
        classifications => levels.iter().map(|level| context! { id => level.head.id.clone(), title => level.head.title.clone(), handling => level.handling.clone() }).collect::<Vec<_>>(),
        suppliers => model.suppliers.values().map(|one| context! { id => one.head.id.clone(), title => one.head.title.clone(), services => one.services.clone(), criticality => one.criticality }).collect::<Vec<_>>(),
        assets => model.assets.values().map(|one| context! {
            id => one.head.id.clone(),
            title => if one.head.title.is_empty() { &one.head.id } else { &one.head.title },
            owner => one.owner.as_ref().map(|owner| build.role_view(owner)),
            classification => one.classification.as_ref().map(|level| build.named(level)),
        }).collect::<Vec<_>>(),
        objectives => model.objectives.values().map(|one| context! {
            id => one.head.id.clone(), title => one.head.title.clone(), target => one.target.clone(), due => one.due.as_ref().map(|at| build.language.long_day(at.value)), owner => one.owner.as_ref().map(|owner| build.role_view(owner)),
        }).collect::<Vec<_>>(),
        records => model.records.values().map(|one| context! {
            id => one.head.id.clone(), title => one.head.title.clone(), retention => one.retention.map(|kept| build.language.length(kept)).or_else(|| one.retention_rule.clone()), location => one.location.clone(),
            owner => one.owner.as_ref().map(|owner| build.role_view(owner)),
        }).collect::<Vec<_>>(),
        requirements_all => model.requirements.values().map(|one| build.requirement_view(one)).collect::<Vec<_>>(),
    };
    Common { value, controls }
}

fn role_value(build: &Build<'_>, id: &str) -> Value {
    let role = build.model.roles.get(id);
    context! {
        id => id,
        title => role.map_or(id, |role| role.head.title.as_str()),
        holders => role.map(|role| role.held_by.clone()).unwrap_or_default(),
        top_management => role.is_some_and(|role| role.top_management),
    }
}

/// What the template of one policy sees.
fn specific(build: &Build<'_>, policy: &Policy, common: &Common) -> Value {
    let model = build.model;
    let covers = covered(model, policy);
    let controls: Vec<Value> = covers.iter().filter_map(|one| common.controls.get(&one.id)).map(Value::from).collect();
    let excluded: Vec<ExclusionView> = covers.iter().filter_map(|one| build.exclusion_view(&one.id)).collect();
    let demands = |one: &&crate::model::Requirement| one.demands.iter().any(|control| covers.iter().any(|covered| covered.id == control.id));
    let treats = |one: &&crate::model::Risk| one.controls().any(|control| covers.iter().any(|covered| covered.id == control.id));
    let owner = policy.owner.as_ref().map_or_else(
        || context! { id => "", title => build.t("owner of this policy"), holders => Vec::<String>::new(), top_management => false },
        |owner| Value::from(build.role_view(owner)),
    );
    let policy_value = context! {
        id => policy.head.id.clone(),
        number => register::number(policy),
        title => policy.head.title.clone(),
        version => policy.version.clone(),
        effective => policy.effective.map(|day| build.language.long_day(day)),
        owner => owner,
        approved => policy.approved.as_ref().map(|approval| build.approval_view(approval)),
        review => policy.review.as_ref().map(|review| build.review_view(review)),
        audience => audience(build, policy),
        classification => policy.classification.as_ref().map(|level| build.named(level)),
        covers => controls.clone(),
        changes => policy.changes.iter().map(|change| context! { version => change.version.clone(), on => change.on.map(|day| build.language.long_day(day)), what => change.what.clone() }).collect::<Vec<_>>(),
        sections => policy.sections.iter().map(|section| context! { heading => section.heading.clone(), text => section.text.clone() }).collect::<Vec<_>>(),
    };
    context! {
        policy => policy_value,
        p => parameters(build, policy),
        controls => controls,
        excluded => excluded,
        requirements => model.requirements.values().filter(demands).map(|one| build.requirement_view(one)).collect::<Vec<_>>(),
        risks => crate::document::registers::risks::ordered(build).into_iter().filter(treats).map(|one| build.risk_view(one)).collect::<Vec<_>>(),
        exceptions => build.exceptions_of(policy).into_iter().map(|one| build.exception_view(one)).collect::<Vec<_>>(),
        ..common.value.clone()
    }
}

/// The parameters of the template with their values. What is missing or wrong was reported by the checks.
fn parameters(build: &Build<'_>, policy: &Policy) -> Value {
    let declared = policy.template.as_ref().and_then(|template| build.model.template(&template.id)).map_or(&[][..], |template| template.parameters.as_slice());
    let values = declared.iter().map(|parameter| {
        let set = policy.settings.iter().find(|setting| setting.name == parameter.name.value).map(|setting| &setting.value);
        let value = match (set, &parameter.default) {
            // a text of the library is said in the language of the documents; one of the package stays as it is
            (None, Some(SettingValue::Text(text))) if parameter.ty == "text" => Value::from(build.t(text)),
            (set, default) => parameter_value(build, parameter, set.or(default.as_ref())),
        };
        (parameter.name.value.clone(), value)
    });
    Value::from(values.collect::<BTreeMap<String, Value>>())
}

fn parameter_value(build: &Build<'_>, parameter: &Parameter, value: Option<&SettingValue>) -> Value {
    match (parameter.ty, value) {
        ("role", Some(value)) => role_value(build, &value.shown()),
        ("role", None) => context! { id => "", title => build.t("role that is not stated"), holders => Vec::<String>::new(), top_management => false },
        ("supplier", value) => {
            let id = value.map(SettingValue::shown).unwrap_or_default();
            let title = build
                .model
                .suppliers
                .get(&id)
                .map_or_else(|| if id.is_empty() { build.t("supplier that is not stated").to_string() } else { id.clone() }, |one| one.head.title.clone());
            context! { id => id, title => title }
        }
        (_, Some(SettingValue::Bool(yes))) => Value::from(*yes),
        ("bool", _) => Value::from(false),
        (_, Some(SettingValue::Number(number))) => match (number.parse::<i64>(), number.parse::<f64>()) {
            (Ok(whole), _) => Value::from(whole),
            (_, Ok(decimal)) => Value::from(decimal),
            _ => Value::from(number.as_str()),
        },
        (_, Some(SettingValue::Day(day))) => Value::from(build.language.long_day(*day)),
        (_, Some(SettingValue::Length(length))) => Value::from(build.language.length(*length)),
        (_, Some(value)) => Value::from(value.shown()),
        (_, None) => Value::from(build.t("not stated")),
    }
}

const CONTROLS: &[Column] =
    &[col("id", "Id", Kind::Text), col("title", "Control", Kind::Text), col("status", "Status", Kind::Text), page("how", "How it is implemented")];
const REQUIREMENTS: &[Column] =
    &[col("id", "Id", Kind::Text), col("title", "Requirement", Kind::Text), col("source", "Source", Kind::Text), col("responsible", "Responsible", Kind::Text)];
const HISTORY: &[Column] = &[col("version", "Version", Kind::Text), col("on", "Date", Kind::Date), col("what", "What changed", Kind::Text)];

/// The tables behind the text.
fn tables(build: &Build<'_>, policy: &Policy, common: &Common) -> Vec<Register> {
    let model = build.model;
    let covers = covered(model, policy);
    let mut controls = Register::new("controls", "Controls that this policy puts into rules", CONTROLS);
    for id in covers.iter().map(|one| one.id.as_str()) {
        let (status, how) = match (common.controls.get(id), model.exclusions.get(id)) {
            (Some(view), _) => {
                let due = model
                    .controls
                    .get(id)
                    .and_then(soa::due)
                    .filter(|_| view.status != "implemented")
                    .map(|due| build.say("Due {day}.", &[("day", &build.language.day(due))]));
                let how: Vec<String> = view.implementation.iter().cloned().chain(due).collect();
                (view.status_label.clone(), how.join(" "))
            }
            (None, Some(exclusion)) => (build.t("Excluded").to_string(), exclusion.because.clone().unwrap_or_default()),
            (None, None) => (build.t("Not decided").to_string(), String::new()),
        };
        controls.rows.push(vec![Cell::Text(build.id("control", id)), Cell::text(model.control_title(id)), Cell::text(status), Cell::text(how)]);
    }
    let mut requirements = Register::new("requirements", "Requirements behind this policy", REQUIREMENTS);
    for one in model.requirements.values().filter(|one| one.demands.iter().any(|control| covers.iter().any(|covered| covered.id == control.id))) {
        requirements.rows.push(vec![
            Cell::Text(build.id("requirement", &one.head.id)),
            Cell::text(one.head.title.clone()),
            Cell::maybe(one.source.clone()),
            build.role(one.responsible.as_ref()),
        ]);
    }
    let mut exceptions = register::exceptions(build);
    let wanted: Vec<&str> = build.exceptions_of(policy).into_iter().map(|one| one.head.id.as_str()).collect();
    exceptions.rows.retain(|row| row.first().is_some_and(|cell| wanted.contains(&cell.plain().as_str())));
    exceptions.title = "Exceptions in force";
    let mut history = Register::new("history", "History", HISTORY);
    for change in &policy.changes {
        history.rows.push(vec![Cell::text(change.version.clone()), Cell::day(change.on), Cell::text(change.what.clone())]);
    }
    vec![controls, requirements, exceptions, history]
}
