//! The N² chart: processes on the diagonal; what stands in a row and a column, the process of the row hands to that
//! of the column.

use std::collections::BTreeMap;

use super::drawing::{Band, Drawing, Ends, LINE, Label, Look, Rect, Shape, Text, Tone};
use super::graph::Graph;
use super::{count, legend, measure, order};

const TITLE: f64 = 11.0;
const SMALL: f64 = 10.0;
const MARGIN: f64 = 18.0;
const PAD: f64 = 5.0;
/// A column is as wide as its longest word, within these.
const NARROW: f64 = 84.0;
const WIDE: f64 = 116.0;

/// So many lines a name may have before it is cut: every name that people give stays whole.
const WHOLE: usize = 14;

/// A cell: what is handed over there, and how firmly.
type Cell<T> = Vec<(T, Tone)>;

/// Draws the chart of a graph.
pub fn draw(graph: &Graph) -> Drawing {
    let ids: Vec<&str> = order::by_phase(graph).into_iter().filter(|id| graph.edges.iter().any(|edge| edge.from == *id || edge.to == *id)).collect();
    let place: BTreeMap<&str, usize> = ids.iter().enumerate().map(|(at, id)| (*id, at)).collect();
    let mut cells: BTreeMap<(usize, usize), Cell<String>> = BTreeMap::new();
    for edge in graph.edges.iter().filter(|edge| !edge.is_internal()) {
        let (Some(row), Some(column)) = (place.get(edge.from.as_str()), place.get(edge.to.as_str())) else { continue };
        let cell = cells.entry((*row, *column)).or_default();
        let entry = (edge.label(), edge.tone);
        if !cell.contains(&entry) {
            cell.push(entry);
        }
    }
    let mut drawing = Drawing {
        id: "n2_chart".into(),
        title: graph.language.t("Who hands what to whom").into(),
        desc: graph.language.say(
            "N² chart of {processes} processes and {number} hand-overs. The processes stand on the diagonal; a work product stands in the row of the process that delivers it and in the column of the one that receives it. Below the diagonal it flows back.",
            &[("processes", &ids.len()), ("number", &cells.values().map(Vec::len).sum::<usize>())],
        ),
        ..Drawing::default()
    };
    let top = MARGIN + 46.0;
    drawing.notes.push(Text { x: MARGIN, y: MARGIN + 14.0, lines: vec![drawing.title.clone()], size: 18.0, bold: true, centred: false });
    let read = "Read along a row what a process hands over, and down a column what it receives.";
    drawing.notes.push(Text { x: MARGIN, y: MARGIN + 32.0, lines: vec![graph.language.t(read).into()], size: SMALL + 1.0, bold: false, centred: false });
    let widths: Vec<f64> =
        ids.iter().enumerate().map(|(at, id)| column_width(graph.title(id), cells.iter().filter(|((_, column), _)| *column == at))).collect();
    let heads: Vec<Vec<String>> =
        ids.iter().zip(&widths).map(|(id, width)| measure::wrap(graph.title(id), width - 2.0 * PAD - 4.0, TITLE, true, WHOLE)).collect();
    let smalls: Vec<Vec<String>> = ids
        .iter()
        .zip(&widths)
        .map(|(id, width)| {
            graph
                .nodes
                .get(*id)
                .and_then(|node| node.small.as_deref())
                .map_or(Vec::new(), |small| measure::wrap(small, width - 2.0 * PAD - 4.0, TITLE * 0.82, false, WHOLE))
        })
        .collect();
    let wrapped: BTreeMap<(usize, usize), Cell<Vec<String>>> = cells
        .iter()
        .map(|(at, list)| {
            let room = widths.get(at.1).copied().unwrap_or(NARROW) - 2.0 * PAD - 8.0;
            // what is missing is printed in bold
            (*at, list.iter().map(|(text, tone)| (measure::wrap(text, room, SMALL, *tone == Tone::Missing, WHOLE), *tone)).collect())
        })
        .collect();
    let heights: Vec<f64> = ids
        .iter()
        .enumerate()
        .map(|(row, _)| {
            let small = smalls.get(row).map_or(0.0, |lines| count(lines) * SMALL * LINE);
            let own = heads.get(row).map_or(0.0, |lines| count(lines) * TITLE * LINE + small) + 2.0 * PAD + 6.0;
            let cell = |list: &Cell<Vec<String>>| list.iter().map(|(lines, _)| count(lines) * SMALL * LINE + 3.0).sum::<f64>() + 2.0 * PAD;
            wrapped.iter().filter(|((at, _), _)| *at == row).map(|(_, list)| cell(list)).fold(own, f64::max)
        })
        .collect();
    let (left, total_width) = (starts(MARGIN, &widths), widths.iter().sum::<f64>());
    let (above, total_height) = (starts(top, &heights), heights.iter().sum::<f64>());
    for (at, id) in ids.iter().enumerate() {
        let (Some(x), Some(y), Some(w), Some(h)) = (left.get(at), above.get(at), widths.get(at), heights.get(at)) else { continue };
        // every second row and column is tinted, so that the eye stays in its line
        drawing.bands.push(Band { rect: Rect { x: MARGIN, y: *y, w: total_width, h: *h }, tinted: at % 2 == 1 });
        drawing.bands.push(Band { rect: Rect { x: *x, y: top, w: *w, h: total_height }, tinted: false });
        let Some(node) = graph.nodes.get(*id) else { continue };
        drawing.boxes.push(Shape {
            id: (*id).to_string(),
            rect: Rect { x: x + 2.0, y: y + 2.0, w: w - 4.0, h: h - 4.0 },
            look: node.look,
            lines: heads.get(at).cloned().unwrap_or_default(),
            small: smalls.get(at).cloned().unwrap_or_default(),
            size: TITLE,
            top: false,
        });
    }
    for ((row, column), list) in &wrapped {
        let (Some(x), Some(y), Some(w), Some(h)) = (left.get(*column), above.get(*row), widths.get(*column), heights.get(*row)) else { continue };
        let mut at = y + h / 2.0 - list.iter().map(|(lines, _)| count(lines) * SMALL * LINE + 3.0).sum::<f64>() / 2.0;
        let ends = Ends::pair(ids.get(*row).copied().unwrap_or_default(), ids.get(*column).copied().unwrap_or_default());
        for (lines, tone) in list {
            let height = count(lines) * SMALL * LINE + 2.0;
            drawing.labels.push(Label {
                ends: ends.clone(),
                rect: Rect { x: x + PAD, y: at, w: w - 2.0 * PAD, h: height },
                lines: lines.clone(),
                size: SMALL,
                tone: *tone,
                left: false,
                covers: false,
            });
            at += height + 1.0;
        }
    }
    drawing.width = total_width.max(560.0) + 2.0 * MARGIN;
    drawing.height = top + total_height + MARGIN;
    legend::add(&mut drawing, graph, false);
    let absent: Vec<&str> =
        graph.nodes.iter().filter(|(id, node)| node.look != Look::Absent && !place.contains_key(id.as_str())).map(|(id, _)| graph.title(id)).collect();
    if !absent.is_empty() {
        let words = graph
            .language
            .say("Not in this chart, since no work product that it shows goes to them or comes from them: {list}.", &[("list", &absent.join(", "))]);
        legend::note(&mut drawing, &words);
    }
    drawing
}

/// Wide enough for the longest word of a column, so that words stay whole.
fn column_width<'a>(title: &str, cells: impl Iterator<Item = (&'a (usize, usize), &'a Cell<String>)>) -> f64 {
    let word = |text: &str, size: f64, bold: bool| {
        text.split(|c: char| c.is_whitespace() || c == '/').map(|word| measure::width(word, size, bold)).fold(0.0, f64::max)
    };
    let mut width = word(title, TITLE, true) + 4.0;
    let mut filled = false;
    for (text, tone) in cells.flat_map(|(_, list)| list) {
        width = width.max(word(text, SMALL, *tone == Tone::Missing) + 8.0);
        filled = true;
    }
    (width + 2.0 * PAD + 1.0).clamp(if filled { NARROW } else { 64.0 }, WIDE)
}

fn starts(from: f64, sizes: &[f64]) -> Vec<f64> {
    let mut at = from;
    sizes
        .iter()
        .map(|size| {
            let here = at;
            at += size;
            here
        })
        .collect()
}
