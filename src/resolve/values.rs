//! Reads one value of the type that the vocabulary asks for.

use jiff::civil::Date;

use super::amounts::{decimal_comma, number, time_unit, too_large, whole, with_unit};
use super::lower::{Cursor, Reader, wrong};
use super::node::{Data, Reference, Typed};
use super::problems;
use crate::base::days_meant;
use crate::syntax::problems::wrong_date_format;
use crate::syntax::{Item, Value, ValueKind};
use crate::vocabulary::{Namespace, Spec, Type};

/// Reads a value for `spec`; what does not fit is reported and skipped.
pub(super) fn read_value(reader: &mut Reader<'_>, spec: &'static Spec, cursor: &mut Cursor<'_>) -> Typed {
    read_type(reader, spec, spec.value, cursor)
}

fn read_type(reader: &mut Reader<'_>, spec: &'static Spec, ty: Type, cursor: &mut Cursor<'_>) -> Typed {
    let Some(Item::Value(value)) = cursor.take() else { return wrong(cursor.end) };
    let span = value.span;
    let text = reader.str(span).to_string();
    let data = match ty {
        Type::Nothing => None,
        Type::Id(_) => new_name(reader, value, &text),
        Type::Ref(groups) | Type::RefOrText(groups) if !groups.is_empty() && reader.is_spaced(spec, value, cursor) => {
            return reader.spaced(value, groups, cursor);
        }
        Type::Ref(groups) => (matches!(value.kind, ValueKind::Name | ValueKind::Number)).then(|| reference(&text, groups)),
        Type::RefOrText(groups) => match value.kind {
            ValueKind::String | ValueKind::Text => read_text(reader, value, &text),
            ValueKind::Name if !groups.is_empty() => Some(reference(&text, groups)),
            _ => None,
        },
        Type::Text if matches!(value.kind, ValueKind::Name) => return bare_text(reader, spec, value, cursor),
        Type::Text => read_text(reader, value, &text),
        Type::Word(words) => match value.kind {
            ValueKind::Name => match words.iter().find(|(word, _)| *word == text) {
                Some((word, _)) => Some(Data::Word(word)),
                None => {
                    reader.findings.push(problems::unknown_choice(reader.place(span), &text, spec, words));
                    Some(Data::Wrong)
                }
            },
            _ => None,
        },
        Type::Name(_) => matches!(value.kind, ValueKind::Name | ValueKind::Number).then(|| Data::Name(text.clone())),
        Type::Date => read_date(reader, value, &text),
        Type::Clause => (matches!(value.kind, ValueKind::Number) && is_clause(&text)).then(|| Data::Clause(text.clone())),
        Type::Bool => match (&value.kind, text.as_str()) {
            (ValueKind::Name, "yes") => Some(Data::Bool(true)),
            (ValueKind::Name, "no") => Some(Data::Bool(false)),
            _ => None,
        },
        Type::Int(low, high) => match whole(value, &text) {
            Some(number) if (low..=high).contains(&number) => Some(Data::Int(number)),
            Some(_) => {
                reader.findings.push(problems::out_of_range(reader.place(span), &text, low, high));
                Some(Data::Wrong)
            }
            None => too_large(reader, value, &text),
        },
        Type::Number if let Some((span, count)) = decimal_comma(reader, spec, ty, value, cursor) => return Typed { span, data: Data::Number(count) },
        Type::Number => number(value, &text).map(Data::Number).or_else(|| too_large(reader, value, &text)),
        Type::Duration | Type::Money | Type::Effort | Type::Quantity => return with_unit(reader, spec, ty, value, &text, cursor),
        Type::Rating => match value.kind {
            ValueKind::Name => {
                let next = cursor.value(0).and_then(|next| number(next, reader.str(next.span)));
                match next {
                    Some(level) => {
                        cursor.take();
                        return Typed { span: span.to(cursor.end), data: Data::Rating(Some(text), level) };
                    }
                    None => None,
                }
            }
            _ => number(value, &text).map(|level| Data::Rating(None, level)),
        },
        Type::Setting => match (&value.kind, cursor.value(0)) {
            (ValueKind::Name, Some(_)) => {
                let inner = read_type(reader, spec, Type::Any, cursor);
                return Typed { span: span.to(inner.span), data: Data::Setting(text, Box::new(inner)) };
            }
            _ => None,
        },
        Type::Any => return any(reader, spec, value, &text, cursor),
    };
    match data {
        Some(data) => Typed { span, data },
        None => {
            reader.findings.push(problems::wrong_type(reader.place(span), value, &text, spec, ty));
            wrong(span)
        }
    }
}

fn any(reader: &mut Reader<'_>, spec: &'static Spec, value: &Value, text: &str, cursor: &mut Cursor<'_>) -> Typed {
    let span = value.span;
    let data = match value.kind {
        ValueKind::String | ValueKind::Text => read_text(reader, value, text),
        ValueKind::Name if text == "yes" => Some(Data::Bool(true)),
        ValueKind::Name if text == "no" => Some(Data::Bool(false)),
        ValueKind::Name => Some(Data::Name(text.to_string())),
        ValueKind::Number if looks_like_date(text) => read_date(reader, value, text),
        ValueKind::Number => {
            let unit = cursor.value(0).map(|next| reader.str(next.span).to_string());
            let is_time = unit.as_deref().is_some_and(|unit| time_unit(unit).is_some());
            let ty = if is_time { Type::Duration } else { Type::Quantity };
            return with_unit(reader, spec, ty, value, text, cursor);
        }
        _ => None,
    };
    match data {
        Some(data) => Typed { span, data },
        None => {
            reader.findings.push(problems::wrong_type(reader.place(span), value, text, spec, Type::Any));
            wrong(span)
        }
    }
}

fn new_name(reader: &mut Reader<'_>, value: &Value, text: &str) -> Option<Data> {
    if !matches!(value.kind, ValueKind::Name) {
        return None;
    }
    if text.ends_with('.') || RESERVED.contains(&text) {
        reader.findings.push(problems::reserved_name(reader.place(value.span), text));
        return Some(Data::Wrong);
    }
    Some(Data::Id(text.to_string()))
}

/// Whether a word cannot be a name, because it would be read as a modifier where the name is used.
pub fn is_reserved(word: &str) -> bool {
    RESERVED.contains(&word)
}

/// Words that would be read as a modifier where the name is used.
const RESERVED: &[&str] = &[
    "by",
    "on",
    "until",
    "from",
    "to",
    "with",
    "for",
    "every",
    "last",
    "because",
    "at",
    "of",
    "yes",
    "no",
    "isms",
    "owner",
    "needs",
    "including",
    "instead",
    "realises",
    "approved",
    "because",
];

/// A reference as written: `risk.R-004` names its group, `A.5.7` does not.
fn reference(text: &str, groups: &'static [Namespace]) -> Data {
    let mut found = Reference { id: text.to_string(), qualifier: None, groups, target: None, words: Vec::new() };
    if let Some((first, rest)) = text.split_once('.') {
        let group = Namespace::ALL.into_iter().find(|ns| ns.qualifier() == first);
        if let (Some(group), false) = (group, rest.is_empty()) {
            found.qualifier = Some(group);
            found.id = rest.to_string();
        }
    }
    Data::Ref(found)
}

fn read_text(reader: &mut Reader<'_>, value: &Value, text: &str) -> Option<Data> {
    let read = match value.kind {
        ValueKind::String => unescape(text),
        ValueKind::Text => dedent(text),
        _ => return None,
    };
    if read.trim().is_empty() {
        reader.findings.push(problems::empty_text(reader.place(value.span)));
    }
    Some(Data::Text(read))
}

/// A text without quotes, up to the next word that means something here, is read as what was meant.
fn bare_text(reader: &mut Reader<'_>, spec: &'static Spec, value: &Value, cursor: &mut Cursor<'_>) -> Typed {
    let span = reader.bare(value.span, cursor);
    let text = reader.str(span).to_string();
    reader.findings.push(problems::bare_text(reader.place(span), &text, spec));
    Typed { span, data: Data::Text(text) }
}

fn looks_like_date(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    (parts.len() == 3 && parts.iter().all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()))) || !days_meant(text).is_empty()
}

fn read_date(reader: &mut Reader<'_>, value: &Value, text: &str) -> Option<Data> {
    if !matches!(value.kind, ValueKind::Number) || !looks_like_date(text) {
        return None;
    }
    if let Some(date) = parse_date(text) {
        return Some(Data::Date(date));
    }
    let meant = days_meant(text);
    let place = reader.place(value.span);
    match meant.as_slice() {
        [] => reader.findings.push(problems::impossible_date(place, text)),
        // one with slashes was reported when the text was read
        _ if text.contains('/') => {}
        _ => reader.findings.push(wrong_date_format(place, &meant)),
    }
    match meant.as_slice() {
        [one] => parse_date(one).map(Data::Date),
        _ => Some(Data::Wrong),
    }
}

/// A day written `2026-09-30`, from 1900 to 2199.
pub fn parse_date(text: &str) -> Option<Date> {
    calendar_day(text).filter(|date| (1900..2200).contains(&date.year()))
}

/// A day of the calendar, in whatever year.
pub(super) fn calendar_day(text: &str) -> Option<Date> {
    let parts: Vec<&str> = text.split('-').collect();
    match parts.as_slice() {
        [year, month, day] if year.len() == 4 && month.len() == 2 && day.len() == 2 => {
            Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
        }
        _ => None,
    }
}

fn is_clause(text: &str) -> bool {
    text.split('.').all(|part| !part.is_empty() && part.len() < 4 && part.bytes().all(|byte| byte.is_ascii_digit()))
}

/// The text of a string in quotes: `\"`, `\\`, `\n` and `\t` are resolved.
pub(super) fn unescape(text: &str) -> String {
    if let Some(inner) = crate::syntax::within_quotes(text) {
        return inner.to_string();
    }
    let inner = text.strip_prefix('"').unwrap_or(text);
    let inner = inner.strip_suffix('"').unwrap_or(inner);
    if !inner.contains('\\') {
        return inner.to_string();
    }
    let mut out = String::with_capacity(inner.len());
    let mut chars = inner.chars();
    while let Some(c) = chars.next() {
        if c != '\\' {
            out.push(c);
            continue;
        }
        match chars.next() {
            Some('n') => out.push('\n'),
            Some('t') => out.push('\t'),
            Some(other) => out.push(other),
            None => {}
        }
    }
    out
}

/// The text of a text block: quotes and common indentation removed, lines ended by `\n`.
pub(super) fn dedent(text: &str) -> String {
    let inner = text.strip_prefix("\"\"\"").unwrap_or(text);
    let inner = inner.strip_suffix("\"\"\"").unwrap_or(inner);
    let normal = inner.replace("\r\n", "\n").replace('\r', "\n");
    let lines: Vec<&str> = normal.lines().collect();
    let first_is_text = lines.first().is_some_and(|line| !line.trim().is_empty());
    let indent = lines
        .iter()
        .skip(usize::from(first_is_text))
        .filter(|line| !line.trim().is_empty())
        .map(|line| line.len() - line.trim_start_matches([' ', '\t']).len())
        .min()
        .unwrap_or(0);
    let mut out: Vec<&str> = Vec::with_capacity(lines.len());
    for (at, line) in lines.iter().enumerate() {
        let line = if at == 0 && first_is_text { line.trim_start() } else { line.get(indent..).unwrap_or("") };
        out.push(line.trim_end());
    }
    while out.first().is_some_and(|line| line.is_empty()) {
        out.remove(0);
    }
    while out.last().is_some_and(|line| line.is_empty()) {
        out.pop();
    }
    out.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn common_indentation_goes() {
        assert_eq!(dedent("\"\"\"\n    one\n      two\n\n    three\n  \"\"\""), "one\n  two\n\nthree");
    }

    #[test]
    fn escapes_are_resolved() {
        assert_eq!(unescape(r#""a \"b\" \\ c""#), "a \"b\" \\ c");
    }
}
