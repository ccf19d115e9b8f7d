//! Organisations of any size: the minimal example, with as many assets, requirements, controls and risks as wanted.

use std::fmt::Write as _;

use isms::source::{Memory, World as _};

const FILES: [(&str, &str); 6] = [
    ("organisation.isms", include_str!("../examples/minimal/organisation.isms")),
    ("processes.isms", include_str!("../examples/minimal/processes.isms")),
    ("controls.isms", include_str!("../examples/minimal/controls.isms")),
    ("risks.isms", include_str!("../examples/minimal/risks.isms")),
    ("policies.isms", include_str!("../examples/minimal/policies.isms")),
    ("programme.isms", include_str!("../examples/minimal/programme.isms")),
];

/// An organisation of about this many lines, in files of about 5,000 lines.
pub fn organisation(lines: usize) -> Memory {
    let mut world = Memory::new();
    let mut written = 0;
    for (name, text) in FILES {
        written += text.lines().count();
        world = world.with(name, text.as_bytes().to_vec());
    }
    let role = first_role();
    let (mut item, mut file) = (0, 0);
    while written < lines {
        let mut text = String::new();
        let mut in_file = 0;
        while in_file < 5_000 && written + in_file < lines {
            in_file += block(&mut text, item, &role);
            item += 1;
        }
        written += in_file;
        world = world.with(format!("generated_{file:05}.isms"), text.into_bytes());
        file += 1;
    }
    world
}

/// How many lines a world has.
pub fn lines(world: &Memory) -> usize {
    let names = world.list().unwrap_or_default().files;
    names.iter().filter_map(|name| world.read(name).ok()).map(|bytes| bytes.iter().filter(|byte| **byte == b'\n').count()).sum()
}

fn first_role() -> String {
    let text = FILES.iter().flat_map(|(_, text)| text.lines());
    let mut roles = text.filter_map(|line| line.strip_prefix("role ")).filter_map(|rest| rest.split_whitespace().next());
    roles.next().unwrap_or("owner_of_all").to_string()
}

/// One asset, requirement, own control and risk that hang together; gives the number of lines.
fn block(text: &mut String, n: usize, role: &str) -> usize {
    let before = text.len();
    let _ = write!(
        text,
        r#"asset asset_{n} "Asset number {n}" {{
  owner {role}
  classification confidential
  kind information
  location "Room {n}"
}}

requirement REQ-{n} "Requirement number {n}" {{
  kind contractual
  source "Contract {n}, section 4"
  responsible {role}
  demands X.{n}
  status met
}}

control X.{n} "Own control number {n}" {{
  status planned
  owner {role}
  because risk.RISK-{n}, requirement.REQ-{n}
  implementation "How control {n} is put in place, in one sentence."
  plan {{
    priority medium
    start 2026-07-01
    due 2027-03-31
    effort 3 days
    task TASK-{n} "Put control {n} in place" by {role} start 2026-07-01 due 2027-03-31 effort 2 days
  }}
}}

// a comment, as people write them
risk RISK-{n} "Risk number {n}" {{
  asset asset_{n}
  owner {role}
  threat "Somebody does something to asset {n}."
  vulnerability "Nothing stops them."
  likelihood 2
  consequence 2
  treat modify with X.{n}
  residual likelihood 1 consequence 1
  status in_treatment
}}

"#
    );
    text.get(before..).unwrap_or_default().matches('\n').count()
}
