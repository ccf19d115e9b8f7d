//! The quotes that people and their word processors put in place of straight double ones, and quotes inside texts.

use crate::vocabulary;

/// Whether a sign is such a quote.
pub(super) fn is_curly(sign: char) -> bool {
    matches!(sign, '“' | '”' | '„' | '‟' | '«' | '»')
}

fn is_other(sign: char) -> bool {
    is_curly(sign) || matches!(sign, '\'' | '’' | '‘' | '‚')
}

/// What stands between such quotes, as it is: nothing is escaped there. `None` where the text does not begin with one.
pub fn within_quotes(text: &str) -> Option<&str> {
    let inner = text.strip_prefix(is_other)?;
    Some(inner.strip_suffix(|sign| is_other(sign) || sign == '"').unwrap_or(inner))
}

/// The same text as the language writes it.
pub(super) fn straight(inner: &str) -> String {
    format!("\"{}\"", inner.replace('\\', "\\\\").replace('"', "\\\""))
}

/// A text in straight quotes with every quote inside it escaped.
pub fn escaped(text: &str) -> String {
    let inner = text.strip_prefix('"').unwrap_or(text);
    let inner = inner.strip_suffix('"').unwrap_or(inner);
    let mut out = String::with_capacity(text.len() + 4);
    let mut chars = inner.chars();
    out.push('"');
    while let Some(sign) = chars.next() {
        match sign {
            '"' => out.push_str("\\\""),
            '\\' => out.extend([Some('\\'), chars.next()].into_iter().flatten()),
            _ => out.push(sign),
        }
    }
    out.push('"');
    out
}

/// How far a text with quotes inside it goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Extent {
    /// Bytes, with both quotes.
    pub len: usize,
    /// Whether there are quotes inside it.
    pub inner: bool,
    /// Whether each quote has its partner, and the line reads on behind the last.
    pub sure: bool,
}

/// So many quotes of one line are matched.
const MAX_MARKS: usize = 64;

/// How far the text goes that begins here, at most to the end of its line: its quotes are matched, the outer with the outer one. Where one has no
/// partner, the text ends with the last quote behind which the line reads on.
pub fn extent(line: &str) -> Option<Extent> {
    let mut marks: Vec<usize> = Vec::new();
    let mut depth = 0usize;
    let mut before = None;
    let mut signs = line.char_indices().peekable();
    while let Some((at, sign)) = signs.next() {
        let next = signs.peek().map(|(_, next)| *next);
        if matches!(sign, '\n' | '\r') {
            break;
        }
        if sign == '\\' {
            before = signs.next().map(|(_, escaped)| escaped);
            continue;
        }
        if is_curly(sign) || sign == '"' {
            let end = at + sign.len_utf8();
            let inside_word = sign == '"' && before.is_some_and(char::is_alphanumeric) && next.is_some_and(char::is_alphanumeric);
            if opens(before, sign, next) {
                depth += 1;
            } else if !inside_word {
                depth = depth.saturating_sub(1);
            }
            if depth == 0 {
                let sure = reads_on(line.get(end..).unwrap_or(""));
                if sure {
                    return Some(Extent { len: end, inner: marks.len() > 1, sure });
                }
            }
            marks.push(end);
            // a line with more is none that a person wrote
            if marks.len() > MAX_MARKS {
                return None;
            }
        }
        before = Some(sign);
    }
    let (_, inside) = marks.split_first()?;
    // a brace between two quotes is more likely one of the language
    let last = inside.iter().rev().find(|end| line.get(..**end).is_some_and(|text| !text.contains(['{', '}'])) && reads_on(line.get(**end..).unwrap_or("")))?;
    Some(Extent { len: *last, inner: marks.len() > 2, sure: false })
}

fn opens(before: Option<char>, sign: char, next: Option<char>) -> bool {
    let free = before.is_none_or(|one| one.is_whitespace() || matches!(one, '(' | '[' | ':' | '/' | '-' | '"') || is_curly(one));
    let word = next.is_some_and(|one| !one.is_whitespace() && !matches!(one, ',' | ';' | '{' | '}' | ']' | '.' | ')' | '!' | '?') && one != '"');
    before.is_none() || sign == '„' || (free && word)
}

/// Whether the rest of a line can stand behind a text: nothing, a comma, a brace, or a word of the language.
pub(super) fn reads_on(rest: &str) -> bool {
    let rest = rest.trim_start_matches([' ', '\t', '\u{A0}', '\u{202F}', '\u{2007}', '\u{200B}']);
    let word = rest.split(|sign: char| !(sign.is_alphanumeric() || matches!(sign, '_' | '-' | '.'))).next().unwrap_or("");
    rest.is_empty() || rest.starts_with(['\n', '\r', ',', ';', '{', '}', ']', '#']) || rest.starts_with("//") || (!word.is_empty() && vocabulary::knows(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn outer_quotes_are_matched_with_outer_ones() {
        for (line, text, sure) in [
            ("„Anna“, „Ben“", "„Anna“", true),
            ("„Der „Shop“ ist gut“", "„Der „Shop“ ist gut“", true),
            ("„Das sog. \"Shop\" ist gut“ because „x“", "„Das sog. \"Shop\" ist gut“", true),
            ("“Our ”Shop“ rocks” {", "“Our ”Shop“ rocks”", true),
            ("“He said “pay”.” // x", "“He said “pay”.”", true),
            ("«Le « Shop » va bien»", "«Le « Shop » va bien»", true),
            ("\"Angreifer sagt \"Zahl jetzt\" und geht\"", "\"Angreifer sagt \"Zahl jetzt\" und geht\"", true),
            ("\"Unser \"Shop\"\" because \"x\"", "\"Unser \"Shop\"\"", true),
            ("\"A 19\"rack \"here\" too\"", "\"A 19\"rack \"here\" too\"", true),
            ("„Der „Shop ist gut“", "„Der „Shop ist gut“", false),
        ] {
            let found = extent(line).map(|extent| (line.get(..extent.len).unwrap_or(""), extent.sure));
            assert_eq!(found, Some((text, sure)), "{line}");
        }
        assert_eq!(extent("“x “x “x "), None);
    }

    #[test]
    fn quotes_inside_are_escaped_once() {
        assert_eq!(escaped(r#""a "b" \"c\" \\""#), r#""a \"b\" \"c\" \\""#);
    }
}
