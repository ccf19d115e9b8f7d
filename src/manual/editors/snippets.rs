//! Snippets for VS Code, for when no server runs: the same ones that the server offers.

use crate::base::IndexMap;
use serde::Serialize;

use crate::ide::snippet;
use crate::vocabulary::{Spec, TOP};

#[derive(Serialize)]
struct Snippet {
    prefix: String,
    body: Vec<String>,
    description: String,
}

/// The file of snippets: `new risk` writes a whole risk with places to fill in.
pub fn file() -> String {
    let all: IndexMap<&str, Snippet> = TOP.iter().map(|spec| (spec.word, snippet(spec))).collect();
    serde_json::to_string_pretty(&all).unwrap_or_default() + "\n"
}

fn snippet(spec: &'static Spec) -> Snippet {
    Snippet {
        // not the word alone: that is what the server completes, and nothing should be listed twice
        prefix: format!("new {}", spec.word),
        body: snippet::whole(spec, &|_| None).lines().map(str::to_string).collect(),
        description: spec.doc.replace('`', ""),
    }
}
