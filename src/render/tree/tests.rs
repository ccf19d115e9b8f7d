//! Markdown reads as the tree that every format is written from.

use std::collections::BTreeSet;

use super::*;
use crate::document::{Document, Meta, Shelf};
use crate::render::look::{Looks, Tone};

fn tree(markdown: &str) -> Tree {
    let document = Document {
        id: "pol-01".into(),
        title: "A policy".into(),
        stem: "policies/pol-01".into(),
        shelf: Shelf::Policies,
        markdown: markdown.into(),
        meta: Meta::default(),
        registers: Vec::new(),
        wanted: true,
        figures: Vec::new(),
        site: None,
    };
    read(&document, &BTreeSet::from(["soa", "policies/pol-02"]), &Looks::default())
}

fn first_link(markdown: &str) -> To {
    match tree(markdown).blocks.first() {
        Some(Block::Paragraph(text)) => text.iter().find_map(|one| if let Inline::Link { to, .. } = one { Some(to.clone()) } else { None }).unwrap(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn links_lead_to_documents_headings_and_the_web() {
    assert_eq!(first_link("[a](../soa.md#people)"), To::Document { stem: "soa".into(), anchor: Some("people".into()) });
    assert_eq!(first_link("[a](pol-02.md)"), To::Document { stem: "policies/pol-02".into(), anchor: None });
    assert_eq!(first_link("[a](../gone.md)"), To::File("../gone.md".into()));
    assert_eq!(first_link("[a](#here)"), To::Here("here".into()));
    assert_eq!(first_link("[a](https://example.org)"), To::Web("https://example.org".into()));
    assert_eq!(first_link("[a](javascript:alert)"), To::Nowhere);
    // a picture would be loaded: it is a link
    assert_eq!(first_link("![a](https://example.org/a.png)"), To::Web("https://example.org/a.png".into()));
}

#[test]
fn headings_have_one_anchor_each() {
    let tree = tree("## Roles\n\ntext\n\n## Roles\n\n# High\n");
    let found: Vec<(u8, String)> = headings(&tree).map(|(level, anchor, _)| (level, anchor.to_string())).collect();
    assert_eq!(found, [(2, "roles".into()), (2, "roles-1".into()), (2, "high".into())]);
    assert_eq!(sections(&tree).len(), 3);
}

#[test]
fn tables_know_their_words_and_their_sides() {
    let tree = tree("| A | B |\n| --- | ---: |\n| Planned | 1 |\n| *x* y | 2 |\n");
    let Some(Block::Table(table)) = tree.blocks.first() else { panic!("no table") };
    assert_eq!(table.right, [false, true]);
    assert_eq!(table.rows[0][0].tone, Some(Tone::Plan));
    assert_eq!(table.rows[1][0].tone, None);
    assert_eq!(plain(&table.rows[1][0].text), "x y");
}

#[test]
fn markup_and_control_characters_stay_text() {
    let tree = tree("a <b>c</b> \u{202e}d\n\n<script>x</script>\n");
    assert_eq!(
        tree.blocks,
        [
            Block::Paragraph(vec![
                Inline::Text("a ".into()),
                Inline::Code("<b>".into()),
                Inline::Text("c".into()),
                Inline::Code("</b>".into()),
                Inline::Text(" <U+202E>d".into())
            ]),
            Block::Code("<script>x</script>\n".into())
        ]
    );
}

#[test]
fn deep_nesting_becomes_text() {
    let tree = tree(&format!("{}deep", "> ".repeat(300)));
    let mut depth = 0;
    let mut at = &tree.blocks;
    while let Some(Block::Quote(inner)) = at.first() {
        depth += 1;
        at = inner;
    }
    assert!(depth < 60, "{depth}");
    assert!(matches!(at.first(), Some(Block::Paragraph(text)) if plain(text) == "deep"));
}
