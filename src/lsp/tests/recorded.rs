//! Recorded sessions: what a client sent, and what must come back, replayed over real frames.
//!
//! A session is a file of `tests/sessions/`, with one object of JSON on each line:
//!
//! * `{"files": {"main.isms": "…"}}`, first: the package; `"on"` instead takes the package of the other tests
//! * `{"send": MESSAGE}`, with `"times": N` to send it so often; `"$N"` in it is the number of the turn
//! * `{"bytes": "…"}`: bytes that are no message
//! * `{"expect": MESSAGE}`: waits for the message with this `id`, or this `method` and `uri`, and compares what is said
//!   here: a field that is not said may be anything, every element of a list must be found, `"~text"` is a part of a text
//! * `{"never": "text"}`: nothing that came so far holds this
//! * `{"exit": N}`, last: the server ends with this code
//!
//! `$ROOT` is the address of the folder.

use serde_json::{Value, json};

use super::client::{Client, MAIN, RISKS};

/// Whether a message says what is expected.
fn says(real: &Value, expected: &Value) -> bool {
    match (real, expected) {
        (Value::Object(real), Value::Object(expected)) => expected.iter().all(|(key, value)| says(real.get(key).unwrap_or(&Value::Null), value)),
        (Value::Array(real), Value::Array(expected)) => {
            expected.iter().all(|one| real.iter().any(|other| says(other, one))) && (!expected.is_empty() || real.is_empty())
        }
        (Value::String(real), Value::String(expected)) => expected.strip_prefix('~').map_or(real == expected, |part| real.contains(part)),
        _ => real == expected,
    }
}

/// Whether a message is the one that is waited for.
fn is_it(real: &Value, expected: &Value) -> bool {
    match expected.get("id") {
        Some(id) => real.get("method").is_none() && real.get("id") == Some(id),
        None => real["method"] == expected["method"] && expected["params"].get("uri").is_none_or(|uri| real["params"]["uri"] == *uri),
    }
}

fn filled(value: &Value, root: &str, turn: usize) -> Value {
    match value {
        Value::String(text) if text == "$N" => json!(turn),
        Value::String(text) => json!(text.replace("$ROOT", root)),
        Value::Array(list) => list.iter().map(|one| filled(one, root, turn)).collect(),
        Value::Object(map) => map.iter().map(|(key, one)| (key.replace("$ROOT", root), filled(one, root, turn))).collect::<serde_json::Map<_, _>>().into(),
        other => other.clone(),
    }
}

fn replay(name: &str, text: &str) {
    let lines: Vec<Value> = text.lines().map(|line| serde_json::from_str(line).unwrap_or_else(|error| panic!("{name}: {error}: {line}"))).collect();
    let folder = tempfile::tempdir().unwrap();
    let files = match &lines[0]["files"] {
        Value::Object(files) => files.iter().map(|(name, text)| (name.clone(), text.as_str().unwrap().to_string())).collect(),
        _ => vec![("isms.toml".to_string(), String::new()), ("main.isms".into(), MAIN.into()), ("risks.isms".into(), RISKS.into())],
    };
    for (name, text) in files {
        std::fs::write(folder.path().join(name), text).unwrap();
    }
    let mut client = Client::raw(folder);
    let root = client.root();
    let mut came: Vec<Value> = Vec::new();
    for (number, line) in lines.iter().enumerate().skip(1) {
        let line_at = format!("{name}:{}", number + 1);
        if let Some(message) = line.get("send") {
            for turn in 0..line["times"].as_u64().unwrap_or(1) {
                client.send(&filled(message, &root, turn as usize));
            }
        } else if let Some(bytes) = line.get("bytes").and_then(Value::as_str) {
            client.bytes(bytes.as_bytes());
        } else if let Some(expected) = line.get("expect") {
            let expected = filled(expected, &root, 0);
            // findings come again with every change: the session waits for those that it knows of
            let again = expected["method"] == "textDocument/publishDiagnostics";
            // a quick server has sent them before the answer that the session waited for last
            if again && came.iter().rev().find(|one| is_it(one, &expected)).is_some_and(|one| says(one, &expected)) {
                continue;
            }
            loop {
                let message = client.hear().unwrap_or_else(|other| panic!("{line_at}: {other:?} in place of {expected}; before it came {:?}", came.last()));
                came.push(message.clone());
                if is_it(&message, &expected) && (!again || says(&message, &expected)) {
                    assert!(says(&message, &expected), "{line_at}: {message}");
                    break;
                }
            }
        } else if let Some(text) = line.get("never").and_then(Value::as_str) {
            assert!(!came.iter().any(|one| one.to_string().contains(text)), "{line_at}: `{text}` came");
        } else if let Some(code) = line.get("exit") {
            assert_eq!(json!(client.wait()), *code, "{line_at}");
        } else {
            panic!("{line_at}: {line}");
        }
    }
}

#[test]
fn recorded_sessions_come_out_as_they_did() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sessions");
    let mut names: Vec<_> = std::fs::read_dir(folder).unwrap().flatten().map(|entry| entry.path()).collect();
    names.sort();
    assert!(names.len() >= 7, "{names:?}");
    for path in names {
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        replay(&name, &std::fs::read_to_string(&path).unwrap());
    }
}
