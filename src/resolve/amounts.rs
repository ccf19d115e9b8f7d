//! Reads numbers, and amounts with their units.

use super::lower::{Cursor, Reader, wrong};
use super::node::{Data, Period, Typed};
use super::problems;
use super::values::is_reserved;
use crate::base::{Decimal, Span};
use crate::syntax::{Item, Value, ValueKind};
use crate::vocabulary::{EFFORT_UNITS, Spec, TIME_UNITS, Type};

pub(super) fn number(value: &Value, text: &str) -> Option<Decimal> {
    matches!(value.kind, ValueKind::Number).then(|| Decimal::parse(text)).flatten()
}

pub(super) fn whole(value: &Value, text: &str) -> Option<i64> {
    number(value, text).and_then(Decimal::as_whole)
}

/// A number that is one, but beyond what is counted with.
pub(super) fn too_large(reader: &mut Reader<'_>, value: &Value, text: &str) -> Option<Data> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let all_digits = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.' || byte == b'_');
    if !matches!(value.kind, ValueKind::Number) || !all_digits || digits.matches('.').count() > 1 {
        return None;
    }
    if digits.contains('.') && digits.len() < 12 {
        return None;
    }
    reader.findings.push(problems::number_too_large(reader.place(value.span), text));
    Some(Data::Wrong)
}

pub(super) fn time_unit(word: &str) -> Option<&'static str> {
    TIME_UNITS.iter().find(|(one, many, _)| *one == word || *many == word).map(|(one, _, _)| *one)
}

pub(super) fn with_unit(reader: &mut Reader<'_>, spec: &'static Spec, ty: Type, value: &Value, text: &str, cursor: &mut Cursor<'_>) -> Typed {
    if ty == Type::Money
        && let Some(grouped) = grouped(reader, value, text, cursor)
    {
        return grouped;
    }
    let comma = decimal_comma(reader, spec, ty, value, cursor);
    let span = comma.map_or(value.span, |(span, _)| span);
    let Some(count) = comma.map(|(_, count)| count).or_else(|| number(value, text)) else {
        if too_large(reader, value, text).is_none() {
            reader.findings.push(problems::wrong_type(reader.place(span), value, text, spec, ty));
        }
        return wrong(span);
    };
    let next = cursor.value(0);
    let percent = next.is_some_and(|next| matches!(next.kind, ValueKind::Percent));
    let unit = next.filter(|next| matches!(next.kind, ValueKind::Name | ValueKind::Percent)).map(|next| reader.str(next.span).to_string());
    let is_member = unit.as_deref().is_some_and(|unit| spec.members.iter().any(|child| child.word.split(' ').next() == Some(unit)));
    let unit = unit.filter(|_| !is_member);
    if ty == Type::Quantity {
        // a word behind the number is its unit, unless it is a word of the language
        let belongs = percent || unit.as_deref().is_some_and(|unit| !is_reserved(unit) && unit != "note");
        let unit = unit.filter(|_| belongs);
        if unit.is_some() {
            cursor.take();
        }
        return Typed { span: span.to(cursor.end), data: Data::Quantity(count, unit) };
    }
    let data = unit.as_deref().and_then(|unit| match ty {
        Type::Duration => time_unit(unit).and_then(|unit| count.as_whole().map(|count| Data::Duration(Period { count, unit }))),
        Type::Effort => EFFORT_UNITS
            .iter()
            .find(|(one, many, _)| *one == unit || *many == unit)
            .and_then(|(_, _, hours)| Decimal::whole(*hours).map(|hours| Data::Effort(count.times(hours)))),
        Type::Money => currency(unit).map(|unit| Data::Money(count, unit.to_string())),
        _ => None,
    });
    let negative = count < Decimal::ZERO || (ty == Type::Duration && count == Decimal::ZERO);
    match data {
        Some(_) if negative => {
            cursor.take();
            reader.findings.push(problems::negative_amount(reader.place(span.to(cursor.end)), spec));
            wrong(span)
        }
        Some(Data::Duration(period)) if period.count > 1200 => {
            cursor.take();
            reader.findings.push(problems::number_too_large(reader.place(span), text));
            wrong(span)
        }
        Some(data) => {
            cursor.take();
            Typed { span: span.to(cursor.end), data }
        }
        None => {
            let at = match (&unit, next) {
                (Some(_), Some(next)) => {
                    cursor.take();
                    next.span
                }
                _ => Span { start: span.end, end: span.end },
            };
            reader.findings.push(problems::wrong_unit(reader.place(span), reader.place(at), unit.as_deref(), ty));
            wrong(span)
        }
    }
}

/// The letters of a currency; its sign was reported when the text was read.
fn currency(unit: &str) -> Option<&str> {
    match unit {
        "€" => Some("EUR"),
        "£" => Some("GBP"),
        "$" => Some("USD"),
        _ => (unit.len() == 3 && unit.bytes().all(|byte| byte.is_ascii_uppercase())).then_some(unit),
    }
}

/// An amount of money with thousands apart, or with a decimal comma: `4.000`, `4,000`, `4'000`, `4 000`, `4,50`.
///
/// Nothing of it is guessed: `4.000 EUR` is four thousand for some readers and four for others.
fn grouped(reader: &mut Reader<'_>, value: &Value, text: &str, cursor: &mut Cursor<'_>) -> Option<Typed> {
    if !matches!(value.kind, ValueKind::Number) {
        return None;
    }
    let mut span = value.span;
    let mut written = text.to_string();
    // what stands behind: `,000`, ` 000`
    for _ in 0..3 {
        let comma = matches!(cursor.peek(0), Some(Item::Comma(comma)) if comma.start == span.end);
        let at = if comma { 1 } else { 0 };
        let Some(next) = cursor.value(at).filter(|next| matches!(next.kind, ValueKind::Number)) else { break };
        if comma && next.span.start != span.end + 1 {
            break;
        }
        written.push(if comma { ',' } else { ' ' });
        written.push_str(reader.str(next.span));
        span = span.to(next.span);
        (0..=at).for_each(|_| {
            cursor.take();
        });
    }
    let meant = amounts_meant(&written);
    let [first, ..] = meant.as_slice() else {
        if written == text {
            return None;
        }
        reader.findings.push(problems::wrong_number_format(reader.place(span), &written, &[], Type::Money, false));
        skip_unit(reader, cursor);
        return Some(wrong(span));
    };
    let unit = cursor.value(0).map(|next| reader.str(next.span)).and_then(currency).map(str::to_string);
    reader.findings.push(problems::wrong_number_format(reader.place(span), &written, &meant, Type::Money, has_decimal_comma(&written)));
    skip_unit(reader, cursor);
    let data = match (meant.len(), Decimal::parse(first), unit) {
        (1, Some(count), Some(unit)) => Data::Money(count, unit),
        _ => Data::Wrong,
    };
    Some(Typed { span: span.to(cursor.end), data })
}

/// A number with a decimal comma, as in `4,2 %`, where one number is wanted; the cursor goes behind it.
pub(super) fn decimal_comma(reader: &mut Reader<'_>, spec: &Spec, ty: Type, value: &Value, cursor: &mut Cursor<'_>) -> Option<(Span, Decimal)> {
    let Some(Item::Comma(comma)) = cursor.peek(0) else { return None };
    let next = cursor.value(1)?;
    let in_one = comma.start == value.span.end && next.span.start == comma.end;
    if spec.list || !in_one || ![value, next].iter().all(|part| matches!(part.kind, ValueKind::Number)) {
        return None;
    }
    let span = value.span.to(next.span);
    let written = reader.str(span).to_string();
    let mut meant = amounts_meant(&written);
    if !has_decimal_comma(&written) {
        // three digits behind a comma are thousands for some readers, and decimals for others
        meant.push(written.replace(',', "."));
    }
    let count = meant.first().and_then(|first| Decimal::parse(first))?;
    cursor.take();
    cursor.take();
    // a length of time is a whole number, whatever its sign
    if ty != Type::Duration {
        reader.findings.push(problems::wrong_number_format(reader.place(span), &written, &meant, ty, true));
    }
    Some((span, count))
}

/// Whether a number has a comma, and one or two digits behind it: then it is one before decimals.
fn has_decimal_comma(written: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    written.split_once(',').is_some_and(|(whole, decimals)| digits(whole) && digits(decimals) && decimals.len() < 3)
}

fn skip_unit(reader: &Reader<'_>, cursor: &mut Cursor<'_>) {
    if cursor.value(0).is_some_and(|next| currency(reader.str(next.span)).is_some()) {
        cursor.take();
    }
}

/// What an amount can mean, as the language writes it; nothing where it is written so, or is no amount.
fn amounts_meant(written: &str) -> Vec<String> {
    let is_group = |part: &&str| part.len() == 3 && part.bytes().all(|byte| byte.is_ascii_digit());
    let (head, cents) = match written.rsplit_once([',', '.']) {
        Some((head, cents)) if matches!(cents.len(), 1 | 2) && cents.bytes().all(|byte| byte.is_ascii_digit()) => (head, Some(cents)),
        _ => (written, None),
    };
    let parts: Vec<&str> = head.split([',', '.', '\'', '’', ' ']).collect();
    let Some((first, groups)) = parts.split_first() else { return Vec::new() };
    let all_digits = !first.is_empty() && first.bytes().all(|byte| byte.is_ascii_digit());
    let comma = written.contains(',');
    if !all_digits || !groups.iter().all(is_group) || (groups.is_empty() && !(cents.is_some() && comma)) || (!groups.is_empty() && first.len() > 3) {
        return Vec::new();
    }
    let whole = format!("{first}{}", groups.concat());
    match cents {
        Some(cents) => vec![format!("{whole}.{cents}")],
        // one group behind a dot may be meant as a fraction
        None if groups.len() == 1 && head.contains('.') => vec![whole, (*first).to_string()],
        None => vec![whole],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_of_letters_and_spreadsheets_are_known() {
        for (written, meant) in [
            ("4.000", vec!["4000", "4"]),
            ("4,000", vec!["4000"]),
            ("4'000", vec!["4000"]),
            ("4 000", vec!["4000"]),
            ("1.250.000", vec!["1250000"]),
            ("4.000,50", vec!["4000.50"]),
            ("4,000.50", vec!["4000.50"]),
            ("4,5", vec!["4.5"]),
            ("4", vec![]),
            ("4.50", vec![]),
            ("4000.50", vec![]),
            ("1,2,3", vec![]),
            ("12 13", vec![]),
        ] {
            assert_eq!(amounts_meant(written), meant, "{written}");
        }
    }
}
