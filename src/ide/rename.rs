//! Renaming: every place of a name in all files, and a check that nothing else changes its meaning.

use std::collections::BTreeMap;

use super::find::{self, Named};
use super::{Change, View};
use crate::base::FileId;
use crate::pipeline::{Options, compile};
use crate::resolve::is_reserved;
use crate::source::Memory;
use crate::vocabulary::Namespace;

/// The name at an offset, if it can be renamed; else why not.
pub fn prepare(view: &View<'_>, file: FileId, offset: u32) -> Result<Named, String> {
    let name = find::name_at(view, file, offset).ok_or("there is no name here")?;
    let place = find::definition(view, name.group, &name.id).ok_or_else(|| format!("`{}` is declared nowhere", name.id))?;
    if view.compiled.sources.get(place.file).is_none_or(|source| source.library) {
        return Err(format!("`{}` belongs to the library and cannot be renamed", name.id));
    }
    Ok(name)
}

/// The changes that rename what stands at an offset; else why it cannot be called that.
pub fn rename(view: &View<'_>, file: FileId, offset: u32, new: &str, options: &Options) -> Result<Vec<Change>, String> {
    let name = prepare(view, file, offset)?;
    if !is_name(new) {
        return Err(format!("`{new}` is not a name: letters, digits, `_`, `-` and dots, and a letter first"));
    }
    if is_reserved(new) || (name.group == Namespace::Control && new.starts_with("A.")) {
        return Err(format!("`{new}` cannot be the name of a {}", name.group.label()));
    }
    if let Some(taken) = view.session.scope().find(new, &[name.group]) {
        let title = taken.title.as_deref().unwrap_or(new);
        return Err(format!("there is a {} `{new}` already: {title}", name.group.label()));
    }
    let places = find::occurrences(view, name.group, &name.id, false);
    let changes: Vec<Change> = places.into_iter().map(|one| Change { place: one.place, text: new.to_string() }).collect();
    conflict(view, &changes, options).map_or(Ok(changes), Err)
}

fn is_name(text: &str) -> bool {
    let first = text.chars().next().is_some_and(|c| unicode_ident::is_xid_start(c) || c == '_');
    first && !text.ends_with('.') && text.chars().all(|c| unicode_ident::is_xid_continue(c) || matches!(c, '-' | '.'))
}

/// Compiles the package as it would be: what would be wrong then and is not wrong now.
fn conflict(view: &View<'_>, changes: &[Change], options: &Options) -> Option<String> {
    let mut world = Memory::new();
    for (file, source) in view.compiled.sources.iter().filter(|(_, source)| !source.library) {
        let text = apply(&source.text, changes.iter().filter(|change| change.place.file == file));
        let path = source.path.strip_prefix(&options.prefix).unwrap_or(&source.path).trim_start_matches('/');
        world = world.with(path, text);
    }
    let after = compile(&world, options).ok()?;
    let mut before: BTreeMap<&str, usize> = BTreeMap::new();
    let count = |code: &'static str, map: &mut BTreeMap<&str, usize>| *map.entry(code).or_default() += 1;
    view.compiled.findings.iter().filter(|finding| finding.is_error()).for_each(|finding| count(finding.code.slug, &mut before));
    for finding in after.findings.iter().filter(|finding| finding.is_error()) {
        match before.get_mut(finding.code.slug).filter(|left| **left > 0) {
            Some(left) => *left -= 1,
            None => return Some(finding.message.clone()),
        }
    }
    None
}

/// A text with changes in it.
pub fn apply<'c>(text: &str, changes: impl Iterator<Item = &'c Change>) -> String {
    let mut changes: Vec<&Change> = changes.collect();
    changes.sort_by_key(|change| change.place.span);
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for change in changes {
        let (start, end) = (change.place.span.start as usize, change.place.span.end as usize);
        if start < at {
            continue;
        }
        out.push_str(text.get(at..start).unwrap_or(""));
        out.push_str(&change.text);
        at = end;
    }
    out.push_str(text.get(at..).unwrap_or(""));
    out
}
