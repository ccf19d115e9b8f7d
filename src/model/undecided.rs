//! What an organisation has not decided yet, and the same as sources ready to be filled in.

use crate::base::IndexMap;

use super::Model;

impl Model {
    /// The controls of the catalogue that are neither applied nor excluded (ISO/IEC 27001, 6.1.3 d), in their order.
    pub fn undecided_controls(&self) -> Vec<&str> {
        let decided = |id: &str| self.controls.contains_key(id) || self.exclusions.contains_key(id);
        self.reference.controls.keys().map(String::as_str).filter(|id| !decided(id)).collect()
    }

    /// The processes of the reference model that are neither realised nor omitted, in the order of its tables.
    pub fn undecided_processes(&self) -> Vec<&str> {
        let processes = self.reference.processes.values().filter(|process| process.is_of_model());
        processes
            .map(|process| process.head.id.as_str())
            .filter(|id| {
                let adopted = self.adoptions.iter().any(|one| one.process.id == *id);
                let omitted = self.omissions.iter().any(|one| one.process.id == *id);
                let realised = self.process_set.realised_by.get(*id).is_some_and(|by| !by.is_empty());
                !adopted && !omitted && !realised
            })
            .collect()
    }

    /// A declaration for everything that is undecided, laid out, each with its title; empty where nothing is.
    ///
    /// Controls begin as `not_started`: that is a decision, and an honest one. The owner is who owns most already. Why a
    /// control applies only the organisation knows: its `baseline` is empty, which is an error until it is filled in.
    pub fn stubs(&self) -> String {
        let owner = self.usual_owner();
        let mut text = String::new();
        let processes = self.undecided_processes();
        if !processes.is_empty() {
            text.push_str("// Adopt what you have. Leave out what you do without: `omit NAME because \"…\" approved by ROLE on DATE`.\n\n");
        }
        for id in processes {
            text.push_str(&format!("// {}\nadopt {id} owner {owner}\n\n", self.process_title(id)));
        }
        let controls = self.undecided_controls();
        if !controls.is_empty() {
            text.push_str("// Say how far each control is, and in `baseline` which good practice asks for it; take that line out where a risk\n");
            text.push_str("// is treated with the control or a requirement demands it. Leave out what does not apply: `exclude A.1.2 because \"…\"`.\n\n");
        }
        for id in controls {
            let why = if self.reasons(id).is_empty() { "  baseline \"\"\n" } else { "" };
            text.push_str(&format!("// {}\ncontrol {id} {{\n  status not_started\n  owner {owner}\n{why}}}\n\n", self.control_title(id)));
        }
        text.truncate(text.trim_end().len());
        if !text.is_empty() {
            text.push('\n');
        }
        text
    }

    /// The role that owns most controls and processes, else the first one, else a word that asks to be replaced.
    pub fn usual_owner(&self) -> &str {
        let mut counts: IndexMap<&str, usize> = self.roles.keys().map(|id| (id.as_str(), 0)).collect();
        let of_controls = self.controls.values().filter_map(|control| control.owner.as_ref());
        let of_processes = self.process_set.processes.values().filter_map(|process| process.tailoring.owner.as_ref());
        for owner in of_controls.chain(of_processes) {
            if let Some(count) = counts.get_mut(owner.id.as_str()) {
                *count += 1;
            }
        }
        let most = counts.iter().map(|(_, count)| *count).max();
        counts.iter().find(|(_, count)| Some(**count) == most).map_or("ROLE", |(id, _)| id)
    }
}
