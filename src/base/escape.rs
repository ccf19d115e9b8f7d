//! Characters that could deceive a reader or drive a terminal.

/// Whether a character is a control character (tab and line ends apart) or steers the direction of text.
///
/// The directions are those of the "Trojan Source" attack: U+202A to U+202E, U+2066 to U+2069, and the
/// marks and zero-width characters that are used to the same end.
pub fn is_dangerous(c: char) -> bool {
    match c {
        '\t' | '\n' | '\r' => false,
        c if c.is_control() => true,
        '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}' => true,
        '\u{FFFE}' | '\u{FFFF}' => true,
        _ => false,
    }
}

/// The text with every dangerous character shown as `<U+202E>`.
pub fn visible(text: &str) -> std::borrow::Cow<'_, str> {
    // most texts are plain ASCII, which bytes tell faster than characters
    let harmless = |byte: u8| matches!(byte, b' '..=b'~' | b'\t' | b'\n' | b'\r');
    if text.bytes().all(harmless) || !text.chars().any(is_dangerous) {
        return text.into();
    }
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        if is_dangerous(c) {
            out.push_str(&format!("<U+{:04X}>", u32::from(c)));
        } else {
            out.push(c);
        }
    }
    out.into()
}
