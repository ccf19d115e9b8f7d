//! What stands around the text of a PDF: its look, its first page, the lines above and below every page, its end.

use super::text::{breakable, literal};
use crate::document::Document;
use crate::render::Set;
use crate::render::fonts::{MONO, SANS};
use crate::render::look::Tone;
use crate::render::short::{HEADING, LINE, PROPERTY, short};
use crate::render::tree::{Tree, headings, sections};

/// Sections of the second level are listed as long as the contents stay short.
const MANY: usize = 60;

/// The set rules, the first page and the contents.
pub(super) fn write(set: &Set<'_>, document: &Document, tree: &Tree, sideways: bool) -> String {
    let mut out = rules(set, document, sideways);
    out.push_str(&title(set, document));
    if sections(tree).len() > 2 {
        let depth = if headings(tree).filter(|(level, ..)| *level <= 3).count() > MANY { 1 } else { 2 };
        out.push_str(&format!("#v(6pt)\n#contents([#{};], {depth})\n#pagebreak(weak: true)\n\n", literal(set.t("Contents"))));
    } else {
        out.push_str("#v(14pt)\n");
    }
    out
}

/// What holds for the whole document, and how its parts look. What concerns one kind of part stands in the function that
/// makes it, and not in a rule for the document: every letter in a table would have to be held against such a rule.
fn rules(set: &Set<'_>, document: &Document, sideways: bool) -> String {
    let meta = &document.meta;
    let (language, region) = match meta.language.as_str() {
        "en" => ("en", ", region: \"GB\""),
        "de" => ("de", ", region: \"DE\""),
        other if other.len() == 2 && other.bytes().all(|byte| byte.is_ascii_lowercase()) => (other, ""),
        _ => ("en", ""),
    };
    let day = meta.as_of.map_or("datetime(year: 2000, month: 1, day: 1)".to_string(), |day| {
        format!("datetime(year: {}, month: {}, day: {})", day.0.year(), day.0.month(), day.0.day())
    });
    let margin = if sideways { "(x: 1.6cm, top: 2.3cm, bottom: 2cm)" } else { "(x: 1.9cm, top: 2.5cm, bottom: 2.2cm)" };
    let accent = set.theme.accent();
    let mut left: Vec<String> = Vec::new();
    left.extend(meta.number.clone());
    left.extend(meta.version.as_ref().map(|version| format!("{} {}", set.t("Version"), short(version, LINE))));
    if meta.controlled {
        left.push(set.t(meta.state()).to_string());
    }
    left.push(format!("{} {}", set.t("sources"), meta.short_digest()));
    format!(
        r##"#set document(title: {title}, author: {author}, description: {description}, keywords: ({keywords},), date: {day})
#set text(font: {font}, size: 9.5pt, lang: "{language}"{region}, fill: rgb("#1C2733"), hyphenate: false)
#set par(leading: 0.62em, spacing: 0.95em)
#set page(paper: "{paper}", flipped: {sideways}, margin: {margin},
  header: [#set text(size: 7.5pt, fill: rgb("#55636F"))
    #grid(columns: (1fr, auto), column-gutter: 12pt, [#{above};], strong[#{classification};])
    #v(-5pt)
    #line(length: 100%, stroke: 0.5pt + rgb("#B9C4CD"))],
  footer: [#set text(size: 7.5pt, fill: rgb("#55636F"))
    #line(length: 100%, stroke: 0.5pt + rgb("#B9C4CD"))
    #v(-5pt)
    #grid(columns: (1fr, auto), column-gutter: 12pt, [#{below};], context [#{page}; #counter(page).display() #{of}; #counter(page).final().first()])])
#set figure(numbering: none, supplement: none)
#set list(indent: 0.2em, body-indent: 0.7em, spacing: 0.65em)
#set enum(indent: 0.2em, body-indent: 0.6em, spacing: 0.65em)
#let headed(body) = {{
  show heading: set block(above: 1.7em, below: 0.8em, sticky: true)
  show heading.where(level: 1): set text(size: 15pt, fill: rgb("#{accent}"))
  show heading.where(level: 2): set text(size: 11.5pt)
  show heading.where(level: 3): set text(size: 10pt)
  show heading.where(level: 4): set text(size: 9.5pt)
  body
}}
#let section(level, name, body) = headed[#heading(level: level, body)#label(name)]
#let contents(title, depth) = headed({{
  show outline.entry: set text(size: 9.5pt)
  outline(title: title, depth: depth, indent: 1.2em)
}})
#let to(target, body) = link(target, text(fill: rgb("#{accent}"), body))
#let code(words, block: false) = {{
  show raw: set text(font: {mono}, size: 8.5pt)
  show raw.where(block: true): it => std.block(fill: rgb("#F4F6F8"), inset: 7pt, radius: 2pt, width: 100%, it)
  raw(block: block, words)
}}
#let picture(body) = {{
  show figure.caption: set text(size: 8.5pt, fill: rgb("#55636F"))
  show figure: set block(above: 1.2em, below: 1.4em)
  body
}}
#let attention(body) = block(width: 100%, fill: rgb("#FDE5E6"), stroke: (left: 3pt + rgb("#A01218")), inset: (x: 10pt, y: 8pt), above: 1.1em, below: 1.1em, body)
#let tone(ink, back, body) = box(fill: rgb(back), radius: 2pt, outset: (x: 2pt, y: 2pt), text(fill: rgb(ink), weight: "bold", body))
#let tight(body) = text(hyphenate: true, body)
#let head(body) = text(weight: "bold", body)
#let register(..arguments) = {{
  set text(size: 8pt)
  set par(leading: 0.5em, spacing: 0.6em)
  set list(indent: 0pt)
  set table.cell(breakable: false)
  block(above: 0.9em, below: 1.4em, table(
    inset: (x: 4pt, y: 4.2pt),
    stroke: (x, y) => (bottom: if y == 0 {{ 1pt + rgb("#{accent}") }} else {{ 0.5pt + rgb("#D5DCE2") }}, top: if y == 0 {{ 0.5pt + rgb("#B9C4CD") }}),
    fill: (x, y) => if y == 0 {{ rgb("#F4F6F8") }},
    ..arguments,
  ))
}}
"##,
        title = literal(&short(&document.title, HEADING)),
        author = literal(&short(meta.owner.as_deref().unwrap_or(&meta.organisation), HEADING)),
        description = literal(&short(&format!("{}, {}", short(&document.title, HEADING), meta.organisation), PROPERTY)),
        keywords = literal(&format!("isms-sources sha256:{}", meta.digest)),
        font = literal(SANS),
        mono = literal(MONO),
        paper = set.theme.paper(),
        above = literal(&format!("{} · {}", short(&meta.organisation, LINE), short(&document.title, LINE))),
        classification = literal(&short(meta.classification.as_deref().unwrap_or_default(), LINE)),
        below = literal(&short(&left.join(" · "), 2 * LINE)),
        page = literal(set.t("Page")),
        of = literal(set.t("of")),
    )
}

/// The first page: who, what, and the control of the document.
fn title(set: &Set<'_>, document: &Document) -> String {
    let meta = &document.meta;
    let mut out = String::from("#v(1.2cm)\n");
    if let Some(logo) = set.theme.logo_svg() {
        out.push_str(&format!(
            "#image(bytes({}), format: \"svg\", alt: {}, height: 1.4cm)\n#v(0.6cm)\n",
            literal(logo),
            literal(&short(&meta.organisation, PROPERTY))
        ));
    }
    out.push_str(&format!(
        "#text(size: 11pt, fill: rgb(\"#55636F\"))[#{};]\n#v(-4pt)\n#{{ show title: set text(size: 24pt)\ntitle() }}\n#v(4pt)\n",
        breakable(&meta.organisation)
    ));
    if short(&document.title, HEADING) != document.title {
        // the title of a file has little room: the whole of a long one stands below
        out.push_str(&format!("#{};\n\n", breakable(&document.title)));
    }
    out.push_str(&format!(
        "#line(length: 100%, stroke: 1.5pt + rgb(\"#{}\"))\n#v(-3pt)\n#{{ set text(size: 8.5pt)\ngrid(columns: (3.4cm, 1fr), column-gutter: 10pt, row-gutter: 6.5pt,\n",
        set.theme.accent()
    ));
    for (at, (label, value)) in meta.rows().into_iter().enumerate() {
        let value = breakable(&value);
        // the state stands out, as it does on the page
        let shown = if meta.controlled && at == 3 {
            let (ink, back) = if meta.is_approved() { Tone::Good.colours() } else { Tone::Bad.colours() };
            format!("[#tone(\"#{ink}\", \"#{back}\")[#{value};]]")
        } else {
            format!("[#{value};]")
        };
        out.push_str(&format!("text(fill: rgb(\"#55636F\"))[#{};], {shown},\n", literal(&label)));
    }
    out.push_str(") }\n#v(-2pt)\n#line(length: 100%, stroke: 0.5pt + rgb(\"#B9C4CD\"))\n\n");
    out
}

/// The digest, so that a reader can find out whether the document belongs to its sources.
pub(super) fn end(set: &Set<'_>, document: &Document) -> String {
    let text = format!("{} {}. {}: {}", set.t("Made from"), document.meta.package, set.t("SHA-256 of the sources"), document.meta.digest);
    format!("#v(1.5em)\n#line(length: 100%, stroke: 0.5pt + rgb(\"#B9C4CD\"))\n#text(size: 7.5pt, fill: rgb(\"#55636F\"))[#{};]\n", breakable(&text))
}
