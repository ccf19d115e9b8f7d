//! How members follow each other: one on each line, two blanks for each level, at most one empty line between them.

use super::header;
use super::trivia::Gap;
use crate::syntax::{Block, File, Member};

/// Lays out a file that has no findings.
pub(super) fn lay_out(text: &str, file: &File) -> String {
    let mut layout = Layout { text, out: String::with_capacity(text.len() + text.len() / 8) };
    let end = u32::try_from(text.len()).unwrap_or(u32::MAX);
    layout.members(&file.members, 0, end, 0, false);
    if !layout.out.is_empty() {
        layout.out.push('\n');
    }
    layout.out
}

struct Layout<'t> {
    text: &'t str,
    out: String,
}

impl Layout<'_> {
    /// Writes members and the comments around them: `from` and `to` are the bytes between which they stand.
    fn members(&mut self, members: &[Member], from: u32, to: u32, level: usize, mut trailing: bool) {
        let mut from = from;
        let mut first = true;
        let mut block_before = false;
        for member in members {
            let start = member.head.map_or(member.span.start, |head| head.start);
            let mut gap = Gap::read(self.text, from, start);
            if trailing {
                self.trail(gap.take_trailing());
            }
            let apart = level == 0 && (block_before || member.block.is_some() || !gap.comments.is_empty());
            let mut apart = apart && !first;
            for comment in &gap.comments {
                self.line(level, !first && (apart || comment.lines_before > 1));
                self.out.push_str(comment.text);
                (first, apart) = (false, false);
            }
            self.line(level, !first && (apart || gap.lines_after > 1));
            self.member(member, level);
            (first, trailing, block_before) = (false, true, member.block.is_some());
            from = end_of(member);
        }
        let mut gap = Gap::read(self.text, from, to);
        if trailing {
            self.trail(gap.take_trailing());
        }
        for comment in &gap.comments {
            self.line(level, !first && comment.lines_before > 1);
            self.out.push_str(comment.text);
            first = false;
        }
    }

    fn member(&mut self, member: &Member, level: usize) {
        let header = header::write(self.text, member, level * 2);
        self.out.push_str(&header);
        if let Some(block) = &member.block {
            // behind a comment the brace needs a line of its own
            let comment_last = !Gap::read(self.text, header_end(member), block.span.start).comments.is_empty();
            if comment_last {
                self.line(level, false)
            } else {
                self.out.push(' ')
            }
            self.block(block, level);
        }
    }

    fn block(&mut self, block: &Block, level: usize) {
        let (open, close) = (block.span.start + 1, block.span.end.saturating_sub(1));
        self.out.push('{');
        let before = self.out.len();
        self.members(&block.members, open, close, level + 1, true);
        if self.out.len() > before {
            self.line(level, false);
        }
        self.out.push('}');
    }

    /// A comment behind whatever was written last.
    fn trail(&mut self, comment: Option<&str>) {
        if let Some(comment) = comment {
            self.out.push(' ');
            self.out.push_str(comment);
        }
    }

    /// Begins a line, with an empty one before it or without.
    fn line(&mut self, level: usize, apart: bool) {
        if !self.out.is_empty() {
            self.out.push('\n');
        }
        if apart {
            self.out.push('\n');
        }
        self.out.extend(std::iter::repeat_n("  ", level));
    }
}

/// Where the header ends: behind its last value or comma.
fn header_end(member: &Member) -> u32 {
    let word = member.head.map_or(member.span.start, |head| head.end);
    member.items.last().map_or(word, |item| item.span().end)
}

/// Where a member ends, without what a comma at its end drew in.
fn end_of(member: &Member) -> u32 {
    member.block.as_ref().map_or_else(|| header_end(member), |block| block.span.end)
}
