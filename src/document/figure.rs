//! Pictures that belong to a document: the text names them, each renderer places them.

use std::sync::Arc;

use minijinja::value::Value;
use minijinja::{Error, ErrorKind};

use super::diagrams::drawing::Drawing;
use super::{Document, text};
use crate::base::did_you_mean;

/// A picture of a document.
///
/// The Markdown of the document names it as an image, `![title](figures/process_map.svg)`, relative to where the
/// document lies. [`Document::figure`] finds the figure behind such a link: HTML places it in the page, Markdown
/// leaves the link and writes the file beside.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    /// What it is, once in a set: `process_map`, `process_risk_assessment`.
    pub id: String,
    /// What it is called; goes below the picture.
    pub title: String,
    /// What it shows, in a sentence or two, for whoever does not see it.
    pub alt: String,
    /// The picture: a whole SVG document without XML declaration, that loads nothing and runs nothing.
    pub svg: String,
    /// Where everything stands on it, so that a page can lead from its boxes to their documents.
    pub drawing: Option<Arc<Drawing>>,
    /// Its natural width, in CSS pixels (1/96 inch).
    pub width: u32,
    /// Its natural height, in the same unit.
    pub height: u32,
}

impl Figure {
    /// Where its file lies, from the root of the set.
    pub fn path(&self) -> String {
        format!("figures/{}.svg", text::file_name(&self.id))
    }

    /// The image in the Markdown of the document at `stem`.
    fn markdown(&self, stem: &str) -> String {
        // a line of its own becomes a paragraph of its own: the picture stands alone
        format!("![{}]({}{})", text::inline(&self.title), "../".repeat(stem.matches('/').count()), self.path())
    }
}

impl Document {
    /// The figure that a link in the text of this document leads to.
    pub fn figure(&self, url: &str) -> Option<&Figure> {
        let path = url.trim_start_matches("../");
        self.figures.iter().find(|figure| figure.path() == path)
    }
}

/// `figure("process_map")`: places a figure of the document.
pub(crate) fn figure_function(stem: &str, figures: &[Figure]) -> Value {
    let images: Arc<Vec<(String, String)>> = Arc::new(figures.iter().map(|figure| (figure.id.clone(), figure.markdown(stem))).collect());
    Value::from_function(move |id: String| -> Result<Value, Error> {
        if let Some((_, image)) = images.iter().find(|(known, _)| *known == id) {
            return Ok(Value::from_safe_string(image.clone()));
        }
        let known = || images.iter().map(|(known, _)| known.as_str());
        let way_out = match (did_you_mean(&id, known()), images.is_empty()) {
            (Some(guess), _) => format!("did you mean `{guess}`?"),
            (None, true) => "it has none".into(),
            (None, false) => format!("it has `{}`", known().collect::<Vec<_>>().join("`, `")),
        };
        Err(Error::new(ErrorKind::InvalidOperation, format!("this document has no figure `{id}`; {way_out}")))
    })
}
