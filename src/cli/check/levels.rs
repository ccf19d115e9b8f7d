//! Levels from the command line.

use crate::catalog;
use crate::cli::CliError;
use crate::diagnostic::{Group, Level};
use crate::pipeline::Compilation;

/// Levels from the command line: a code is more exact than its group, and a group than all `warnings`; among equals the
/// strictest wins.
pub fn levels(allow: &[String], warn: &[String], deny: &[String]) -> Result<Vec<(String, Level)>, CliError> {
    let mut levels = Vec::new();
    for (names, level) in [(allow, Level::Allow), (warn, Level::Warn), (deny, Level::Deny)] {
        for name in names {
            let group = Group::ALL.into_iter().any(|group| group.word() == name);
            match catalog::find(name) {
                Some(code) if code.level == Level::Error && level != Level::Deny => {
                    return Err(CliError::Unknown {
                        message: format!("`{name}` is an error of meaning, and its level is fixed"),
                        help: "without it the sources do not say anything definite; correct what it reports".into(),
                    });
                }
                None if !group && name != "warnings" => {
                    let slugs = catalog::slugs();
                    let known = slugs.iter().copied().chain(Group::ALL.map(Group::word)).chain(["warnings"]);
                    let guess = crate::base::did_you_mean(name, known);
                    return Err(CliError::Unknown {
                        message: format!("there is no finding and no group `{name}`"),
                        help: guess.map_or_else(|| "`isms explain --list` shows all".into(), |guess| format!("did you mean `{guess}`?")),
                    });
                }
                _ => levels.push((name.clone(), level)),
            }
        }
    }
    Ok(levels)
}

/// Refuses `rule.NAME` where the package, which is read by now, has no rule of this name.
pub fn known_rules(levels: &[(String, Level)], compiled: &Compilation) -> Result<(), CliError> {
    // a rule that could not be read is not unknown
    if compiled.findings.iter().any(|finding| finding.code.level == Level::Error) {
        return Ok(());
    }
    let rules = &compiled.model.rules;
    let unknown = levels.iter().find(|(name, _)| name.strip_prefix("rule.").is_some_and(|rule| !rules.contains_key(rule)));
    let Some((name, _)) = unknown else { return Ok(()) };
    let known: Vec<String> = rules.keys().map(|rule| format!("rule.{rule}")).collect();
    let help = match crate::base::did_you_mean(name, known.iter().map(String::as_str)) {
        Some(guess) => format!("did you mean `{guess}`?"),
        None if known.is_empty() => "the package has no rules of its own; docs/rules.md shows how they are written".into(),
        None => format!("rules of this package: {}", known.join(", ")),
    };
    Err(CliError::Unknown { message: format!("the package has no rule for `{name}`"), help })
}
