//! The page of a register: one table with all its rows, that sorts, filters and searches.
//!
//! The columns that documents show are shown; those for machines are there too, and can be switched on. The filters are
//! the columns with few and short values, the states and levels first.

use super::frame::{self, Page};
use super::{cells, escape, linked};
use crate::document::{Cell, Column, Document, Kind, Language, Piece, Register, Shown};
use crate::render::{Made, Set, up};

/// A column with more values is not one to choose from.
const VALUES: usize = 20;
/// Neither is one with a longer value.
const LENGTH: usize = 48;
/// So many filters stand in the open; the others can be unfolded.
const OPEN: usize = 4;
/// What people filter by first, by the key of the column.
const FIRST: &[&str] = &["status", "state", "applies", "current_level", "level", "kind", "residual_level", "theme_title", "owner", "decision", "option"];

/// The page.
pub(in crate::render) fn render(set: &Set<'_>, document: &Document, register: &Register) -> Made {
    let stem = format!("registers/{}", register.id);
    let meta = &document.meta;
    let say = &meta.say;
    let part_of = format!("<a href=\"../{}.html\">{}</a>", escape(&document.stem), escape(&document.title));
    let mut main = format!("<header class=\"head\">\n<h1>{}</h1>\n", escape(register.title));
    if document.title != register.title {
        main.push_str(&format!("<p class=\"of\">{} {part_of}</p>\n", escape(say.t("A table of"))));
    } else {
        main.push_str(&format!("<p class=\"of\">{} {part_of}</p>\n", escape(say.t("The table behind the document"))));
    }
    main.push_str("</header>\n");
    main.push_str(&tools(set, say, register));
    main.push_str(&table(set, document, register, &up(&stem)));
    let data = set.data_links(document);
    let links = data.iter().find(|(one, _)| one.id == register.id).map(|(_, links)| links.clone()).unwrap_or_default();
    let links: Vec<(String, String)> = links.into_iter().map(|(name, link)| (name, format!("../{link}"))).collect();
    let foot = if links.is_empty() { String::new() } else { format!("<p>{}: {}</p>\n", escape(say.t("This table as")), linked(&links)) };
    let page = Page {
        stem: &stem,
        title: register.title,
        class: "wide register",
        meta,
        trail: if document.title == register.title { Vec::new() } else { vec![(document.stem.as_str(), document.title.as_str())] },
        below: &document.stem,
    };
    Ok(frame::page(set, &page, &main, &foot))
}

/// What is done with the table; hidden until the script is there to do it.
fn tools(set: &Set<'_>, say: &Language, register: &Register) -> String {
    let t = |english: &str| escape(say.t(english));
    let mut out = format!("<div class=\"tools\" role=\"search\" aria-label=\"{}\" data-for=\"register\" hidden>\n", t("Filter the table"));
    out.push_str(&format!("<label class=\"find\">{} <input type=\"search\" autocomplete=\"off\"></label>\n", t("Search in the table")));
    let filters = filters(set, say, register);
    for (at, values) in filters.iter().take(OPEN) {
        out.push_str(&select(say, register, *at, values));
    }
    if filters.len() > OPEN {
        out.push_str(&format!("<details><summary>{}</summary>\n<div>\n", t("More filters")));
        for (at, values) in filters.iter().skip(OPEN) {
            out.push_str(&select(say, register, *at, values));
        }
        out.push_str("</div>\n</details>\n");
    }
    out.push_str(&format!("<details><summary>{}</summary>\n<fieldset><legend class=\"unseen\">{}</legend>\n", t("Columns"), t("Columns that are shown")));
    for column in &register.columns {
        let shown = if column.shown == Shown::Data { "" } else { " checked" };
        out.push_str(&format!("<label><input type=\"checkbox\" value=\"{}\"{shown}> {}</label>\n", column.key, escape(column.title)));
    }
    out.push_str("</fieldset>\n</details>\n");
    out.push_str(&format!("<button type=\"button\">{}</button>\n", t("Show all rows")));
    out.push_str(&format!("<p role=\"status\" aria-live=\"polite\" data-say=\"{}\"></p>\n</div>\n", t("{shown} of {all} rows")));
    out
}

fn select(say: &Language, register: &Register, at: usize, values: &[(String, usize)]) -> String {
    let Some(column) = register.columns.get(at) else { return String::new() };
    let mut out = format!("<label>{} <select data-key=\"{}\"><option value=\"\">{}</option>", escape(column.title), column.key, escape(say.t("all")));
    for (value, count) in values {
        out.push_str(&format!("<option value=\"{0}\">{0} ({count})</option>", escape(value)));
    }
    out.push_str("</select></label>\n");
    out
}

/// The columns to choose from, each with its values and how many rows have them.
fn filters(set: &Set<'_>, say: &Language, register: &Register) -> Vec<(usize, Vec<(String, usize)>)> {
    let mut found: Vec<(usize, Vec<(String, usize)>)> = Vec::new();
    for (at, column) in register.columns.iter().enumerate() {
        let words = matches!(column.kind, Kind::Text | Kind::List | Kind::Bool) && column.shown != Shown::Page;
        let doubled = column.key == "theme" && register.column("theme_title").is_some();
        if !words || doubled {
            continue;
        }
        let mut values: Vec<(String, usize)> = Vec::new();
        for value in register.rows.iter().filter_map(|row| row.get(at)).flat_map(|cell| values_of(say, cell)) {
            match values.iter_mut().find(|(known, _)| *known == value) {
                Some((_, count)) => *count += 1,
                None => values.push((value, 1)),
            }
            if values.len() > VALUES {
                break;
            }
        }
        let tells = values.len() >= 2 && values.len() <= VALUES && values.len() * 2 <= register.rows.len() + 2;
        if !tells || values.iter().any(|(value, _)| value.chars().count() > LENGTH) {
            continue;
        }
        // levels from the highest, other words by their letters
        values.sort_by(|(a, _), (b, _)| {
            let rank = |text: &str| set.looks.rank(text).map(|(rank, _)| rank);
            rank(b).cmp(&rank(a)).then_with(|| crate::base::natural_cmp(a, b))
        });
        found.push((at, values));
    }
    let place = |at: &usize| {
        let key = register.columns.get(*at).map_or("", |column| column.key);
        FIRST.iter().position(|first| *first == key).unwrap_or(usize::MAX)
    };
    found.sort_by_key(|(at, _)| place(at));
    found
}

/// What can be chosen of a cell, as the page shows it.
fn values_of(say: &Language, cell: &Cell) -> Vec<String> {
    let shown = |text: &str| crate::base::visible(text).split_whitespace().collect::<Vec<_>>().join(" ");
    match cell {
        Cell::List(pieces) => pieces.iter().map(|piece| shown(&piece.text)).collect(),
        Cell::Empty => Vec::new(),
        other => vec![shown(&other.shown(say))],
    }
}

fn table(set: &Set<'_>, document: &Document, register: &Register, up: &str) -> String {
    let say = &document.meta.say;
    let label = say.say("Table: {title}", &[("title", &register.title)]);
    let mut out = format!("<div class=\"table\" role=\"region\" aria-label=\"{}\" tabindex=\"0\"><table id=\"register\">\n<thead>\n<tr>\n", escape(&label));
    let hidden = |column: &Column| if column.shown == Shown::Data { " hidden" } else { "" };
    for column in &register.columns {
        let align = if column.kind == Kind::Number { " align=\"right\"" } else { "" };
        out.push_str(&format!("<th scope=\"col\" data-key=\"{}\"{align}{}>{}</th>\n", column.key, hidden(column), escape(column.title)));
    }
    out.push_str("</tr>\n</thead>\n<tbody>\n");
    // the name of a row: the first column that is shown
    let name = register.columns.iter().position(|column| column.shown != Shown::Data).unwrap_or(0);
    for row in &register.rows {
        out.push_str("<tr>\n");
        for (at, (cell, column)) in row.iter().zip(&register.columns).enumerate() {
            let (open, close) = if at == name { ("th scope=\"row\"", "th") } else { ("td", "td") };
            let align = if column.kind == Kind::Number { " align=\"right\"" } else { "" };
            let key = match cell {
                Cell::Number(number) => Some(number.to_string()),
                Cell::Empty => None,
                other => cells::sort_key(&set.looks, &document.meta.language, false, &other.plain()),
            };
            out.push_str(&format!("<{open}{align}{}{}>{}</{close}>\n", hidden(column), cells::keyed(key), cell_html(set, say, cell, up)));
        }
        out.push_str("</tr>\n");
    }
    out.push_str("</tbody>\n</table></div>\n");
    out
}

/// A cell; a list is a list of items, each of which can be chosen.
fn cell_html(set: &Set<'_>, say: &Language, cell: &Cell, up: &str) -> String {
    let plain = cell.plain();
    if let Some(tone) = set.looks.tone(&plain) {
        return format!("<span class=\"{}\">{}</span>", tone.class(), escape(&plain));
    }
    let inner = match cell {
        Cell::Empty => return String::new(),
        Cell::Text(piece) => piece_html(set, piece, up),
        Cell::List(pieces) => {
            let items: Vec<String> = pieces.iter().map(|piece| format!("<span class=\"it\">{}</span>", piece_html(set, piece, up))).collect();
            items.join(if pieces.iter().any(|piece| piece.text.contains(',')) { "; " } else { ", " })
        }
        Cell::Line(pieces) => pieces.iter().map(|piece| piece_html(set, piece, up)).collect(),
        Cell::Bool(_) | Cell::Number(_) | Cell::Date(_) => escape(&cell.shown(say)),
    };
    match cells::room(&plain) {
        Some(class) => format!("<span class=\"{class}\">{inner}</span>"),
        None => inner,
    }
}

/// A piece, with its link where it leads to a document of the set.
pub(super) fn piece_html(set: &Set<'_>, piece: &Piece, up: &str) -> String {
    let text = escape(&piece.text);
    let text = match piece.to.as_ref().filter(|to| set.stems.contains(to.stem.as_str())) {
        Some(to) => {
            let anchor = to.anchor.as_ref().map(|anchor| format!("#{}", escape(anchor))).unwrap_or_default();
            format!("<a href=\"{up}{}.html{anchor}\">{text}</a>", escape(&to.stem))
        }
        None => text,
    };
    if piece.strong { format!("<strong>{text}</strong>") } else { text }
}
