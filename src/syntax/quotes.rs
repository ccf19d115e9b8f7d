//! The quotes that people and their word processors put in place of straight double ones.

/// Whether a sign is such a quote.
pub(super) fn is_curly(sign: char) -> bool {
    matches!(sign, '“' | '”' | '„' | '‟' | '«' | '»')
}

fn is_other(sign: char) -> bool {
    is_curly(sign) || matches!(sign, '\'' | '’' | '‘' | '‚')
}

/// What stands between such quotes, as it is: nothing is escaped there. `None` where the text does not begin with one.
pub fn within_quotes(text: &str) -> Option<&str> {
    let inner = text.strip_prefix(is_other)?;
    Some(inner.strip_suffix(|sign| is_other(sign) || sign == '"').unwrap_or(inner))
}

/// The same text as the language writes it.
pub(super) fn straight(inner: &str) -> String {
    format!("\"{}\"", inner.replace('\\', "\\\\"))
}
