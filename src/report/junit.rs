//! JUnit: every kind of finding is a test, so that a service shows its history. Errors fail a test; warnings are told in
//! its output; a test whose findings were all set aside is skipped, with the reason.

use std::collections::BTreeMap;
use std::io::{self, Write};

use super::locate::Locator;
use super::run::{Run, count, lines};
use super::{one_line, severity};
use crate::base::visible;
use crate::catalog;
use crate::diagnostic::{Code, Diagnostic, Group, SetAside};

/// What was found of one code.
#[derive(Default)]
struct Case<'a> {
    errors: Vec<&'a Diagnostic>,
    warnings: Vec<&'a Diagnostic>,
    set_aside: Vec<&'a SetAside>,
}

/// Writes a suite for each group and a test for each code.
pub(super) fn write(run: &Run<'_>, _colour: bool, out: &mut dyn Write) -> io::Result<()> {
    let mut cases: BTreeMap<&str, Case<'_>> = BTreeMap::new();
    for finding in run.findings {
        let case = cases.entry(finding.code.slug).or_default();
        if finding.is_error() { case.errors.push(finding) } else { case.warnings.push(finding) }
    }
    for one in run.set_aside {
        cases.entry(one.finding.code.slug).or_default().set_aside.push(one);
    }
    // codes that are not in the catalogue, such as rules of one's own, are tests too
    let mut codes: Vec<&Code> = catalog::codes().collect();
    let found = run.findings.iter().chain(run.set_aside.iter().map(|one| &one.finding)).map(|finding| finding.code);
    for code in found {
        if !codes.iter().any(|one| one.slug == code.slug) {
            codes.push(code);
        }
    }
    let failed = cases.values().filter(|case| !case.errors.is_empty()).count();
    writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>")?;
    writeln!(out, "<testsuites name=\"isms\" tests=\"{}\" failures=\"{failed}\" errors=\"0\" time=\"0\">", codes.len())?;
    let mut locator = Locator::new(run.sources);
    for group in Group::ALL {
        let own: Vec<&&Code> = codes.iter().filter(|code| code.group == group).collect();
        if own.is_empty() {
            continue;
        }
        let of = |wanted: fn(&Case<'_>) -> bool| own.iter().filter(|code| cases.get(code.slug).is_some_and(wanted)).count();
        let (failures, skipped) = (of(|case| !case.errors.is_empty()), of(is_skipped));
        writeln!(
            out,
            "  <testsuite name=\"{}\" tests=\"{}\" failures=\"{failures}\" errors=\"0\" skipped=\"{skipped}\" time=\"0\">",
            escaped(group.word()),
            own.len()
        )?;
        for code in own {
            write!(out, "    <testcase classname=\"isms.{}\" name=\"{}\" time=\"0\"", group.word(), escaped(code.slug))?;
            match cases.get(code.slug) {
                None => writeln!(out, "/>")?,
                Some(case) => {
                    writeln!(out, ">")?;
                    body(run, case, &mut locator, out)?;
                    writeln!(out, "    </testcase>")?;
                }
            }
        }
        writeln!(out, "  </testsuite>")?;
    }
    writeln!(out, "</testsuites>")
}

fn is_skipped(case: &Case<'_>) -> bool {
    case.errors.is_empty() && case.warnings.is_empty() && !case.set_aside.is_empty()
}

fn body(run: &Run<'_>, case: &Case<'_>, locator: &mut Locator<'_>, out: &mut dyn Write) -> io::Result<()> {
    if is_skipped(case) {
        let reasons: Vec<String> = case.set_aside.iter().map(|one| one_line(&one.ground.justification())).collect();
        writeln!(out, "      <skipped message=\"set aside: {}\"/>", escaped(&reasons.join(" | ")))?;
    }
    if let Some(first) = case.errors.first() {
        let more = case.errors.len() - 1;
        let more = if more > 0 { format!(", and {more} more") } else { String::new() };
        let message = format!("{}{more}", one_line(&first.message));
        writeln!(out, "      <failure type=\"{}\" message=\"{}\">{}</failure>", first.code.slug, escaped(&message), texts(run, &case.errors, locator))?;
    }
    if !case.warnings.is_empty() {
        let head = count(case.warnings.len(), "warning");
        writeln!(out, "      <system-out>{head}\n{}</system-out>", texts(run, &case.warnings, locator))?;
    }
    Ok(())
}

/// Findings as text of an element.
fn texts(run: &Run<'_>, findings: &[&Diagnostic], locator: &mut Locator<'_>) -> String {
    let texts = findings.iter().map(|finding| {
        let at = finding.place().map(|place| {
            let at = locator.position(place.file, place.span.start);
            format!("{}:{}:{}: ", run.base.shown(run.sources.path(place.file)), at.line, at.column)
        });
        escaped(&format!("{}{}: {}", at.unwrap_or_default(), severity(finding), lines(finding).join("\n  ")))
    });
    texts.collect::<Vec<_>>().join("\n\n")
}

/// Text for an element or an attribute; characters that XML cannot hold are shown.
fn escaped(text: &str) -> String {
    visible(text).replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
