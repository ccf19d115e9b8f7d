//! A drawing that leads somewhere: the same picture, with each box a link to where it is described, and with lines that
//! know between whom they go. Pages use it; the picture that lies beside Markdown has no links.

use super::drawing::{Drawing, Ends, Shape};
use super::svg::{self, escape};

/// Where a box leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Leads {
    /// The address; nothing for who is not described anywhere.
    pub to: Option<String>,
    /// What a reader who does not see the lines is told after what stands in the box: from whom it receives, whom it serves.
    pub label: String,
}

/// The drawing as SVG with links. `lead` is asked by the name of each box.
pub fn live(drawing: &Drawing, lead: &dyn Fn(&str) -> Option<Leads>) -> String {
    let mut out = svg::opened(drawing, "group", " class=\"live\"");
    svg::ground(&mut out, drawing);
    for one in &drawing.boxes {
        step(&mut out, one, lead);
    }
    for one in &drawing.wires {
        flow(&mut out, &one.ends, |out| svg::wire(out, one));
    }
    for one in &drawing.labels {
        flow(&mut out, &one.ends, |out| svg::label(out, one));
    }
    out.push_str("<g aria-hidden=\"true\">\n");
    for one in &drawing.notes {
        svg::note(&mut out, one);
    }
    out.push_str("</g>\n</svg>\n");
    out
}

/// A box: a link where it leads somewhere; what is written in it is said by its label.
fn step(out: &mut String, shape: &Shape, lead: &dyn Fn(&str) -> Option<Leads>) {
    let leads = if shape.id.is_empty() { None } else { lead(&shape.id) };
    let Some(Leads { to, label }) = leads else {
        out.push_str("<g aria-hidden=\"true\">\n");
        svg::shape(out, shape);
        out.push_str("</g>\n");
        return;
    };
    // what is read begins with what is seen, so that who speaks to the machine can say it (WCAG 2.2, 2.5.3)
    let seen: Vec<&str> = shape.lines.iter().chain(&shape.small).map(String::as_str).collect();
    let (id, label) = (escape(&shape.id), escape(&format!("{}. {label}", seen.join(" "))));
    let (open, close) = match to {
        Some(to) => (format!("<a class=\"step\" href=\"{}\" data-id=\"{id}\" aria-label=\"{label}\"><title>{label}</title>", escape(&to)), "</a>"),
        None => (format!("<g class=\"step\" data-id=\"{id}\" role=\"img\" aria-label=\"{label}\">"), "</g>"),
    };
    out.push_str(&format!("{open}\n<g aria-hidden=\"true\">\n"));
    svg::shape(out, shape);
    out.push_str(&format!("</g>\n{close}\n"));
}

/// A line or its name: the tables and the labels of the boxes say the same.
fn flow(out: &mut String, ends: &Ends, inner: impl FnOnce(&mut String)) {
    let names = |list: &[String]| escape(&list.join(" "));
    if ends.from.is_empty() && ends.to.is_empty() {
        out.push_str("<g aria-hidden=\"true\">\n");
    } else {
        out.push_str(&format!("<g class=\"flow\" data-from=\"{}\" data-to=\"{}\" aria-hidden=\"true\">\n", names(&ends.from), names(&ends.to)));
    }
    inner(out);
    out.push_str("</g>\n");
}
