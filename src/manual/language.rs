//! The reference of the language: how it is written, and every declaration.

use super::GENERATED;
use super::declaration::section;
use crate::source::MAX_FILE_BYTES;
use crate::syntax::MAX_DEPTH;
use crate::vocabulary::{EFFORT_UNITS, Namespace, TIME_UNITS, TOP};

const WRITING: &str = include_str!("writing.md");

/// The page.
pub(super) fn page() -> String {
    let mut out = format!("{GENERATED}\n\n{}\n", filled(WRITING).trim_end());
    out.push_str("\n## Declarations\n\n");
    for spec in TOP {
        out.push_str(&format!("* [`{}`](#{}): {}\n", spec.word, spec.word.replace(' ', "-"), spec.doc));
    }
    for spec in TOP {
        out.push('\n');
        out.push_str(&section(spec, "###"));
    }
    out
}

/// The text with the numbers and lists that the program itself uses.
fn filled(text: &str) -> String {
    let units = |units: &[(&str, &str, i64)]| units.iter().map(|(_, many, _)| format!("`{many}`")).collect::<Vec<_>>().join(", ");
    let counts =
        |units: &[(&str, &str, i64)], of: &str| units.iter().skip(1).map(|(one, _, count)| format!("a {one} is {count} {of}")).collect::<Vec<_>>().join(", ");
    let groups: Vec<String> = Namespace::ALL.into_iter().map(|group| format!("`{}`", group.qualifier())).filter(|group| !group.contains(' ')).collect();
    text.replace("{groups}", &groups.join(", "))
        .replace("{time_units}", &units(TIME_UNITS))
        .replace("{effort_units}", &units(EFFORT_UNITS))
        .replace("{effort_counts}", &counts(EFFORT_UNITS, "hours"))
        .replace("{mebibytes}", &(MAX_FILE_BYTES / 1024 / 1024).to_string())
        .replace("{depth}", &MAX_DEPTH.to_string())
}
