//! Text from the sources, made harmless in Markdown: it stays text, whatever it contains.

use std::borrow::Cow;

use crate::base::visible;

/// The text as one line that Markdown shows as it is, inside a paragraph, a heading or a table cell.
pub fn inline(text: &str) -> String {
    if means_nothing(text) {
        return text.to_string();
    }
    let line = one_line(text);
    let mut out = String::with_capacity(line.len() + 8);
    let chars: Vec<char> = line.chars().collect();
    for (at, c) in chars.iter().copied().enumerate() {
        let before = at.checked_sub(1).and_then(|at| chars.get(at)).copied();
        let after = chars.get(at + 1).copied();
        // "1." at the start of a line would begin a list
        let numbers = matches!(c, '.' | ')') && (1..10).contains(&at) && chars.iter().take(at).all(char::is_ascii_digit) && after.is_none_or(|c| c == ' ');
        if numbers || needs_escape(c, before, after) {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// Whether a text is as plain as most are: it begins with a letter, and nothing in it could mean anything to Markdown.
fn means_nothing(text: &str) -> bool {
    let mut before = b' ';
    let plain = |byte: u8| {
        let two_blanks = byte == b' ' && before == b' ';
        before = byte;
        !two_blanks && (byte.is_ascii_alphanumeric() || b" ,;:'\"/()?%@{}-.+=".contains(&byte))
    };
    text.starts_with(|c: char| c.is_ascii_alphabetic()) && text.bytes().all(plain)
}

/// The text on one line: every run of white space is one space, and control characters are shown.
pub fn one_line(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut space = false;
    for c in visible(text).chars() {
        let blank = c.is_whitespace();
        if !blank {
            out.push(c);
        } else if !space {
            out.push(' ');
        }
        space = blank;
    }
    out
}

fn needs_escape(c: char, before: Option<char>, after: Option<char>) -> bool {
    let inside = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    match c {
        '\\' | '`' | '*' | '[' | ']' | '<' | '|' | '#' | '~' | '$' | '^' => true,
        // between letters it means nothing
        '_' => !(inside(before) && inside(after)),
        '&' => after.is_some_and(|c| c.is_ascii_alphabetic() || c == '#'),
        '!' => after == Some('['),
        // only at the start of a line; a value may stand there
        '-' | '+' | '=' | '>' => before.is_none(),
        _ => false,
    }
}

/// A name for a file or a folder: lower case, from a closed alphabet, never reserved, never too long.
pub fn file_name(id: &str) -> String {
    let mut out = String::new();
    for c in id.chars().flat_map(char::to_lowercase) {
        match c {
            'a'..='z' | '0'..='9' | '-' | '_' => out.push(c),
            '.' if !out.is_empty() && !out.ends_with('.') => out.push('.'),
            // two names that differ only in such letters stay two names
            other => out.push_str(&format!("x{:04x}", u32::from(other))),
        }
    }
    let mut out = out.trim_end_matches('.').to_string();
    if out.len() > 100 {
        let sum: u64 = out.bytes().fold(0xcbf2_9ce4_8422_2325, |sum, byte| (sum ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
        out.truncate(80);
        out.push_str(&format!("-{sum:016x}"));
    }
    let stem = out.split('.').next().unwrap_or_default();
    let device = matches!(stem, "con" | "prn" | "aux" | "nul") || ((stem.starts_with("com") || stem.starts_with("lpt")) && stem.len() == 4);
    if out.is_empty() || out.starts_with('-') || device || stem == "index" {
        out.insert_str(0, "id_");
    }
    out
}

/// The anchor that a heading gets, as hosting services for Markdown make it.
pub fn anchor(heading: &str) -> String {
    one_line(heading)
        .trim()
        .to_lowercase()
        .chars()
        .filter_map(|c| match c {
            ' ' => Some('-'),
            '-' | '_' => Some(c),
            c if c.is_alphanumeric() => Some(c),
            _ => None,
        })
        .collect()
}

/// At most one blank line between blocks, no spaces at line ends, one line end at the end.
pub fn tidy(markdown: &str) -> String {
    let mut out = String::with_capacity(markdown.len());
    let mut blank = 0;
    let mut fenced = false;
    for line in markdown.lines() {
        let line = if fenced { line } else { trim_end(line) };
        if line.trim_start().starts_with("```") {
            fenced = !fenced;
        }
        blank = if line.trim().is_empty() { blank + 1 } else { 0 };
        if (blank > 1 && !fenced) || (blank > 0 && out.is_empty()) {
            continue;
        }
        if fenced {
            out.push_str(line)
        } else {
            push_bare(&mut out, line)
        }
        out.push('\n');
    }
    while out.ends_with("\n\n") {
        out.pop();
    }
    out
}

/// Writes a line; a point after a number is escaped only where it would begin a list, so that `20. Januar` reads as such
/// in the middle of a sentence too.
fn push_bare(out: &mut String, line: &str) {
    let mut rest = line;
    // what stands in backticks means what it says
    while let Some((before, after)) = rest.split_once("\\.").filter(|_| !line.contains('`')) {
        out.push_str(before);
        let number = before.trim_end_matches(|c: char| c.is_ascii_digit());
        let begins = rest.len() == line.len() && number.chars().all(|c| c.is_whitespace() || "->+*.)".contains(c) || c.is_ascii_digit());
        if number.len() == before.len() || begins || number.ends_with('\\') {
            out.push('\\');
        }
        out.push('.');
        rest = after;
    }
    out.push_str(rest);
}

fn trim_end(line: &str) -> &str {
    let short = line.trim_end();
    // an escaped space would lose its meaning; a backslash at the end would become a line break
    if short.ends_with('\\') { line } else { short }
}

/// The first letter as a capital.
pub fn capital(text: &str) -> Cow<'_, str> {
    let mut chars = text.chars();
    match chars.next() {
        Some(first) if first.is_lowercase() => Cow::Owned(first.to_uppercase().chain(chars).collect()),
        _ => Cow::Borrowed(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_stay_text() {
        for (written, expected) in [
            ("| pipes |", "\\| pipes \\|"),
            ("<script>alert(1)</script>", "\\<script>alert(1)\\</script>"),
            ("[x](javascript:alert(1))", "\\[x\\](javascript:alert(1))"),
            ("in 2026. Then", "in 2026. Then"),
            ("![x](http://a.b/c.png)", "\\!\\[x\\](http://a.b/c.png)"),
            ("# heading", "\\# heading"),
            ("- item", "\\- item"),
            ("1. item", "1\\. item"),
            ("---", "\\---"),
            ("a\n\n# b", "a \\# b"),
            ("risk_assessment and _this_", "risk_assessment and \\_this\\_"),
            ("`code` &amp; R & D", "\\`code\\` \\&amp; R & D"),
            ("a\u{1b}[31mb\u{202e}", "a\\<U+001B>\\[31mb\\<U+202E>"),
            ("back\\slash", "back\\\\slash"),
            ("A.5.7 version 1.0", "A.5.7 version 1.0"),
            ("a (b) - c: \"d\", e/f.", "a (b) - c: \"d\", e/f."),
            ("a  b", "a b"),
        ] {
            assert_eq!(inline(written), expected);
        }
    }

    #[test]
    fn file_names_are_from_a_closed_alphabet() {
        for (id, expected) in [
            ("POL-01", "pol-01"),
            ("../../etc/passwd", "x002ex002ex002fx002ex002ex002fetcx002fpasswd"),
            ("CON", "id_con"),
            ("-rf", "id_-rf"),
            ("A.5.1", "a.5.1"),
            ("über", "x00fcber"),
            ("a/b", "ax002fb"),
            ("", "id_"),
        ] {
            let name = file_name(id);
            assert!(name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"-_.".contains(&byte)), "{name}");
            assert!(!name.contains("..") && !name.starts_with('.'), "{name}");
            if !id.starts_with("..") {
                assert_eq!(name, expected);
            }
        }
        assert!(file_name(&"x".repeat(300)).len() <= 100);
    }

    #[test]
    fn blank_lines_collapse() {
        assert_eq!(tidy("\n\na  \n\n\n\nb\n\n"), "a\n\nb\n");
    }
}
