//! The index of everything that can be found, and the page of each.

use super::{GENERATED, cell};
use crate::catalog;
use crate::diagnostic::{Code, Group};

/// The page.
pub(super) fn page() -> String {
    let mut out = format!("{GENERATED}\n\n# What isms can find\n\n");
    out.push_str(
        "Each finding has a code. `isms explain CODE` shows its page; the same pages stand below. \
         The level says how it counts: `warn` is reported, `deny` fails the run, `error` means that the sources say nothing \
         that could be understood. Levels other than `error` can be set in `isms.toml`, for a code or for a whole group, and on \
         the command line. One finding at one declaration is set aside with `allow CODE because \"…\"`.\n",
    );
    let groups: Vec<(Group, Vec<&Code>)> = Group::ALL
        .into_iter()
        .map(|group| (group, catalog::codes().filter(|code| code.group == group).collect()))
        .filter(|(_, codes): &(_, Vec<_>)| !codes.is_empty())
        .collect();
    out.push_str("\n## Index\n");
    for (group, codes) in &groups {
        out.push_str(&format!("\n**`{}`**: {}\n\n| code | level | finds |\n|---|---|---|\n", group.word(), group.describe()));
        for code in codes {
            out.push_str(&format!("| [`{slug}`](#{slug}) | {} | {} |\n", code.level.word(), cell(&first_sentence(code.page)), slug = code.slug));
        }
    }
    for (group, codes) in &groups {
        out.push_str(&format!("\n## Group {}\n\nFindings about {}.\n", group.word(), group.describe()));
        for code in codes {
            out.push_str(&format!("\n### {}\n\nLevel {}. Group `{}`. Since {}.\n\n", code.slug, crate::check::level_words(code), group.word(), code.since));
            out.push_str(&demoted(code.page));
        }
    }
    out
}

/// The first sentence below the heading of a page.
fn first_sentence(page: &str) -> String {
    let paragraph = page.lines().skip_while(|line| line.starts_with('#') || line.trim().is_empty()).take_while(|line| !line.trim().is_empty());
    let text = paragraph.collect::<Vec<_>>().join(" ");
    text.split_inclusive(". ").next().unwrap_or("").trim().to_string()
}

/// A page without its first heading, the other headings two levels lower; code stays as it is.
fn demoted(page: &str) -> String {
    let mut out = String::with_capacity(page.len() + 64);
    let mut code = false;
    for line in page.lines().skip_while(|line| line.starts_with("# ") || line.trim().is_empty()) {
        if line.trim_start().starts_with("```") {
            code = !code;
        } else if !code && line.starts_with('#') {
            out.push_str("##");
        }
        out.push_str(line.trim_end());
        out.push('\n');
    }
    out
}
