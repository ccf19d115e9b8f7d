//! What a template may not be, before anyone compiles it: too large, or one endless chain.
//!
//! The engine bounds how long a template runs, not how long it takes to compile it, and a chain of thousands of
//! operators overflows its stack. So both are bounded here, by one pass over the text.

/// Templates larger than this are refused.
pub const MAX_BYTES: usize = 64 * 1024;
/// Tags with more operators than this are refused.
const MAX_CHAIN: usize = 256;
/// Tags nested deeper than this are refused.
const MAX_DEPTH: usize = 64;

/// What is wrong with a template, and in which line; nothing where it may be compiled.
pub fn refuse(text: &str) -> Option<(usize, String)> {
    if text.len() > MAX_BYTES {
        return Some((1, format!("it has {} KiB, and {} KiB are the limit", text.len().div_ceil(1024), MAX_BYTES / 1024)));
    }
    let mut line = 1;
    let mut rest = text;
    let (mut branches, mut depth) = (0usize, 0usize);
    while let Some(at) = rest.find("{{").into_iter().chain(rest.find("{%")).min() {
        let (before, tail) = rest.split_at(at);
        line += before.matches('\n').count();
        let block = tail.starts_with("{%");
        let inner = tail.get(2..).unwrap_or_default();
        let end = inner.find(if block { "%}" } else { "}}" }).unwrap_or(inner.len());
        let (tag, after) = inner.split_at(end);
        let operators = operators(tag);
        if operators > MAX_CHAIN {
            return Some((line, format!("one tag has {operators} operators, and {MAX_CHAIN} are the limit; split it with `set`")));
        }
        if block {
            match tag.trim_start_matches(['-', '+']).split_whitespace().next() {
                Some("elif") => branches += 1,
                Some("if" | "for" | "macro" | "call" | "filter" | "block" | "with" | "autoescape") => depth += 1,
                Some(word) if word.starts_with("end") => depth = depth.saturating_sub(1),
                _ => {}
            }
        }
        if branches > MAX_CHAIN {
            return Some((line, format!("it has more than {MAX_CHAIN} `elif`s")));
        }
        if depth > MAX_DEPTH {
            return Some((line, format!("blocks are nested deeper than {MAX_DEPTH}")));
        }
        line += tag.matches('\n').count();
        rest = after.get(2..).unwrap_or_default();
    }
    None
}

/// How many operators and words a tag has, outside quotes.
fn operators(tag: &str) -> usize {
    let mut count = 0;
    let mut quote = None;
    let mut escaped = false;
    for c in tag.chars() {
        match quote {
            Some(_) if escaped => escaped = false,
            Some(_) if c == '\\' => escaped = true,
            Some(open) if c == open => quote = None,
            Some(_) => {}
            None if c == '"' || c == '\'' => quote = Some(c),
            None => count += usize::from("|~+-*/%.([{<>=!".contains(c)),
        }
    }
    let words = tag.split_whitespace().filter(|word| matches!(*word, "not" | "and" | "or" | "if" | "else" | "is" | "in")).count();
    count + words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chains_are_refused_and_texts_are_not() {
        for bad in [
            format!("{{{{ {}1 }}}}", "-".repeat(5000)),
            format!("{{{{ x{} }}}}", "|e".repeat(5000)),
            format!("{{% if a %}}{}{{% endif %}}", "{% elif a %}".repeat(5000)),
        ] {
            assert!(refuse(&bad).is_some());
        }
        for bad in [format!("{{{{ {}x }}}}", "not ".repeat(300)), "{% if x %}".repeat(200), "x".repeat(MAX_BYTES + 1)] {
            assert!(refuse(&bad).is_some());
        }
        assert_eq!(refuse("a - b - c | d\n{{ \"|||\" }}"), None);
        for name in crate::source::template_names().filter(|name| name.ends_with(".j2")) {
            assert_eq!(crate::source::library_template(name).and_then(refuse), None, "{name}");
        }
    }
}
