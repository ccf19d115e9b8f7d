//! Findings about how a file is written.

use super::cut::begins_member;
use super::mend::Bullet;
use super::quotes::{escaped, is_curly, straight, within_quotes};
use crate::base::{FileId, Place, Span, visible};
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
    /// A space that a word processor writes.
    WRONG_SPACE = "wrong-space", Error, Syntax;
    /// A bullet before a word.
    NEEDLESS_BULLET = "needless-bullet", Error, Syntax;
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

/// `text` is the whole of it, with its quotes; `sure` says whether the rest of its line can stand behind it.
pub(super) fn wrong_quotes(place: Place, text: &str, sure: bool) -> Diagnostic {
    let inner = within_quotes(text).unwrap_or(text);
    let label = if text.starts_with('\'') { "these quotes are single" } else { "these are the quotes of a word processor" };
    Diagnostic::new(&WRONG_QUOTES, "a text stands between straight double quotes")
        .at(place, label)
        .help(format!("write `{}`", shortened(&straight(inner))))
        .fix("put straight quotes around it", place, straight(inner), sure)
}

/// A text of which quotes are a part, in whatever quotes it stands.
pub(super) fn quotes_inside(place: Place, text: &str, sure: bool) -> Diagnostic {
    if text.starts_with('"') { ended_early(place, text, sure) } else { wrong_quotes(place, text, sure) }
}

/// A text in straight quotes with straight quotes inside it. `text` is the whole of it.
pub(crate) fn ended_early(place: Place, text: &str, sure: bool) -> Diagnostic {
    let meant = escaped(text);
    // the second quote is the one that ends it
    let quote = text.get(1..).and_then(unescaped_quote).map_or(0, |at| at + 1);
    let behind = text.get(quote + 1..).unwrap_or("");
    let word: String = behind.trim_start_matches('"').chars().take_while(|sign| sign.is_alphanumeric() || matches!(sign, '_' | '-')).take(30).collect();
    let at = Place::new(place.file, Span::new(quote, quote + 1).shifted(place.span.start as usize));
    let found = Diagnostic::new(&WRONG_QUOTES, format!("this text ends before `{word}`"))
        .at(at, "this quote ends the text")
        .and(place, "all of this seems to be meant");
    found.help("inside a text write `\\\"`, or the quotes of a word processor, which end nothing: `“…”`").help(format!("write `{}`", shortened(&meant))).fix(
        "write `\\\"` inside the text",
        place,
        meant,
        sure,
    )
}

fn unescaped_quote(text: &str) -> Option<usize> {
    let mut escaped = false;
    text.char_indices().find_map(|(at, sign)| {
        let ends = sign == '"' && !escaped;
        escaped = sign == '\\' && !escaped;
        ends.then_some(at)
    })
}

fn shortened(text: &str) -> String {
    let shown = visible(text);
    if shown.chars().count() <= 70 { shown.into_owned() } else { format!("{}…\"", shown.chars().take(68).collect::<String>()) }
}

/// Spaces that are no space to the language.
pub(super) fn wrong_space(file: FileId, spaces: &[Span], text: &str) -> Diagnostic {
    let message = match spaces.len() {
        1 => String::from("a no-break space, as word processors write it"),
        many => format!("{many} no-break spaces, as word processors write them"),
    };
    let mut found = Diagnostic::new(&WRONG_SPACE, message);
    for (number, span) in spaces.iter().take(SHOWN).enumerate() {
        let place = Place::new(file, *span);
        found = if number == 0 { found.at(place, "looks like a space, and is read as one") } else { found.and(place, "and here") };
    }
    found = found.help("write a plain space; inside a text a no-break space may stay");
    let edits = spaces.iter().map(|span| Edit { place: Place::new(file, *span), text: " ".repeat(span.of(text).chars().count()) }).collect();
    found.fixes.push(Fix { title: "write plain spaces".into(), edits, safe: true });
    found
}

/// So many places of one finding are shown.
const SHOWN: usize = 4;

/// Bullets before words.
pub(super) fn needless_bullet(file: FileId, bullets: &[Bullet]) -> Diagnostic {
    let message = match bullets.len() {
        1 => String::from("no bullet is needed"),
        many => format!("no bullet is needed: {many} lines begin with one"),
    };
    let mut found = Diagnostic::new(&NEEDLESS_BULLET, message);
    for (number, bullet) in bullets.iter().take(SHOWN).enumerate() {
        let place = Place::new(file, bullet.span);
        found = if number == 0 { found.at(place, "leave it out") } else { found.and(place, "and here") };
    }
    found = found.help("each line begins with a word of the language: `service \"Shipping\"`");
    let edits = bullets.iter().map(|bullet| {
        // a line of a block is indented
        let indent = if bullet.first_column && !bullet.outside { "  " } else { "" };
        Edit { place: Place::new(file, bullet.span), text: indent.into() }
    });
    found.fixes.push(Fix { title: "leave the bullets out".into(), edits: edits.collect(), safe: true });
    found
}

/// Zero bytes, once for a file.
pub(super) fn zeros(places: &[Place]) -> Option<Diagnostic> {
    let first = *places.first()?;
    let message = match places.len() {
        1 => String::from("`<U+0000>` cannot be seen, and means nothing"),
        many => format!("`<U+0000>` stands in this file {many} times; it cannot be seen, and means nothing"),
    };
    let mut found = Diagnostic::new(&DANGEROUS_CHARACTER, message)
        .at(first, if places.len() == 1 { "a zero byte" } else { "the first zero byte" })
        .help("a program has written the file in another encoding, or has broken it: look at it in an editor, and save it as UTF-8");
    let edits = places.iter().map(|place| Edit { place: *place, text: String::new() }).collect();
    found.fixes.push(Fix { title: "remove them".into(), edits, safe: false });
    Some(found)
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

/// A text block with lines in the first column, where a new declaration begins. `indent` is that of the line where it opens.
pub(super) fn unindented_text(place: Place, text: &str, indent: usize) -> Option<Diagnostic> {
    let lines: Vec<(usize, &str)> = lines(text).skip(1).collect();
    let wrong: Vec<&(usize, &str)> = lines.iter().filter(|(at, _)| begins_member(text, *at)).collect();
    let (first, _) = wrong.first()?;
    let at = |at: usize, len: usize| Place::new(place.file, Span::new(at, at + len).shifted(place.span.start as usize));
    let message = match wrong.len() {
        1 => String::from("a line of this text is not indented"),
        many => format!("{many} lines of this text are not indented"),
    };
    let mut found = Diagnostic::new(&UNINDENTED_LINE, message)
        .at(at(*first, 1), "in the first column, where a new declaration begins")
        .and(at(0, 3), "belongs to the text that opens here")
        .help("indent the lines of the text: put blanks before each of them");
    let edits = lines.iter().filter(|(_, line)| !line.trim().is_empty()).map(|(start, line)| {
        let by = if line.trim_start().starts_with("\"\"\"") { indent } else { indent + 2 };
        Edit { place: at(*start, 0), text: " ".repeat(by) }
    });
    found.fixes.push(Fix { title: "indent the lines of the text".into(), edits: edits.collect(), safe: true });
    Some(found)
}

/// The lines of a text, each with the byte that it begins at.
fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    text.split_inclusive(['\n', '\r']).map(move |line| {
        let start = at;
        at += line.len();
        (start, line)
    })
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
