//! What a question is about: a name as people write it.

use super::{Graph, Key};
use crate::base::did_you_mean;

/// A name that nobody knows, or that means several things.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unknown {
    /// What is wrong.
    pub message: String,
    /// The way out.
    pub help: String,
}

impl Graph {
    /// What a name means: `A.8.13`, `risk R-04`, `policy.POL-01`, `9.2.2`, `prm.risk_assessment`,
    /// `risk_treatment_plan from risk_treatment to communication`.
    pub fn find(&self, asked: &str) -> Result<Key, Unknown> {
        let words: Vec<&str> = asked.split_whitespace().collect();
        match words.as_slice() {
            [] => Err(Unknown {
                message: "nothing was asked for".into(),
                help: "name a control, risk, process, clause, policy, supplier, role or interface".into(),
            }),
            [name] => self.named(name),
            [artifact, rest @ ..] if rest.first().is_some_and(|word| matches!(*word, "from" | "to")) => self.interface(artifact, rest),
            // `risk R-04`, `reference process risk_assessment`
            [kind @ .., name] => self.of_kind(&kind.join(" "), name),
        }
    }

    fn of_kind(&self, kind: &str, name: &str) -> Result<Key, Unknown> {
        let kinds: Vec<&'static str> = self.kinds();
        let wanted = if kind == "prm" { "reference process" } else { kind };
        let Some(found) = kinds.iter().find(|one| **one == wanted) else {
            let help = did_you_mean(kind, kinds.iter().copied())
                .map_or_else(|| format!("kinds are: {}", kinds.join(", ")), |guess| format!("did you mean `{guess}`?"));
            return Err(Unknown { message: format!("`{kind}` is no kind of thing that has reasons"), help });
        };
        let key = Key { kind: found, id: name.to_string() };
        if self.things.contains_key(&key) {
            return Ok(key);
        }
        Err(self.unknown(name, self.things.keys().filter(|key| key.kind == *found)))
    }

    fn named(&self, name: &str) -> Result<Key, Unknown> {
        let found: Vec<&Key> = self.things.keys().filter(|key| key.id == name).collect();
        // a process of the organisation says more than the one of the model that it stands for, and than its omission; a role
        // that has the name of what it owns is asked for with its kind
        let least = |kind: &str| ["reference process", "role"].iter().position(|one| *one == kind).map_or(0, |at| at + 1);
        let best = found.iter().map(|key| least(key.kind)).min();
        let told = found.iter().filter(|key| Some(least(key.kind)) == best).collect::<Vec<_>>();
        match told.as_slice() {
            [only] => Ok((**only).clone()),
            [] => match name.split_once('.') {
                // `risk.R-04`; a control is `A.8.13` and a clause `9.2`, both found above
                Some((kind, id)) if kind == "prm" || self.kinds().contains(&kind) => self.of_kind(kind, id),
                _ => Err(self.unknown(name, self.things.keys())),
            },
            several => {
                let ways: Vec<String> = several.iter().map(|key| format!("`{} {}`", key.kind, key.id)).collect();
                Err(Unknown { message: format!("`{name}` means several things"), help: format!("say which: {}", ways.join(" or ")) })
            }
        }
    }

    /// `ARTIFACT from A to B`; either end may be left out where that is enough.
    fn interface(&self, artifact: &str, rest: &[&str]) -> Result<Key, Unknown> {
        let end = |word: &str| rest.iter().position(|one| *one == word).and_then(|at| rest.get(at + 1)).copied();
        let (from, to) = (end("from"), end("to"));
        if !rest.len().is_multiple_of(2) || rest.len() / 2 != usize::from(from.is_some()) + usize::from(to.is_some()) {
            return Err(Unknown { message: "this is no interface".into(), help: "write `WORK_PRODUCT from PROCESS to PROCESS`".into() });
        }
        let of_artifact = || self.things.keys().filter(|key| key.kind == "interface" && key.id.split(' ').next() == Some(artifact));
        if of_artifact().next().is_none() {
            let mut artifacts: Vec<&str> = self.things.keys().filter(|key| key.kind == "interface").filter_map(|key| key.id.split(' ').next()).collect();
            artifacts.dedup();
            let help = did_you_mean(artifact, artifacts)
                .map_or_else(|| "`isms reference interfaces` lists the work products".into(), |guess| format!("did you mean `{guess}`?"));
            return Err(Unknown { message: format!("no process here needs a work product `{artifact}`"), help });
        }
        let matching: Vec<&Key> = of_artifact()
            .filter(|key| {
                let ends: Vec<&str> = key.id.split(' ').collect();
                let is = |wanted: Option<&str>, at: usize| {
                    wanted.is_none_or(|wanted| ends.get(at) == Some(&wanted) || ends.get(at).is_some_and(|id| self.stands_for(wanted, id)))
                };
                is(from, 2) && is(to, 4)
            })
            .collect();
        match matching.as_slice() {
            [only] => Ok((*only).clone()),
            [] => {
                let known: Vec<String> = of_artifact().map(|key| format!("`{}`", key.id)).collect();
                Err(Unknown { message: format!("`{artifact}` does not pass there"), help: format!("it passes here: {}", known.join(", ")) })
            }
            several => {
                let ways: Vec<String> = several.iter().map(|key| format!("`{}`", key.id)).collect();
                Err(Unknown { message: format!("`{artifact}` passes several times"), help: format!("say which: {}", ways.join(" or ")) })
            }
        }
    }

    /// Whether a process of the organisation stands for one of the model.
    fn stands_for(&self, process: &str, of_model: &str) -> bool {
        let at = |kind: &'static str, id: &str| self.things.get_index_of(&Key { kind, id: id.to_string() });
        let (Some(own), Some(model)) = (at("process", process), at("reference process", of_model)) else { return false };
        self.relations.iter().any(|relation| !relation.flow && relation.from == model && relation.to == own)
    }

    fn kinds(&self) -> Vec<&'static str> {
        let mut kinds: Vec<&'static str> = self.things.keys().map(|key| key.kind).collect();
        kinds.sort_unstable();
        kinds.dedup();
        kinds
    }

    fn unknown<'a>(&'a self, name: &str, keys: impl Iterator<Item = &'a Key>) -> Unknown {
        let help = match did_you_mean(name, keys.filter(|key| key.kind != "interface").map(|key| key.id.as_str())) {
            Some(guess) => format!("did you mean `{guess}`?"),
            None => "name a control, risk, process, clause, policy, supplier, role or interface, such as `A.8.13` or `9.2.2`".into(),
        };
        Unknown { message: format!("nothing here is called `{name}`"), help }
    }
}
