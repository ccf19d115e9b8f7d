//! Frames: a header with a length, then that many bytes of JSON. A frame that is wrong is skipped.

use std::io::{self, BufRead, Write};

use serde_json::Value;

/// Bodies longer than this are skipped and refused.
const MAX_BODY: usize = 64 * 1024 * 1024;
/// Headers longer than this are not headers.
const MAX_LINE: usize = 8 * 1024;

/// What was read.
#[derive(Debug)]
pub enum Frame {
    /// A message.
    Message(Value),
    /// Something that is not one, and why.
    Malformed(String),
    /// The other side closed the stream.
    End,
}

/// Reads the next frame. An error is one of the stream; whatever its content is, reading can go on.
pub fn read_frame(input: &mut dyn BufRead) -> io::Result<Frame> {
    let mut length: Option<Result<usize, String>> = None;
    loop {
        let Some(line) = read_line(input)? else { return Ok(Frame::End) };
        let line = String::from_utf8_lossy(&line);
        let line = line.trim_end_matches(['\r', '\n']);
        if line.is_empty() {
            match length.take() {
                Some(Ok(length)) => return read_body(input, length),
                Some(Err(wrong)) => return Ok(Frame::Malformed(format!("`{wrong}` is not a length"))),
                // an empty line between frames
                None => continue,
            }
        }
        match line.split_once(':') {
            Some((name, value)) if name.trim().eq_ignore_ascii_case("content-length") => {
                length = Some(value.trim().parse().map_err(|_| value.trim().to_string()))
            }
            Some((name, _)) if name.trim().eq_ignore_ascii_case("content-type") => {}
            _ => return Ok(Frame::Malformed("a header is `Content-Length: NUMBER`".into())),
        }
    }
}

/// A line with its end, at most [`MAX_LINE`] bytes of it; none at the end of the stream.
fn read_line(input: &mut dyn BufRead) -> io::Result<Option<Vec<u8>>> {
    let mut line = Vec::new();
    loop {
        let (taken, done) = {
            let buffer = match input.fill_buf() {
                Ok(buffer) => buffer,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(error),
            };
            if buffer.is_empty() {
                return Ok((!line.is_empty()).then_some(line));
            }
            let end = buffer.iter().position(|byte| *byte == b'\n');
            let part = buffer.get(..end.map_or(buffer.len(), |end| end + 1)).unwrap_or_default();
            if line.len() < MAX_LINE {
                line.extend_from_slice(part);
            }
            (part.len(), end.is_some())
        };
        input.consume(taken);
        if done {
            return Ok(Some(line));
        }
    }
}

fn read_body(input: &mut dyn BufRead, length: usize) -> io::Result<Frame> {
    if length > MAX_BODY {
        let skipped = io::copy(&mut io::Read::take(input, length as u64), &mut io::sink())?;
        return Ok(if skipped < length as u64 { Frame::End } else { Frame::Malformed(format!("a message of {length} bytes is too long")) });
    }
    // no more memory than bytes that really came
    let mut body = Vec::with_capacity(length.min(1024 * 1024));
    io::Read::read_to_end(&mut io::Read::take(input, length as u64), &mut body)?;
    if body.len() < length {
        return Ok(Frame::End);
    }
    match serde_json::from_slice(&body) {
        Ok(message) => Ok(Frame::Message(message)),
        // an editor may cut a character in two; an edit that is not heard would part the texts for good
        Err(error) => match serde_json::from_slice(&without_halves(&body)) {
            Ok(message) => Ok(Frame::Message(message)),
            Err(_) => Ok(Frame::Malformed(format!("not JSON: {error}"))),
        },
    }
}

/// JSON in which each escape for half of a surrogate pair is one for U+FFFD, which is as long.
fn without_halves(body: &[u8]) -> Vec<u8> {
    let unit = |at: usize| {
        let digits = body.get(at..at + 6)?.strip_prefix(b"\\u")?;
        u16::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()
    };
    let mut out = Vec::with_capacity(body.len());
    let mut at = 0;
    while let Some(byte) = body.get(at) {
        let (taken, half) = match (byte, unit(at)) {
            (_, Some(0xD800..=0xDBFF)) if matches!(unit(at + 6), Some(0xDC00..=0xDFFF)) => (12, false),
            (_, Some(0xD800..=0xDFFF)) => (6, true),
            // what stands behind a backslash begins no escape of its own
            (b'\\', _) => (2, false),
            _ => (1, false),
        };
        if half {
            out.extend_from_slice(b"\\ufffd");
        } else {
            out.extend_from_slice(body.get(at..(at + taken).min(body.len())).unwrap_or_default());
        }
        at += taken;
    }
    out
}

/// Writes a message in a frame.
pub fn write_frame(output: &mut dyn Write, message: &Value) -> io::Result<()> {
    let body = serde_json::to_vec(message)?;
    write!(output, "Content-Length: {}\r\n\r\n", body.len())?;
    output.write_all(&body)?;
    output.flush()
}
