//! Pictures of the process set: what they show, where everything stands, and how it is written.
//!
//! [`graph`] is what is shown, as data. [`n2`], and the others beside it, give every box, label and line its place: a
//! [`drawing`]. [`svg`] writes a drawing.

pub mod drawing;
pub mod graph;
mod legend;
pub mod measure;
mod n2;
mod order;
mod svg;

use drawing::Drawing;
use graph::Graph;

use super::Figure;
use crate::model::Model;

/// The number of lines, for sizes.
pub(crate) fn count(lines: &[String]) -> f64 {
    f64::from(u32::try_from(lines.len()).unwrap_or(u32::MAX))
}

/// The N² chart of the tailored set; with `all`, the interfaces that the standard leaves to the profiles too.
pub fn n2_chart(model: &Model, all: bool) -> Drawing {
    n2::draw(&Graph::of(model).for_charts(all))
}

/// A drawing as a figure of a document.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "sizes of pictures are small and positive")]
pub fn figure(drawing: &Drawing) -> Figure {
    Figure {
        id: drawing.id.clone(),
        title: drawing.title.clone(),
        alt: drawing.desc.clone(),
        svg: svg::write(drawing),
        width: drawing.width.ceil() as u32,
        height: drawing.height.ceil() as u32,
    }
}
