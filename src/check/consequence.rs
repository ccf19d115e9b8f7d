//! What is only a consequence: a declaration that cannot be read in full is not blamed for what it does not say.
//!
//! `approved by ceo` without its day is one mistake. That the policy is therefore not approved is true, and says nothing new;
//! it is said once the approval can be read.

use std::collections::BTreeSet;

use crate::base::FileId;
use crate::diagnostic::{Diagnostic, Group};
use crate::source::Sources;

/// Findings about the words themselves.
const OF_TEXT: [Group; 3] = [Group::Syntax, Group::Names, Group::Types];

/// Leaves out what a declaration as a whole is blamed for not to say, where it has an error in its text. What is said of
/// a line of it stays. Needs the subjects of the findings.
pub(crate) fn leave_out_consequences(sources: &Sources, findings: &mut Vec<Diagnostic>) {
    let about = |finding: &Diagnostic| Some((finding.place()?.file, finding.subject.clone()?));
    let is_of_text = |finding: &Diagnostic| OF_TEXT.contains(&finding.code.group);
    let unread: BTreeSet<(FileId, String)> = findings.iter().filter(|finding| finding.is_error() && is_of_text(finding)).filter_map(about).collect();
    if !unread.is_empty() {
        findings.retain(|finding| is_of_text(finding) || !blames_silence(sources, finding) || about(finding).is_none_or(|about| !unread.contains(&about)));
    }
}

/// Whether a finding says of a whole declaration, which begins in the first column, that something is not in it.
fn blames_silence(sources: &Sources, finding: &Diagnostic) -> bool {
    let begins = |file: FileId, at: u32| {
        sources.get(file).is_some_and(|source| source.lines.start_of(source.lines.line_of(at)).and_then(|start| u32::try_from(start).ok()) == Some(at))
    };
    let silent = finding.code.slug == "supplier-not-classified" || finding.code.slug.split('-').any(|word| word == "without");
    silent && finding.place().is_some_and(|place| begins(place.file, place.span.start))
}
