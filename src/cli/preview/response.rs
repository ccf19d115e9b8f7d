//! What is answered: a status, a kind, bytes; and heads that let a browser do nothing with them but show them.

use std::io::{self, Write};

use super::page;

/// An answer.
pub struct Response {
    status: u16,
    kind: &'static str,
    pub body: Body,
}

/// What comes after the heads.
pub enum Body {
    Bytes(Vec<u8>),
    /// Whoever asked is told of changes, until it goes away.
    Events,
}

impl Response {
    /// A page, with what has it load again.
    pub fn page(bytes: &[u8], stamp: &str) -> Response {
        Response { status: 200, kind: "text/html; charset=utf-8", body: Body::Bytes(page::with_reload(bytes, stamp, &page::nonce())) }
    }

    /// The page where there is no set yet.
    pub fn empty_page() -> Response {
        let nothing = "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'\">\n<title>No documents yet</title>\n</head>\n<body>\n<h1>No documents yet</h1>\n<p>They appear here as soon as the sources are free of errors, or at once with <code>--draft</code>. There is no start page either where <code>--formats</code> leaves <code>html</code> out.</p>\n</body>\n</html>\n";
        Response::page(nothing.as_bytes(), "")
    }

    /// A file of the set.
    pub fn file(name: &str, bytes: Vec<u8>) -> Response {
        Response { status: 200, kind: kind(name), body: Body::Bytes(bytes) }
    }

    /// The stream of changes.
    pub fn events() -> Response {
        Response { status: 200, kind: "text/event-stream", body: Body::Events }
    }

    /// A refusal.
    pub fn refusal(status: u16) -> Response {
        Response { status, kind: "text/plain; charset=utf-8", body: Body::Bytes(format!("{status} {}\n", reason(status)).into_bytes()) }
    }

    /// Writes it; only the heads where only they were asked for.
    pub fn write(&self, out: &mut impl Write, head: bool) -> io::Result<()> {
        let mut text = format!("HTTP/1.1 {} {}\r\nContent-Type: {}\r\n", self.status, reason(self.status), self.kind);
        if let Body::Bytes(bytes) = &self.body {
            text.push_str(&format!("Content-Length: {}\r\n", bytes.len()));
        }
        if self.status == 405 {
            text.push_str("Allow: GET, HEAD\r\n");
        }
        if self.kind == "image/svg+xml" {
            text.push_str("Content-Security-Policy: default-src 'none'; style-src 'unsafe-inline'; sandbox\r\n");
        } else {
            text.push_str("Content-Security-Policy: frame-ancestors 'none'\r\n");
        }
        text.push_str("Cache-Control: no-store\r\nX-Content-Type-Options: nosniff\r\nReferrer-Policy: no-referrer\r\nCross-Origin-Resource-Policy: same-origin\r\nConnection: close\r\n\r\n");
        out.write_all(text.as_bytes())?;
        if let (Body::Bytes(bytes), false) = (&self.body, head) {
            out.write_all(bytes)?;
        }
        out.flush()
    }
}

fn reason(status: u16) -> &'static str {
    match status {
        200 => "OK",
        400 => "Bad Request",
        403 => "Forbidden",
        404 => "Not Found",
        405 => "Method Not Allowed",
        408 => "Request Timeout",
        431 => "Request Header Fields Too Large",
        _ => "Service Unavailable",
    }
}

/// The media type of a file; what nobody knows is saved and not shown.
fn kind(name: &str) -> &'static str {
    match name.rsplit_once('.').map_or("", |(_, extension)| extension) {
        "html" => "text/html; charset=utf-8",
        "md" => "text/markdown; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "csv" => "text/csv; charset=utf-8",
        "ics" => "text/calendar; charset=utf-8",
        "json" => "application/json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "pdf" => "application/pdf",
        "docx" => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "xlsx" => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        _ => "application/octet-stream",
    }
}
