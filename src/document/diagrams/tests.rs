//! Pictures: nothing overlaps, nothing leaves its page, text stays text, the same sources give the same bytes.

use super::drawing::{Drawing, Rect, Step, Tone};
use super::graph::Graph;
use super::*;
use crate::document::tests::{HOSTILE, model};

/// Every picture of a model.
fn pictures(model: &Model, all: bool) -> Vec<Picture> {
    let whats = [What::Map, What::N2].into_iter().chain(model.process_set.processes.keys().map(|id| What::Process(id.clone())));
    whats.map(|what| draw(model, &what, all)).collect()
}

fn inside(drawing: &Drawing, rect: &Rect) -> bool {
    Rect { x: 0.0, y: 0.0, w: drawing.width, h: drawing.height }.holds(rect)
}

/// Points along a line, near enough to each other to find a box between them.
fn points(path: &[Step]) -> Vec<(f64, f64)> {
    let mut found = Vec::new();
    let mut at = (0.0, 0.0);
    for step in path {
        let end = step.end();
        if !matches!(step, Step::Start(..)) {
            for part in 0..=40 {
                let t = f64::from(part) / 40.0;
                let u = 1.0 - t;
                found.push(match step {
                    Step::Curve([a, b, c, d, x, y]) => (
                        u * u * u * at.0 + 3.0 * u * u * t * a + 3.0 * u * t * t * c + t * t * t * x,
                        u * u * u * at.1 + 3.0 * u * u * t * b + 3.0 * u * t * t * d + t * t * t * y,
                    ),
                    _ => (u * at.0 + t * end.0, u * at.1 + t * end.1),
                });
            }
        }
        at = end;
    }
    found
}

/// What is wrong with where things stand.
fn faults(drawing: &Drawing) -> Vec<String> {
    let mut wrong = Vec::new();
    let outer: Vec<_> = drawing.boxes.iter().filter(|one| one.look != drawing::Look::Inner).collect();
    for (at, a) in outer.iter().enumerate() {
        if !inside(drawing, &a.rect) {
            wrong.push(format!("{:?} leaves the page", a.lines));
        }
        wrong.extend(outer[at + 1..].iter().filter(|b| a.rect.overlaps(&b.rect)).map(|b| format!("{:?} overlaps {:?}", a.lines, b.lines)));
        let wide = measure::widest(&a.lines, a.size, a.look != drawing::Look::Inner).max(measure::widest(&a.small, a.size * 0.82, false));
        let tall = (count(&a.lines) * a.size + count(&a.small) * a.size * 0.82) * drawing::LINE;
        if wide > a.rect.w || tall > a.rect.h {
            wrong.push(format!("{:?} is larger than its box", a.lines));
        }
    }
    for (at, a) in drawing.labels.iter().enumerate() {
        let wide = measure::widest(&a.lines, a.size, a.tone == Tone::Missing);
        if wide > a.rect.w + 0.1 || count(&a.lines) * a.size * drawing::LINE > a.rect.h + 4.0 || !inside(drawing, &a.rect) {
            wrong.push(format!("label {:?} is larger than its room", a.lines));
        }
        // what stays inside a process stands inside its box
        wrong.extend(
            drawing.boxes.iter().filter(|b| a.rect.overlaps(&b.rect) && !b.rect.holds(&a.rect)).map(|b| format!("label {:?} meets {:?}", a.lines, b.lines)),
        );
        wrong.extend(drawing.labels[at + 1..].iter().filter(|b| a.rect.overlaps(&b.rect)).map(|b| format!("label {:?} meets label {:?}", a.lines, b.lines)));
        let note = drawing.notes.iter().find(|note| note.rect().overlaps(&a.rect));
        wrong.extend(note.map(|note| format!("label {:?} meets {:?}", a.lines, note.lines)));
    }
    for note in &drawing.notes {
        if !inside(drawing, &note.rect()) {
            wrong.push(format!("{:?} leaves the page", note.lines));
        }
    }
    for wire in &drawing.wires {
        for (x, y) in points(&wire.path) {
            let within = |rect: &Rect| x > rect.x + 0.5 && x < rect.right() - 0.5 && y > rect.y + 0.5 && y < rect.bottom() - 0.5;
            // inside a merged process, lines go from part to part
            if let Some(hit) = outer.iter().find(|one| within(&one.rect) && !one.top) {
                wrong.push(format!("a line goes through {:?}", hit.lines));
            }
            if let Some(hit) = drawing.labels.iter().find(|one| within(&one.rect)) {
                wrong.push(format!("a line goes through label {:?}", hit.lines));
            }
            if !inside(drawing, &Rect { x, y, w: 0.0, h: 0.0 }) {
                wrong.push("a line leaves the page".into());
            }
        }
    }
    wrong.sort();
    wrong.dedup();
    wrong
}

/// The text of an example, all files one after the other.
fn example(name: &str) -> String {
    let folder = format!("{}/examples/{name}", env!("CARGO_MANIFEST_DIR"));
    let mut files: Vec<_> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.extension().is_some_and(|one| one == "isms")).collect();
    files.sort();
    files.iter().map(|path| std::fs::read_to_string(path).unwrap() + "\n").collect()
}

/// The models that pictures are tried with: hostile text, the reference model whole, and one with every state.
fn models() -> Vec<(&'static str, Model)> {
    let whole = whole_model(&crate::document::tests::model("organisation a \"A\"").reference);
    let states = "organisation a \"A\"\nrole r \"R\" held_by \"X\"\nparty clients \"Clients\"\n\
        process treat \"Treatment of risks and all that follows from it, in one process of a rather long name\" realises risk_treatment, security_implementation_management, risk_assessment\n\
        process one \"One\" realises incident_management {\n  receive potential_incidents\n  deliver incidents\n}\n\
        process two \"Two\" realises incident_management {\n  deliver incident_records\n}\n\
        adopt requirements_management {\n  waive approved_requirements because \"Nobody approves.\" until 2027-01-01\n}\n\
        adopt change_management\nadopt communication\nadopt internal_audit { maturity 0 }\n\
        omit customer_relationship_management {\n  because \"x\"\n  instead customer_requirements from clients\n}\n\
        external records \"Records\" realises records_control\n";
    vec![
        ("hostile", model(HOSTILE)),
        ("whole", model(&whole)),
        ("states", model(states)),
        ("nothing", model("organisation a \"A\"")),
        ("meridian", model(&example("meridian"))),
        ("nordwind", model(&example("nordwind"))),
        ("minimal", model(&example("minimal"))),
    ]
}

#[test]
fn nothing_overlaps_and_nothing_leaves_its_page() {
    for (name, model) in models() {
        for all in [false, true] {
            for picture in pictures(&model, all) {
                let wrong = faults(&picture.drawing);
                assert!(wrong.is_empty(), "{name}, {}, all {all}:\n{}", picture.drawing.id, wrong.join("\n"));
            }
        }
    }
}

#[test]
fn the_same_model_gives_the_same_picture() {
    for (_, model) in models() {
        let all = || pictures(&model, false).iter().map(|one| format!("{}{}{}{}", one.svg(), one.dot(), one.mermaid(), one.markdown())).collect::<Vec<_>>();
        assert!(all() == all());
    }
}

#[test]
fn every_state_of_an_interface_is_visible() {
    let (_, model) = models().remove(2);
    let graph = Graph::of(&model);
    for tone in [Tone::Plain, Tone::Changed, Tone::Waived, Tone::Missing] {
        assert!(graph.edges.iter().any(|edge| edge.tone == tone), "{tone:?}");
    }
    let map = draw(&model, &What::Map, false);
    let svg = map.svg();
    for words in ["left out; see Clients", "interested party", "maturity 0", "3 processes of the model", "part of", "not decided"] {
        assert!(svg.contains(words) || svg.contains(&words.replace("; see", ";")), "the map does not say {words}");
    }
    let treat = draw(&model, &What::Process("treat".into()), false).svg();
    assert!(treat.contains("hands over inside") && treat.contains("keeps for its next round"), "{treat}");
    let dot = map.dot();
    assert!(dot.contains("style=dashed") && dot.contains("style=dotted") && dot.contains("penwidth=2.5"));
}

#[test]
fn interfaces_of_records_control_are_shown_when_asked_for() {
    let (_, model) = models().remove(1);
    let few = draw(&model, &What::Map, false).graph.edges.len();
    let many = draw(&model, &What::Map, true).graph.edges.len();
    assert!(few + 20 < many, "{few} of {many}");
    // its own chart has them in any case
    let own = draw(&model, &What::Process("records_control".into()), false);
    assert!(own.graph.edges.len() > 20);
    let other = draw(&model, &What::Process("internal_audit".into()), false).svg();
    assert!(!other.contains(">Records control<") && other.contains("stand in the profile"));
}

#[test]
fn text_stays_text_in_every_format() {
    let text = "organisation a \"A\"\nprocess p \"<script>x</script> & \\\"q\\\" \u{202e}rtl ]] --> | #{}\" realises risk_assessment, risk_treatment\nadopt change_management\n";
    let model = model(text);
    for picture in pictures(&model, true) {
        let svg = picture.svg();
        well_formed(&svg);
        assert!(!svg.contains("<script") && !svg.contains('\u{202e}') && !svg.contains("href") && !svg.contains("<style"));
        for line in picture.mermaid().lines().filter(|line| line.trim_start().starts_with('p')) {
            assert!(line.matches('"').count() % 2 == 0 && !line.contains("<script"), "{line}");
        }
        assert!(!picture.dot().contains("q\"") || picture.dot().contains("q\\\""), "{}", picture.dot());
    }
}

#[test]
fn a_picture_says_in_words_what_it_shows() {
    for (_, model) in models() {
        for picture in pictures(&model, false) {
            let svg = picture.svg();
            well_formed(&svg);
            assert!(svg.contains("role=\"img\"") && svg.contains("aria-labelledby=\"fig-"));
            let between = |tag: &str| svg.split(&format!("</{tag}>")).next().and_then(|head| head.rsplit('>').next()).unwrap_or("").to_string();
            assert!(between("title").len() > 5 && between("desc").len() > 20, "{}", picture.drawing.id);
            for id in svg.split("aria-labelledby=\"").nth(1).unwrap().split('"').next().unwrap().split(' ') {
                assert!(svg.contains(&format!("id=\"{id}\"")));
            }
        }
    }
}

/// Tags close in the order in which they open, attributes have quotes, and no character is one that XML forbids.
fn well_formed(svg: &str) {
    let mut open: Vec<&str> = Vec::new();
    for part in svg.split('<').skip(1) {
        let (tag, text) = part.split_once('>').expect("a tag ends");
        assert!(!text.contains('>'), "a bare `>`: {text}");
        assert_eq!(tag.matches('"').count() % 2, 0, "{tag}");
        if let Some(name) = tag.strip_prefix('/') {
            assert_eq!(open.pop(), Some(name));
        } else if !tag.ends_with('/') {
            open.push(tag.split_whitespace().next().unwrap());
        }
    }
    assert!(open.is_empty(), "{open:?}");
    assert!(svg.chars().all(|c| matches!(c, '\n' | '\t') || (c >= ' ' && c != '\u{fffe}' && c != '\u{ffff}')));
    for part in svg.split('&').skip(1) {
        let name = part.split(';').next().unwrap();
        assert!(["amp", "lt", "gt", "quot", "#39"].contains(&name), "&{name};");
    }
}
