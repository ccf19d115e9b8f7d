//! What stands between the parts of a member: comments and line ends.
//!
//! The tree says where members, values and braces are; everything between them is blanks, line ends, `;` and comments.
//! Reading the comments from there, and not from the tree, makes sure that none is forgotten.

/// A comment, and how many lines end between it and whatever stands before it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Comment<'t> {
    /// From `//` to the end of the line, without blanks at the end.
    pub text: &'t str,
    /// Line ends before it; none means that it trails.
    pub lines_before: usize,
}

/// What stands in a gap.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Gap<'t> {
    /// The comments.
    pub comments: Vec<Comment<'t>>,
    /// Line ends after the last comment; all of them where there is none.
    pub lines_after: usize,
}

impl<'t> Gap<'t> {
    /// Reads the gap from one byte to another.
    pub fn read(text: &'t str, from: u32, to: u32) -> Self {
        let mut rest = text.get(from as usize..to as usize).unwrap_or("");
        let mut gap = Gap::default();
        while let Some(c) = rest.chars().next() {
            if rest.starts_with("//") {
                let end = rest.find(['\n', '\r']).unwrap_or(rest.len());
                let (comment, after) = rest.split_at(end);
                gap.comments.push(Comment { text: comment.trim_end(), lines_before: gap.lines_after });
                gap.lines_after = 0;
                rest = after;
                continue;
            }
            let step = if rest.starts_with("\r\n") { 2 } else { c.len_utf8() };
            gap.lines_after += usize::from(matches!(c, '\n' | '\r'));
            rest = rest.get(step..).unwrap_or("");
        }
        gap
    }

    /// Takes the comment off that trails on the line before the gap.
    pub fn take_trailing(&mut self) -> Option<&'t str> {
        let trails = self.comments.first().is_some_and(|comment| comment.lines_before == 0);
        trails.then(|| self.comments.remove(0).text)
    }
}

/// All comments of a text without findings, in their order.
pub(super) fn comments(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find(['"', '/']) {
        rest = rest.get(at..).unwrap_or("");
        if rest.starts_with("//") {
            let end = rest.find(['\n', '\r']).unwrap_or(rest.len());
            found.push(rest.get(..end).unwrap_or("").trim_end());
            rest = rest.get(end..).unwrap_or("");
        } else if let Some(inside) = rest.strip_prefix("\"\"\"") {
            rest = inside.split_once("\"\"\"").map_or("", |(_, after)| after);
        } else if let Some(inside) = rest.strip_prefix('"') {
            rest = after_string(inside);
        } else {
            rest = rest.get(1..).unwrap_or("");
        }
    }
    found
}

/// What follows the closing quote of a string.
fn after_string(inside: &str) -> &str {
    let mut chars = inside.chars();
    while let Some(c) = chars.next() {
        match c {
            '"' => break,
            '\\' => drop(chars.next()),
            _ => {}
        }
    }
    chars.as_str()
}
