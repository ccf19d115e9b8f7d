//! Bytes to text: UTF-8, and what Windows writes in its place.

/// A text, and what was wrong with the bytes it was made from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decoded {
    /// The text, without a byte order mark.
    pub text: String,
    /// What was wrong, where it was.
    pub wrong: Option<Wrong>,
}

/// Why bytes are not text as it is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wrong {
    /// UTF-16 from this byte of the text on; it was read as what it says.
    Utf16(usize),
    /// The first byte that is no part of a character; U+FFFD stands there in the text.
    NotText(usize),
}

/// The text of a file.
///
/// A file that begins with the mark of UTF-16 is read as that. Windows PowerShell appends UTF-16 to any file (`>>`), so what
/// stands behind a text in UTF-8 is read as UTF-16 where its zero bytes show that it is.
pub fn decode(bytes: Vec<u8>) -> Decoded {
    if let Some(decoded) = utf16(&bytes) {
        return decoded;
    }
    match String::from_utf8(bytes) {
        Ok(text) => Decoded { text: text.strip_prefix('\u{FEFF}').map(str::to_string).unwrap_or(text), wrong: None },
        Err(error) => {
            let offset = error.utf8_error().valid_up_to();
            Decoded { text: String::from_utf8_lossy(error.as_bytes()).into_owned(), wrong: Some(Wrong::NotText(offset)) }
        }
    }
}

fn utf16(bytes: &[u8]) -> Option<Decoded> {
    let whole = |text: String| Decoded { text, wrong: Some(Wrong::Utf16(0)) };
    if let Some(rest) = bytes.strip_prefix(&[0xFF, 0xFE]) {
        return units(rest, u16::from_le_bytes).map(whole);
    }
    if let Some(rest) = bytes.strip_prefix(&[0xFE, 0xFF]) {
        return units(rest, u16::from_be_bytes).map(whole);
    }
    // a letter of ASCII in UTF-16 is a zero byte behind, or before, its own
    let zero = bytes.iter().position(|byte| *byte == 0)?;
    let (start, unit): (usize, fn([u8; 2]) -> u16) = match zero {
        0 => (0, u16::from_be_bytes),
        _ => (zero - 1, u16::from_le_bytes),
    };
    // letters beyond ASCII may come first: as far back as the bytes are no UTF-8
    let valid = std::str::from_utf8(bytes.get(..start)?).map_or_else(|error| error.valid_up_to(), str::len);
    let start = if (start - valid).is_multiple_of(2) { valid } else { return None };
    let (head, tail) = bytes.split_at_checked(start)?;
    let mark = tail.strip_prefix(&[0xFF, 0xFE]).unwrap_or(tail);
    let head = std::str::from_utf8(head).ok()?;
    let head = head.strip_prefix('\u{FEFF}').unwrap_or(head);
    Some(Decoded { text: format!("{head}{}", units(mark, unit)?), wrong: Some(Wrong::Utf16(head.len())) })
}

/// UTF-16 as text; nothing where it is none, or holds zeros itself.
fn units(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Option<String> {
    let (pairs, rest) = bytes.as_chunks::<2>();
    let text: String = char::decode_utf16(pairs.iter().map(|pair| unit(*pair))).collect::<Result<_, _>>().ok()?;
    (rest.is_empty() && !text.contains('\0')).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn le(text: &str) -> Vec<u8> {
        text.encode_utf16().flat_map(u16::to_le_bytes).collect()
    }

    #[test]
    fn what_windows_writes_is_read_as_what_it_says() {
        let text = "role a \"Änne\"\r\n";
        let be = || text.encode_utf16().flat_map(u16::to_be_bytes);
        for (bytes, meant, from) in [
            ([vec![0xFF, 0xFE], le(text)].concat(), text.to_string(), 0),
            ([0xFE, 0xFF].into_iter().chain(be()).collect(), text.to_string(), 0),
            ([text.as_bytes().to_vec(), le(text)].concat(), format!("{text}{text}"), text.len()),
            (["\u{FEFF}role b \"B\"\n".as_bytes().to_vec(), le("Ä"), le(text)].concat(), format!("role b \"B\"\nÄ{text}"), 11),
        ] {
            assert_eq!(decode(bytes), Decoded { text: meant, wrong: Some(Wrong::Utf16(from)) });
        }
    }

    #[test]
    fn other_bytes_stay_what_they_are() {
        assert_eq!(decode(b"role \0a".to_vec()).wrong, None);
        assert_eq!(decode(b"role \xE4".to_vec()).wrong, Some(Wrong::NotText(5)));
        assert_eq!(decode("\u{FEFF}role a".into()), Decoded { text: "role a".into(), wrong: None });
    }
}
