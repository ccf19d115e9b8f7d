//! What the templates on context, requirements, objectives and resources are given beside their tables.

use minijinja::{Value, context};

use super::fact;
use crate::document::build::Build;
use crate::document::registers::{Cell, Piece, objectives as values};
use crate::model::{Objective, RefOrText};

/// Context and scope (ISO/IEC 27001, 4.1 to 4.4).
pub(super) fn scope(build: &Build<'_>) -> Value {
    let model = build.model;
    // Amendment 1:2024 asks for a decision on it
    let climate = model.organisation.issues.iter().find(|issue| {
        let title = issue.title.to_lowercase();
        title.contains("climate") || title.contains("klima")
    });
    context! {
        traits => model.organisation.facts.iter().map(|word| build.phrase(word)).collect::<Vec<_>>(),
        climate => climate.map(|issue| context! { relevant => issue.relevant.unwrap_or(true), effect => issue.effect.clone() }),
        processes => model.process_set.processes.len(),
        suppliers => model.suppliers.values().filter(|one| one.status == "active").count(),
    }
}

/// Interested parties and requirements (4.2).
pub(super) fn requirements(build: &Build<'_>) -> Value {
    let all = || build.model.requirements.values();
    let kind = |word: &str| {
        let count = all().filter(|one| one.kind == word).count();
        (count > 0).then(|| context! { id => word, title => build.phrase(word), count => count })
    };
    let ids = |keep: &dyn Fn(&crate::model::Requirement) -> bool| all().filter(|one| keep(one)).map(|one| one.head.id.clone()).collect::<Vec<_>>();
    context! {
        kinds => ["legal", "regulatory", "contractual", "customer", "internal"].into_iter().filter_map(kind).collect::<Vec<_>>(),
        total => build.model.requirements.len(),
        met => all().filter(|one| one.status == Some("met")).count(),
        unmet => ids(&|one| matches!(one.status, Some("partly_met" | "not_met"))),
        unassessed => ids(&|one| matches!(one.status, None | Some("open"))),
        unapproved => ids(&|one| one.approved.is_none()),
    }
}

/// Information security objectives (6.2): for each what is done, with what, by whom, until when, and how it is judged.
pub(super) fn objectives(build: &Build<'_>) -> Value {
    context! { objectives => build.model.objectives.values().map(|one| objective(build, one)).collect::<Vec<_>>() }
}

fn objective(build: &Build<'_>, one: &Objective) -> Value {
    const STEM: &str = "objectives";
    let measure = match &one.measure {
        Some(RefOrText::Ref(found)) => build.model.measures.get(&found.id),
        _ => None,
    };
    let last = measure.and_then(|measure| values::observations(measure).last().copied().map(|last| (measure, last)));
    let value = last.map(|(measure, last)| {
        let unit = last.unit.as_deref().or(measure.unit.as_deref()).map(|unit| format!(" {unit}")).unwrap_or_default();
        let on = last.on.map(|on| format!(" ({})", build.language.day(on))).unwrap_or_default();
        format!("{}{unit}{on}, {}", last.value, build.t(values::trend(measure)))
    });
    let open = !matches!(one.status, Some("reached" | "missed"));
    let facts = [
        fact(build, STEM, "Target", &Cell::maybe(one.target.clone())),
        fact(build, STEM, "What is done", &build.refs(&one.controls)),
        fact(build, STEM, "Resources", &Cell::maybe(one.resources.clone())),
        fact(build, STEM, "Responsible", &build.person_cell(one.owner.as_ref())),
        fact(build, STEM, "Due", &build.due(one.due.as_ref().map(|at| at.value), open)),
        fact(build, STEM, "Measured by", &one.measure.as_ref().map_or(Cell::Empty, |measure| Cell::Text(build.either(measure)))),
        fact(build, STEM, "Last value", &Cell::maybe(value)),
        fact(build, STEM, "How it is evaluated", &Cell::maybe(one.evaluated.clone())),
        fact(build, STEM, "Supports", &Cell::list(one.supports.iter().map(|found| supported(build, found)).collect())),
        fact(build, STEM, "Status", &Cell::maybe(one.status.map(|word| build.phrase(word)))),
    ];
    context! {
        id => one.head.id.clone(),
        title => one.head.title.clone(),
        description => one.head.description.clone(),
        facts => facts.into_iter().flatten().collect::<Vec<_>>(),
    }
}

/// What an objective supports, with its name and its title.
fn supported(build: &Build<'_>, found: &crate::model::Ref) -> Piece {
    build.linked(found.kind, &found.id, crate::document::links::heading(&found.id, &build.model.title_of(found)))
}

/// Resources (7.1): sums of what others pay and what the ISMS pays, and the years that have a budget.
pub(super) fn resources(build: &Build<'_>) -> Value {
    let model = build.model;
    let total = |isms: bool| {
        let mut sums: crate::base::IndexMap<&str, crate::base::Decimal> = crate::base::IndexMap::default();
        for fund in model.budgets.values().flat_map(|budget| &budget.funds).filter(|fund| (fund.funder.value == "isms") == isms) {
            if let Some(money) = &fund.money {
                let sum = sums.entry(&money.currency).or_default();
                *sum = sum.plus(money.amount);
            }
        }
        let shown = sums.into_iter().map(|(currency, amount)| build.language.money(&crate::model::Money { amount, currency: currency.to_string() }));
        shown.collect::<Vec<_>>().join(", ")
    };
    context! {
        years => model.budgets.values().map(|budget| budget.year.to_string()).collect::<std::collections::BTreeSet<_>>().into_iter().collect::<Vec<_>>(),
        from_isms => total(true),
        from_others => total(false),
    }
}
