//! Snippets: whole declarations with places to fill in, made from the vocabulary.

use crate::vocabulary::{Card, Namespace, Spec, Title, Type};

/// A declaration or a line of a block with everything that it must have, as a snippet with tab stops.
pub fn whole(spec: &Spec, known: &dyn Fn(Namespace) -> Option<String>) -> String {
    let mut stops = 0;
    let mut out = line(spec, known, &mut stops);
    let required: Vec<&Spec> = spec.members.iter().filter(|member| member.card == Card::Required).collect();
    let block = spec.declares.is_some() && spec.declares != Some(Namespace::Task);
    if !block {
        for member in required {
            out.push(' ');
            out.push_str(&line(member, known, &mut stops));
        }
        return out;
    }
    out.push_str(" {\n");
    for member in required {
        out.push_str("  ");
        out.push_str(&line(member, known, &mut stops));
        for inner in member.members.iter().filter(|inner| inner.card == Card::Required) {
            out.push(' ');
            out.push_str(&line(inner, known, &mut stops));
        }
        out.push('\n');
    }
    out.push_str("  $0\n}");
    out
}

/// A word with a place for its value and its title.
pub fn line(spec: &Spec, known: &dyn Fn(Namespace) -> Option<String>, stops: &mut usize) -> String {
    let mut out = spec.word.to_string();
    if spec.value_required && spec.value != Type::Nothing {
        out.push(' ');
        out.push_str(&value(spec.value, known, stops));
    }
    if spec.title == Title::Required {
        *stops += 1;
        out.push_str(&format!(" \"${{{stops}:{}}}\"", capital(spec.word)));
    }
    out
}

/// A place for a value of a type.
pub fn value(ty: Type, known: &dyn Fn(Namespace) -> Option<String>, stops: &mut usize) -> String {
    *stops += 1;
    let stop = *stops;
    let hint = |text: &str| format!("${{{stop}:{text}}}");
    match ty {
        Type::Nothing => {
            *stops -= 1;
            String::new()
        }
        Type::Id(group) => hint(&format!("{}_name", group.label().replace(' ', "_"))),
        Type::Ref(groups) | Type::RefOrText(groups) => {
            let name = groups.iter().find_map(|group| known(*group));
            hint(&name.unwrap_or_else(|| groups.first().map_or("name".into(), |group| group.label().replace(' ', "_"))))
        }
        Type::Text => format!("\"${{{stop}}}\""),
        Type::Word(words) => format!("${{{stop}|{}|}}", words.iter().map(|(word, _)| *word).collect::<Vec<_>>().join(",")),
        Type::Bool => format!("${{{stop}|yes,no|}}"),
        Type::Name(_) | Type::Any => hint("name"),
        Type::Date => hint("2026-12-31"),
        Type::Duration => hint("12 months"),
        Type::Money => hint("1000 EUR"),
        Type::Effort => hint("5 days"),
        Type::Quantity | Type::Number | Type::Rating => hint("1"),
        Type::Int(low, _) => hint(&low.to_string()),
        Type::Clause => hint("9.1"),
        Type::Setting => hint("name value"),
    }
}

/// The text of a snippet for an editor that has none.
pub fn plain(snippet: &str) -> String {
    let mut out = String::new();
    let mut rest = snippet;
    while let Some((before, after)) = rest.split_once('$') {
        out.push_str(before);
        if let Some(inner) = after.strip_prefix('{') {
            let (stop, tail) = inner.split_once('}').unwrap_or((inner, ""));
            if let Some((_, hint)) = stop.split_once(':') {
                out.push_str(hint);
            } else if let Some((_, choices)) = stop.split_once('|') {
                out.push_str(choices.split([',', '|']).next().unwrap_or(""));
            }
            rest = tail;
        } else {
            rest = after.trim_start_matches(|c: char| c.is_ascii_digit());
        }
    }
    out.push_str(rest);
    out
}

/// `risk level` as `Risk level`.
pub fn capital(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map(|first| first.to_uppercase().collect::<String>() + chars.as_str()).unwrap_or_default().replace('_', " ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::FileId;

    #[test]
    fn every_declaration_has_a_snippet_that_reads_without_a_mistake_of_writing() {
        for spec in crate::vocabulary::TOP {
            let text = plain(&whole(spec, &|_| None));
            let (_, findings) = crate::syntax::parse(FileId(0), &text);
            assert!(findings.is_empty(), "{}: {text}\n{findings:?}", spec.word);
            assert!(text.starts_with(spec.word) && !text.contains('$'), "{text}");
        }
    }
}
