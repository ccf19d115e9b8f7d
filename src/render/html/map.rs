//! The map that one can click through: its page, the same in tables, and the neighbours of each process.

use super::frame::{self, Page};
use super::{body, escape};
use crate::document::diagrams::{Leads, live as live_drawing};
use crate::document::site::{Map, Step};
use crate::document::{Document, Figure, Language, Site};
use crate::render::{OutputFile, Set, up};

/// A figure whose boxes lead to the processes; nothing where the site does not know them.
pub(super) fn live(set: &Set<'_>, stem: &str, figure: &Figure) -> Option<String> {
    let drawing = figure.drawing.as_ref()?;
    let map = &set.site()?.map;
    let say = &set.documents.first()?.meta.say;
    let up = up(stem);
    Some(live_drawing(drawing, &|id| {
        let step = map.step(id)?;
        let to = step.stem.as_ref().filter(|to| *to != stem && set.stems.contains(to.as_str())).map(|to| format!("{up}{to}.html"));
        Some(Leads { to, label: label(say, map, step) })
    }))
}

/// What a box says to who does not see the lines, after its title.
fn label(say: &Language, map: &Map, step: &Step) -> String {
    let names = |ids: &[String]| ids.iter().map(|id| map.title(id)).collect::<Vec<_>>().join(", ");
    let mut text = format!("{}.", step.kind);
    if !step.receives_from.is_empty() {
        text.push_str(&format!(" {}: {}.", say.t("Receives from"), names(&step.receives_from)));
    }
    if !step.hands_to.is_empty() {
        text.push_str(&format!(" {}: {}.", say.t("Hands over to"), names(&step.hands_to)));
    }
    text
}

/// Who stands beside a process, as links.
pub(super) fn neighbours(set: &Set<'_>, document: &Document) -> String {
    let Some(map) = set.site().map(|site| &site.map) else { return String::new() };
    let Some(step) = map.step(&document.id) else { return String::new() };
    let say = &document.meta.say;
    let up = up(&document.stem);
    let mut out = format!("<nav class=\"near\" aria-label=\"{}\">\n", escape(say.t("Neighbours")));
    for (english, ids) in [("Receives from", &step.receives_from), ("Hands over to", &step.hands_to)] {
        if ids.is_empty() {
            continue;
        }
        let links: Vec<String> = ids.iter().map(|id| named(set, map, id, &up)).collect();
        out.push_str(&format!("<p><span>{}</span> {}</p>\n", escape(say.t(english)), links.join(", ")));
    }
    out.push_str(&format!("<p><a href=\"{up}process_map.html#at={}\">{}</a></p>\n</nav>\n", escape(&step.id), escape(say.t("Show on the map"))));
    out
}

/// A title, with a link to where it is described.
fn named(set: &Set<'_>, map: &Map, id: &str, up: &str) -> String {
    let title = escape(map.title(id));
    match map.step(id).and_then(|step| step.stem.as_ref()).filter(|stem| set.stems.contains(stem.as_str())) {
        Some(stem) => format!("<a href=\"{up}{}.html\">{title}</a>", escape(stem)),
        None => title,
    }
}

/// The page of the map.
pub(super) fn render(set: &Set<'_>, index: &Document, site: &Site) -> OutputFile {
    let meta = &index.meta;
    let say = &meta.say;
    let t = |english: &str| escape(say.t(english));
    let map = &site.map;
    let mut main = format!("<header class=\"head\">\n<h1>{}</h1>\n</header>\n", t("Process map"));
    match &map.figure {
        None => main.push_str(&format!("<p>{}</p>\n", t("There is no process yet."))),
        Some(figure) => {
            main.push_str(&format!(
                "<p>{}</p>\n",
                t("Each box leads to the profile of its process. Point at a box, or reach it with the Tab key, to see what it receives and whom it serves. The tables below say the same in words.")
            ));
            main.push_str(&body::picture(set, "process_map", figure));
        }
    }
    main.push_str(&format!("<h2 id=\"processes\">{}</h2>\n", t("The processes")));
    let heads = ["Process", "What it is", "Receives from", "Hands over to"];
    main.push_str(&opened(say, "The processes", &heads));
    for step in &map.steps {
        let names = |ids: &[String]| ids.iter().map(|id| escape(map.title(id))).collect::<Vec<_>>().join(", ");
        main.push_str(&format!(
            "<tr>\n<th scope=\"row\">{}</th>\n<td>{}</td>\n<td>{}</td>\n<td>{}</td>\n</tr>\n",
            named(set, map, &step.id, ""),
            escape(&step.kind),
            names(&step.receives_from),
            names(&step.hands_to)
        ));
    }
    main.push_str("</tbody>\n</table></div>\n");
    main.push_str(&format!("<h2 id=\"hand-overs\">{}</h2>\n", t("Who hands what to whom")));
    main.push_str(&opened(say, "Who hands what to whom", &["From", "Work product", "To", "Note"]));
    for one in &map.hand_overs {
        main.push_str(&format!(
            "<tr>\n<th scope=\"row\">{}</th>\n<td>{}</td>\n<td>{}</td>\n<td>{}</td>\n</tr>\n",
            named(set, map, &one.from, ""),
            escape(&one.what),
            named(set, map, &one.to, ""),
            escape(&one.how)
        ));
    }
    main.push_str("</tbody>\n</table></div>\n");
    let page = Page { stem: "process_map", title: say.t("Process map"), class: "wide map", meta, trail: Vec::new(), below: "process_map" };
    OutputFile { path: "process_map.html".into(), bytes: frame::page(set, &page, &main, "") }
}

/// The start of a table that sorts.
fn opened(say: &Language, title: &str, heads: &[&str]) -> String {
    let label = say.say("Table: {title}", &[("title", &say.t(title))]);
    let heads: String = heads.iter().map(|head| format!("<th scope=\"col\">{}</th>\n", escape(say.t(head)))).collect();
    format!(
        "<div class=\"table\" role=\"region\" aria-label=\"{}\" tabindex=\"0\"><table data-sort>\n<thead>\n<tr>\n{heads}</tr>\n</thead>\n<tbody>\n",
        escape(&label)
    )
}
