//! `isms.toml` in an editor: which tables, keys and values there are, and what they do.

use super::completion::{Item, Kind, List};
use super::{View, completion::subsequence};
use crate::base::{FileId, Span};
use crate::diagnostic::{Group, Level};
use crate::source::{Preset, SETTINGS, SettingsTable};
use crate::{catalog, render};

/// Whether a file is the settings of its package, and no source.
pub fn is_settings(view: &View<'_>, file: FileId) -> bool {
    view.compiled.sources.get(file).is_some_and(|source| source.path == "isms.toml")
}

/// How a finding may count, with what that means.
const LEVELS: [(Level, &str); 3] = [(Level::Allow, "not reported"), (Level::Warn, "reported; the run succeeds"), (Level::Deny, "reported; the run fails")];

const PRESETS: [(Preset, &str); 3] = [
    (Preset::Draft, "work has begun: what is not yet decided warns"),
    (Preset::Default, "the levels of the findings themselves"),
    (Preset::Certification, "what an auditor would not forgive before certification fails"),
];

/// The line around an offset: where it begins, and its text.
fn line(text: &str, offset: usize) -> (usize, &str) {
    let before = text.get(..offset).unwrap_or("");
    let start = before.rfind('\n').map_or(0, |at| at + 1);
    let rest = text.get(start..).unwrap_or("");
    (start, rest.split(['\n', '\r']).next().unwrap_or(""))
}

/// The table that a line lies in.
fn table(text: &str, start: usize) -> Option<&'static SettingsTable> {
    let heads = text.get(..start).unwrap_or("").lines().rev();
    let name = heads.map(str::trim).find_map(|line| line.strip_prefix('[')?.split(']').next())?;
    SETTINGS.iter().find(|table| table.name == name.trim())
}

/// Where a comment begins in a line, if one does.
fn comment(line: &str) -> Option<usize> {
    let mut quoted = false;
    line.char_indices().find_map(|(at, c)| {
        quoted ^= c == '"';
        (c == '#' && !quoted).then_some(at)
    })
}

/// What may come at an offset.
pub fn complete(view: &View<'_>, file: FileId, offset: u32) -> List {
    let text = view.text(file);
    let at = offset as usize;
    let (start, line) = line(text, at);
    let head = line.get(..at - start).unwrap_or("");
    let nothing = List { replace: super::point(offset), items: Vec::new(), more: false };
    if comment(head).is_some() {
        return nothing;
    }
    let is_name = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
    let written = head.trim_end_matches(is_name);
    let word = head.get(written.len()..).unwrap_or("").to_lowercase();
    let behind = line.get(head.len()..).unwrap_or("");
    let end = at + behind.len() - behind.trim_start_matches(is_name).len();
    let replace = Span::new(start + written.len(), end);
    let items = match (head.split_once('='), table(text, start)) {
        _ if head.trim_start().starts_with('[') => tables(text, behind.contains(']')),
        (Some((key, _)), Some(table)) => {
            let quoted = head.matches('"').count() % 2 == 1;
            values(table, key.trim(), quoted)
        }
        (None, Some(table)) => keys(table, text, line.contains('=')),
        (None, None) => tables(text, false)
            .into_iter()
            .map(|item| {
                let whole = format!("[{}]\n", item.label);
                item.snippet(&whole)
            })
            .collect(),
        (Some(_), None) => Vec::new(),
    };
    let mut items: Vec<Item> = items.into_iter().filter(|item| word.is_empty() || subsequence(&word, &item.label)).collect();
    items.sort_by_key(|item| (!item.label.starts_with(&word), !item.first));
    List { replace, items, ..nothing }
}

/// The tables that are not there yet.
fn tables(text: &str, closed: bool) -> Vec<Item> {
    let there = |table: &&SettingsTable| text.lines().any(|line| line.trim() == format!("[{}]", table.name));
    let free = SETTINGS.iter().filter(|table| !there(table));
    free.map(|table| {
        let item = Item::new(table.name, Kind::Declaration).doc(table.doc);
        if closed { item } else { item.snippet(&format!("{}]", table.name)) }
    })
    .collect()
}

/// The keys of a table that are not there yet; below `[lints]` also what findings are called.
fn keys(table: &SettingsTable, text: &str, has_value: bool) -> Vec<Item> {
    let there = |key: &str| text.lines().any(|line| line.split_once('=').is_some_and(|(one, _)| one.trim() == key));
    let item = |key: &str, kind: Kind, example: &str| {
        let item = Item::new(key, kind);
        // what is behind the key already stays
        if has_value { item } else { item.snippet(&format!("{key} = \"${{1:{example}}}\"")) }
    };
    let own = table.keys.iter().map(|(key, example, doc)| {
        let mut item = item(key, Kind::Word, example).doc(doc);
        item.first = true;
        item
    });
    let mut found: Vec<Item> = own.collect();
    if table.name == "lints" {
        found.extend(
            Group::ALL.into_iter().map(|group| item(group.word(), Kind::Choice, "warn").detail("group").doc(&format!("All findings on {}.", group.describe()))),
        );
        let codes = catalog::codes().filter(|code| code.level != Level::Error);
        found.extend(codes.map(|code| item(code.slug, Kind::Value, "warn").detail(&format!("{} · {}", code.group.word(), code.level.word())).doc(code.page)));
    }
    found.retain(|item| !there(&item.label));
    found
}

/// The values of a key.
fn values(table: &SettingsTable, key: &str, quoted: bool) -> Vec<Item> {
    let known: Vec<(&str, String)> = match (table.name, key) {
        ("lints", "preset") => PRESETS.iter().map(|(preset, doc)| (preset.word(), (*doc).to_string())).collect(),
        ("lints", "baseline") => Vec::new(),
        ("lints", _) => LEVELS.iter().map(|(level, doc)| (level.word(), (*doc).to_string())).collect(),
        ("build", "formats") => render::FORMATS.iter().map(|format| (format.name, format.about.to_string())).collect(),
        ("theme", "paper") => vec![("a4", "210 × 297 mm".into()), ("letter", "8.5 × 11 inches".into())],
        _ => Vec::new(),
    };
    let one = |(word, doc): (&str, String)| {
        let item = Item::new(word, Kind::Choice).detail(&doc);
        if quoted { item } else { item.snippet(&format!("\"{word}\"")) }
    };
    known.into_iter().map(one).collect()
}

/// What stands at an offset, in Markdown, and the range that it is about.
pub fn hover(view: &View<'_>, file: FileId, offset: u32) -> Option<(String, Span)> {
    let text = view.text(file);
    let (start, line) = line(text, offset as usize);
    let at = offset as usize - start;
    if comment(line).is_some_and(|comment| comment <= at) {
        return None;
    }
    let span = |part: &str| {
        let from = line.find(part)?;
        (from <= at && at <= from + part.len()).then(|| Span::new(start + from, start + from + part.len()))
    };
    if let Some(name) = line.trim().strip_prefix('[').and_then(|rest| rest.split(']').next()) {
        let table = SETTINGS.iter().find(|table| table.name == name)?;
        return Some((format!("**[{name}]** {}", table.doc), span(name)?));
    }
    let (key, value) = line.split_once('=')?;
    let table = table(text, start)?;
    let (key, value) = (key.trim(), value.split('"').nth(1).unwrap_or(""));
    if let Some(span) = span(key) {
        return Some((describe(table, key)?, span));
    }
    let item = values(table, key, true).into_iter().find(|item| item.label == value)?;
    // the value stands behind the key, which may have the same letters
    let from = line.rfind(value)?;
    Some((format!("**{value}** {}", item.detail), Span::new(start + from, start + from + value.len())))
}

fn describe(table: &SettingsTable, key: &str) -> Option<String> {
    if let Some((key, example, doc)) = table.keys.iter().find(|(known, ..)| *known == key) {
        let example = if example.is_empty() { String::new() } else { format!("\n\n```toml\n{key} = \"{example}\"\n```") };
        return Some(format!("**{key}** {doc}{example}"));
    }
    if table.name != "lints" {
        return None;
    }
    let group = Group::ALL.into_iter().find(|group| group.word() == key);
    group.map(|group| format!("**{key}** all findings on {}", group.describe())).or_else(|| catalog::find(key).map(|code| code.page.to_string()))
}
