//! Hover: what stands here, in a few lines.

use super::find::{self, What};
use super::{View, card, settings};
use crate::base::{FileId, Span};
use crate::model::Day;
use crate::resolve::Data;

/// The text for an offset, in Markdown, and the range that it is about.
pub fn hover(view: &View<'_>, file: FileId, offset: u32) -> Option<(String, Span)> {
    if settings::is_settings(view, file) {
        return settings::hover(view, file, offset);
    }
    let found = find::at(view, file, offset);
    let node = found.node()?;
    match found.what {
        What::Word => {
            let spec = node.spec;
            let mut text = format!("**{}**", spec.word);
            if spec.value != crate::vocabulary::Type::Nothing {
                text.push_str(&format!(" · {}", spec.value.describe()));
            }
            text.push_str(&format!("\n\n{}", spec.doc));
            if !spec.example.is_empty() {
                text.push_str(&format!("\n\n```isms\n{}\n```", spec.example));
            }
            Some((text, node.word))
        }
        What::Value(typed) => {
            if let Data::Date(date) = typed.data {
                return Some((format!("{date}, {}", card::distance(view, Day(date))), typed.span));
            }
            if let Data::Word(word) = typed.data
                && let crate::vocabulary::Type::Word(words) = node.spec.value
            {
                let doc = words.iter().find(|(one, _)| *one == word).map_or("", |(_, doc)| doc);
                return Some((format!("**{word}** {doc}"), typed.span));
            }
            if let Some(name) = find::name_at(view, file, offset) {
                return Some((card::card(view, name.group, &name.id)?, name.place.span));
            }
            if let Data::Setting(name, inner) = &typed.data {
                let template = found.declaration()?.get("template")?.value()?.span.of(view.text(file));
                let parameter = view.model().template(template)?.parameters.iter().find(|one| one.name.value == *name)?;
                let default = parameter.default.as_ref().map(|value| format!(", `{}` where nothing is set", value.shown())).unwrap_or_default();
                let at = Span { start: typed.span.start, end: inner.span.start.saturating_sub(1) };
                return Some((format!("**{name}** {}\n\nType: {}{default}. A parameter of the template `{template}`.", parameter.title, parameter.ty), at));
            }
            if let (Data::Name(name), "allow") = (&typed.data, node.spec.word) {
                return Some((crate::catalog::find(name)?.page.to_string(), typed.span));
            }
            None
        }
        What::Title | What::Nothing => None,
    }
}
