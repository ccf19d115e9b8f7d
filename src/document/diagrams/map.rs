//! The map of the whole set: the processes in rows, from what is decided first to what improves it all; between the
//! rows the names of what is handed over. A line bends only between rows and goes straight through them, in room that
//! is kept for it: it cannot meet a box or a label.

use std::collections::BTreeMap;

use super::drawing::{Band, Drawing, Ends, LINE, LINE_COLOUR, Label, Look, Rect, Shape, Step, Text, Tone, Wire};
use super::graph::{Graph, Node};
use super::groups::{Group, groups};
use super::layered::{Item, Layers, Side};
use super::telling::describe;
use super::tracks::{self, Bundle};
use super::{count, legend, measure, order};

const MARGIN: f64 = 20.0;
const TOP: f64 = 62.0;
const BOX: f64 = 158.0;
const TITLE: f64 = 12.5;
const TEXT: f64 = 12.0;
/// The room between two layers: for one line that turns, and at both ends.
const TRACK: f64 = 5.4;
const CHANNEL: f64 = 9.0;
/// How round corners are.
const ROUND: f64 = 4.5;
/// Dark colours that stay apart for most eyes; each sender has one, so that its lines can be followed.
const COLOURS: [&str; 8] = ["#1f4e79", "#7a3e00", "#2b6b2f", "#6a2c70", "#5c5c00", "#8c1c3a", "#00626b", "#3d3d3d"];

/// A turn of a line: the channel, the label, and what it branches off from.
type Turn = (usize, usize, (bool, usize));

/// What an item of a layer is.
#[derive(Debug, Clone)]
enum What<'a> {
    Process(&'a str, &'a Node),
    /// A label of a group, with its lines.
    Label(usize, Vec<String>),
    /// A line of a group on its way.
    Pass,
}

/// The map under construction.
struct Map<'a> {
    graph: &'a Graph,
    layers: Layers,
    what: Vec<What<'a>>,
    heights: Vec<f64>,
    place: BTreeMap<&'a str, usize>,
    /// The links of each label, by its item; each with whether it ends at a receiver.
    parts: Vec<Part>,
}

/// A label and its lines.
struct Part {
    label: usize,
    group: usize,
    /// Links (from above to below), and whether the end that is not the label's is a receiver.
    links: Vec<Link>,
    receivers: Vec<(usize, usize)>,
}

/// A piece of a line, between two neighbouring layers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Link {
    above: usize,
    below: usize,
    /// What it branches off from; pieces with the same root run together.
    root: (bool, usize),
}

/// Draws the map of a graph.
pub fn draw(graph: &Graph) -> Drawing {
    let groups = groups(graph);
    let mut map = Map { graph, layers: Layers::default(), what: Vec::new(), heights: Vec::new(), place: BTreeMap::new(), parts: Vec::new() };
    map.processes();
    for (at, group) in groups.iter().enumerate() {
        map.group(at, group);
    }
    let width = map.layers.arrange();
    let mut drawing = Drawing {
        id: "process_map".into(),
        title: graph.language.t("Map of the processes").into(),
        desc: describe(graph),
        width: (width + 2.0 * MARGIN).max(640.0),
        ..Drawing::default()
    };
    map.paint(&groups, &mut drawing);
    legend::add(&mut drawing, &Graph { language: graph.language.clone(), ..Graph::default() }, true);
    legend::note(&mut drawing, graph.language.t("Colours only help to follow a line; they say nothing else."));
    drawing
}

impl<'a> Map<'a> {
    fn item(&mut self, layer: usize, width: f64, height: f64, pull: f64, side: Side, what: What<'a>) -> usize {
        self.layers.items.push(Item { layer, width, pull, side, x: 0.0 });
        self.what.push(what);
        self.heights.push(height);
        self.what.len() - 1
    }

    fn layer(&self, item: usize) -> usize {
        self.layers.items.get(item).map_or(0, |item| item.layer)
    }

    /// A layer for each row of processes, and one above and below each for labels.
    fn processes(&mut self) {
        let graph = self.graph;
        for (id, row) in order::rows(graph) {
            let Some(node) = graph.nodes.get(id) else { continue };
            let (lines, small) = texts(graph, id, node);
            let height = count(&lines) * TITLE * LINE + count(&small) * TITLE * 0.82 * LINE + 18.0;
            let side = match node.look {
                Look::Outside | Look::Absent if order::leans_left(graph, id) => Side::Left,
                Look::Outside | Look::Absent => Side::Right,
                _ => Side::Anywhere,
            };
            let item = self.item(row * 2 + 1, BOX + 26.0, height.max(44.0), 1.0, side, What::Process(id, node));
            self.place.insert(id, item);
        }
    }

    /// The label of a group, or two where it goes both down and up, and the ways to its ends.
    fn group(&mut self, at: usize, group: &Group) {
        let items = |ids: &[String]| ids.iter().filter_map(|id| self.place.get(id.as_str()).copied()).collect::<Vec<usize>>();
        let (from, to) = (items(&group.from), items(&group.to));
        // the label stands beside the one end that there is only one of
        let inbox = from.len() > 1;
        let (hubs, ends) = if inbox { (to, from) } else { (from, to) };
        let Some(hub) = hubs.first().copied() else { return };
        let row = self.layer(hub);
        for below in [true, false] {
            // who stands in the same row is reached from below, but for an inbox from above: there labels are fewer
            let here: Vec<usize> = ends.iter().copied().filter(|end| (self.layer(*end) >= row) == below).collect();
            if here.is_empty() {
                continue;
            }
            let lines = label_lines(group);
            let width = measure::widest(&lines, TEXT, group.tone == Tone::Missing) + 8.0;
            let height = count(&lines) * TEXT * LINE + 3.0;
            let layer = if below { row + 1 } else { row - 1 };
            let label = self.item(layer, width + 12.0, height, 1.0, Side::Anywhere, What::Label(at, lines));
            let mut part = Part { label, group: at, links: Vec::new(), receivers: Vec::new() };
            self.connect(&mut part, hub, inbox, &mut BTreeMap::new());
            let mut passes = BTreeMap::new();
            for end in here {
                self.connect(&mut part, end, !inbox, &mut passes);
            }
            self.layers.links.extend(part.links.iter().map(|link| (link.above, link.below)));
            self.parts.push(part);
        }
    }

    /// The way between a label and a process; ways that go the same direction share what they can.
    fn connect(&mut self, part: &mut Part, end: usize, receives: bool, passes: &mut BTreeMap<usize, usize>) {
        let (from, to) = (self.layer(part.label), self.layer(end));
        let down = to > from;
        let mut at = part.label;
        let between: Vec<usize> = if down { (from + 1..to).collect() } else { (to + 1..from).rev().collect() };
        for layer in between {
            let next = match passes.get(&layer) {
                Some(next) => *next,
                None => {
                    let next = self.item(layer, 13.0, 0.0, 2.5, Side::Anywhere, What::Pass);
                    passes.insert(layer, next);
                    next
                }
            };
            link(part, at, next, down, receives);
            at = next;
        }
        let ends = link(part, at, end, down, receives);
        if receives {
            part.receivers.push(ends);
        }
    }

    /// Where every layer stands, how high it is, and the lower end; below each layer is room for the lines that turn there.
    fn tops(&self, tracks: &[usize]) -> (Vec<f64>, Vec<f64>, f64) {
        let layers = self.layers.items.iter().map(|item| item.layer + 1).max().unwrap_or(0);
        let mut heights = vec![0.0_f64; layers];
        for (item, height) in self.layers.items.iter().zip(&self.heights) {
            if let Some(most) = heights.get_mut(item.layer) {
                *most = most.max(*height);
            }
        }
        let mut y = TOP;
        let mut tops = Vec::with_capacity(layers);
        for (layer, height) in heights.iter().enumerate() {
            tops.push(y);
            let turns = tracks.get(layer).copied().unwrap_or(0);
            y += height + 2.0 * CHANNEL + f64::from(u32::try_from(turns).unwrap_or(u32::MAX)) * TRACK;
        }
        (tops, heights, y)
    }

    /// The tracks of the lines in each channel, by channel, label and root; and how many each channel has.
    fn tracks(&self, port: &dyn Fn(usize, usize, bool) -> f64) -> (BTreeMap<Turn, usize>, Vec<usize>) {
        let mut channels: BTreeMap<usize, BTreeMap<Turn, Bundle>> = BTreeMap::new();
        for part in &self.parts {
            for link in &part.links {
                let layer = self.layer(link.above);
                let bundle = channels.entry(layer).or_default().entry((layer, part.label, link.root)).or_default();
                bundle.above.push(port(link.above, part.label, true));
                bundle.below.push(port(link.below, part.label, false));
            }
        }
        let mut tracks = BTreeMap::new();
        let mut most = vec![0; channels.keys().max().map_or(0, |last| last + 1)];
        for (layer, bundles) in &channels {
            let (found, count) = tracks::assign(bundles);
            tracks.extend(found);
            if let Some(most) = most.get_mut(*layer) {
                *most = count;
            }
        }
        (tracks, most)
    }

    fn paint(&self, groups: &[Group], drawing: &mut Drawing) {
        // a narrow map stands in the middle of its page
        let wide = self.layers.items.iter().map(|item| item.x + item.width / 2.0).fold(0.0, f64::max);
        let shift = (drawing.width - wide) / 2.0;
        let x = |item: usize| self.layers.items.get(item).map_or(0.0, |one| one.x) + shift;
        let ports = self.ports(&x);
        let port = |item: usize, label: usize, lower: bool| ports.get(&(item, label, lower)).copied().unwrap_or_else(|| x(item));
        let (tracks, turns) = self.tracks(&port);
        let (tops, heights, bottom) = self.tops(&turns);
        let band = |item: usize| {
            let layer = self.layer(item);
            (tops.get(layer).copied().unwrap_or(0.0), heights.get(layer).copied().unwrap_or(0.0))
        };
        let half = |item: usize| self.heights.get(item).copied().unwrap_or(0.0) / 2.0;
        drawing.height = bottom;
        for layer in (1..tops.len()).step_by(2) {
            let (Some(top), Some(height)) = (tops.get(layer), heights.get(layer)) else { continue };
            drawing.bands.push(Band { rect: Rect { x: 4.0, y: top - 7.0, w: drawing.width - 8.0, h: height + 14.0 }, tinted: true });
        }
        for part in &self.parts {
            let Some(group) = groups.get(part.group) else { continue };
            let mut path = Vec::new();
            let mut heads = Vec::new();
            for link in &part.links {
                let (from, to) = (port(link.above, part.label, true), port(link.below, part.label, false));
                let (top, height) = band(link.above);
                let (next, next_height) = band(link.below);
                let out = top + height / 2.0 + half(link.above);
                // through the room that is kept for it, down to the next channel
                let pass = matches!(self.what.get(link.below), Some(What::Pass));
                let end = if pass { next + next_height } else { next + next_height / 2.0 - half(link.below) };
                let track = tracks.get(&(self.layer(link.above), part.label, link.root)).copied().unwrap_or(0);
                let turn = top + height + CHANNEL + (f64::from(u32::try_from(track).unwrap_or(0)) + 0.5) * TRACK;
                bent(&mut path, (from, out), turn, (to, end));
                if part.receivers.contains(&(link.above, link.below)) && group.tone != Tone::Waived {
                    // the receiver is the end that is a process
                    if matches!(self.what.get(link.below), Some(What::Process(..))) {
                        heads.push(((to, end), (0.0, 1.0)));
                    } else {
                        heads.push(((from, out), (0.0, -1.0)));
                    }
                }
            }
            drawing.wires.push(Wire { ends: ends(group), path, tone: group.tone, heads, colour: self.colour(group) });
        }
        self.boxes(groups, drawing, &|item| (x(item), band(item)));
        drawing.notes.push(Text { x: MARGIN, y: 30.0, lines: vec![drawing.title.clone()], size: 19.0, bold: true, centred: false });
    }

    fn boxes(&self, groups: &[Group], drawing: &mut Drawing, at: &dyn Fn(usize) -> (f64, (f64, f64))) {
        for (item, what) in self.what.iter().enumerate() {
            let (x, (top, height)) = at(item);
            let tall = self.heights.get(item).copied().unwrap_or(0.0);
            let y = top + (height - tall) / 2.0;
            match what {
                What::Process(id, node) => {
                    let (lines, small) = texts(self.graph, id, node);
                    let rect = Rect { x: x - BOX / 2.0, y, w: BOX, h: tall };
                    drawing.boxes.push(Shape { id: (*id).to_string(), rect, look: node.look, lines, small, size: TITLE, top: false });
                }
                What::Label(group, lines) => {
                    let group = groups.get(*group);
                    let tone = group.map_or(Tone::Plain, |group| group.tone);
                    let width = self.layers.items.get(item).map_or(0.0, |one| one.width) - 12.0;
                    let rect = Rect { x: x - width / 2.0, y, w: width, h: tall };
                    drawing.labels.push(Label::centred(group.map(ends).unwrap_or_default(), rect, lines.clone(), TEXT, tone));
                }
                What::Pass => {}
            }
        }
    }

    /// Where lines meet a process: side by side, in the order in which they come.
    fn ports(&self, x: &dyn Fn(usize) -> f64) -> BTreeMap<(usize, usize, bool), f64> {
        let mut meet: BTreeMap<(usize, bool), Vec<(f64, usize)>> = BTreeMap::new();
        for part in &self.parts {
            for link in &part.links {
                for (item, other, lower) in [(link.above, link.below, true), (link.below, link.above, false)] {
                    if matches!(self.what.get(item), Some(What::Process(..))) {
                        meet.entry((item, lower)).or_default().push((x(other), part.label));
                    }
                }
            }
        }
        let mut ports = BTreeMap::new();
        for ((item, lower), mut list) in meet {
            list.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
            let many = f64::from(u32::try_from(list.len()).unwrap_or(u32::MAX));
            let apart = ((BOX - 24.0) / many).min(22.0);
            let room = BOX / 2.0 - 12.0;
            let mut at = if let [(only, _)] = list.as_slice() { only.clamp(x(item) - room, x(item) + room) } else { x(item) - apart * (many - 1.0) / 2.0 };
            for (_, label) in list {
                ports.insert((item, label, lower), at);
                at += apart;
            }
        }
        ports
    }

    fn colour(&self, group: &Group) -> &'static str {
        match group.from.as_slice() {
            [one] => self.graph.nodes.get_index_of(one.as_str()).and_then(|at| COLOURS.get(at % COLOURS.len())).copied().unwrap_or(LINE_COLOUR),
            _ => LINE_COLOUR,
        }
    }
}

/// Between whom the lines of a group go.
fn ends(group: &Group) -> Ends {
    Ends { from: group.from.clone(), to: group.to.clone() }
}

/// A line down, across at a height, and down again, with round corners.
fn bent(path: &mut Vec<Step>, (x, y): (f64, f64), turn: f64, (to, end): (f64, f64)) {
    path.push(Step::Start(x, y));
    let across = to - x;
    if across.abs() < 1.0 {
        path.push(Step::To(to, end));
        return;
    }
    let r = ROUND.min(across.abs() / 2.0);
    let side = across.signum() * r;
    path.push(Step::To(x, turn - r));
    path.push(Step::Curve([x, turn - r / 3.0, x + side * 2.0 / 3.0, turn, x + side, turn]));
    path.push(Step::To(to - side, turn));
    path.push(Step::Curve([to - side / 3.0, turn, to, turn + r / 3.0, to, turn + r]));
    path.push(Step::To(to, end));
}

/// Adds a link and gives it as the pair from above to below.
fn link(part: &mut Part, label_side: usize, end_side: usize, down: bool, receives: bool) -> (usize, usize) {
    let (above, below) = if down { (label_side, end_side) } else { (end_side, label_side) };
    let link = Link { above, below, root: (receives, label_side) };
    if !part.links.contains(&link) {
        part.links.push(link);
    }
    (above, below)
}

/// The lines of a box.
fn texts(graph: &Graph, id: &str, node: &Node) -> (Vec<String>, Vec<String>) {
    let lines = measure::wrap(&node.title, BOX - 18.0, TITLE, true, 6);
    let replaced = graph.replaced_by(id);
    let small = match (&node.small, replaced.as_slice()) {
        (Some(small), []) => Some(small.clone()),
        (Some(small), by) => Some(graph.language.say("{small}; see {list}", &[("small", small), ("list", &by.join(", "))])),
        // a box without lines says why
        (None, _) if node.in_profiles_only && !graph.edges.iter().any(|edge| edge.from == id || edge.to == id) => {
            Some(graph.language.t("interfaces: see its profile").into())
        }
        (None, _) => None,
    };
    (lines, small.iter().flat_map(|small| measure::wrap(small, BOX - 16.0, TITLE * 0.82, false, 4)).collect())
}

/// The lines of a label: few work products below each other, many in a block.
fn label_lines(group: &Group) -> Vec<String> {
    let bold = group.tone == Tone::Missing;
    if group.titles.len() <= 3 {
        let last = group.titles.len().saturating_sub(1);
        let title = |(at, title): (usize, &String)| measure::wrap(&if at < last { format!("{title},") } else { title.clone() }, 126.0, TEXT, bold, 5);
        return group.titles.iter().enumerate().flat_map(title).collect();
    }
    measure::wrap(&group.titles.join(", "), 216.0, TEXT, bold, 12)
}
