//! Answers for a window of an editor: Markdown, with a link at every place.

use super::text::{at, name};
use super::{Branch, Fact, Question, Tree};
use crate::base::Place;
use crate::source::Sources;

/// An answer as Markdown. `link` gives the address of a place; nothing for one that cannot be opened.
pub fn markdown(tree: &Tree, sources: &Sources, link: &dyn Fn(Place) -> Option<String>) -> String {
    let page = Page { sources, link };
    let root = &tree.about;
    let head = name(root);
    let mut letters = head.chars();
    let head: String = letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect();
    let mut out = format!("# {}\n\n", plain(&head));
    let says = if root.says.is_empty() { "Declared" } else { &root.says };
    out.push_str(&format!("**{}**{}\n\n", plain(says), page.place(root.place)));
    for fact in &root.facts {
        out.push_str(&format!("* {}\n", page.fact(fact, root.place)));
    }
    out.push_str(match tree.question {
        Question::Why => "\n## Why it is so\n\n",
        Question::Trace => "\n## What follows from it\n\n",
    });
    if root.branches.is_empty() {
        out.push_str(match tree.question {
            Question::Why => "Nothing in this package leads to it: reasons begin here.\n",
            Question::Trace => "Nothing in this package follows from it.\n",
        });
    }
    page.branches(&root.branches, 0, &mut out);
    out
}

struct Page<'a> {
    sources: &'a Sources,
    link: &'a dyn Fn(Place) -> Option<String>,
}

impl Page<'_> {
    /// ` · [risks.isms:12](…)`
    fn place(&self, place: Option<Place>) -> String {
        let Some(place) = place else { return String::new() };
        let shown = plain(&at(self.sources, place));
        match (self.link)(place) {
            Some(link) => format!(" · [{shown}]({link})"),
            None => format!(" · {shown}"),
        }
    }

    fn fact(&self, fact: &Fact, place: Option<Place>) -> String {
        let elsewhere = fact.place.filter(|one| place.is_none_or(|place| place.file != one.file || place.span.start != one.span.start));
        format!("{}{}", plain(&fact.says), self.place(elsewhere))
    }

    fn branches(&self, list: &[Branch], depth: usize, out: &mut String) {
        let indent = "  ".repeat(depth);
        for branch in list {
            let cite = branch.cite.as_ref().filter(|cite| !branch.says.contains(cite.as_str())).map(|cite| format!(" ({cite})")).unwrap_or_default();
            let usual = branch.says.is_empty() || (branch.key.kind == "interface" && branch.says == super::things::AS_IN_MODEL);
            let says = if usual { String::new() } else { format!(": {}", branch.says) };
            let more = match (branch.again, branch.deeper) {
                (true, _) => " (see above)".to_string(),
                (false, 0) => String::new(),
                (false, deeper) => format!(" ({deeper} more behind it)"),
            };
            let line = format!("{} {}{cite}{says}", branch.relation, name(branch));
            out.push_str(&format!("{indent}* {}{}{more}\n", plain(line.trim_start()), self.place(branch.place)));
            // a decision is worth nothing without its reason
            for fact in branch.facts.iter().filter(|_| branch.key.kind == "omission") {
                out.push_str(&format!("{indent}  * {}\n", self.fact(fact, branch.place)));
            }
            self.branches(&branch.branches, depth + 1, out);
        }
    }
}

/// What people wrote, as it was written: nothing in it is a sign of Markdown.
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '~') {
            out.push('\\');
        }
        out.push(if c == '\n' || c == '\r' { ' ' } else { c });
    }
    out
}
