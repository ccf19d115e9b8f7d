//! The legend below a picture: the outlines and lines that it uses, and no others.

use super::drawing::{Drawing, LINE, Look, Rect, Shape, Text, Tone, Wire};
use super::graph::Graph;
use super::measure;

const SIZE: f64 = 10.5;

/// Adds the legend at the lower end, and the height that it takes.
pub fn add(drawing: &mut Drawing, graph: &Graph, wires: bool) {
    let mut looks: Vec<Look> = drawing.boxes.iter().map(|one| one.look).collect();
    looks.sort_unstable();
    looks.dedup();
    let mut tones: Vec<Tone> = graph.edges.iter().map(|edge| edge.tone).collect();
    tones.extend(drawing.wires.iter().map(|wire| wire.tone));
    tones.sort_unstable();
    tones.dedup();
    let entries: Vec<(Result<Look, Tone>, &str)> = looks
        .into_iter()
        .filter(|look| *look != Look::Inner)
        .map(|look| (Ok(look), outline(look)))
        .chain(tones.into_iter().filter(|tone| wires || *tone != Tone::Plain).map(|tone| (Err(tone), line(tone, wires))))
        .collect();
    let left = 18.0;
    let (mut x, mut y) = (left, drawing.height + 4.0);
    for (sign, words) in entries {
        let words = graph.language.t(words);
        let text = measure::width(words, SIZE, false);
        if x + 40.0 + text > drawing.width - left && x > left {
            x = left;
            y += 26.0;
        }
        match sign {
            Ok(look) => drawing.boxes.push(Shape {
                id: String::new(),
                rect: Rect { x, y, w: 32.0, h: 18.0 },
                look,
                lines: Vec::new(),
                small: Vec::new(),
                size: SIZE,
                top: false,
            }),
            Err(tone) if wires => drawing.wires.push(Wire::straight((x, y + 9.0), (x + 32.0, y + 9.0), tone)),
            Err(tone) => drawing.labels.push(super::drawing::Label {
                ends: super::drawing::Ends::default(),
                rect: Rect { x, y: y + 1.0, w: 32.0, h: 16.0 },
                lines: vec![graph.language.t("text").into()],
                size: SIZE,
                tone,
                left: false,
                covers: false,
            }),
        }
        drawing.notes.push(Text { x: x + 38.0, y: y + 12.5, lines: vec![words.to_string()], size: SIZE, bold: false, centred: false });
        x += 38.0 + text + 22.0;
    }
    drawing.height = y + 18.0 * LINE + 12.0;
}

/// Adds a sentence below the legend, and the height that it takes.
pub fn note(drawing: &mut Drawing, words: &str) {
    let left = 18.0;
    let lines = measure::wrap(words, drawing.width - 2.0 * left, SIZE, false, 12);
    let y = drawing.height + 2.0;
    drawing.height = y + super::count(&lines) * SIZE * LINE + 8.0;
    drawing.notes.push(Text { x: left, y, lines, size: SIZE, bold: false, centred: false });
}

/// What an outline says.
fn outline(look: Look) -> &'static str {
    match look {
        Look::Management => "management process",
        Look::Core => "core process",
        Look::Support => "support process",
        Look::Own => "own process, beside the model",
        Look::Outside => "outside the ISMS",
        Look::Absent => "left out or not decided",
        Look::Inner => "",
    }
}

/// What a line says.
fn line(tone: Tone, wires: bool) -> &'static str {
    match tone {
        Tone::Plain => "hands over",
        Tone::Changed if wires => "from a new source",
        Tone::Changed => "italic: from a new source",
        Tone::Waived if wires => "done without",
        Tone::Waived => "grey: done without",
        Tone::Missing => "missing: nobody delivers it",
    }
}
