//! Reads the pictures that this program draws: boxes, lines and words, and nothing that has to be worked out first.
//!
//! Whatever goes beyond that, even an attribute, makes a picture one for the library that knows all of SVG.

use resvg::tiny_skia::{Path, PathBuilder, StrokeDash};
use resvg::usvg::roxmltree::{Document, Node};

/// A picture of boxes, lines and words.
#[derive(Debug)]
pub(super) struct Picture {
    pub width: f32,
    pub height: f32,
    pub parts: Vec<Part>,
}

/// A colour: red, green, blue.
pub(super) type Ink = [u8; 3];

/// What is painted, one after the other.
#[derive(Debug)]
pub(super) enum Part {
    /// A closed or open line with what is within it.
    Shape { path: Path, fill: Option<Ink>, edge: Option<Edge> },
    /// A line of words.
    Words(Words),
}

/// How a line is drawn.
#[derive(Debug)]
pub(super) struct Edge {
    pub ink: Ink,
    pub width: f32,
    pub dash: Option<StrokeDash>,
}

/// A line of words.
#[derive(Debug)]
pub(super) struct Words {
    pub text: String,
    /// Where it begins, or where its middle is.
    pub x: f32,
    /// Its base line.
    pub y: f32,
    pub middle: bool,
    pub size: f32,
    pub face: Face,
    pub ink: Ink,
}

/// A font of the library, by its place in the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Face {
    Regular,
    Bold,
    Italic,
}

/// The picture; none where it is more than that.
pub(super) fn read(svg: &str) -> Option<Picture> {
    let document = Document::parse(svg).ok()?;
    let root = document.root_element();
    let known = ["width", "height", "viewBox", "role", "aria-labelledby", "font-family", "fill"];
    if root.tag_name().name() != "svg" || !only(root, &known) {
        return None;
    }
    let (width, height) = (number(root, "width")?, number(root, "height")?);
    if root.attribute("viewBox")? != format!("0 0 {width} {height}") || !root.attribute("font-family")?.starts_with("Arial, 'Liberation Sans'") {
        return None;
    }
    let ink = colour(root.attribute("fill")?)??;
    let mut parts = Vec::new();
    for node in root.children().filter(Node::is_element) {
        match node.tag_name().name() {
            "title" | "desc" => {}
            "text" => parts.push(Part::Words(words(node, ink)?)),
            _ => parts.push(shape(node, ink)?),
        }
    }
    Some(Picture { width, height, parts })
}

/// Whether a node has no other attributes than these.
fn only(node: Node<'_, '_>, known: &[&str]) -> bool {
    node.attributes().all(|one| one.namespace().is_none() && known.contains(&one.name()))
}

fn number(node: Node<'_, '_>, name: &str) -> Option<f32> {
    node.attribute(name)?.parse().ok().filter(|number: &f32| number.is_finite())
}

/// `#rrggbb`, or `none`.
#[allow(clippy::option_option, reason = "no colour is one of the answers")]
fn colour(text: &str) -> Option<Option<Ink>> {
    if text == "none" {
        return Some(None);
    }
    let digits = text.strip_prefix('#').filter(|digits| digits.len() == 6)?;
    let [_, red, green, blue] = u32::from_str_radix(digits, 16).ok()?.to_be_bytes();
    Some(Some([red, green, blue]))
}

fn words(node: Node<'_, '_>, ink: Ink) -> Option<Words> {
    let known = ["x", "y", "font-size", "text-anchor", "font-weight", "font-style", "fill"];
    if !only(node, &known) || node.children().any(|child| !child.is_text()) {
        return None;
    }
    let face = match (node.attribute("font-weight"), node.attribute("font-style")) {
        (None | Some("400"), None) => Face::Regular,
        (Some("700"), None) => Face::Bold,
        (None, Some("italic")) => Face::Italic,
        _ => return None,
    };
    let middle = match node.attribute("text-anchor") {
        None => false,
        Some("middle") => true,
        Some(_) => return None,
    };
    let text: Vec<&str> = node.text().unwrap_or_default().split_whitespace().collect();
    Some(Words {
        text: text.join(" "),
        x: number(node, "x")?,
        y: number(node, "y")?,
        middle,
        size: number(node, "font-size")?,
        face,
        ink: node.attribute("fill").map_or(Some(Some(ink)), colour)??,
    })
}

fn shape(node: Node<'_, '_>, ink: Ink) -> Option<Part> {
    let look = ["fill", "stroke", "stroke-width", "stroke-dasharray"];
    let (path, own): (Path, &[&str]) = match node.tag_name().name() {
        "rect" => (rectangle(node)?, &["x", "y", "width", "height", "rx"]),
        "polygon" => (polygon(node.attribute("points")?)?, &["points"]),
        "path" => (steps(node.attribute("d")?)?, &["d"]),
        _ => return None,
    };
    if node.has_children() || !only(node, &[&look, own].concat()) {
        return None;
    }
    let fill = node.attribute("fill").map_or(Some(Some(ink)), colour)?;
    let edge = match node.attribute("stroke").map_or(Some(None), colour)? {
        Some(ink) => Some(Edge { ink, width: number(node, "stroke-width")?, dash: dash(node)? }),
        None => None,
    };
    Some(Part::Shape { path, fill, edge })
}

#[allow(clippy::option_option, reason = "no dashes is one of the answers")]
fn dash(node: Node<'_, '_>) -> Option<Option<StrokeDash>> {
    let Some(text) = node.attribute("stroke-dasharray") else { return Some(None) };
    let lengths: Option<Vec<f32>> = text.split(' ').map(|length| length.parse().ok()).collect();
    StrokeDash::new(lengths?, 0.0).map(Some)
}

fn rectangle(node: Node<'_, '_>) -> Option<Path> {
    let at = |name: &str| node.attribute(name).map_or(Some(0.0), |_| number(node, name));
    let (x, y, width, height, round) = (at("x")?, at("y")?, number(node, "width")?, number(node, "height")?, at("rx")?);
    let round = round.min(width / 2.0).min(height / 2.0);
    let (right, bottom) = (x + width, y + height);
    let mut path = PathBuilder::new();
    if round <= 0.0 {
        path.move_to(x, y);
        path.line_to(right, y);
        path.line_to(right, bottom);
        path.line_to(x, bottom);
    } else {
        // a quarter of a circle as a curve: how far its handles are from the corner
        let handle = round * (1.0 - 0.552_284_8);
        path.move_to(x + round, y);
        path.line_to(right - round, y);
        path.cubic_to(right - handle, y, right, y + handle, right, y + round);
        path.line_to(right, bottom - round);
        path.cubic_to(right, bottom - handle, right - handle, bottom, right - round, bottom);
        path.line_to(x + round, bottom);
        path.cubic_to(x + handle, bottom, x, bottom - handle, x, bottom - round);
        path.line_to(x, y + round);
        path.cubic_to(x, y + handle, x + handle, y, x + round, y);
    }
    path.close();
    path.finish()
}

fn polygon(points: &str) -> Option<Path> {
    let mut path = PathBuilder::new();
    for point in points.split(' ') {
        let (x, y) = point.split_once(',')?;
        let (x, y) = (x.parse().ok()?, y.parse().ok()?);
        if path.is_empty() { path.move_to(x, y) } else { path.line_to(x, y) }
    }
    path.close();
    path.finish()
}

/// `M1 2L3 4C1 2 3 4 5 6`.
fn steps(text: &str) -> Option<Path> {
    if text.ends_with(|c: char| c.is_ascii_alphabetic()) {
        return None;
    }
    let mut path = PathBuilder::new();
    for step in text.split_inclusive(|c: char| !c.is_ascii_digit() && !matches!(c, ' ' | '.' | '-')).collect::<Vec<_>>().windows(2) {
        let [before, step] = step else { return None };
        let numbers = step.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        let numbers: Option<Vec<f32>> = numbers.split(' ').map(|number| number.parse().ok()).collect();
        match (before.chars().last()?, numbers?.as_slice()) {
            ('M', [x, y]) => path.move_to(*x, *y),
            ('L', [x, y]) => path.line_to(*x, *y),
            ('C', [a, b, c, d, x, y]) => path.cubic_to(*a, *b, *c, *d, *x, *y),
            _ => return None,
        }
    }
    path.finish()
}
