//! How findings count: the levels of `isms.toml` and its preset, and the findings that the baseline takes out.
//!
//! Whoever lets the check look away decides something, although no source says so.

use std::collections::BTreeMap;

use super::change::{Change, Subject};
use super::kind::Kind;
use super::pair::Pair;
use crate::base::Place;
use crate::diagnostic::{Code, Identity, Level};
use crate::source::{Baseline, Package, Preset};

/// So many names stand in a sentence; the rest is counted.
const NAMED: usize = 6;

/// Compares how findings count.
pub(super) fn changes(pair: &mut Pair<'_>) {
    levels(pair);
    baselines(pair);
}

/// The line of isms.toml that gives a code its level, and the level itself.
fn said<'p>(package: &'p Package, code: &str, group: &str) -> Option<(&'p str, Place)> {
    let of = |name: &str| package.lints.iter().rev().find(|lint| lint.name == name);
    of(code).or_else(|| of(group)).map(|lint| (lint.name.as_str(), lint.place))
}

/// What one line of isms.toml makes of several findings.
#[derive(Default)]
struct Moved {
    codes: Vec<String>,
    levels: (Option<Level>, Option<Level>),
    places: (Option<Place>, Option<Place>),
}

fn levels(pair: &mut Pair<'_>) {
    let (old, new) = (&pair.old_compiled.package, &pair.new_compiled.package);
    let preset = |package: &Package| package.preset.unwrap_or(Preset::Default).word();
    // by the line that does it, and the way it goes
    let mut moved: BTreeMap<(String, bool), Moved> = BTreeMap::new();
    let mut note = |code: &str, group: &str, was: Level, is: Level| {
        if was == is {
            return;
        }
        let (before, after) = (said(old, code, group), said(new, code, group));
        let cause = after.or(before).map_or("preset", |(name, _)| name).to_string();
        let one = moved.entry((cause, strength(is) < strength(was))).or_default();
        one.codes.push(format!("`{code}`"));
        one.levels = (Some(was), Some(is));
        one.places = (before.map(|(_, place)| place).or(one.places.0), after.map(|(_, place)| place).or(one.places.1));
    };
    for code in crate::catalog::codes() {
        note(code.slug, code.group.word(), pair.old_compiled.level_of(code), pair.new_compiled.level_of(code));
    }
    // rules of one's own: their level stands beside them, and isms.toml wins over it
    let any: &Code = &crate::rules::problems::ANY_RULE;
    for name in pair.new.rules.keys().filter(|name| pair.old.rules.contains_key(*name)) {
        let code = format!("rule.{name}");
        let level = |package: &Package| {
            let line =
                package.lints.iter().rev().find(|lint| lint.name == code).or_else(|| package.lints.iter().rev().find(|lint| lint.name == any.group.word()));
            line.map_or(any.level, |lint| lint.level)
        };
        note(&code, any.group.word(), level(old), level(new));
    }
    for ((cause, looser), one) in moved {
        let kind = if looser { Kind::LintLoosened } else { Kind::LintTightened };
        let less = if looser { "less" } else { "more" };
        let (was, is) = match (cause.as_str(), one.levels) {
            ("preset", _) => (preset(old).to_string(), preset(new).to_string()),
            (_, (Some(was), Some(is))) => (was.word().to_string(), is.word().to_string()),
            _ => Default::default(),
        };
        let what = match (cause.as_str(), one.codes.as_slice()) {
            ("preset", codes) => format!("the preset of isms.toml is `{is}` instead of `{was}`, so {less} is asked of {}", listed(codes)),
            (_, [only]) => format!("{only} counts as `{is}`, and counted as `{was}`"),
            (group, codes) => format!("the level of `{group}` in isms.toml is another one, so {less} is asked of {}", listed(codes)),
        };
        let change = Change::new(kind, Subject::new("level", &cause, ""), what).from_to(Some(was), Some(is));
        pair.add(change, one.places.0, one.places.1);
    }
}

fn strength(level: Level) -> usize {
    match level {
        Level::Allow => 0,
        Level::Warn => 1,
        Level::Deny => 2,
        Level::Error => 3,
    }
}

fn listed(names: &[String]) -> String {
    let shown: Vec<&str> = names.iter().take(NAMED).map(String::as_str).collect();
    let more = if names.len() > NAMED { format!(" and {} more", names.len() - NAMED) } else { String::new() };
    format!("{}{more}", shown.join(", "))
}

/// What a baseline takes out: each finding by its identity, how often, and where the first entry stands.
fn entries(baseline: Option<&Baseline>) -> BTreeMap<&Identity, (usize, Place)> {
    let mut found: BTreeMap<&Identity, (usize, Place)> = BTreeMap::new();
    for entry in baseline.iter().flat_map(|baseline| &baseline.entries) {
        found.entry(&entry.identity).or_insert((0, entry.place)).0 += entry.count;
    }
    found
}

fn baselines(pair: &mut Pair<'_>) {
    let (old, new) = (entries(pair.old_compiled.baseline.as_ref()), entries(pair.new_compiled.baseline.as_ref()));
    for (these, those, kind) in [(&new, &old, Kind::BaselineGrown), (&old, &new, Kind::BaselineShrunk)] {
        let mut by_code: BTreeMap<&str, (usize, Vec<String>, Place)> = BTreeMap::new();
        for (identity, (count, place)) in these {
            let more = count.saturating_sub(those.get(identity).map_or(0, |(count, _)| *count));
            if more == 0 {
                continue;
            }
            let one = by_code.entry(&identity.code).or_insert((0, Vec::new(), *place));
            one.0 += more;
            let names = identity.names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>();
            let names = if names.is_empty() { String::new() } else { format!(" ({})", listed(&names)) };
            one.1.push(format!("{}{names}", if identity.at.is_empty() { "the package" } else { identity.at.as_str() }));
        }
        for (code, (count, at, place)) in by_code {
            let times = if count == 1 { "1 finding".to_string() } else { format!("{count} findings") };
            let grown = kind == Kind::BaselineGrown;
            let what = if grown {
                format!("the baseline takes {times} `{code}` out of the check: {}", listed(&at))
            } else {
                format!("the baseline no longer takes {times} `{code}` out of the check: {}", listed(&at))
            };
            let (before, after) = if grown { (None, Some(place)) } else { (Some(place), None) };
            pair.add(Change::new(kind, Subject::new("baseline", code, ""), what), before, after);
        }
    }
}
