//! Markdown that the sources write on purpose: descriptions and sections. It is read and written again, so that
//! nothing in it can break out: raw HTML becomes text, headings go below those of the document, images become links.

use comrak::nodes::{NodeCode, NodeValue};
use comrak::{Arena, Options, format_commonmark, parse_document};

use super::text;
use crate::base::visible;

/// Containers nested deeper than this are shown as text.
const MAX_NESTING: usize = 32;

/// Safe Markdown with the same meaning; its headings begin at `level`.
pub fn clean(markdown: &str, level: u8) -> String {
    let markdown = visible(markdown);
    if too_deep(&markdown) {
        return text::inline(&markdown);
    }
    let arena = Arena::new();
    let options = options();
    let root = parse_document(&arena, &markdown, &options);
    let highest = root.descendants().filter_map(|node| match &node.data.borrow().value {
        NodeValue::Heading(heading) => Some(heading.level),
        _ => None,
    });
    let shift = level.saturating_sub(highest.min().unwrap_or(level));
    let nodes: Vec<_> = root.descendants().collect();
    for node in nodes {
        let mut data = node.data.borrow_mut();
        let changed = match &data.value {
            NodeValue::Heading(heading) => {
                let mut heading = *heading;
                heading.level = heading.level.saturating_add(shift).min(6);
                heading.setext = false;
                Some(NodeValue::Heading(heading))
            }
            NodeValue::HtmlInline(html) => Some(code(html)),
            NodeValue::Image(link) => Some(NodeValue::Link(link.clone())),
            NodeValue::Link(link) if !harmless(&link.url) => {
                let mut link = link.clone();
                link.url = String::new();
                Some(NodeValue::Link(link))
            }
            NodeValue::HtmlBlock(block) => {
                let literal = block.literal.trim_end().to_string();
                Some(NodeValue::CodeBlock(Box::new(comrak::nodes::NodeCodeBlock {
                    fenced: true,
                    fence_char: b'`',
                    fence_length: 3,
                    fence_offset: 0,
                    info: String::new(),
                    literal: literal + "\n",
                    closed: true,
                })))
            }
            _ => None,
        };
        if let Some(value) = changed {
            data.value = value;
        }
    }
    let mut out = String::new();
    // writing to a String does not fail
    let _ = format_commonmark(root, &options, &mut out);
    out.trim().to_string()
}

/// The Markdown that documents are written in: tables, strikethrough, no raw HTML.
pub(crate) fn options() -> Options<'static> {
    let mut options = Options::default();
    options.extension.table = true;
    options.extension.strikethrough = true;
    options.render.prefer_fenced = true;
    options
}

/// Whether a link may be kept: relative, or to the web or a mailbox.
pub(crate) fn harmless(url: &str) -> bool {
    let lower = url.trim().to_ascii_lowercase();
    if lower.starts_with("//") || lower.chars().any(|c| c.is_control() || c.is_whitespace()) {
        return false;
    }
    match lower.split_once(':') {
        Some((scheme, _)) if !scheme.contains(['/', '?', '#']) => matches!(scheme, "https" | "http" | "mailto"),
        _ => true,
    }
}

fn code(literal: &str) -> NodeValue {
    NodeValue::Code(NodeCode { num_backticks: 1, literal: literal.to_string() })
}

/// Whether a line opens more containers than anyone writes by hand.
fn too_deep(markdown: &str) -> bool {
    let containers = |line: &str| line.chars().take_while(|c| c.is_whitespace() || "->*+0123456789.)".contains(*c)).filter(|c| ">-*+.)".contains(*c)).count();
    let indent = |line: &str| line.chars().take_while(|c| *c == ' ').count();
    markdown.lines().any(|line| containers(line) > MAX_NESTING && !line.trim().chars().all(|c| "-*_ ".contains(c)) || indent(line) > MAX_NESTING * 4)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_breaks_out() {
        assert_eq!(clean("# A\n\ntext", 3), "### A\n\ntext");
        assert!(!clean("<script>alert(1)</script>", 3).starts_with('<'));
        assert_eq!(clean("[a](javascript:alert(1)) [b](https://example.org)", 3), "[a]() [b](https://example.org)");
        assert!(!clean("![a](http://example.org/a.png)", 3).contains('!'));
        assert!(!harmless("data:text/html,x") && !harmless("JaVaScRiPt:x") && !harmless("//evil") && harmless("a/b.md#c") && harmless("mailto:a@b.c"));
    }

    #[test]
    fn deep_nesting_is_text() {
        let deep = ">".repeat(100_000);
        assert!(clean(&deep, 3).starts_with("\\>"));
    }
}
