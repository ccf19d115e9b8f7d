//! Findings as results: where, what, how to put it right, and who set it aside.

use super::ROOT;
use super::log::{Artifact, Change, Content, Fix, Location, Logical, Outcome, OutcomeProperties, Physical, Prints, Region, Replacement, Suppression, Text};
use crate::base::{FileId, Place};
use crate::diagnostic::{self, Code, Diagnostic, Fingerprints, Ground};
use crate::report::locate::Locator;
use crate::report::one_line;
use crate::report::run::{Run, level, lines};

/// All findings, then those that were set aside.
pub(super) fn results(run: &Run<'_>, codes: &[&'static Code]) -> Vec<Outcome> {
    let mut writer = Writer { run, codes, locator: Locator::new(run.sources), prints: Fingerprints::default() };
    let counted: Vec<Outcome> = run.findings.iter().map(|finding| writer.result(finding)).collect();
    let set_aside: Vec<Outcome> = run
        .set_aside
        .iter()
        .map(|one| {
            let suppression = writer.suppression(&one.ground);
            Outcome { suppressions: vec![suppression], ..writer.result(&one.finding) }
        })
        .collect();
    counted.into_iter().chain(set_aside).collect()
}

struct Writer<'r, 's> {
    run: &'r Run<'s>,
    codes: &'r [&'static Code],
    locator: Locator<'r>,
    prints: Fingerprints,
}

impl Writer<'_, '_> {
    fn result(&mut self, finding: &Diagnostic) -> Outcome {
        let first = finding.labels.iter().position(|label| label.primary).unwrap_or(0);
        let logical = finding.subject.iter().map(|subject| Logical { fully_qualified_name: one_line(subject), kind: "declaration" });
        let location = match finding.place() {
            Some(place) => Location { logical_locations: logical.collect(), ..self.location(place, None, "") },
            // services want a place for everything, and a line
            None => {
                let region = Region { start_line: 1, start_column: 1, end_line: 1, end_column: 1 };
                let physical = Physical { artifact_location: self.artifact(self.run.anywhere()), region: Some(region) };
                Location { id: None, physical_location: physical, logical_locations: logical.collect(), message: None }
            }
        };
        let related = finding.labels.iter().enumerate().filter(|(at, _)| *at != first);
        let related = related.enumerate().map(|(number, (_, label))| self.location(label.place, Some(number + 1), &label.message)).collect();
        Outcome {
            rule_id: finding.code.slug,
            rule_index: self.codes.iter().position(|code| code.slug == finding.code.slug).unwrap_or(0),
            level: level(finding.level),
            message: Text::new(lines(finding).join("\n")),
            locations: vec![location],
            related_locations: related,
            partial_fingerprints: Prints { finding: self.prints.next(finding) },
            fixes: finding.fixes.iter().map(|fix| self.fix(fix)).collect(),
            suppressions: Vec::new(),
            properties: OutcomeProperties { group: finding.code.group.word(), cite: finding.cite.clone(), help: finding.help.clone() },
        }
    }

    fn location(&mut self, place: Place, id: Option<usize>, message: &str) -> Location {
        let physical = Physical { artifact_location: self.file(place.file), region: Some(self.region(place)) };
        let message = (!message.is_empty()).then(|| Text::new(one_line(message)));
        Location { id, physical_location: physical, logical_locations: Vec::new(), message }
    }

    fn region(&mut self, place: Place) -> Region {
        let start = self.locator.position(place.file, place.span.start);
        let end = self.locator.position(place.file, place.span.end.max(place.span.start));
        Region { start_line: start.line, start_column: start.column, end_line: end.line, end_column: end.column }
    }

    fn file(&self, file: FileId) -> Artifact {
        match self.run.sources.get(file) {
            // the library is inside the program, and in no repository
            Some(source) if source.library => Artifact { uri: format!("isms:{}", source.path), uri_base_id: None },
            _ => self.artifact(self.run.sources.path(file)),
        }
    }

    fn artifact(&self, path: &str) -> Artifact {
        let (uri, relative) = self.run.base.uri(path);
        Artifact { uri, uri_base_id: relative.then_some(ROOT) }
    }

    fn fix(&mut self, fix: &diagnostic::Fix) -> Fix {
        let mut changes: Vec<Change> = Vec::new();
        let mut files: Vec<FileId> = fix.edits.iter().map(|edit| edit.place.file).collect();
        files.dedup();
        for file in files {
            let edits = fix.edits.iter().filter(|edit| edit.place.file == file);
            let replacements =
                edits.map(|edit| Replacement { deleted_region: self.region(edit.place), inserted_content: Content { text: edit.text.clone() } }).collect();
            changes.push(Change { artifact_location: self.file(file), replacements });
        }
        Fix { description: Text::new(one_line(&fix.title)), artifact_changes: changes }
    }

    fn suppression(&mut self, ground: &Ground) -> Suppression {
        let justification = one_line(&ground.justification());
        match ground {
            Ground::Allow { place, .. } => {
                Suppression { kind: "inSource", status: "accepted", justification, location: Some(self.location(*place, None, "set aside here")) }
            }
            Ground::Baseline { .. } => Suppression { kind: "external", status: "accepted", justification, location: None },
        }
    }
}
