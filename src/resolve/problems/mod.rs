//! Findings about words, values and names.

mod meant;
mod unknown;

pub(super) use unknown::unknown_name;

use super::node::Node;
use super::scope::Scope;
use crate::base::{Place, did_you_mean};
use crate::diagnostic::{Diagnostic, codes};
use crate::syntax::{Value, ValueKind};
use crate::vocabulary::{EFFORT_UNITS, Namespace, Spec, TIME_UNITS, Type};

pub(super) use meant::*;

codes! {
    /// A first word that is no declaration.
    UNKNOWN_DECLARATION = "unknown-declaration", Error, Names;
    /// A word that does not stand here.
    UNKNOWN_WORD = "unknown-word", Error, Names;
    /// A name that nobody declares.
    UNKNOWN_NAME = "unknown-name", Error, Names;
    /// A control that the catalogue does not have.
    UNKNOWN_CONTROL = "unknown-control", Error, Names;
    /// A name that could mean two things.
    AMBIGUOUS_NAME = "ambiguous-name", Error, Names;
    /// A name that is declared twice.
    DUPLICATE_NAME = "duplicate-name", Error, Names;
    /// A name of something else than what is asked for.
    WRONG_KIND = "wrong-kind", Error, Names;
    /// A name that would be read as a word of the language.
    RESERVED_NAME = "reserved-name", Error, Names;
    /// A value of the wrong type.
    WRONG_TYPE = "wrong-type", Error, Types;
    /// A unit that does not fit.
    WRONG_UNIT = "wrong-unit", Error, Types;
    /// An amount with its thousands apart, or with a decimal comma.
    WRONG_NUMBER_FORMAT = "wrong-number-format", Error, Types;
    /// A word that is not in the list.
    UNKNOWN_CHOICE = "unknown-choice", Error, Types;
    /// A day that does not exist.
    IMPOSSIBLE_DATE = "impossible-date", Error, Types;
    /// A number outside its bounds.
    NUMBER_OUT_OF_RANGE = "number-out-of-range", Error, Types;
    /// A word without its value.
    MISSING_VALUE = "missing-value", Error, Types;
    /// A declaration without its title.
    MISSING_TITLE = "missing-title", Error, Types;
    /// A property that has to be there.
    MISSING_PROPERTY = "missing-property", Error, Types;
    /// A property that stands twice.
    REPEATED_WORD = "repeated-word", Error, Types;
    /// More values than one.
    TOO_MANY_VALUES = "too-many-values", Error, Types;
    /// A value that belongs to no word.
    UNEXPECTED_VALUE = "unexpected-value", Error, Types;
    /// A comma with nothing before or behind it.
    STRAY_COMMA = "stray-comma", Error, Syntax;
    /// Values of a list with something else than a comma between them.
    MISSING_COMMA = "missing-comma", Error, Syntax;
    /// A text with nothing in it.
    EMPTY_TEXT = "empty-text", Error, Types;
}

fn example_help(spec: &Spec) -> Option<String> {
    let first = spec.example.lines().next().filter(|line| !line.is_empty())?;
    Some(format!("for example: `{}`", first.trim_end_matches(" {")))
}

fn with_example(finding: Diagnostic, spec: &Spec) -> Diagnostic {
    match example_help(spec) {
        Some(help) => finding.help(help),
        None => finding,
    }
}

pub(super) fn unknown_declaration(place: Place, word: &str, guess: Option<&str>) -> Diagnostic {
    let finding = Diagnostic::new(&UNKNOWN_DECLARATION, format!("there is no declaration `{word}`"));
    match guess {
        Some(guess) => finding.at(place, format!("did you mean `{guess}`?")).fix(format!("write `{guess}`"), place, guess, false),
        None => finding
            .at(place, "not a word that can begin a declaration")
            .help("a top-level member begins with a word such as `role`, `risk`, `control`, `adopt` or `policy`; docs/language.md lists all"),
    }
}

pub(super) fn unknown_word(place: Place, word: &str, spec: &Spec, guess: Option<&str>, top: bool) -> Diagnostic {
    let finding = Diagnostic::new(&UNKNOWN_WORD, format!("`{}` has no `{word}`", spec.word));
    let finding = match guess {
        Some(guess) => finding.at(place, format!("did you mean `{guess}`?")).fix(format!("write `{guess}`"), place, guess, false),
        None => finding.at(place, "not known here"),
    };
    if top {
        return finding.help(format!("`{word}` is a declaration of its own: write it in the first column, outside this block"));
    }
    let known: Vec<String> = spec.members.iter().map(|child| format!("`{}`", child.word)).collect();
    if known.is_empty() {
        return finding.help(format!("nothing goes on behind the value of `{}`", spec.word));
    }
    finding.help(format!("known here: {}", known.join(", ")))
}

/// A word of the block that stands on the line of another of its words.
pub(super) fn word_of_outer(place: Place, word: &str, spec: &Spec, outer: &Spec) -> Diagnostic {
    Diagnostic::new(&UNKNOWN_WORD, format!("`{word}` belongs to `{}` and not to `{}`", outer.word, spec.word))
        .at(place, "begins in a line of its own")
        .help(format!("write `{word}` on a line of its own, or behind a semicolon: `{}` ends with its line", spec.word))
        .fix("put a semicolon before it", Place::new(place.file, crate::base::Span { end: place.span.start, ..place.span }), "; ", false)
}

/// The kind with its article: "an asset", "a unit".
fn a(kind: &str) -> String {
    let vowel = kind.starts_with(['a', 'e', 'i', 'o']);
    format!("{} {kind}", if vowel { "an" } else { "a" })
}

fn kinds(groups: &[Namespace]) -> String {
    let labels: Vec<&str> = groups.iter().map(|group| group.label()).collect();
    match labels.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} or {last}", rest.join(", ")),
        Some((last, _)) => (*last).to_string(),
        None => String::from("name"),
    }
}

pub(super) fn unknown_control(place: Place, id: &str, scope: &Scope) -> Diagnostic {
    let finding = Diagnostic::new(&UNKNOWN_CONTROL, format!("the catalogue has no control `{id}`"));
    let successors = crate::source::successors_of(id);
    if !successors.is_empty() {
        let names: Vec<String> = successors.iter().map(|name| format!("`{name}`")).collect();
        let finding = finding
            .at(place, "an identifier of the 2013 edition")
            .cite("ISO/IEC 27002:2022, Annex B")
            .help(format!("in the 2022 edition this is {}", names.join(" and ")));
        return match successors.as_slice() {
            [one] => finding.fix(format!("write `{one}`"), place, one.clone(), false),
            _ => finding,
        };
    }
    let names = scope.names_of(&[Namespace::Control]);
    let finding = match did_you_mean(id, names.iter().copied()) {
        Some(guess) => finding.at(place, format!("did you mean `{guess}`?")),
        None => finding.at(place, "not in the catalogue"),
    };
    finding
        .help("identifiers that begin with `A.` are those of Annex A; give a control of your own another name and a title")
        .help("`isms reference controls` lists the catalogue")
}

pub(super) fn ambiguous_name(place: Place, id: &str, first: Namespace, second: Namespace, scope: &Scope) -> Diagnostic {
    let mut finding = Diagnostic::new(&AMBIGUOUS_NAME, format!("`{id}` names {} and {}", a(first.label()), a(second.label()))).at(place, "which one is meant?");
    for group in [first, second] {
        if let Some(symbol) = scope.find(id, &[group]) {
            finding = finding.and(symbol.place, format!("the {}", group.label()));
        }
    }
    finding
        .help(format!("say which: `{}.{id}` or `{}.{id}`", first.qualifier(), second.qualifier()))
        .fix(format!("the {}", first.label()), place, format!("{}.{id}", first.qualifier()), false)
        .fix(format!("the {}", second.label()), place, format!("{}.{id}", second.qualifier()), false)
}

pub(super) fn duplicate_name(place: Place, first: Place, id: &str, group: Namespace, library: bool) -> Diagnostic {
    let whose = if library { "the standard library declares it" } else { "first declared here" };
    Diagnostic::new(&DUPLICATE_NAME, format!("the {} `{id}` is declared twice", group.label()))
        .at(place, "declared again here")
        .and(first, whose)
        .help("give one of them another name, or put both into one declaration")
}

pub(super) fn wrong_kind(place: Place, id: &str, found: Namespace, word: &str, wanted: &[Namespace], declared: Option<Place>) -> Diagnostic {
    let finding = Diagnostic::new(&WRONG_KIND, format!("`{id}` is {}, and `{word}` takes {}", a(found.label()), a(&kinds(wanted))))
        .at(place, format!("{} is wanted here", a(&kinds(wanted))));
    match declared {
        Some(declared) => finding.and(declared, format!("declared as {} here", a(found.label()))),
        None => finding,
    }
}

pub(super) fn reserved_name(place: Place, id: &str) -> Diagnostic {
    if id.ends_with('.') {
        return Diagnostic::new(&RESERVED_NAME, format!("the name `{id}` ends with a dot")).at(place, "a name ends with a letter, a digit, `_` or `-`");
    }
    Diagnostic::new(&RESERVED_NAME, format!("`{id}` is a word of the language and cannot be a name"))
        .at(place, "would be misread where it is used")
        .help(format!("choose another name, such as `{id}_1` or a longer word"))
}

fn looks(value: &Value, text: &str) -> String {
    match value.kind {
        ValueKind::Name => format!("the name `{text}`"),
        ValueKind::Number => format!("`{text}`"),
        ValueKind::Percent | ValueKind::Range => format!("`{text}`"),
        ValueKind::String | ValueKind::Text => "a text in quotes".into(),
        ValueKind::List(_) => "a list".into(),
    }
}

pub(super) fn wrong_type(place: Place, value: &Value, text: &str, spec: &Spec, ty: Type) -> Diagnostic {
    let finding = Diagnostic::new(&WRONG_TYPE, format!("`{}` takes {}", spec.word, ty.describe())).at(place, format!("this is {}", looks(value, text)));
    let finding = with_example(finding, spec);
    match (&value.kind, ty) {
        (ValueKind::Name, Type::RefOrText(_)) => finding.fix("put it in quotes", place, format!("\"{text}\""), false),
        (ValueKind::Number, Type::Id(Namespace::Control)) => {
            let meant = format!("A.{text}");
            finding.help(format!("a control of Annex A is written with its letter: `{meant}`")).fix(format!("write `{meant}`"), place, meant, false)
        }
        _ => finding,
    }
}

fn unit_of(ty: Type) -> &'static str {
    match ty {
        Type::Effort => "a unit of effort",
        Type::Money => "a currency",
        _ => "a unit of time",
    }
}

pub(super) fn wrong_unit(place: Place, at: Place, unit: Option<&str>, ty: Type) -> Diagnostic {
    let known: Vec<&str> = match ty {
        Type::Effort => EFFORT_UNITS.iter().map(|(_, many, _)| *many).collect(),
        Type::Money => vec!["EUR", "CHF", "GBP", "USD"],
        _ => TIME_UNITS.iter().map(|(_, many, _)| *many).collect(),
    };
    let listed = known.join("`, `");
    match unit {
        None => {
            Diagnostic::new(&WRONG_UNIT, format!("a unit is missing: {} is wanted", ty.describe())).at(place, "of what?").help(format!("add one of `{listed}`"))
        }
        Some(unit) => {
            let finding = Diagnostic::new(&WRONG_UNIT, format!("`{unit}` is not {}", unit_of(ty)));
            let fractions = known.contains(&unit) || known.iter().any(|word| word.trim_end_matches('s') == unit);
            if fractions {
                return Diagnostic::new(&WRONG_UNIT, "a length of time is a whole number of days, weeks, months, quarters or years")
                    .at(place, "not a whole number")
                    .help("use a smaller unit: `18 months` for one and a half years");
            }
            let finding = match did_you_mean(unit, known.iter().copied()) {
                Some(guess) => finding.at(at, format!("did you mean `{guess}`?")).fix(format!("write `{guess}`"), at, guess, false),
                None => finding.at(at, "not known"),
            };
            match ty {
                Type::Money => finding.help("a currency is written with three capital letters, such as `EUR` or `CHF`"),
                _ => finding.help(format!("known units: `{listed}`")),
            }
        }
    }
}

pub(super) fn unknown_choice(place: Place, text: &str, spec: &Spec, words: &[(&str, &str)]) -> Diagnostic {
    let finding = Diagnostic::new(&UNKNOWN_CHOICE, format!("`{}` cannot be `{text}`", spec.word));
    let finding = match did_you_mean(text, words.iter().map(|(word, _)| *word)) {
        Some(guess) => finding.at(place, format!("did you mean `{guess}`?")).fix(format!("write `{guess}`"), place, guess, false),
        None => finding.at(place, "not one of the words that may stand here"),
    };
    let listed: Vec<String> = words.iter().map(|(word, says)| format!("`{word}` ({says})")).collect();
    finding.help(format!("choose one of {}", listed.join(", ")))
}

pub(super) fn impossible_date(place: Place, text: &str) -> Diagnostic {
    if super::values::calendar_day(text).is_some() {
        // people write 9999-12-31 where they mean that there is no end
        return Diagnostic::new(&IMPOSSIBLE_DATE, format!("`{text}` is too far away to be a day of an ISMS"))
            .at(place, "years from 1900 to 2199 are understood")
            .help("if there is no end, leave the end out");
    }
    Diagnostic::new(&IMPOSSIBLE_DATE, format!("there is no day `{text}`"))
        .at(place, "not a day of the calendar")
        .help("a date is year, month and day with four, two and two digits: `2026-09-30`")
}

pub(super) fn out_of_range(place: Place, text: &str, low: i64, high: i64) -> Diagnostic {
    Diagnostic::new(&NUMBER_OUT_OF_RANGE, format!("`{text}` is out of range")).at(place, format!("a whole number from {low} to {high} is wanted"))
}

pub(super) fn number_too_large(place: Place, text: &str) -> Diagnostic {
    let shown: String = text.chars().take(24).collect();
    Diagnostic::new(&NUMBER_OUT_OF_RANGE, format!("`{shown}` is more than is counted with here")).at(place, "too large, or too many decimal places")
}

pub(super) fn negative_amount(place: Place, spec: &Spec) -> Diagnostic {
    Diagnostic::new(&NUMBER_OUT_OF_RANGE, format!("`{}` cannot be zero or less", spec.word)).at(place, "a positive amount is wanted")
}

pub(super) fn missing_value(word: Place, at: Place, spec: &Spec) -> Diagnostic {
    let finding =
        Diagnostic::new(&MISSING_VALUE, format!("`{}` needs {}", spec.word, spec.value.describe())).at(word, "the value is missing").and(at, "it belongs here");
    with_example(finding, spec)
}

pub(super) fn missing_title(word: Place, at: Place, spec: &Spec) -> Diagnostic {
    let finding = Diagnostic::new(&MISSING_TITLE, format!("`{}` needs a title in quotes", spec.word)).at(word, "what is it called?").and(at, "it belongs here");
    with_example(finding, spec).fix("add a title", at, " \"…\"", false)
}

pub(super) fn missing_property(place: Place, node: &Node, spec: &Spec) -> Diagnostic {
    let name = node.id().map(|id| format!(" `{id}`")).unwrap_or_default();
    let finding = Diagnostic::new(&MISSING_PROPERTY, format!("`{}`{name} does not say `{}`", node.spec.word, spec.word))
        .at(place, format!("`{}` is missing: {}", spec.word, lower_first(spec.doc)));
    if spec.value == Type::Nothing && spec.example.is_empty() {
        return finding.help(format!("add `{} {{ … }}`", spec.word));
    }
    if spec.example.is_empty() { finding.help(format!("add `{}` and {}", spec.word, spec.value.describe())) } else { with_example(finding, spec) }
}

fn lower_first(text: &str) -> String {
    let text = text.trim_end_matches('.');
    let mut chars = text.chars();
    match chars.next() {
        Some(first) => first.to_lowercase().chain(chars).collect(),
        None => String::new(),
    }
}

pub(super) fn repeated_word(place: Place, first: Place, spec: &Spec) -> Diagnostic {
    Diagnostic::new(&REPEATED_WORD, format!("`{}` stands here twice", spec.word))
        .at(place, "said again here")
        .and(first, "said here first")
        .help(if spec.list { "put all values behind one, separated by commas" } else { "keep one of them" })
}

pub(super) fn too_many_values(place: Place, spec: &Spec) -> Diagnostic {
    Diagnostic::new(&TOO_MANY_VALUES, format!("`{}` takes one value", spec.word)).at(place, "one value too many").help("keep one of them")
}

pub(super) fn unexpected_value(place: Place, spec: &Spec) -> Diagnostic {
    Diagnostic::new(&UNEXPECTED_VALUE, format!("this value belongs to no word of `{}`", spec.word))
        .at(place, "what is this?")
        .help("put the word that it belongs to before it, or a comma if it goes on a list")
}

pub(super) fn stray_comma(place: Place) -> Diagnostic {
    Diagnostic::new(&STRAY_COMMA, "this comma separates nothing")
        .at(place, "a value is missing before or behind it")
        .help("commas stand between values: `with A.8.7, A.8.13`")
        .fix("remove the comma", place, "", true)
}

pub(super) fn empty_text(place: Place) -> Diagnostic {
    Diagnostic::new(&EMPTY_TEXT, "this text is empty").at(place, "nothing is said here").help("say it, or leave the word out")
}
