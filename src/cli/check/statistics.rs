//! How often each finding occurs, by code and by group.

use std::collections::BTreeMap;
use std::io::{self, Write};

use serde::Serialize;

use super::summary;
use crate::cli::table;
use crate::diagnostic::Group;
use crate::pipeline::Compilation;
use crate::report::Format;

#[derive(Serialize)]
struct Row {
    code: &'static str,
    group: &'static str,
    level: &'static str,
    count: usize,
    set_aside: usize,
    fixable: usize,
}

#[derive(Serialize)]
struct Statistics {
    codes: Vec<Row>,
    groups: BTreeMap<&'static str, usize>,
    errors: usize,
    warnings: usize,
    set_aside: usize,
}

/// Writes the counts: as JSON where that is asked for, else as a table, the most frequent first.
pub fn write(compiled: &Compilation, format: Format, out: &mut dyn Write) -> io::Result<()> {
    let counted = count(compiled);
    if format == Format::Json {
        serde_json::to_writer_pretty(&mut *out, &counted).map_err(io::Error::from)?;
        return writeln!(out);
    }
    if !counted.codes.is_empty() {
        let number = |number: usize| if number == 0 { String::new() } else { number.to_string() };
        let rows = counted
            .codes
            .iter()
            .map(|row| vec![number(row.count), row.code.to_string(), row.group.to_string(), row.level.to_string(), number(row.set_aside), number(row.fixable)]);
        table::print(out, &["count", "finding", "group", "level", "set aside", "--fix"], &rows.collect::<Vec<_>>())?;
        writeln!(out)?;
        let rows: Vec<Vec<String>> = Group::ALL
            .into_iter()
            .filter_map(|group| counted.groups.get(group.word()).map(|count| vec![count.to_string(), group.word().to_string(), group.describe().to_string()]))
            .collect();
        table::print(out, &["count", "group", "about"], &rows)?;
        writeln!(out)?;
    }
    writeln!(out, "{}", summary(counted.errors, counted.warnings, compiled.files))
}

fn count(compiled: &Compilation) -> Statistics {
    let mut rows: BTreeMap<&'static str, Row> = BTreeMap::new();
    let aside = compiled.set_aside.iter().map(|one| (&one.finding, true));
    for (finding, aside) in compiled.findings.iter().map(|finding| (finding, false)).chain(aside) {
        let row = rows.entry(finding.code.slug).or_insert(Row {
            code: finding.code.slug,
            group: finding.code.group.word(),
            level: finding.level.word(),
            count: 0,
            set_aside: 0,
            fixable: 0,
        });
        if aside {
            row.set_aside += 1;
        } else {
            row.count += 1;
            row.fixable += usize::from(finding.fixes.iter().any(|fix| fix.safe));
        }
    }
    let mut groups: BTreeMap<&'static str, usize> = BTreeMap::new();
    for finding in &compiled.findings {
        *groups.entry(finding.code.group.word()).or_default() += 1;
    }
    let mut codes: Vec<Row> = rows.into_values().collect();
    codes.sort_by_key(|row| (std::cmp::Reverse(row.count), row.code));
    let (errors, warnings) = compiled.counts();
    Statistics { codes, groups, errors, warnings, set_aside: compiled.set_aside.len() }
}
