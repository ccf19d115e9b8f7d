//! What is read as it was meant before the grammar sees it: no-break spaces, bullets, zero bytes, quotes inside quotes.
//!
//! The mended text has the same length, so that every place in it is the same place in the file. Only what stands outside
//! texts and comments is touched, and what stands in the tree is read from the file itself.

use std::borrow::Cow;

use super::quotes::{extent, is_curly};
use crate::base::Span;
use crate::vocabulary;

/// A piece of a file as the grammar gets it, and what was mended in it.
#[derive(Debug, Default)]
pub(super) struct Mended<'t> {
    pub text: Cow<'t, str>,
    /// Spaces that a word processor writes, each run once.
    pub spaces: Vec<Span>,
    pub bullets: Vec<Bullet>,
    /// Texts with quotes inside, and whether their end is sure.
    pub quoted: Vec<(Span, bool)>,
}

/// A bullet at the beginning of a line.
#[derive(Debug, Clone, Copy)]
pub(super) struct Bullet {
    /// The sign with the blanks behind it.
    pub span: Span,
    /// Whether it stands in the first column.
    pub first_column: bool,
    /// Whether it stands in no block.
    pub outside: bool,
}

/// Whether a sign is a space that a word processor writes.
pub(super) fn is_odd_space(sign: char) -> bool {
    matches!(sign, '\u{A0}' | '\u{202F}' | '\u{2007}' | '\u{200B}')
}

/// Mends a piece of a file; `straight` says whether texts in straight quotes are mended too.
pub(super) fn mend(text: &str, straight: bool) -> Mended<'_> {
    let mut mender = Mender { text, bytes: Vec::new(), found: Mended::default(), depth: 0 };
    if straight || mender.may_need_it() {
        mender.run(straight);
    }
    let Mender { bytes, mut found, .. } = mender;
    found.text = match String::from_utf8(bytes) {
        Ok(mended) if !mended.is_empty() => Cow::Owned(mended),
        _ => Cow::Borrowed(text),
    };
    found
}

struct Mender<'t> {
    text: &'t str,
    /// The mended text; empty while nothing is mended.
    bytes: Vec<u8>,
    found: Mended<'t>,
    depth: usize,
}

impl Mender<'_> {
    fn may_need_it(&self) -> bool {
        let bytes = self.text.as_bytes();
        // the first bytes of every space, quote and bullet that is looked for
        bytes.iter().any(|byte| matches!(byte, 0 | 0xC2 | 0xE2)) || bytes.windows(2).any(|pair| matches!(pair, [b'-' | b'*', b' ' | b'\t']))
    }

    /// Puts other bytes in place of some.
    fn put(&mut self, start: usize, with: impl Iterator<Item = u8>) {
        if self.bytes.is_empty() {
            self.bytes = self.text.as_bytes().to_vec();
        }
        self.bytes.iter_mut().skip(start).zip(with).for_each(|(byte, new)| *byte = new);
    }

    fn blank(&mut self, start: usize, len: usize) {
        self.put(start, std::iter::repeat_n(b' ', len));
    }

    fn run(&mut self, straight: bool) {
        let mut at = 0;
        let mut begins_line = true;
        while let Some(sign) = self.text.get(at..).and_then(|rest| rest.chars().next()) {
            let begins = begins_line && matches!(sign, '-' | '*' | '•' | '–' | '·' | '‣' | '▪' | '◦' | '●');
            begins_line = matches!(sign, '\n' | '\r') || (begins_line && (is_odd_space(sign) || matches!(sign, ' ' | '\t')));
            at = match sign {
                '"' => self.straight(at, straight),
                _ if is_curly(sign) => self.curly(at, sign),
                _ if begins => self.bullet(at, sign),
                _ if is_odd_space(sign) => self.space(at, sign),
                '\0' => {
                    self.blank(at, 1);
                    at + 1
                }
                '{' | '}' => {
                    self.depth = if sign == '{' { self.depth + 1 } else { self.depth.saturating_sub(1) };
                    at + 1
                }
                _ => skip(self.text, at).unwrap_or(at + sign.len_utf8()),
            };
        }
    }

    fn space(&mut self, at: usize, sign: char) -> usize {
        let span = Span::new(at, at + sign.len_utf8());
        self.blank(at, sign.len_utf8());
        match self.found.spaces.last_mut() {
            Some(last) if last.end == span.start => last.end = span.end,
            _ => self.found.spaces.push(span),
        }
        span.end as usize
    }

    fn bullet(&mut self, at: usize, sign: char) -> usize {
        let end = at + sign.len_utf8();
        let rest = self.text.get(end..).unwrap_or("");
        let behind = rest.trim_start_matches(|sign| is_odd_space(sign) || matches!(sign, ' ' | '\t'));
        let blanks = rest.len() - behind.len();
        if blanks == 0 || !behind.starts_with(|first: char| first == '_' || unicode_ident::is_xid_start(first)) {
            return end;
        }
        let first_column = self.text.get(..at).is_some_and(|before| before.is_empty() || before.ends_with(['\n', '\r']));
        let bullet = Bullet { span: Span::new(at, end + blanks), first_column, outside: self.depth == 0 };
        self.blank(at, end + blanks - at);
        if bullet.first_column && bullet.outside {
            // what stands above does not go on here
            self.put(at, std::iter::once(b';'));
        }
        self.found.bullets.push(bullet);
        end + blanks
    }

    fn curly(&mut self, at: usize, sign: char) -> usize {
        let behind = at + sign.len_utf8();
        match extent(self.text.get(at..).unwrap_or("")) {
            Some(found) => {
                if found.inner {
                    self.text_at(at, found.len, found.sure);
                }
                at + found.len
            }
            None => behind,
        }
    }

    fn straight(&mut self, at: usize, mend: bool) -> usize {
        let end = skip(self.text, at).unwrap_or(at + 1);
        let token = Span::new(at, end).of(self.text);
        if token.starts_with("\"\"\"") || token.len() < 2 || !token.ends_with('"') || !mend {
            return end;
        }
        let Some(found) = runs_on(self.text, at, end) else { return end };
        self.text_at(at, found.0, found.1);
        at + found.0
    }

    /// Makes one text in straight quotes of a range.
    fn text_at(&mut self, at: usize, len: usize, sure: bool) {
        let inside = std::iter::repeat_n(b'x', len.saturating_sub(2));
        self.put(at, std::iter::once(b'"').chain(inside).chain(std::iter::once(b'"')));
        self.found.quoted.push((Span::new(at, at + len), sure));
    }
}

/// How many bytes a text in straight quotes has that seems to end in the middle of what is meant, and whether that is sure: a
/// word that is none of the language stands right behind its quote.
pub fn runs_on(text: &str, start: usize, end: usize) -> Option<(usize, bool)> {
    let behind = text.get(end..)?;
    let word: &str = behind.split(|sign: char| !(sign.is_alphanumeric() || matches!(sign, '_' | '-' | '.'))).next()?;
    let quote = behind.starts_with('"') && !behind.starts_with("\"\"\"");
    if !(quote || word.starts_with(char::is_alphanumeric)) || vocabulary::knows(word) {
        return None;
    }
    let found = extent(text.get(start..)?)?;
    (start + found.len > end).then_some((found.len, found.sure))
}

/// Where the text, the string or the comment ends that begins here.
pub(super) fn skip(text: &str, at: usize) -> Option<usize> {
    let rest = text.get(at..)?;
    let line = || rest.find(['\n', '\r']).map_or(text.len(), |step| at + step);
    if let Some(inside) = rest.strip_prefix("\"\"\"") {
        return Some(inside.find("\"\"\"").map_or(text.len(), |step| at + step + 6));
    }
    if rest.starts_with("//") || rest.starts_with('#') {
        return Some(line());
    }
    let inside = rest.strip_prefix('"')?;
    let mut escaped = false;
    for (step, sign) in inside.char_indices() {
        match sign {
            '\n' | '\r' => return Some(at + 1 + step),
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return Some(at + 2 + step),
            _ => {}
        }
    }
    Some(text.len())
}
