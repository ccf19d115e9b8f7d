//! `isms build --watch` and `--serve` from outside: a rebuild after an edit, and what a browser gets.

#![cfg(unix)]

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

/// A build that watches; it ends with the test.
struct Watching {
    child: Child,
    lines: Receiver<String>,
}

impl Watching {
    fn start(folder: &Path, more: &[&str]) -> Self {
        // both streams in one pipe, so that lines come in the order in which they were written
        let mut child = Command::new("bash")
            .current_dir(folder)
            .args(["-c", "exec \"$0\" \"$@\" 2>&1", env!("CARGO_BIN_EXE_isms"), "build", "--watch", "--as-of", "2026-06-30", "--formats", "markdown,html,csv"])
            .args(more)
            .stdout(Stdio::piped())
            .spawn()
            .expect("it runs");
        let (send, lines) = channel();
        let stream = child.stdout.take().unwrap();
        std::thread::spawn(move || BufReader::new(stream).lines().map_while(Result::ok).try_for_each(|line| send.send(line)));
        Watching { child, lines }
    }

    fn wait(&self, wanted: &str) -> String {
        loop {
            let line = self.lines.recv_timeout(Duration::from_secs(60)).unwrap_or_else(|_| panic!("no line with `{wanted}`"));
            if line.contains(wanted) {
                return line;
            }
        }
    }

    /// Waits for builds until a document reads as wanted; an editor may have been in the middle of writing at the first one.
    fn until(&self, document: &Path, wanted: &str) {
        while !std::fs::read_to_string(document).is_ok_and(|text| text.contains(wanted)) {
            self.lines.recv_timeout(Duration::from_secs(60)).unwrap_or_else(|_| panic!("no `{wanted}` in {}", document.display()));
        }
    }

    /// Where the preview is.
    fn address(&self) -> String {
        let line = self.wait("preview at http://");
        assert!(line.contains("for this machine only"), "{line}");
        line.split("http://").nth(1).unwrap().split('/').next().unwrap().to_string()
    }
}

impl Drop for Watching {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn company(folder: &Path) {
    for entry in std::fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/minimal")).unwrap().flatten() {
        if entry.path().is_file() {
            std::fs::copy(entry.path(), folder.join(entry.file_name())).unwrap();
        }
    }
}

/// Asks as it stands, and reads to the end.
fn ask(address: &str, request: &str) -> String {
    let mut stream = TcpStream::connect(address).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
    stream.write_all(request.as_bytes()).unwrap();
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer);
    String::from_utf8_lossy(&answer).into_owned()
}

fn get(address: &str, path: &str) -> String {
    ask(address, &format!("GET {path} HTTP/1.1\r\nHost: {address}\r\n\r\n"))
}

#[test]
fn a_change_of_any_source_is_built_and_an_error_leaves_the_documents() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    company(at);
    std::fs::create_dir_all(at.join("templates")).unwrap();
    std::fs::write(at.join("templates/logo.svg"), "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"10\" height=\"10\"></svg>").unwrap();
    let watching = Watching::start(at, &[]);
    let first = watching.wait(" ms)");
    assert!(first.contains(" documents in ") && first.contains(" written; "), "{first}");
    // the sources
    let roles = at.join("build/roles.md");
    let organisation = std::fs::read_to_string(at.join("organisation.isms")).unwrap();
    std::fs::write(at.join("organisation.isms"), format!("{organisation}\nrole archivist \"Keeper of papers\" {{\n  held_by \"Zoe Zimt\"\n}}\n")).unwrap();
    watching.until(&roles, "Zoe Zimt");
    let good = std::fs::read(&roles).unwrap();
    // an error: it is shown, and the documents are those of before
    std::fs::write(at.join("organisation.isms"), format!("{organisation}\nrole archivist \"Keeper\" {{\n  held_by\n}}\n")).unwrap();
    watching.wait("error[");
    let line = watching.wait("nothing was written");
    assert!(line.contains("1 error") && line.contains("the documents are those of before"), "{line}");
    assert!(std::fs::read(&roles).unwrap() == good);
    // a template, the settings, and the logo that they name
    std::fs::write(at.join("organisation.isms"), &organisation).unwrap();
    std::fs::create_dir_all(at.join("templates/documents")).unwrap();
    std::fs::write(at.join("templates/documents/roles.md.j2"), "Our own words.\n").unwrap();
    watching.until(&roles, "Our own words.");
    let toml = std::fs::read_to_string(at.join("isms.toml")).unwrap_or_default();
    std::fs::write(at.join("isms.toml"), format!("{toml}\n[theme]\nlogo = \"templates/logo.svg\"\n")).unwrap();
    watching.until(&at.join("build/roles.html"), "width=\"10\"");
    std::fs::write(at.join("templates/logo.svg"), "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"77\" height=\"10\"></svg>").unwrap();
    watching.until(&at.join("build/roles.html"), "width=\"77\"");
}

#[test]
fn the_browser_is_told_of_every_change_and_files_hold_no_script() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    company(at);
    let watching = Watching::start(at, &["--serve=0"]);
    let address = watching.address();
    watching.wait("written");
    let page = get(&address, "/");
    assert!(page.starts_with("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n"), "{page}");
    assert!(page.contains("new EventSource(\"/.isms/events\")"), "{page}");
    let nonce = page.split("<script nonce=\"").nth(1).unwrap().split('"').next().unwrap().to_string();
    assert!(page.contains(&format!("'nonce-{nonce}'")) && page.contains("connect-src 'self'"), "the policy of the page lets the script run");
    let file = std::fs::read_to_string(at.join("build/index.html")).unwrap();
    assert!(!file.contains("EventSource") && !file.contains("nonce"), "what is served is not what is written");
    // two browsers wait
    let mut waiting: Vec<BufReader<TcpStream>> = (0..2)
        .map(|_| {
            let mut stream = TcpStream::connect(&address).unwrap();
            stream.set_read_timeout(Some(Duration::from_secs(60))).unwrap();
            stream.write_all(format!("GET /.isms/events HTTP/1.1\r\nHost: {address}\r\n\r\n").as_bytes()).unwrap();
            BufReader::new(stream)
        })
        .collect();
    let next = |reader: &mut BufReader<TcpStream>| loop {
        let mut line = String::new();
        assert!(reader.read_line(&mut line).unwrap() > 0, "the stream ended");
        if let Some(data) = line.strip_prefix("data: ") {
            return serde_json::from_str::<serde_json::Value>(data).unwrap();
        }
    };
    let now: Vec<_> = waiting.iter_mut().map(next).collect();
    assert!(page.contains(&format!("data-stamp=\"{}\"", now[0]["stamp"].as_str().unwrap())), "a page that is current stays");
    let organisation = std::fs::read_to_string(at.join("organisation.isms")).unwrap();
    std::fs::write(at.join("organisation.isms"), format!("{organisation}\n// changed\n")).unwrap();
    for (reader, before) in waiting.iter_mut().zip(&now) {
        // another set, and the page loads again
        while next(reader)["stamp"] == before["stamp"] {}
    }
    // an error is told where the documents are read, and they stay
    std::fs::write(at.join("organisation.isms"), format!("{organisation}\nrole x \"X\" {{\n  held_by\n}}\n")).unwrap();
    for reader in &mut waiting {
        while !next(reader)["note"].as_str().is_some_and(|note| note.contains("the documents are those of before") && note.contains("organisation.isms:")) {}
    }
    assert!(get(&address, "/roles.html").starts_with("HTTP/1.1 200 OK"));
}

#[test]
fn only_the_set_is_served_and_only_to_this_machine() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    company(at);
    std::fs::create_dir_all(at.join("build")).unwrap();
    std::fs::write(at.join("build/private.html"), "not of the set").unwrap();
    std::fs::write(at.join("secret.txt"), "secret").unwrap();
    let watching = Watching::start(at, &["--serve=127.0.0.1:0"]);
    let address = watching.address();
    watching.wait("written");
    for (path, kind) in [
        ("/roles.md", "text/markdown; charset=utf-8"),
        ("/registers/soa.csv?x=1", "text/csv; charset=utf-8"),
        ("/registers/%73oa.csv", "text/csv; charset=utf-8"),
        ("/soa.html#text", "text/html; charset=utf-8"),
    ] {
        let answer = get(&address, path);
        assert!(answer.starts_with(&format!("HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\n")), "{path}: {answer}");
        assert!(answer.contains("X-Content-Type-Options: nosniff") && answer.contains("Cache-Control: no-store"));
    }
    let svg = std::fs::read_dir(at.join("build/figures")).unwrap().flatten().next().unwrap().file_name().into_string().unwrap();
    assert!(get(&address, &format!("/figures/{svg}")).contains("Content-Type: image/svg+xml\r\nContent-Length: "));
    for path in [
        "/../secret.txt",
        "/%2e%2e/secret.txt",
        "/..%2fsecret.txt",
        "/%2e%2e%2fsecret.txt",
        "/registers/../../secret.txt",
        "//etc/passwd",
        "/..\\secret.txt",
        "/.isms-lock",
        "/private.html",
        "/registers/",
        "/registers",
        "/./index.html",
        "/index.html%00",
        "/nothing.html",
    ] {
        let answer = get(&address, path);
        assert!(answer.starts_with("HTTP/1.1 404 Not Found"), "{path}: {answer}");
        assert!(!answer.contains("secret") && !answer.contains("root:") && !answer.contains("not of the set"), "{path}: {answer}");
    }
    for method in ["POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "get"] {
        let answer = ask(&address, &format!("{method} /index.html HTTP/1.1\r\nHost: {address}\r\n\r\n"));
        assert!(answer.starts_with("HTTP/1.1 405 Method Not Allowed") && answer.contains("Allow: GET, HEAD"), "{method}: {answer}");
    }
    let head = ask(&address, &format!("HEAD /index.html HTTP/1.1\r\nHost: {address}\r\n\r\n"));
    assert!(head.starts_with("HTTP/1.1 200 OK") && head.ends_with("\r\n\r\n") && head.matches("\r\n\r\n").count() == 1, "{head}");
    // a page of somebody else, whose name resolves to this machine
    let other = ask(&address, "GET /soa.html HTTP/1.1\r\nHost: evil.example\r\n\r\n");
    assert!(other.starts_with("HTTP/1.1 403 Forbidden"), "{other}");
    assert!(ask(&address, "nonsense\r\n\r\n").starts_with("HTTP/1.1 400 Bad Request"));
    assert!(ask(&address, &format!("GET /{} HTTP/1.1\r\n", "a".repeat(9_000))).starts_with("HTTP/1.1 431 "));
    // a link that was put into the folder afterwards is not followed
    std::fs::remove_file(at.join("build/roles.md")).unwrap();
    std::os::unix::fs::symlink(at.join("secret.txt"), at.join("build/roles.md")).unwrap();
    assert!(get(&address, "/roles.md").starts_with("HTTP/1.1 404"));
    // somebody who says nothing keeps nobody else waiting
    let silent: Vec<TcpStream> = (0..8).map(|_| TcpStream::connect(&address).unwrap()).collect();
    assert!(get(&address, "/soa.html").starts_with("HTTP/1.1 200 OK"));
    drop(silent);
}

#[test]
fn what_cannot_be_served_or_watched_is_said_at_once() {
    let folder = tempfile::tempdir().unwrap();
    company(folder.path());
    let said = |arguments: &[&str]| {
        let output = Command::new(env!("CARGO_BIN_EXE_isms")).current_dir(folder.path()).arg("build").args(arguments).stdin(Stdio::null()).output().unwrap();
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        String::from_utf8_lossy(&output.stderr).into_owned()
    };
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap();
    let text = said(&[&format!("--serve={address}")]);
    assert!(text.contains(&format!("the preview cannot be served at `{address}`")) && text.contains("--serve=127.0.0.1:0"), "{text}");
    assert!(said(&["--serve=nonsense"]).contains("it is neither a port nor a host with a port"));
    assert!(said(&["--watch", "-"]).contains("standard input cannot be watched"));
    assert!(said(&["--watch", "--check"]).contains("cannot be used with"));
    assert!(said(&["--watch", "--formats", "docs"]).contains("there is no format `docs`"));
}
