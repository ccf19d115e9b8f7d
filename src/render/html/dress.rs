//! What every page wears: the style sheet, the script, and the policy that names both by their digests.
//!
//! Both stand in each page. A page then opens the same from a folder, a share or a mail, alone or with the others; and
//! the policy can name exactly this style and this script. A file beside would have to be allowed by `'self'`, which
//! means nothing to a browser that opened the page as a file, or by an integrity that it cannot check there.

use sha2::{Digest as _, Sha256};

use crate::render::Set;
use crate::render::theme::Theme;

/// The one script: sorting, filters, search, the map. A package cannot replace it.
pub(in crate::render) const SCRIPT: &str = include_str!("site.js");

/// What every page of a set wears; made once.
#[derive(Debug, Clone)]
pub(in crate::render) struct Dress {
    /// The style sheet.
    pub style: String,
    /// The content security policy.
    pub policy: String,
}

impl Dress {
    /// For a style sheet and a theme.
    pub fn new(set: &Set<'_>) -> Self {
        let style = format!("{}{}", set.style, themed(&set.theme)).replace('<', "\\3c ");
        let digest = |text: &str| base64(&Sha256::digest(text.as_bytes()));
        // no page loads a picture; a style sheet of one's own may hold some
        let policy = format!(
            "default-src 'none'; style-src 'sha256-{}'; script-src 'sha256-{}'; img-src data:; base-uri 'none'; form-action 'none'",
            digest(&style),
            digest(SCRIPT)
        );
        Dress { style, policy }
    }
}

/// What the theme of the company adds to the style sheet; it comes last and wins.
fn themed(theme: &Theme) -> String {
    let mut out = String::new();
    if theme.accent() != Theme::default().accent() {
        out.push_str(&format!("\n:root {{ --accent: #{}; }}\n", theme.accent()));
        out.push_str(&format!("@media screen and (prefers-color-scheme: dark) {{ :root {{ --accent: #{}; }} }}\n", lighter(theme.accent())));
    }
    if theme.logo_svg().is_some() {
        out.push_str("\n.logo { margin-bottom: 1rem; }\n.logo svg { display: block; height: 2.75rem; width: auto; }\n");
    }
    if let Some(font) = theme.font() {
        out.push_str(&format!("\nbody {{ font-family: \"{font}\", \"Segoe UI\", system-ui, sans-serif; }}\n"));
    }
    out
}

/// The paper of dark pages, as in the style sheet.
const DARK: [u8; 3] = [0x17, 0x1d, 0x24];

/// A colour mixed with white until it can be read on dark pages (WCAG 2.2, 1.4.3: 4.5 to 1).
fn lighter(colour: &str) -> String {
    let part = |at: usize| colour.get(at..at + 2).and_then(|digits| u8::from_str_radix(digits, 16).ok()).unwrap_or(0x80);
    let from = [part(0), part(2), part(4)];
    let mut mixed = from;
    for step in 0..=20u16 {
        mixed = from.map(|one| u8::try_from((u16::from(one) * (20 - step) + 255 * step) / 20).unwrap_or(u8::MAX));
        if contrast(mixed, DARK) >= 5.0 {
            break;
        }
    }
    mixed.iter().map(|one| format!("{one:02X}")).collect()
}

/// The contrast of two colours, from 1 to 21 (WCAG 2.2).
fn contrast(a: [u8; 3], b: [u8; 3]) -> f64 {
    let light = |colour: [u8; 3]| {
        let part = |one: u8| {
            let one = f64::from(one) / 255.0;
            if one <= 0.04045 { one / 12.92 } else { ((one + 0.055) / 1.055).powf(2.4) }
        };
        let [red, green, blue] = colour.map(part);
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    };
    let (a, b) = (light(a), light(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

/// Bytes as base64, as a policy names digests.
pub(in crate::render) fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::new();
    for chunk in bytes.chunks(3) {
        let at = |index: usize| chunk.get(index).map_or(0, |byte| u32::from(*byte));
        let word = at(0) << 16 | at(1) << 8 | at(2);
        for place in 0..4u32 {
            let digit = usize::try_from(word >> (18 - 6 * place) & 63).ok().and_then(|digit| DIGITS.get(digit)).copied().unwrap_or(b'=');
            out.push(if place as usize <= chunk.len() { char::from(digit) } else { '=' });
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digests_read_as_base64() {
        for (bytes, expected) in [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foobar", "Zm9vYmFy")] {
            assert_eq!(base64(bytes.as_bytes()), expected);
        }
    }

    #[test]
    fn any_accent_can_be_read_on_dark_pages() {
        for colour in ["000000", "0B5394", "7A0019", "FFFFFF", "00FF00"] {
            let light = lighter(colour);
            let part = |at: usize| u8::from_str_radix(light.get(at..at + 2).unwrap(), 16).unwrap();
            assert!(contrast([part(0), part(2), part(4)], DARK) >= 4.5, "{colour} became {light}");
        }
        assert_eq!(lighter("FFFFFF"), "FFFFFF", "what can be read stays");
    }

    #[test]
    fn the_script_ends_where_it_ends_and_makes_no_markup_of_text() {
        let lower = SCRIPT.to_ascii_lowercase();
        for bad in [
            "</script",
            "<!--",
            "innerhtml",
            "outerhtml",
            "insertadjacent",
            "document.write",
            "eval(",
            "new function",
            "fetch(",
            "xmlhttp",
            "http://",
            "https://",
            "import(",
        ] {
            assert!(!lower.contains(bad), "the script has {bad}");
        }
    }
}
