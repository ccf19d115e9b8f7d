//! Findings about how a file is written.

use super::quotes::{is_curly, straight, within_quotes};
use crate::base::{Place, Span, visible};
use crate::diagnostic::{Diagnostic, Edit, Fix, codes};

codes! {
    /// A sign that means nothing.
    STRAY_CHARACTER = "stray-character", Error, Syntax;
    /// A colon or an equals sign between a word and its value.
    NEEDLESS_SIGN = "needless-sign", Warn, Style;
    /// A string without its closing quote.
    UNCLOSED_STRING = "unclosed-string", Error, Syntax;
    /// A text in other quotes than straight double ones.
    WRONG_QUOTES = "wrong-quotes", Error, Syntax;
    /// A comment that begins with `#`.
    WRONG_COMMENT_SIGN = "wrong-comment-sign", Error, Syntax;
    /// A day that is written in another order or with other signs.
    WRONG_DATE_FORMAT = "wrong-date-format", Error, Types;
    /// A text block without its closing quotes.
    UNCLOSED_TEXT = "unclosed-text", Error, Syntax;
    /// A list without its closing bracket.
    UNCLOSED_LIST = "unclosed-list", Error, Syntax;
    /// A block without its closing brace.
    UNCLOSED_BLOCK = "unclosed-block", Error, Syntax;
    /// A closing brace too many.
    UNMATCHED_BRACE = "unmatched-brace", Error, Syntax;
    /// A member that does not begin with a word.
    MISSING_WORD = "missing-word", Error, Syntax;
    /// A top-level member that is indented.
    INDENTED_DECLARATION = "indented-declaration", Error, Syntax;
    /// A line of a block in column 0.
    UNINDENTED_LINE = "unindented-line", Error, Syntax;
    /// Blocks inside blocks beyond the limit.
    NESTING_TOO_DEEP = "nesting-too-deep", Error, Syntax;
    /// A control or direction character.
    DANGEROUS_CHARACTER = "dangerous-character", Error, Syntax;
    /// A member that no rule can read.
    UNREADABLE_MEMBER = "unreadable-member", Error, Syntax;
}

pub(super) fn stray_character(place: Place, text: &str) -> Diagnostic {
    let shown: String = visible(text).chars().take(20).collect();
    Diagnostic::new(&STRAY_CHARACTER, format!("`{shown}` means nothing here"))
        .at(place, "not part of the language")
        .help("write words, names, numbers, dates, and texts in \"quotes\"")
        .fix("remove it", place, "", false)
}

/// `blanks` is the sign with the blanks around it.
pub(super) fn needless_sign(place: Place, blanks: Place, sign: &str) -> Diagnostic {
    Diagnostic::new(&NEEDLESS_SIGN, format!("no `{sign}` is needed between a word and its value"))
        .at(place, "leave it out")
        .help("write the word, a space, and the value: `owner ciso`")
        .fix("remove the sign", blanks, " ", true)
}

/// `text` is what stands from the quote to the end of the line.
pub(super) fn unclosed_string(place: Place, text: &str) -> Diagnostic {
    let found = Diagnostic::new(&UNCLOSED_STRING, "this text has no closing quote").at(place, "begins here and does not end in this line");
    let within = |start: usize, end: usize| Place::new(place.file, Span::new(start, end).shifted(place.span.start as usize));
    if within_quotes(text).is_some() {
        return found.help("a text stands between straight double quotes: `\"…\"`");
    }
    match text.char_indices().skip(1).filter(|(_, sign)| is_curly(*sign)).last() {
        Some((at, curly)) => {
            let curly_at = within(at, at + curly.len_utf8());
            found
                .and(curly_at, format!("`{curly}` is a quote of a word processor, and closes nothing"))
                .help("write the straight quote `\"` there; a word processor puts others in its place")
                .fix("put a straight quote there", curly_at, "\"", false)
        }
        None => found.help("close it with `\"`; a text of several lines stands between `\"\"\"` and `\"\"\"`").fix(
            "close the text at the end of the line",
            within(text.len(), text.len()),
            "\"",
            false,
        ),
    }
}

/// `text` is the whole of it, with its quotes.
pub(super) fn wrong_quotes(place: Place, text: &str) -> Diagnostic {
    let inner = within_quotes(text).unwrap_or(text);
    let label = if text.starts_with('\'') { "these quotes are single" } else { "these are the quotes of a word processor" };
    Diagnostic::new(&WRONG_QUOTES, "a text stands between straight double quotes")
        .at(place, label)
        .help(format!("write `{}`", visible(&straight(inner)).chars().take(60).collect::<String>()))
        .fix("put straight quotes around it", place, straight(inner), true)
}

/// `sign` is where the `#` stands.
pub(super) fn wrong_comment_sign(comment: Place, sign: Place) -> Diagnostic {
    Diagnostic::new(&WRONG_COMMENT_SIGN, "a comment begins with `//`")
        .at(comment, "taken for a comment")
        .help("write `//`; what belongs to a value, such as a number of a ticket, stands in quotes")
        .fix("write `//`", sign, "//", true)
}

/// `meant` are the days that the text can mean, one at least.
pub(crate) fn wrong_date_format(place: Place, meant: &[String]) -> Diagnostic {
    let found = Diagnostic::new(&WRONG_DATE_FORMAT, "a day is written year, month, day");
    let shown: Vec<String> = meant.iter().map(|day| format!("`{day}`")).collect();
    let found = found.at(place, format!("did you mean {}?", shown.join(" or ")));
    meant.iter().fold(found, |found, day| found.fix(format!("write `{day}`"), place, day.clone(), meant.len() == 1))
}

/// A sign of a currency, where its three letters are wanted.
pub(super) fn currency_sign(place: Place, sign: &str) -> Diagnostic {
    let (letters, safe) = match sign {
        "€" => ("EUR", true),
        "£" => ("GBP", true),
        // there are many dollars
        _ => ("USD", false),
    };
    Diagnostic::new(&STRAY_CHARACTER, "a currency is written with its three letters")
        .at(place, format!("did you mean `{letters}`?"))
        .help("they stand behind the amount: `8000 EUR`")
        .fix(format!("write `{letters}`"), place, letters, safe)
}

pub(super) fn unclosed_text(place: Place) -> Diagnostic {
    Diagnostic::new(&UNCLOSED_TEXT, "this text block is not closed before the next member")
        .at(place, "begins here")
        .help("close it with `\"\"\"`")
        .help("indent its lines: a letter in the first column begins a new member")
}

pub(super) fn unclosed_list(place: Place) -> Diagnostic {
    Diagnostic::new(&UNCLOSED_LIST, "this list has no closing `]`")
        .at(place, "begins here")
        .help("close it with `]`, or leave the brackets out and separate the values by commas")
}

pub(super) fn unclosed_block(open: Place, end: Place) -> Diagnostic {
    Diagnostic::new(&UNCLOSED_BLOCK, "this block has no closing `}`")
        .at(open, "begins here")
        .help("close it with `}`, in the first column for a top-level member")
        .help("indent the lines between: a letter in the first column begins a new declaration")
        .fix("close the block", end, "}\n", false)
}

pub(super) fn unmatched_brace(place: Place) -> Diagnostic {
    Diagnostic::new(&UNMATCHED_BRACE, "this `}` closes nothing")
        .at(place, "no block is open here")
        .help("remove it, or look above for a block that was closed too early or a `{` that is missing")
        .fix("remove it", place, "", false)
}

pub(super) fn missing_word(place: Place) -> Diagnostic {
    Diagnostic::new(&MISSING_WORD, "no word says what this is")
        .at(place, "a value without a word before it")
        .help("begin with a word such as `owner` or `because`; to go on with the line above, end that line with a comma")
}

pub(super) fn indented_declaration(place: Place) -> Diagnostic {
    Diagnostic::new(&INDENTED_DECLARATION, "this declaration does not begin in the first column")
        .at(place, "indented, but inside no block")
        .help("remove the blanks before it, or look above for a block that was closed too early")
}

pub(super) fn unindented_line(open: Place, lines: &[Place]) -> Diagnostic {
    let many = lines.len() > 1;
    let message = if many { format!("{} lines of this block are not indented", lines.len()) } else { "a line of this block is not indented".into() };
    let mut finding = Diagnostic::new(&UNINDENTED_LINE, message);
    for (number, line) in lines.iter().enumerate() {
        finding = if number == 0 { finding.at(*line, "in the first column, where a new declaration begins") } else { finding.and(*line, "and here") };
    }
    finding = finding.and(open, "belongs to the block that opens here").help("put two blanks before each line of the block");
    let before = |line: &Place| Place::new(line.file, crate::base::Span { start: line.span.start, end: line.span.start });
    let edits = lines.iter().map(|line| Edit { place: before(line), text: "  ".into() }).collect();
    finding.fixes.push(Fix { title: "indent the lines of the block".into(), edits, safe: true });
    finding
}

pub(super) fn nesting_too_deep(place: Place) -> Diagnostic {
    Diagnostic::new(&NESTING_TOO_DEEP, format!("blocks and lists nest deeper than {}", super::MAX_DEPTH))
        .at(place, "one level too many")
        .help("no declaration needs more than five levels; look for a bracket that was never closed")
}

pub(super) fn dangerous_character(place: Place, text: &str) -> Diagnostic {
    let shown: String = visible(text).chars().take(40).collect();
    Diagnostic::new(&DANGEROUS_CHARACTER, format!("`{shown}` cannot be seen, and may deceive a reader"))
        .at(place, "an invisible control or direction character")
        .cite("Trojan Source, CVE-2021-42574")
        .help("remove it; it often comes in by copying from a web page or a word processor")
        .fix("remove it", place, "", false)
}

pub(super) fn unreadable_member(place: Place) -> Diagnostic {
    Diagnostic::new(&UNREADABLE_MEMBER, "this member cannot be read").at(place, "from here on").help("compare it with `isms explain` for its word")
}
