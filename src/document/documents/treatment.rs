//! The risk treatment plan (ISO/IEC 27001, 6.1.3 e and f).

use minijinja::context;

use super::{Plan, Shop};
use crate::document::Document;
use crate::document::registers::{risks, treatment};

pub(super) fn make(shop: &mut Shop<'_>) -> Option<Document> {
    let build = shop.build;
    let model = build.model;
    let all = risks::ordered(build);
    let open: Vec<String> = all.iter().filter(|risk| risk.treatments.is_empty()).map(|risk| risk.head.id.clone()).collect();
    let unsigned: Vec<String> =
        all.iter().filter(|risk| risk.accepted.is_empty() && !treatment::within_appetite(build, risk)).map(|risk| risk.head.id.clone()).collect();
    let mut options: crate::base::IndexMap<&str, usize> = crate::base::IndexMap::default();
    for treatment in model.risks.values().flat_map(|risk| risk.treatments.iter()) {
        *options.entry(build.t(crate::document::words::option(treatment.option))).or_default() += 1;
    }
    let context = context! {
        risks => model.risks.len(),
        untreated => open,
        unsigned => unsigned,
        options => options.iter().map(|(title, count)| context! { title => *title, count => *count }).collect::<Vec<_>>(),
    };
    shop.write(Plan::listed(build, "risk_treatment_plan", vec![treatment::register(build)]), "documents/risk_treatment_plan.md.j2", context)
}
