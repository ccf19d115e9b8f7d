//! Why a decision stands as it does, and what follows from it, as a page for a window beside the sources.

use super::View;
use crate::base::Place;
use crate::reasons::{Graph, Question, markdown};

/// So many steps are followed, as on the command line where nothing is said.
const DEPTH: usize = 3;

/// The answer to a question about a thing such as `control A.8.13`, in Markdown; `link` gives the address of a place. An
/// error says what is not known.
pub fn answer(view: &View<'_>, question: Question, asked: &str, link: &dyn Fn(Place) -> Option<String>) -> Result<String, String> {
    let graph = Graph::of(view.model());
    let key = graph.find(asked).map_err(|unknown| format!("{}; {}", unknown.message, unknown.help))?;
    let tree = match question {
        Question::Why => graph.why(&key, DEPTH),
        Question::Trace => graph.trace(&key, DEPTH),
    };
    Ok(tree.map(|tree| markdown(&tree, &view.compiled.sources, link)).unwrap_or_default())
}
