//! Rules of one's own over the compiled model: checked before they run, and reported like those of the compiler.
//!
//! * takes: the [`Model`] with its `rule`s, and the sources for the places inside expressions
//! * gives: findings; each rule has a code of its own, `rule.NAME`
//! * never does: change the model, make a finding stronger than `deny`, or run an expression without an end
//! * where to add: a group of things to look at is a row in `groups.rs`; a function for expressions stands in `engine.rs`

mod engine;
mod groups;
mod inspect;
pub mod problems;
mod spot;
mod types;

use std::collections::BTreeMap;
use std::sync::{Mutex, OnceLock};

use crate::base::did_you_mean;
use crate::diagnostic::{Code, Diagnostic, Group, Level};
use crate::model::{Model, Rule};
use crate::source::{self, Sources};
use engine::Engine;
use inspect::Wrong;
use problems::{BROKEN_RULE, UNKNOWN_RULE_FIELD, UNKNOWN_RULE_SET};

/// The sets of ready rules, by name.
pub fn sets() -> Vec<&'static str> {
    source::library_files("rules").map(|(name, _)| set_of(name)).collect()
}

/// `rules/dora.isms` and `stdlib/rules/dora.isms` are the set `dora`.
fn set_of(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path).trim_end_matches(".isms")
}

/// The set that a rule belongs to; none for a rule of the package.
pub fn set<'s>(sources: &'s Sources, rule: &Rule) -> Option<&'s str> {
    let file = sources.get(rule.head.place.file).filter(|file| file.library)?;
    Some(set_of(&file.path))
}

/// The declaration of a rule as it is written.
pub fn declaration<'s>(sources: &'s Sources, rule: &Rule) -> &'s str {
    sources.slice(rule.whole)
}

/// All rules of the library, set after set.
pub fn library() -> Vec<Rule> {
    let mut sources = Sources::default();
    let mut found = Vec::new();
    for (name, text) in source::library_files("rules") {
        let file = sources.add(format!("stdlib/{name}"), text, true);
        let (tree, _) = crate::syntax::parse(file, text);
        let (nodes, _) = crate::resolve::lower(file, text, &tree.members);
        found.extend(nodes.iter().filter(|node| node.spec.word == "rule").filter_map(Rule::read));
    }
    found
}

/// The code of a rule. Codes are kept for the life of the process, each content once.
pub fn code(rule: &Rule) -> &'static Code {
    type Known = BTreeMap<(String, Level, String), &'static Code>;
    static KNOWN: OnceLock<Mutex<Known>> = OnceLock::new();
    let level = if rule.level == "deny" { Level::Deny } else { Level::Warn };
    let key = (format!("rule.{}", rule.head.id), level, page(rule));
    let mut known = match KNOWN.get_or_init(Mutex::default).lock() {
        Ok(known) => known,
        Err(poisoned) => poisoned.into_inner(),
    };
    if let Some(code) = known.get(&key) {
        return code;
    }
    let code = Box::new(Code { slug: String::leak(key.0.clone()), level, group: Group::Rules, since: "this package", page: String::leak(key.2.clone()) });
    let code: &'static Code = Box::leak(code);
    known.insert(key, code);
    code
}

/// What `isms explain` shows of a rule.
pub fn page(rule: &Rule) -> String {
    let mut out = format!("# rule.{}\n\n{}.\n", rule.head.id, rule.head.title.trim_end_matches('.'));
    if let Some(text) = &rule.head.description {
        out.push_str(&format!("\n{}\n", text.trim()));
    }
    let what = rule.what.as_ref().map_or("", |at| at.value.as_str());
    out.push_str(&format!("\n## What it looks at\n\n`{what}`"));
    if let Some(filter) = &rule.filter {
        out.push_str(&format!(", those where `{}`", filter.value));
    }
    if let Some(require) = &rule.require {
        out.push_str(&format!(". Of each it asks `{}`.\n", require.value));
    }
    if let Some(help) = &rule.help {
        out.push_str(&format!("\n## The way out\n\n{}.\n", help.trim_end_matches('.')));
    }
    if !rule.cites.is_empty() {
        out.push_str(&format!("\n## Behind it\n\n{}.\n", cites(rule)));
    }
    out
}

fn cites(rule: &Rule) -> String {
    rule.cites.iter().map(|one| one.id.clone()).collect::<Vec<_>>().join(", ")
}

/// Runs all rules of the model, and says what is wrong with those that cannot be run.
pub(crate) fn run(model: &Model, sources: &Sources, findings: &mut Vec<Diagnostic>) {
    for name in &model.rule_sets {
        if !sets().contains(&name.value.as_str()) {
            let finding = Diagnostic::new(&UNKNOWN_RULE_SET, format!("there is no set of rules `{}`", name.value)).about("use rules");
            findings.push(match did_you_mean(&name.value, sets()) {
                Some(guess) => finding.at(name.place, format!("did you mean `{guess}`?")).fix(format!("write `{guess}`"), name.place, guess, true),
                None => finding.at(name.place, "not known").help(format!("there are {}", sets().join(", "))),
            });
        }
    }
    if model.rules.is_empty() {
        return;
    }
    let engine = Engine::new(model);
    for rule in model.rules.values() {
        one(&engine, model, sources, rule, findings);
    }
}

fn one(engine: &Engine, model: &Model, sources: &Sources, rule: &Rule, findings: &mut Vec<Diagnostic>) {
    let about = format!("rule {}", rule.head.id);
    let Some(what) = &rule.what else { return };
    let Some(group) = groups::find(&what.value) else {
        let finding = Diagnostic::new(&UNKNOWN_RULE_FIELD, format!("the model has no group `{}`", what.value)).about(about);
        findings.push(match did_you_mean(&what.value, groups::names()) {
            Some(guess) => finding.at(what.place, format!("did you mean `{guess}`?")).fix(format!("write `{guess}`"), what.place, guess, false),
            None => finding.at(what.place, "not known").help(format!("a rule looks at one of: {}", groups::names().collect::<Vec<_>>().join(", "))),
        });
        return;
    };
    let mut wrong = Vec::new();
    let texts = [(&rule.filter, false), (&rule.require, false), (&rule.message, true)];
    for (text, message) in texts.iter().filter_map(|(text, message)| Some((text.as_ref()?, *message))) {
        if message {
            wrong.extend(inspect::inspect_message(&text.value).into_iter().map(|found| problem(sources, text.place, 0, found, &about)));
        }
        for (from, expression) in if message { engine::pieces(&text.value) } else { vec![(0, text.value.as_str())] } {
            for found in inspect::inspect(group, expression) {
                wrong.push(problem(sources, text.place, from, found, &about));
            }
        }
    }
    if !wrong.is_empty() {
        findings.append(&mut wrong);
        return;
    }
    let code = code(rule);
    match engine.run(group, model, rule) {
        Ok(hits) => {
            for hit in hits {
                let mut finding = Diagnostic::new(code, hit.message).at(hit.place, "here").and(rule.head.place, "asked for by this rule").about(hit.subject);
                if let Some(help) = &rule.help {
                    finding = finding.help(help.clone());
                }
                if !rule.cites.is_empty() {
                    finding = finding.cite(cites(rule));
                }
                findings.push(finding);
            }
        }
        Err(why) => {
            let mut finding = Diagnostic::new(&BROKEN_RULE, format!("the rule `{}` cannot be run: {}", rule.head.id, why.message))
                .at(why.place, if why.is_work { "stopped here" } else { "failed here" });
            if let Some(at) = why.at {
                finding = finding.and(at, "while this was looked at");
            }
            let way_out = if why.is_work {
                "look at fewer things at once: begin with the fields of the member itself, and leave members out with `where`"
            } else {
                "ask first for a value that may be missing: `plan and plan.due`"
            };
            findings.push(finding.help(way_out).help("nothing is reported by this rule until it is corrected").about(about));
        }
    }
}

/// A mistake in an expression, at its column in the source.
fn problem(sources: &Sources, place: crate::base::Place, from: usize, wrong: Wrong, about: &str) -> Diagnostic {
    let range = wrong.range.start + from..wrong.range.end + from;
    let place = spot::inside(sources, place, range);
    let finding = Diagnostic::new(wrong.code, wrong.message).about(about);
    let finding = match &wrong.guess {
        Some(guess) => finding.at(place, format!("did you mean `{guess}`?")).fix(format!("write `{guess}`"), place, guess.clone(), false),
        None => finding.at(place, wrong.label),
    };
    let finding = match wrong.help {
        Some(help) => finding.help(help),
        None => finding,
    };
    finding.help("nothing is reported by this rule until it is corrected")
}
