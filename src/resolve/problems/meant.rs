//! Findings about what is written in another way, and read as it was meant.

use super::{MISSING_COMMA, MISSING_TITLE, STRAY_COMMA, TOO_MANY_VALUES, UNKNOWN_NAME, UNKNOWN_WORD, WRONG_NUMBER_FORMAT, WRONG_TYPE};
use crate::base::Place;
use crate::diagnostic::Diagnostic;
use crate::vocabulary::{Spec, Type};

/// `meant` is what the amount can mean, as the language writes it; `sure` says that it can mean nothing else.
pub(in crate::resolve) fn wrong_number_format(place: Place, written: &str, meant: &[String], ty: Type, sure: bool) -> Diagnostic {
    let (what, help) = match ty {
        Type::Money => ("an amount", "an amount has no sign between its thousands, and a dot before its cents: `4000 EUR`, `4000.50 EUR`"),
        _ => ("a number", "a number has a dot before its decimals, and no sign between its thousands: `4.2 %`, `12000`"),
    };
    let found = Diagnostic::new(&WRONG_NUMBER_FORMAT, format!("`{written}` is not how {what} is written here"));
    if meant.is_empty() {
        return found.at(place, "more than one number").help(help);
    }
    let shown: Vec<String> = meant.iter().map(|amount| format!("`{amount}`")).collect();
    let found = found.at(place, format!("did you mean {}?", shown.join(" or "))).help(help);
    meant.iter().fold(found, |found, amount| found.fix(format!("write `{amount}`"), place, amount.clone(), sure && meant.len() == 1))
}

/// A text without quotes.
pub(in crate::resolve) fn bare_text(place: Place, text: &str, spec: &Spec) -> Diagnostic {
    let quoted = format!("\"{text}\"");
    Diagnostic::new(&WRONG_TYPE, format!("`{}` takes a text in quotes", spec.word))
        .at(place, "no quotes around it")
        .help(format!("write `{} {quoted}`", spec.word))
        .fix("put it in quotes", place, quoted, false)
}

/// A title without quotes.
pub(in crate::resolve) fn bare_title(place: Place, text: &str, spec: &Spec) -> Diagnostic {
    let quoted = format!("\"{text}\"");
    Diagnostic::new(&MISSING_TITLE, format!("the title of `{}` stands in quotes", spec.word))
        .at(place, "no quotes around it")
        .help(format!("write `{quoted}`"))
        .fix("put it in quotes", place, quoted, false)
}

/// A comma at the end of a line, before a line that is none of its values.
pub(in crate::resolve) fn joining_comma(place: Place, next: Place, word: &str) -> Diagnostic {
    Diagnostic::new(&STRAY_COMMA, "this comma makes the next line a part of this one")
        .at(place, "goes on")
        .and(next, format!("`{word}` begins something new"))
        .help("remove the comma: the last value of a list has none")
        .fix("remove the comma", place, "", true)
}

/// A comma before a word that begins something new on the same line.
pub(in crate::resolve) fn comma_before_word(place: Place, next: Place, word: &str) -> Diagnostic {
    Diagnostic::new(&STRAY_COMMA, format!("no comma: `{word}` begins a new word"))
        .at(place, "commas stand between the values of one word")
        .and(next, "a word of its own")
        .help(format!("write `{word}` on a line of its own, or behind a semicolon"))
        .fix("write a semicolon", place, ";", true)
}

/// Two values of a list with a blank, a word or a semicolon between them, which is `gap`.
pub(in crate::resolve) fn missing_comma(gap: Place, between: &str, first: &str, second: &str) -> Diagnostic {
    let message = match between.trim() {
        "" => String::from("a comma is missing between two values"),
        sign => format!("values are separated by commas, and not by `{sign}`"),
    };
    let meant = format!("{first}, {second}");
    Diagnostic::new(&MISSING_COMMA, message).at(gap, "write a comma here").help(format!("write `{}`", meant.replace('\n', " "))).fix(
        "write a comma",
        gap,
        ", ",
        true,
    )
}

/// Names that stand beside each other where a list of them is wanted.
pub(in crate::resolve) fn missing_commas(place: Place, words: &[String]) -> Diagnostic {
    let meant = words.join(", ");
    Diagnostic::new(&MISSING_COMMA, "a comma is missing between two values").at(place, "names, one beside the other").help(format!("write `{meant}`")).fix(
        "write commas",
        place,
        meant,
        true,
    )
}

/// `and` with one more value, behind a word that takes one.
pub(in crate::resolve) fn one_value(place: Place, spec: &Spec) -> Diagnostic {
    Diagnostic::new(&TOO_MANY_VALUES, format!("`{}` takes one value", spec.word)).at(place, "one value too many").help("keep one of them")
}

/// A word of the language with blanks where `_` stands.
pub(in crate::resolve) fn spaced_word(place: Place, written: &str, spec: &Spec, word: &str) -> Diagnostic {
    Diagnostic::new(&UNKNOWN_WORD, format!("`{}` has no `{written}`", spec.word))
        .at(place, format!("did you mean `{word}`?"))
        .help(format!("it is one word: `{word}`"))
        .fix(format!("write `{word}`"), place, word, true)
}

/// A name with blanks where `_` stands, or with capitals that it does not have.
pub(in crate::resolve) fn spaced_name(place: Place, what: &str, written: &str, name: &str) -> Diagnostic {
    Diagnostic::new(&UNKNOWN_NAME, format!("there is no {what} `{written}`"))
        .at(place, format!("did you mean `{name}`?"))
        .help("a name has no blanks in it")
        .fix(format!("write `{name}`"), place, name, true)
}
