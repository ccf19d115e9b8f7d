//! Answers for people and for machines.

use serde_json::{Value, json as value};

use super::{Branch, Fact, Question, Tree};
use crate::base::Place;
use crate::source::Sources;

/// `processes.isms:12`
pub(super) fn at(sources: &Sources, place: Place) -> String {
    format!("{}:{}", sources.path(place.file), sources.position(place.file, place.span.start).line)
}

/// `control A.8.13 “Information backup”`; an interface is written out, a clause has its title.
pub(super) fn name(branch: &Branch) -> String {
    let id = &branch.key.id;
    match branch.key.kind {
        "interface" => {
            let mut words = id.split(' ');
            let ends: Vec<&str> = words.by_ref().skip(1).collect();
            format!("“{}” {}", branch.title, ends.join(" "))
        }
        "reference process" => format!("process of the model “{}”", branch.title),
        "omission" => format!("“{}”", branch.title),
        "work product" => format!("work product “{}”", branch.title),
        kind if branch.title.is_empty() || branch.title == *id => format!("{kind} {id}"),
        kind => format!("{kind} {id} “{}”", branch.title),
    }
}

/// An answer as a tree of sentences, each with its place.
pub fn text(tree: &Tree, sources: &Sources) -> String {
    let root = &tree.about;
    let mut out = String::new();
    let head = name(root);
    let mut letters = head.chars();
    let head: String = letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect();
    let says = if root.says.is_empty() { String::new() } else { format!(": {}", root.says) };
    out.push_str(&format!("{head}{says}{}\n", root.place.map(|place| format!("  [{}]", at(sources, place))).unwrap_or_default()));
    for fact in &root.facts {
        out.push_str(&format!("  {}\n", sentence(fact, root.place, sources)));
    }
    out.push('\n');
    let title = match tree.question {
        Question::Why => "Why it is so",
        Question::Trace => "What follows from it",
    };
    if root.branches.is_empty() {
        out.push_str(match tree.question {
            Question::Why => "Nothing in this package leads to it: reasons begin here. `isms trace` shows what follows from it.\n",
            Question::Trace => "Nothing in this package follows from it. `isms why` shows what leads to it.\n",
        });
        return out;
    }
    out.push_str(title);
    out.push('\n');
    branches(&root.branches, "", sources, &mut out);
    out
}

fn sentence(fact: &Fact, place: Option<Place>, sources: &Sources) -> String {
    let elsewhere = fact.place.filter(|one| place.is_none_or(|place| place.file != one.file || place.span.start != one.span.start));
    format!("{}{}", fact.says, elsewhere.map(|place| format!("  [{}]", at(sources, place))).unwrap_or_default())
}

fn branches(list: &[Branch], indent: &str, sources: &Sources, out: &mut String) {
    for (number, branch) in list.iter().enumerate() {
        let last = number + 1 == list.len();
        let (knee, below) = if last { ("└─ ", "   ") } else { ("├─ ", "│  ") };
        let below = format!("{indent}{below}");
        let usual = branch.says.is_empty() || (branch.key.kind == "interface" && branch.says == super::things::AS_IN_MODEL);
        let says = if usual { String::new() } else { format!(": {}", branch.says) };
        // a hand-over and who takes it are one line
        if let ("interface", [only]) = (branch.key.kind, branch.branches.as_slice())
            && only.key.kind == "process"
        {
            out.push_str(&format!("{indent}{knee}{} “{}” to {}{says}{}\n", branch.relation, branch.title, name(only), tail(only, sources)));
            branches(&only.branches, &below, sources, out);
            continue;
        }
        let cite = branch.cite.as_ref().filter(|cite| !branch.says.contains(cite.as_str())).map(|cite| format!(" ({cite})")).unwrap_or_default();
        out.push_str(&format!("{indent}{knee}{} {}{cite}{says}{}\n", branch.relation, name(branch), tail(branch, sources)));
        if branch.key.kind == "omission" {
            // a decision is worth nothing without its reason
            for fact in &branch.facts {
                out.push_str(&format!("{below}{}\n", sentence(fact, branch.place, sources)));
            }
        }
        branches(&branch.branches, &below, sources, out);
    }
}

/// Where a thing is declared, and whether there is more of it elsewhere.
fn tail(branch: &Branch, sources: &Sources) -> String {
    let place = branch.place.map(|place| format!("  [{}]", at(sources, place))).unwrap_or_default();
    match (branch.again, branch.deeper) {
        (true, _) => format!("{place}  (see above)"),
        (false, 0) => place,
        (false, deeper) => format!("{place}  (+{deeper})"),
    }
}

/// An answer for machines.
pub fn json(tree: &Tree, sources: &Sources) -> Value {
    let question = match tree.question {
        Question::Why => "why",
        Question::Trace => "trace",
    };
    value!({ "question": question, "about": branch_json(&tree.about, sources) })
}

fn place_json(place: Option<Place>, sources: &Sources) -> Value {
    match place {
        Some(place) => value!({ "file": sources.path(place.file), "line": sources.position(place.file, place.span.start).line }),
        None => Value::Null,
    }
}

fn branch_json(branch: &Branch, sources: &Sources) -> Value {
    let facts: Vec<Value> = branch.facts.iter().map(|fact| value!({ "says": fact.says, "at": place_json(fact.place.or(branch.place), sources) })).collect();
    value!({
        "relation": branch.relation,
        "kind": branch.key.kind,
        "id": branch.key.id,
        "title": branch.title,
        "says": branch.says,
        "facts": facts,
        "at": place_json(branch.place, sources),
        "cite": branch.cite,
        "deeper": branch.deeper,
        "again": branch.again,
        "branches": branch.branches.iter().map(|one| branch_json(one, sources)).collect::<Vec<_>>(),
    })
}
