//! One word of the vocabulary as a section: what it says, an example, and a table of everything that it takes.

use super::cell;
use crate::vocabulary::{Card, Spec, Title, Type};

/// A declaration as a page of its own, as `isms explain` shows it.
pub fn declaration(spec: &Spec) -> String {
    section(spec, "#")
}

/// A declaration as a section with a heading of this level.
pub(super) fn section(spec: &Spec, heading: &str) -> String {
    let mut out = format!("{heading} {}\n\n{}\n\n", spec.word, spec.doc);
    out.push_str(&format!("Written `{}`.\n", form(spec)));
    if let Some(group) = spec.declares {
        out.push_str(&format!("The name joins the group `{}`: elsewhere it may be written `{}.name`.\n", group.label(), group.qualifier()));
    }
    if !spec.example.is_empty() {
        out.push_str(&format!("\n```isms\n{}\n```\n", spec.example));
    }
    if !spec.members.is_empty() {
        out.push_str("\n| word | takes | how often | says |\n|---|---|---|---|\n");
        let mut choices = Vec::new();
        for member in spec.members {
            row(member, &mut Vec::new(), &mut out, &mut choices);
        }
        for choice in choices {
            out.push_str(&format!("\n{choice}\n"));
        }
    }
    if let Some(words) = choices_of(spec.value) {
        out.push_str(&format!("\nThe value is {words}.\n"));
    }
    out
}

/// The word and what follows it: `risk NAME "title"`.
fn form(spec: &Spec) -> String {
    let mut form = spec.word.to_string();
    let value = match spec.value {
        Type::Nothing => None,
        Type::Id(_) => Some("NAME"),
        _ => Some("VALUE"),
    };
    let value = value.map(|value| if spec.list { format!("{value}, …") } else { value.into() });
    let title = match spec.title {
        Title::None => None,
        Title::Optional => Some("[\"title\"]".to_string()),
        Title::Required => Some("\"title\"".to_string()),
    };
    for part in value.into_iter().map(|value| if spec.value_required { value } else { format!("[{value}]") }).chain(title) {
        form.push(' ');
        form.push_str(&part);
    }
    if !spec.members.is_empty() {
        form.push_str(" { … }");
    }
    form
}

/// A row for a word, and one for each word that may stand inside it.
fn row(spec: &'static Spec, path: &mut Vec<&'static str>, out: &mut String, choices: &mut Vec<String>) {
    path.push(spec.word);
    let words: Vec<String> = path.iter().map(|word| format!("`{word}`")).collect();
    let words = words.join(" › ");
    let mut says = spec.doc.to_string();
    if !spec.example.is_empty() && !spec.example.contains('\n') {
        says.push_str(&format!(" Example: `{}`", spec.example));
    }
    out.push_str(&format!("| {words} | {} | {} | {} |\n", cell(&takes(spec)), often(spec.card), cell(&says)));
    if let Some(list) = choices_of(spec.value) {
        choices.push(format!("{words} is {list}."));
    }
    for member in spec.members {
        row(member, path, out, choices);
    }
    path.pop();
}

/// What may follow the word, in plain words.
pub(super) fn takes(spec: &Spec) -> String {
    let mut takes = match spec.value {
        Type::Nothing => String::new(),
        Type::Word(words) => words.iter().map(|(word, _)| format!("`{word}`")).collect::<Vec<_>>().join(", "),
        value => value.describe(),
    };
    if spec.list {
        takes.push_str("; several, separated by commas");
    }
    if !spec.value_required && spec.value != Type::Nothing {
        takes.push_str("; may be left out");
    }
    let title = match spec.title {
        Title::None => "",
        Title::Optional => "a title in quotes, if you like",
        Title::Required => "a title in quotes",
    };
    match (takes.is_empty(), title.is_empty()) {
        (true, true) => "nothing".into(),
        (true, false) => title.into(),
        (false, true) => takes,
        (false, false) => format!("{takes}; {title}"),
    }
}

fn often(card: Card) -> &'static str {
    match card {
        Card::Required => "exactly once",
        Card::Optional => "at most once",
        Card::Many => "any number of times",
    }
}

/// The words of a fixed list with their meanings.
pub(super) fn choices_of(value: Type) -> Option<String> {
    let Type::Word(words) = value else { return None };
    let words: Vec<String> = words.iter().map(|(word, means)| if means.is_empty() { format!("`{word}`") } else { format!("`{word}` ({means})") }).collect();
    let (last, rest) = words.split_last()?;
    Some(if rest.is_empty() { last.clone() } else { format!("{} or {last}", rest.join(", ")) })
}
