//! SARIF 2.1.0, the exchange format of static analysis: for code scanning and for viewers.
//!
//! One run with every finding, and every finding that was set aside with who answers for it. Fingerprints are made of
//! the code, the declaration and the names in the message, so that they survive moved lines. Paths are relative to
//! `%SRCROOT%`, the root of the repository; columns count Unicode code points. The file is held against the schema of
//! OASIS in `tests/suite/reports.rs`.

mod log;
mod results;
mod rules;

use std::io::{self, Write};

use super::run::Run;
use log::{Bases, Driver, Identifier, Invocation, Log, LogRun, RunProperties, Text, Tool};

const SCHEMA: &str = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";
/// The symbol for the root of the repository, as GitHub and viewers use it.
const ROOT: &str = "%SRCROOT%";

/// Writes one log with one run.
pub(super) fn write(run: &Run<'_>, _colour: bool, out: &mut dyn Write) -> io::Result<()> {
    let codes = rules::occurring(run);
    let log = Log {
        schema: SCHEMA,
        version: "2.1.0",
        runs: [LogRun {
            tool: Tool {
                driver: Driver {
                    name: "isms",
                    version: env!("CARGO_PKG_VERSION"),
                    semantic_version: env!("CARGO_PKG_VERSION"),
                    short_description: Text::new(env!("CARGO_PKG_DESCRIPTION")),
                    rules: codes.iter().map(|code| rules::rule(code)).collect(),
                },
            },
            automation_details: Identifier { id: "isms/check/".into() },
            invocations: [Invocation { execution_successful: true, exit_code: u8::from(run.counts().0 > 0) }],
            original_uri_base_ids: Bases { root: log::Base { description: Text::new("the root of the repository") } },
            column_kind: "unicodeCodePoints",
            results: results::results(run, &codes),
            properties: RunProperties { as_of: run.as_of },
        }],
    };
    let text = serde_json::to_string_pretty(&log).map_err(io::Error::other)?;
    out.write_all(super::json::escaped(&text).as_bytes())?;
    out.write_all(b"\n")
}
