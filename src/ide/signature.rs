//! The parameters of the policy template, while a policy sets one.

use super::{View, context};
use crate::base::FileId;

/// A template and its parameters.
#[derive(Debug, Clone)]
pub struct Signature {
    /// `access_control(review_interval duration, …)`
    pub label: String,
    /// What the template is.
    pub doc: String,
    /// Each parameter as it stands in the label, with what it is for.
    pub parameters: Vec<(String, String)>,
    /// The one that is being set.
    pub active: Option<usize>,
}

/// The signature at an offset.
pub fn signature(view: &View<'_>, file: FileId, offset: u32) -> Option<Signature> {
    let context = context::at(view, file, offset);
    let line = view.text(file).get(..offset as usize)?.rsplit('\n').next()?.trim_start().to_string();
    if !line.starts_with("set") {
        return None;
    }
    let id = context.template?;
    let template = view.model().template(&id)?;
    let parameters: Vec<(String, String)> = template
        .parameters
        .iter()
        .map(|one| {
            let default = one.default.as_ref().map(|value| format!(" = {}", value.shown())).unwrap_or_default();
            (format!("{} {}{default}", one.name.value, one.ty), one.title.clone())
        })
        .collect();
    let written = line.split_whitespace().nth(1).unwrap_or("");
    let active = template
        .parameters
        .iter()
        .position(|one| one.name.value == written)
        .or_else(|| template.parameters.iter().position(|one| !written.is_empty() && one.name.value.starts_with(written)));
    let label = format!("{id}({})", parameters.iter().map(|(label, _)| label.as_str()).collect::<Vec<_>>().join(", "));
    Some(Signature { label, doc: template.head.title.clone(), parameters, active })
}
