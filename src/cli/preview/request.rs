//! What a browser asks: the first line and the host, within limits; the rest is not looked at.

use std::io::Read;
use std::time::{Duration, Instant};

/// A longer head is refused.
const MOST: usize = 8 * 1024;

/// A question.
#[derive(Debug, PartialEq, Eq)]
pub struct Request {
    pub method: String,
    /// The path, decoded; it begins with `/`.
    pub path: String,
    host: String,
}

impl Request {
    /// Reads a question; else the status that says what is wrong with it.
    pub fn read(stream: &mut impl Read, patience: Duration) -> Result<Request, u16> {
        let started = Instant::now();
        let mut head: Vec<u8> = Vec::new();
        let mut buffer = [0; 1024];
        while !head.windows(4).any(|end| end == b"\r\n\r\n") {
            if head.len() > MOST {
                return Err(431);
            }
            if started.elapsed() > patience {
                return Err(408);
            }
            match stream.read(&mut buffer) {
                Ok(0) => return Err(400),
                Ok(count) => head.extend_from_slice(buffer.get(..count).unwrap_or_default()),
                Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
                Err(_) => return Err(408),
            }
        }
        Self::parse(&String::from_utf8(head).map_err(|_| 400u16)?).ok_or(400)
    }

    fn parse(head: &str) -> Option<Request> {
        let mut lines = head.split("\r\n");
        let mut first = lines.next()?.split(' ');
        let (method, target, version) = (first.next()?, first.next()?, first.next()?);
        if first.next().is_some() || !version.starts_with("HTTP/1.") || !target.starts_with('/') {
            return None;
        }
        let path = decode(target.split(['?', '#']).next()?)?;
        let hosts: Vec<&str> =
            lines.filter_map(|line| line.split_once(':')).filter(|(name, _)| name.eq_ignore_ascii_case("host")).map(|(_, host)| host).collect();
        // a second host would be for somebody else to read
        let [host] = hosts.as_slice() else { return None };
        Some(Request { method: method.to_string(), path, host: host.trim().to_ascii_lowercase() })
    }

    /// Whether the name that was asked for is one of this machine.
    pub fn is_for_this_machine(&self) -> bool {
        let name = match self.host.rsplit_once(':') {
            Some((name, port)) if !port.is_empty() && port.bytes().all(|byte| byte.is_ascii_digit()) => name,
            _ => &self.host,
        };
        matches!(name, "localhost" | "127.0.0.1" | "[::1]")
    }
}

/// The letters that `%` and two digits stand for.
fn decode(text: &str) -> Option<String> {
    let mut out = Vec::with_capacity(text.len());
    let mut bytes = text.bytes();
    while let Some(byte) = bytes.next() {
        if byte != b'%' {
            out.push(byte);
            continue;
        }
        let mut digit = || bytes.next().and_then(|byte| char::from(byte).to_digit(16));
        out.push(u8::try_from(digit()? * 16 + digit()?).ok()?);
    }
    String::from_utf8(out).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Request, u16> {
        Request::read(&mut text.as_bytes(), Duration::from_secs(1))
    }

    #[test]
    fn a_question_is_read_within_limits() {
        let asked = read("GET /registers/a%2Dz.csv?x=1 HTTP/1.1\r\nHost: LOCALHOST:8080\r\n\r\n").unwrap();
        assert_eq!((asked.method.as_str(), asked.path.as_str()), ("GET", "/registers/a-z.csv"));
        assert!(asked.is_for_this_machine());
        for (text, status) in [
            ("GET / HTTP/1.1\r\n\r\n", 400),
            ("GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", 400),
            ("GET http://evil.example/ HTTP/1.1\r\nHost: a\r\n\r\n", 400),
            ("GET /% HTTP/1.1\r\nHost: a\r\n\r\n", 400),
            ("GET /%zz HTTP/1.1\r\nHost: a\r\n\r\n", 400),
            ("GET /%ff HTTP/1.1\r\nHost: a\r\n\r\n", 400),
            ("GET / HTTP/2\r\nHost: a\r\n\r\n", 400),
            ("\r\n\r\n", 400),
            ("GET / HTTP/1.1\r\nHost: a", 400),
        ] {
            assert_eq!(read(text), Err(status), "{text:?}");
        }
        assert_eq!(read(&format!("GET /{} HTTP/1.1\r\n", "a".repeat(20_000))), Err(431));
    }

    #[test]
    fn names_of_other_machines_are_told_apart() {
        let is = |host: &str| read(&format!("GET / HTTP/1.1\r\nHost: {host}\r\n\r\n")).unwrap().is_for_this_machine();
        assert!(is("127.0.0.1") && is("127.0.0.1:27022") && is("localhost:1") && is("[::1]:1") && is("[::1]"));
        assert!(!is("evil.example") && !is("127.0.0.1.evil.example:1") && !is("localhost.evil.example") && !is("") && !is("10.0.0.1:27022"));
    }
}
