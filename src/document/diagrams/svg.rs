//! A drawing as SVG: no script, no style sheet, nothing loaded, and a text alternative in it.

use super::drawing::{Drawing, LINE, Label, Look, Rect, Shape, Step, Text, Tone, Wire};
use crate::document::text::one_line;

/// The fonts, narrow ones first; all have the widths that the layout counts with, or smaller ones.
const FONTS: &str = "Arial, 'Liberation Sans', Helvetica, 'Segoe UI', sans-serif";
const INK: &str = "#1c2733";
const GREY: &str = "#5f6b76";

/// The drawing as one SVG document.
pub fn write(drawing: &Drawing) -> String {
    let mut out = opened(drawing, "img", "");
    ground(&mut out, drawing);
    for one in &drawing.boxes {
        shape(&mut out, one);
    }
    // a white edge keeps lines apart where they cross
    for one in &drawing.wires {
        wire(&mut out, one);
    }
    for one in &drawing.labels {
        label(&mut out, one);
    }
    for one in &drawing.notes {
        note(&mut out, one);
    }
    out.push_str("</svg>\n");
    out
}

/// The root with its title and description, left open.
pub(super) fn opened(drawing: &Drawing, role: &str, more: &str) -> String {
    let id: String = drawing.id.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '_' }).collect();
    let (width, height) = (number(drawing.width.ceil()), number(drawing.height.ceil()));
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\"{more} width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\" role=\"{role}\" aria-labelledby=\"fig-{id}-title fig-{id}-desc\" font-family=\"{FONTS}\" fill=\"{INK}\">\n<title id=\"fig-{id}-title\">{}</title>\n<desc id=\"fig-{id}-desc\">{}</desc>\n",
        escape(&drawing.title),
        escape(&drawing.desc)
    )
}

/// What is behind everything.
pub(super) fn ground(out: &mut String, drawing: &Drawing) {
    out.push_str(&format!("<rect width=\"{}\" height=\"{}\" fill=\"#ffffff\"/>\n", number(drawing.width.ceil()), number(drawing.height.ceil())));
    for band in &drawing.bands {
        out.push_str(&rect(&band.rect, 0.0, &format!("fill=\"{}\" stroke=\"#d5dce2\" stroke-width=\"0.6\"", if band.tinted { "#f4f6f8" } else { "none" })));
    }
}

pub(super) fn shape(out: &mut String, shape: &Shape) {
    let r = &shape.rect;
    let inner = |by: f64| Rect { x: r.x + by, y: r.y + by, w: (r.w - 2.0 * by).max(0.0), h: (r.h - 2.0 * by).max(0.0) };
    let line = |fill: &str, width: &str| format!("fill=\"{fill}\" stroke=\"{INK}\" stroke-width=\"{width}\"");
    match shape.look {
        Look::Management => out.push_str(&rect(&inner(1.4), 0.0, &line("#dbe7f4", "2.8"))),
        Look::Core => out.push_str(&rect(&inner(0.6), 0.0, &line("#ffffff", "1.2"))),
        Look::Support => out.push_str(&rect(&inner(0.6), (r.h / 2.0).min(16.0), &line("#eceff2", "1.2"))),
        Look::Own => {
            let c = 9.0;
            let points = [
                (r.x + c, r.y),
                (r.right() - c, r.y),
                (r.right(), r.y + c),
                (r.right(), r.bottom() - c),
                (r.right() - c, r.bottom()),
                (r.x + c, r.bottom()),
                (r.x, r.bottom() - c),
                (r.x, r.y + c),
            ];
            let points: Vec<String> = points.iter().map(|(x, y)| format!("{},{}", number(*x), number(*y))).collect();
            out.push_str(&format!("<polygon points=\"{}\" {}/>\n", points.join(" "), line("#ffffff", "1.2")));
        }
        Look::Outside => {
            out.push_str(&rect(&inner(0.5), 0.0, &line("#ffffff", "1")));
            out.push_str(&rect(&inner(3.5), 0.0, &line("#ffffff", "1")));
        }
        Look::Absent => out.push_str(&rect(&inner(0.6), 0.0, &format!("fill=\"#f7f7f7\" stroke=\"{GREY}\" stroke-width=\"1.2\" stroke-dasharray=\"5 4\""))),
        Look::Inner => out.push_str(&rect(&inner(0.5), 0.0, &line("#ffffff", "0.8"))),
    }
    let small = shape.size * 0.82;
    let count = |lines: &[String]| f64::from(u32::try_from(lines.len()).unwrap_or(u32::MAX));
    let height = count(&shape.lines) * shape.size * LINE + count(&shape.small) * small * LINE;
    let mut y = if shape.top { r.y + 9.0 } else { r.cy() - height / 2.0 };
    let fill = if shape.look == Look::Absent { GREY } else { INK };
    let heavy = if shape.look == Look::Inner { "400" } else { "700" };
    for line in &shape.lines {
        out.push_str(&words(r.cx(), y + shape.size * 0.95, shape.size, &format!(" text-anchor=\"middle\" font-weight=\"{heavy}\" fill=\"{fill}\""), line));
        y += shape.size * LINE;
    }
    for line in &shape.small {
        out.push_str(&words(r.cx(), y + small * 0.95, small, &format!(" text-anchor=\"middle\" fill=\"{GREY}\""), line));
        y += small * LINE;
    }
}

pub(super) fn label(out: &mut String, label: &Label) {
    let r = &label.rect;
    let more = match label.tone {
        Tone::Plain => format!(" fill=\"{INK}\""),
        Tone::Changed => format!(" fill=\"{INK}\" font-style=\"italic\""),
        Tone::Waived => format!(" fill=\"{GREY}\" font-style=\"italic\""),
        Tone::Missing => " fill=\"#a01218\" font-weight=\"700\"".to_string(),
    };
    if label.covers {
        out.push_str(&rect(r, 2.0, "fill=\"#ffffff\""));
    }
    let count = f64::from(u32::try_from(label.lines.len()).unwrap_or(u32::MAX));
    let mut y = r.cy() - count * label.size * LINE / 2.0;
    for line in &label.lines {
        let (x, anchor) = if label.left { (r.x + 3.0, "") } else { (r.cx(), " text-anchor=\"middle\"") };
        out.push_str(&words(x, y + label.size * 0.95, label.size, &format!("{anchor}{more}"), line));
        y += label.size * LINE;
    }
}

pub(super) fn note(out: &mut String, note: &Text) {
    let mut y = note.y;
    let anchor = if note.centred { " text-anchor=\"middle\"" } else { "" };
    let weight = if note.bold { " font-weight=\"700\"" } else { "" };
    for line in &note.lines {
        out.push_str(&words(note.x, y, note.size, &format!("{anchor}{weight} fill=\"{}\"", if note.bold { INK } else { GREY }), line));
        y += note.size * LINE;
    }
}

fn words(x: f64, y: f64, size: f64, more: &str, text: &str) -> String {
    format!("<text x=\"{}\" y=\"{}\" font-size=\"{}\"{more}>{}</text>\n", number(x), number(y), number(size), escape(text))
}

pub(super) fn wire(out: &mut String, wire: &Wire) {
    let mut d = String::new();
    for step in &wire.path {
        match step {
            Step::Start(x, y) => d.push_str(&format!("M{} {}", number(*x), number(*y))),
            Step::To(x, y) => d.push_str(&format!("L{} {}", number(*x), number(*y))),
            Step::Curve([a, b, c, e, x, y]) => {
                d.push_str(&format!("C{} {} {} {} {} {}", number(*a), number(*b), number(*c), number(*e), number(*x), number(*y)));
            }
        }
    }
    let (colour, width, dash) = match wire.tone {
        Tone::Plain => (wire.colour, "1.2", ""),
        Tone::Changed => ("#0b5394", "1.5", " stroke-dasharray=\"8 4\""),
        Tone::Waived => ("#8a949d", "1.2", " stroke-dasharray=\"1.5 3.5\""),
        Tone::Missing => ("#a01218", "2.4", " stroke-dasharray=\"3 3\""),
    };
    out.push_str(&format!("<path d=\"{d}\" fill=\"none\" stroke=\"#ffffff\" stroke-width=\"4.5\"/>\n"));
    out.push_str(&format!("<path d=\"{d}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"{width}\"{dash}/>\n"));
    for (point, direction) in &wire.heads {
        head(out, *point, *direction, colour);
    }
}

/// An arrow head: a triangle along an axis.
fn head(out: &mut String, (x, y): (f64, f64), (ux, uy): (f64, f64), colour: &str) {
    let (long, wide) = (7.5, 3.6);
    let (bx, by) = (x - ux * long, y - uy * long);
    let points = [(x, y), (bx - uy * wide, by + ux * wide), (bx + uy * wide, by - ux * wide)];
    let points: Vec<String> = points.iter().map(|(x, y)| format!("{},{}", number(*x), number(*y))).collect();
    out.push_str(&format!("<polygon points=\"{}\" fill=\"{colour}\"/>\n", points.join(" ")));
}

fn rect(r: &Rect, round: f64, more: &str) -> String {
    let round = if round > 0.0 { format!(" rx=\"{}\"", number(round)) } else { String::new() };
    format!("<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"{round} {more}/>\n", number(r.x), number(r.y), number(r.w), number(r.h))
}

/// A number with at most one decimal: the same on every machine.
fn number(value: f64) -> String {
    let text = format!("{value:.1}");
    let text = text.strip_suffix(".0").unwrap_or(&text);
    if text == "-0" { "0".into() } else { text.to_string() }
}

/// Text for XML, whatever it contains.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for c in one_line(text).chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
    out
}
