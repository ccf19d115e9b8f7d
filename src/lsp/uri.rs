//! Names of documents: `file:` for files, `isms-library:` for the texts inside the program.

use std::path::{Path, PathBuf};

/// The scheme of texts that are inside the program.
pub const LIBRARY: &str = "isms-library:/";

/// The path of a `file:` URI.
pub fn to_path(uri: &str) -> Option<PathBuf> {
    let rest = uri.strip_prefix("file://")?;
    let at = rest.find('/')?;
    let decoded = decode(rest.get(at..)?)?;
    // file:///c%3A/x is c:/x
    let drive = decoded.strip_prefix('/').filter(|path| path.as_bytes().get(1) == Some(&b':') && path.as_bytes().first().is_some_and(u8::is_ascii_alphabetic));
    Some(PathBuf::from(drive.unwrap_or(&decoded)))
}

/// The `file:` URI of a path.
pub fn from_path(path: &Path) -> String {
    let shown = path.to_string_lossy().replace('\\', "/");
    let slash = if shown.starts_with('/') { "" } else { "/" };
    format!("file://{slash}{}", encode(&shown))
}

/// The URI of a text of the library, by its path below `stdlib/`.
pub fn library(path: &str) -> String {
    format!("{LIBRARY}{}", encode(path))
}

fn decode(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let high = char::from(rest.next()?).to_digit(16)?;
            let low = char::from(rest.next()?).to_digit(16)?;
            bytes.push(u8::try_from(high * 16 + low).ok()?);
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).ok().filter(|text| !text.contains('\0'))
}

fn encode(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'/' | b'-' | b'_' | b'.' | b'~') {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

/// The same name for one document, however a client writes it.
pub fn normal(uri: &str) -> String {
    to_path(uri).map_or_else(|| uri.to_string(), |path| from_path(&path))
}
