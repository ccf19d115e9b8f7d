//! The flow chart of one process: on the left who delivers what, in the middle the process with what it hands over
//! inside itself, on the right whom it serves. Every work product has an arrow of its own, with its name above.

use crate::base::IndexMap;

use super::drawing::{Drawing, Ends, LINE, Label, Look, Rect, Shape, Text, Tone, Wire};
use super::graph::{Edge, Graph, Node};
use super::{count, legend, measure, order};

const MARGIN: f64 = 18.0;
/// Boxes of the partners, the arrows with their names, the process itself.
const BOX: f64 = 168.0;
const ARROW: f64 = 170.0;
const MIDDLE: f64 = 196.0;
const TITLE: f64 = 12.0;
const SMALL: f64 = 11.0;
const GAP: f64 = 14.0;
const TOP: f64 = 72.0;
/// As many hand-overs between merged processes are drawn; more are told in words.
const DRAWN: usize = 4;

/// Somebody on one side, and what is handed over.
struct Partner<'a> {
    id: &'a str,
    node: &'a Node,
    rows: Vec<(Vec<String>, Tone)>,
    height: f64,
}

/// Draws the chart of one process; with `all`, the interfaces that charts leave out too.
pub fn draw(graph: &Graph, process: &str, all: bool) -> Drawing {
    let Some(node) = graph.nodes.get(process) else { return Drawing::default() };
    // of a process that stands in the profiles only, everything is shown: its own chart is where it has to be
    let all = all || node.in_profiles_only;
    let edges: Vec<&Edge> = graph.shown(all).filter(|edge| edge.from == process || edge.to == process).collect();
    let left = partners(graph, edges.iter().filter(|edge| edge.to == process && !edge.is_internal()).map(|edge| (edge.from.as_str(), *edge)));
    let right = partners(graph, edges.iter().filter(|edge| edge.from == process && !edge.is_internal()).map(|edge| (edge.to.as_str(), *edge)));
    let internal: Vec<&Edge> = edges.iter().filter(|edge| edge.is_internal()).copied().collect();
    let mut drawing = Drawing {
        id: format!("process_{process}"),
        title: graph.language.say("{process}: who delivers, whom it serves", &[("process", &node.title)]),
        desc: describe(graph, &node.title, &left, &right, &internal),
        width: 2.0 * MARGIN + 2.0 * BOX + 2.0 * ARROW + MIDDLE,
        ..Drawing::default()
    };
    let middle = Rect { x: MARGIN + BOX + ARROW, y: TOP, w: MIDDLE, h: 0.0 };
    let mut inner = Drawing::default();
    let title = measure::wrap(&node.title, MIDDLE - 24.0, TITLE + 2.0, true, 8);
    let small: Vec<String> = node.small.iter().flat_map(|small| measure::wrap(small, MIDDLE - 24.0, (TITLE + 2.0) * 0.82, false, 4)).collect();
    let head = 9.0 + count(&title) * (TITLE + 2.0) * LINE + count(&small) * (TITLE + 2.0) * 0.82 * LINE + 8.0;
    let inside = inner_part(graph, &internal, middle.x + 12.0, TOP + head, &mut inner);
    let tall = |side: &[Partner<'_>]| side.iter().map(|one| one.height).sum::<f64>() + GAP * count_of(side).max(1.0);
    let height = tall(&left).max(tall(&right)).max(head + inside).max(72.0);
    drawing.boxes.push(Shape {
        id: process.to_string(),
        rect: Rect { h: height, ..middle },
        look: node.look,
        lines: title,
        small,
        size: TITLE + 2.0,
        top: inside > 0.0,
    });
    drawing.boxes.append(&mut inner.boxes);
    drawing.labels.append(&mut inner.labels);
    drawing.wires.append(&mut inner.wires);
    drawing.notes.append(&mut inner.notes);
    side(&mut drawing, process, &left, true, (MARGIN, height, tall(&left)));
    side(&mut drawing, process, &right, false, (middle.right() + ARROW, height, tall(&right)));
    headings(&mut drawing, graph, node, &left, &right);
    drawing.height = TOP + height + GAP;
    let hidden = graph.edges.iter().filter(|edge| !edge.in_chart && (edge.from == process || edge.to == process) && !edge.is_internal()).count();
    if hidden > 0 && !all {
        let words = graph.language.say("{number} more, with records control or security policy management, stand in the profile.", &[("number", &hidden)]);
        drawing.notes.push(Text { x: MARGIN, y: drawing.height + 8.0, lines: vec![words], size: 10.5, bold: false, centred: false });
        drawing.height += 16.0;
    }
    legend::add(&mut drawing, &Graph { language: graph.language.clone(), ..Graph::default() }, true);
    drawing
}

fn headings(drawing: &mut Drawing, graph: &Graph, node: &Node, left: &[Partner<'_>], right: &[Partner<'_>]) {
    let title = measure::wrap(&node.title, drawing.width - 2.0 * MARGIN, 17.0, true, 1);
    drawing.notes.push(Text { x: MARGIN, y: MARGIN + 14.0, lines: title, size: 17.0, bold: true, centred: false });
    let mut head = |x: f64, words: &str| {
        drawing.notes.push(Text { x, y: TOP - 14.0, lines: vec![graph.language.t(words).into()], size: SMALL, bold: false, centred: true })
    };
    head(MARGIN + (BOX + ARROW) / 2.0, if left.is_empty() { "receives nothing that charts show" } else { "receives" });
    head(MARGIN + BOX + ARROW + MIDDLE + (BOX + ARROW) / 2.0, if right.is_empty() { "hands over nothing that charts show" } else { "hands over" });
}

/// The partners of one side: by phase, and those outside the ISMS at the lower end.
fn partners<'a>(graph: &'a Graph, edges: impl Iterator<Item = (&'a str, &'a Edge)>) -> Vec<Partner<'a>> {
    let mut found: IndexMap<&str, Vec<(String, Tone)>> = IndexMap::default();
    for (id, edge) in edges {
        let rows = found.entry(id).or_default();
        let row = (edge.label(), edge.tone);
        if !rows.contains(&row) {
            rows.push(row);
        }
    }
    let mut partners: Vec<Partner<'a>> = found
        .into_iter()
        .filter_map(|(id, rows)| {
            let node = graph.nodes.get(id)?;
            let rows: Vec<(Vec<String>, Tone)> =
                rows.into_iter().map(|(text, tone)| (measure::wrap(&text, ARROW - 26.0, SMALL, tone == Tone::Missing, 6), tone)).collect();
            let own = count(&measure::wrap(&node.title, BOX - 20.0, TITLE, true, 6)) * TITLE * LINE
                + node.small.as_ref().map_or(0.0, |small| count(&measure::wrap(small, BOX - 20.0, TITLE * 0.82, false, 3)) * TITLE * 0.82 * LINE)
                + 18.0;
            let height = rows.iter().map(|(lines, _)| row_height(lines)).sum::<f64>().max(own) + 4.0;
            Some(Partner { id, node, rows, height })
        })
        .collect();
    let last = |one: &Partner<'_>| (matches!(one.node.look, Look::Outside | Look::Absent), order::phase(one.id, one.node).unwrap_or(usize::MAX));
    partners.sort_by_key(last);
    partners
}

fn row_height(lines: &[String]) -> f64 {
    count(lines) * SMALL * LINE + 9.0
}

fn count_of<T>(list: &[T]) -> f64 {
    f64::from(u32::try_from(list.len()).unwrap_or(u32::MAX))
}

/// One side: the boxes at `x`, spread over the height, and an arrow for each work product.
fn side(drawing: &mut Drawing, process: &str, partners: &[Partner<'_>], delivers: bool, (x, height, tall): (f64, f64, f64)) {
    let share = (height - tall) / count_of(partners).max(1.0);
    let mut y = TOP + (GAP + share) / 2.0;
    for partner in partners {
        let rect = Rect { x, y, w: BOX, h: partner.height };
        drawing.boxes.push(Shape {
            id: partner.id.to_string(),
            rect,
            look: partner.node.look,
            lines: measure::wrap(&partner.node.title, BOX - 20.0, TITLE, true, 6),
            small: partner.node.small.iter().flat_map(|small| measure::wrap(small, BOX - 20.0, TITLE * 0.82, false, 3)).collect(),
            size: TITLE,
            top: false,
        });
        let rows: f64 = partner.rows.iter().map(|(lines, _)| row_height(lines)).sum();
        let mut at = rect.cy() - rows / 2.0;
        for (lines, tone) in &partner.rows {
            let line = at + row_height(lines) - 4.0;
            let (from, to) = if delivers { (rect.right(), rect.right() + ARROW) } else { (rect.x - ARROW, rect.x) };
            let ends = if delivers { Ends::pair(partner.id, process) } else { Ends::pair(process, partner.id) };
            drawing.wires.push(Wire::straight((from, line), (to, line), *tone).between(ends.clone()));
            drawing.labels.push(Label {
                ends,
                rect: Rect { x: from + 8.0, y: at + 0.5, w: ARROW - 16.0, h: row_height(lines) - 6.5 },
                lines: lines.clone(),
                size: SMALL,
                tone: *tone,
                left: false,
                covers: false,
            });
            at += row_height(lines);
        }
        y += partner.height + GAP + share;
    }
}

/// What stays inside: between merged processes, and from one round to the next. Gives the height that it takes.
fn inner_part(graph: &Graph, internal: &[&Edge], x: f64, top: f64, out: &mut Drawing) -> f64 {
    let width = MIDDLE - 24.0;
    let mut pairs: IndexMap<(&str, &str), Vec<&str>> = IndexMap::default();
    for edge in internal {
        let list = pairs.entry((edge.of.0.as_str(), edge.of.1.as_str())).or_default();
        if !list.contains(&edge.title.as_str()) {
            list.push(&edge.title);
        }
    }
    let mut y = top;
    let heading = |out: &mut Drawing, y: &mut f64, words: &str| {
        out.notes.push(Text { x: x + width / 2.0, y: *y + 12.0, lines: vec![graph.language.t(words).into()], size: 10.0, bold: false, centred: true });
        *y += 20.0;
    };
    let between: Vec<_> = pairs.iter().filter(|((from, to), _)| from != to).collect();
    if !between.is_empty() {
        heading(out, &mut y, "hands over inside");
    }
    let name = |id: &str| graph.model_titles.get(id).map_or_else(|| id.to_string(), Clone::clone);
    let part = |out: &mut Drawing, y: &mut f64, id: &str| {
        let lines = measure::wrap(&name(id), width - 12.0, 10.5, false, 3);
        let h = count(&lines) * 10.5 * LINE + 8.0;
        out.boxes.push(Shape { id: String::new(), rect: Rect { x, y: *y, w: width, h }, look: Look::Inner, lines, small: Vec::new(), size: 10.5, top: false });
        *y += h;
    };
    let label = |out: &mut Drawing, y: f64, indent: f64, lines: Vec<String>| {
        let h = count(&lines) * 10.5 * LINE + 4.0;
        out.labels.push(Label {
            ends: Ends::default(),
            rect: Rect { x: x + indent, y, w: width - indent, h },
            lines,
            size: 10.5,
            tone: Tone::Plain,
            left: true,
            covers: false,
        });
        h
    };
    if between.len() <= DRAWN {
        for ((from, to), titles) in &between {
            part(out, &mut y, from);
            let lines = titles.iter().flat_map(|title| measure::wrap(title, width - 34.0, 10.5, false, 3)).collect();
            let h = label(out, y + 4.0, 20.0, lines) + 8.0;
            out.wires.push(Wire::straight((x + 12.0, y), (x + 12.0, y + h), Tone::Plain));
            y += h;
            part(out, &mut y, to);
            y += 10.0;
        }
    } else {
        // many processes in one: each with what it hands on, in words
        let mut senders: Vec<&str> = between.iter().map(|((from, _), _)| *from).collect();
        senders.dedup();
        for from in senders.iter().enumerate().filter(|(at, one)| !senders.iter().take(*at).any(|other| other == *one)).map(|(_, one)| *one) {
            part(out, &mut y, from);
            for ((_, to), titles) in between.iter().filter(|((one, _), _)| *one == from) {
                let lines = measure::wrap(&format!("\u{2192} {}: {}", name(to), titles.join(", ")), width - 12.0, 10.5, false, 8);
                y += label(out, y + 2.0, 4.0, lines) + 2.0;
            }
            y += 7.0;
        }
    }
    let own: Vec<&str> = pairs.iter().filter(|((from, to), _)| from == to).flat_map(|(_, titles)| titles.iter().copied()).collect();
    if !own.is_empty() {
        heading(out, &mut y, "keeps for its next round");
        let lines: Vec<String> = own.iter().flat_map(|title| measure::wrap(title, width - 8.0, 10.5, false, 3)).collect();
        let h = count(&lines) * 10.5 * LINE + 4.0;
        out.labels.push(Label { ends: Ends::default(), rect: Rect { x, y, w: width, h }, lines, size: 10.5, tone: Tone::Plain, left: false, covers: false });
        y += h + 8.0;
    }
    y - top
}

/// The chart in words.
fn describe(graph: &Graph, title: &str, left: &[Partner<'_>], right: &[Partner<'_>], internal: &[&Edge]) -> String {
    let names = |side: &[Partner<'_>]| side.iter().map(|one| graph.title(one.id)).collect::<Vec<_>>().join(", ");
    let mut text = match left {
        [] => graph.language.say("{process} receives nothing that this chart shows.", &[("process", &title)]),
        left => graph.language.say("{process} receives work products from {list}.", &[("process", &title), ("list", &names(left))]),
    };
    if !right.is_empty() {
        text.push_str(&format!(" {}", graph.language.say("It hands work products to {list}.", &[("list", &names(right))])));
    }
    if internal.iter().any(|edge| edge.of.0 != edge.of.1) {
        text.push_str(&format!(" {}", graph.language.t("What the merged processes hand to each other stays inside it.")));
    }
    text
}
