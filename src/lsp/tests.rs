//! The protocol, driven by a client in the same process over real frames.

use std::io::{self, BufReader, Cursor, Read, Write};
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, Sender, channel};

use serde_json::{Value, json};

use super::*;
use crate::model::Day;

/// Bytes that come in through a channel.
struct Pipe(Receiver<Vec<u8>>, Cursor<Vec<u8>>);

impl Read for Pipe {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            let read = self.1.read(buffer)?;
            if read > 0 || buffer.is_empty() {
                return Ok(read);
            }
            match self.0.recv() {
                Ok(bytes) => self.1 = Cursor::new(bytes),
                Err(_) => return Ok(0),
            }
        }
    }
}

struct Out(Sender<Vec<u8>>);

impl Write for Out {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let _ = self.0.send(bytes.to_vec());
        Ok(bytes.len())
    }
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// A client with its server in another thread, and a package in a scratch folder.
struct Client {
    to: Option<Sender<Vec<u8>>>,
    from: BufReader<Pipe>,
    server: Option<std::thread::JoinHandle<u8>>,
    folder: tempfile::TempDir,
    next: i64,
    notes: Vec<Value>,
}

const MAIN: &str = r#"organisation acme "Acme" scope "All of it"

role ciso "Chief information security officer" held_by "Anna Weber"
role board "Board" held_by "Jo Roth" top_management yes

criteria c "Criteria" {
  likelihood {
    step 1 "Rare"
    step 4 "Likely"
  }
  consequence business "Business" {
    step 1 "Minor"
    step 5 "Severe"
  }
  level low "Low" from 1
  level high "High" from 10
  accept low always
  accept high by board
}

adopt risk_assessment owner ciso

adopt risk_treatment owner ciso
"#;

const RISKS: &str = r#"/// What we fear most.
risk R-1 "Größter Verlust 🔒 of data" {
  owner ciso
  likelihood 4
  consequence 5
  treat modify with A.8.13
  review every 12 months last 2026-01-15
}

control A.8.13 {
  status planned
  owner ciso
  plan {
    due 2026-09-30
    task T-1 "Buy tapes" by ciso due 2026-08-30 cost 1000 EUR effort 2 days
  }
}

policy POL-1 "Access" {
  template access_control
  owner ciso
  version "1.0"
}
"#;

impl Client {
    fn new() -> Self {
        Self::with(&[("isms.toml", "[package]\nname = \"acme\"\n"), ("main.isms", MAIN), ("risks.isms", RISKS)], json!({}))
    }

    fn with(files: &[(&str, &str)], capabilities: Value) -> Self {
        let folder = tempfile::tempdir().unwrap();
        for (name, text) in files {
            std::fs::write(folder.path().join(name), text).unwrap();
        }
        let mut client = Self::raw(folder);
        let root = client.root();
        client.request("initialize", json!({ "capabilities": capabilities, "workspaceFolders": [{ "uri": root, "name": "acme" }] }));
        client.notify("initialized", json!({}));
        client
    }

    fn raw(folder: tempfile::TempDir) -> Self {
        let (to, input) = channel();
        let (output, from) = channel();
        let today = || Day(jiff::civil::date(2026, 6, 30));
        let server = std::thread::spawn(move || serve(BufReader::new(Pipe(input, Cursor::default())), &mut Out(output), Box::new(today)).unwrap());
        Self { to: Some(to), from: BufReader::new(Pipe(from, Cursor::default())), server: Some(server), folder, next: 0, notes: Vec::new() }
    }

    fn root(&self) -> String {
        uri::from_path(self.folder.path())
    }

    fn uri(&self, name: &str) -> String {
        uri::from_path(&self.folder.path().join(name))
    }

    fn bytes(&self, bytes: &[u8]) {
        self.to.as_ref().unwrap().send(bytes.to_vec()).unwrap();
    }

    fn send(&self, message: &Value) {
        let mut bytes = Vec::new();
        write_frame(&mut bytes, message).unwrap();
        self.bytes(&bytes);
    }

    fn notify(&self, method: &str, params: Value) {
        self.send(&json!({ "jsonrpc": "2.0", "method": method, "params": params }));
    }

    fn receive(&mut self) -> Value {
        match read_frame(&mut self.from).unwrap() {
            Frame::Message(message) => message,
            other => panic!("{other:?}"),
        }
    }

    /// The whole answer to a request; what comes before it is kept.
    fn answer(&mut self, method: &str, params: Value) -> Value {
        self.next += 1;
        let id = self.next;
        self.send(&json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": params }));
        loop {
            let message = self.receive();
            if message["id"] == id && message.get("method").is_none() {
                return message;
            }
            self.notes.push(message);
        }
    }

    fn request(&mut self, method: &str, params: Value) -> Value {
        let answer = self.answer(method, params);
        assert!(answer.get("error").is_none(), "{method}: {answer}");
        answer["result"].clone()
    }

    /// The text of the last findings of a document.
    fn findings(&mut self, name: &str) -> Vec<Value> {
        // an answer comes after everything that was sent before it; findings come once there is nothing else to do
        for _ in 0..2 {
            self.request("isms/libraryText", json!({ "uri": "isms-library:/defaults.isms" }));
            std::thread::sleep(std::time::Duration::from_millis(30));
        }
        let uri = self.uri(name);
        let found = self.notes.iter().rev().find(|note| note["method"] == "textDocument/publishDiagnostics" && note["params"]["uri"] == *uri);
        found.map(|note| note["params"]["diagnostics"].as_array().unwrap().clone()).unwrap_or_default()
    }

    fn codes(&mut self, name: &str) -> Vec<String> {
        self.findings(name).iter().map(|one| one["code"].as_str().unwrap().to_string()).collect()
    }

    fn open(&self, name: &str, text: &str) {
        self.notify("textDocument/didOpen", json!({ "textDocument": { "uri": self.uri(name), "languageId": "isms", "version": 1, "text": text } }));
    }

    fn replace(&self, name: &str, text: &str) {
        self.notify("textDocument/didChange", json!({ "textDocument": { "uri": self.uri(name), "version": 2 }, "contentChanges": [{ "text": text }] }));
    }

    /// Parameters at the `|` in a text, which is opened without it.
    fn at(&self, name: &str, marked: &str) -> Value {
        let (before, after) = marked.split_once('|').unwrap();
        self.open(name, &format!("{before}{after}"));
        self.position(name, before)
    }

    fn position(&self, name: &str, before: &str) -> Value {
        let line = before.matches('\n').count();
        let character = before.rsplit('\n').next().unwrap().encode_utf16().count();
        json!({ "textDocument": { "uri": self.uri(name) }, "position": { "line": line, "character": character } })
    }

    fn labels(&mut self, name: &str, marked: &str) -> Vec<String> {
        let at = self.at(name, marked);
        let list = self.request("textDocument/completion", at);
        list["items"].as_array().unwrap().iter().map(|item| item["label"].as_str().unwrap().to_string()).collect()
    }

    fn end(mut self) -> u8 {
        self.request("shutdown", Value::Null);
        self.notify("exit", Value::Null);
        self.server.take().unwrap().join().unwrap()
    }
}

fn before<'t>(text: &'t str, part: &str) -> &'t str {
    text.split_once(part).unwrap().0
}

fn marked(text: &str, part: &str) -> String {
    text.replacen(part, &format!("|{part}"), 1)
}

#[test]
fn a_session_begins_and_ends_in_order() {
    let mut client = Client::raw(tempfile::tempdir().unwrap());
    assert_eq!(client.answer("textDocument/hover", json!({}))["error"]["code"], -32002);
    let greeting = client.request("initialize", json!({ "capabilities": { "general": { "positionEncodings": ["utf-8", "utf-16"] } } }));
    assert_eq!(greeting["capabilities"]["positionEncoding"], "utf-8");
    assert_eq!(client.answer("initialize", json!({}))["error"]["code"], -32600);
    client.notify("initialized", json!({}));
    assert_eq!(client.answer("no/such", json!({}))["error"]["code"], -32601);
    client.request("shutdown", Value::Null);
    assert_eq!(client.answer("textDocument/hover", json!({}))["error"]["code"], -32600);
    client.notify("exit", Value::Null);
    assert_eq!(client.server.take().unwrap().join().unwrap(), 0);
    // leaving without a word is an error
    let client = Client::raw(tempfile::tempdir().unwrap());
    client.notify("exit", Value::Null);
    let mut client = client;
    assert_eq!(client.server.take().unwrap().join().unwrap(), 1);
}

#[test]
fn every_capability_has_its_request() {
    let mut client = Client::new();
    let answered: Vec<&str> = requests::TABLE.iter().map(|(method, _)| *method).collect();
    for method in answered {
        // whatever is missing in the parameters: an answer or a failure, and the server goes on
        let answer = client.answer(method, json!({}));
        assert!(answer["error"]["code"] != -32603, "{method}: {answer}");
    }
    assert_eq!(client.end(), 0);
}

#[test]
fn findings_of_the_whole_package_come_with_every_edit() {
    let mut client = Client::new();
    assert!(client.codes("main.isms").contains(&"process-undecided".to_string()), "files that are not open are checked too: {:?}", client.codes("main.isms"));
    assert!(!client.codes("risks.isms").contains(&"unknown-name".to_string()));
    client.open("main.isms", &MAIN.replacen("role ciso", "role cxo", 1));
    let found = client.findings("risks.isms");
    let one = found.iter().find(|one| one["code"] == "unknown-name").expect("the other file names a role that is gone");
    assert_eq!(one["severity"], 1);
    assert!(one["codeDescription"]["href"].as_str().unwrap().contains("explain/unknown-name.md"));
    assert!(one["message"].as_str().unwrap().contains("help: "));
    client.replace("main.isms", MAIN);
    assert!(!client.codes("risks.isms").contains(&"unknown-name".to_string()), "the finding is taken back");
    // a second declaration: the first one is shown beside it
    client.replace("main.isms", &format!("{MAIN}\nrole ciso \"Twice\"\n"));
    let found = client.findings("main.isms");
    let twice = found.iter().find(|one| one["code"] == "duplicate-name").unwrap();
    assert_eq!(twice["relatedInformation"][0]["location"]["uri"], client.uri("main.isms"));
    assert!(!client.folder.path().join("build").exists());
}

#[test]
fn findings_can_be_asked_for() {
    let mut client = Client::new();
    client.open("risks.isms", &RISKS.replacen("owner ciso", "owner nobody", 1));
    let uri = client.uri("risks.isms");
    let report = client.request("textDocument/diagnostic", json!({ "textDocument": { "uri": uri } }));
    assert!(report["items"].as_array().unwrap().iter().any(|one| one["code"] == "unknown-name"), "{report}");
    let all = client.request("workspace/diagnostic", json!({ "previousResultIds": [] }));
    assert_eq!(all["items"].as_array().unwrap().iter().filter(|one| one["uri"] == *uri).count(), 1);
    assert!(all["items"].as_array().unwrap().len() >= 2);
}

#[test]
fn completion_knows_the_place() {
    let mut client = Client::new();
    let words = client.labels("risks.isms", "risk R-9 \"Half\" {\n  owner ciso\n  |\n");
    assert!(words.contains(&"treat".into()) && !words.contains(&"owner".into()) && !words.contains(&"asset_value".into()), "{words:?}");
    let roles = client.labels("risks.isms", "risk R-9 \"Half\" {\n  owner |\n");
    assert_eq!(roles, ["board", "ciso"], "only roles after `owner`");
    let roles = client.labels("risks.isms", "risk R-9 \"Half\" {\n  owner ci|\n}\n");
    assert_eq!(roles, ["ciso"]);
    let controls = client.labels("risks.isms", "control A.8.13 {\n  status planned\n  owner ciso\n}\n\ncontrol |");
    assert!(controls.contains(&"A.8.14".into()) && !controls.contains(&"A.8.13".into()), "only controls that are not decided yet: {controls:?}");
    let processes = client.labels("risks.isms", "adopt |\n");
    assert!(processes.contains(&"information_security_governance".into()) || processes.len() > 5, "{processes:?}");
    assert!(!processes.contains(&"risk_assessment".into()), "{processes:?}");
    let states = client.labels("risks.isms", "control A.8.14 {\n  status |\n}\n");
    assert!(states.contains(&"implemented".into()) && !states.contains(&"ciso".into()), "{states:?}");
    let artifacts = client.labels("risks.isms", "process own \"Own\" realises risk_treatment {\n  deliver |\n}\n");
    let place = |name: &str| artifacts.iter().position(|one| one == name).unwrap();
    assert!(place("risk_treatment_plan") < place("audit_reports"), "what the process hands over comes first: {artifacts:?}");
    let parameters = client.labels("risks.isms", "policy P \"P\" {\n  template access_control\n  set |\n}\n");
    assert!(!parameters.is_empty(), "the parameters of the template");
    let steps = client.labels("risks.isms", "risk R-9 \"Half\" {\n  likelihood |\n");
    assert_eq!(steps, ["1", "4"]);
    let units = client.labels("risks.isms", "risk R-9 \"Half\" {\n  review every 6 |\n");
    assert!(units.contains(&"months".into()), "{units:?}");
    assert!(client.labels("risks.isms", "risk R-9 \"Half | title\" {\n").is_empty(), "nothing inside a text");
    assert!(client.labels("risks.isms", "// a comment |\n").is_empty());
    let top = client.labels("risks.isms", "ris|");
    assert_eq!(top.first().map(String::as_str), Some("risk"));
}

#[test]
fn completion_has_snippets_and_documentation() {
    let snippets = json!({ "textDocument": { "completion": { "completionItem": { "snippetSupport": true } } } });
    let mut client = Client::with(&[("isms.toml", ""), ("main.isms", MAIN)], snippets);
    let at = client.at("new.isms", "ris|");
    let list = client.request("textDocument/completion", at);
    let risk = &list["items"][0];
    assert_eq!(risk["insertTextFormat"], 2);
    let text = risk["textEdit"]["newText"].as_str().unwrap();
    assert!(text.starts_with("risk ${1:") && text.contains("likelihood") && text.ends_with("$0\n}"), "{text}");
    assert!(risk["documentation"]["value"].as_str().unwrap().contains("ISO/IEC 27001"));
    let at = client.at("new.isms", "risk R \"R\" {\n  owner |");
    let list = client.request("textDocument/completion", at);
    let resolved = client.request("completionItem/resolve", list["items"][1].clone());
    assert!(resolved["documentation"]["value"].as_str().unwrap().contains("Anna Weber"), "{resolved}");
}

#[test]
fn hover_tells_what_is_known() {
    let mut client = Client::new();
    let mut hover = |text: &str, part: &str| {
        let at = client.at("risks.isms", &marked(text, part));
        client.request("textDocument/hover", at)["contents"]["value"].as_str().unwrap_or("").to_string()
    };
    let control = hover(RISKS, "A.8.13");
    assert!(control.contains("planned") && control.contains("R-1") && control.contains("Concept"), "{control}");
    let risk = hover(RISKS, "R-1");
    assert!(risk.contains("likelihood 4 × consequence 5 = 20") && risk.contains("High"), "{risk}");
    assert!(hover(RISKS, "2026-09-30").contains("in 3 months"));
    assert!(hover(RISKS, "likelihood").contains("likelihood scale"));
    assert!(hover(RISKS, "planned").contains("planned"));
    let process = hover("omit risk_treatment because \"x\"\n", "risk_treatment");
    assert!(process.contains("Table") && process.contains("Delivers"), "{process}");
    let parameter = hover("policy P \"P\" {\n  template access_control\n  set review_interval 6 months\n}\n", "review_interval");
    assert!(parameter.contains("duration"), "{parameter}");
}

#[test]
fn names_are_followed_and_renamed_across_files() {
    let mut client = Client::new();
    let at = client.at("risks.isms", &RISKS.replacen("owner ciso", "owner c|iso", 1));
    let place = client.request("textDocument/definition", at.clone());
    assert_eq!(place["uri"], client.uri("main.isms"));
    assert_eq!(place["range"]["start"]["line"], 2);
    let mut references = at.clone();
    references["context"] = json!({ "includeDeclaration": false });
    let found = client.request("textDocument/references", references);
    assert_eq!(found.as_array().unwrap().len(), 6, "{found}");
    let here = client.request("textDocument/documentHighlight", at.clone());
    assert_eq!(here.as_array().unwrap().len(), 4, "{here}");
    assert_eq!(client.request("textDocument/prepareRename", at.clone())["placeholder"], "ciso");
    let mut rename = at.clone();
    rename["newName"] = json!("board");
    assert!(client.answer("textDocument/rename", rename.clone())["error"]["message"].as_str().unwrap().contains("already"));
    rename["newName"] = json!("1st");
    assert!(client.answer("textDocument/rename", rename.clone())["error"]["message"].as_str().unwrap().contains("not a name"));
    rename["newName"] = json!("security_chief");
    let edit = client.request("textDocument/rename", rename);
    let changes = edit["changes"].as_object().unwrap();
    assert_eq!(changes.len(), 2);
    assert_eq!(changes.values().map(|edits| edits.as_array().unwrap().len()).sum::<usize>(), 7);
    // into the library, whose texts can be read
    let at = client.at("risks.isms", &RISKS.replacen("with A.8.13", "with A.8|.13", 1));
    let place = client.request("textDocument/definition", at.clone());
    let uri = place["uri"].as_str().unwrap().to_string();
    assert!(uri.starts_with("isms-library:/iso27001/annex_a"), "{uri}");
    let text = client.request("isms/libraryText", json!({ "uri": uri }))["text"].as_str().unwrap().to_string();
    let line = place["range"]["start"]["line"].as_u64().unwrap() as usize;
    assert!(text.lines().nth(line).unwrap().contains("A.8.13"));
    assert!(client.answer("textDocument/prepareRename", at)["error"]["message"].as_str().unwrap().contains("library"));
}

fn titles(actions: &Value) -> Vec<&str> {
    actions.as_array().unwrap().iter().map(|one| one["title"].as_str().unwrap()).collect()
}

#[test]
fn actions_fix_and_decide() {
    let mut client = Client::new();
    let text = RISKS.replacen("owner ciso", "ownr ciso", 1);
    client.open("risks.isms", &text);
    let uri = client.uri("risks.isms");
    let position = client.position("risks.isms", before(&text, "ownr"))["position"].clone();
    let range = json!({ "start": position, "end": position });
    let actions = client.request("textDocument/codeAction", json!({ "textDocument": { "uri": uri }, "range": range, "context": { "diagnostics": [] } }));
    let fix = actions.as_array().unwrap().iter().find(|one| one["title"].as_str().unwrap().contains("owner")).expect("a fix");
    assert_eq!(fix["kind"], "quickfix");
    assert_eq!(fix["diagnostics"][0]["code"], "unknown-word");
    assert_eq!(fix["edit"]["changes"][&uri][0]["newText"], "owner");
    let main = client.uri("main.isms");
    let zero = json!({ "line": 0, "character": 0 });
    let actions = client.request(
        "textDocument/codeAction",
        json!({ "textDocument": { "uri": main }, "range": { "start": zero, "end": zero }, "context": { "diagnostics": [] } }),
    );
    let titles = titles(&actions);
    assert!(titles.iter().any(|title| title.starts_with("Decide the remaining ")), "{titles:?}");
    assert!(titles.iter().any(|title| title.starts_with("Add the missing ")), "{titles:?}");
    // what an action writes is right
    let decide = actions.as_array().unwrap().iter().find(|one| one["title"].as_str().unwrap().starts_with("Decide")).unwrap();
    let added = decide["edit"]["changes"][&main][0]["newText"].as_str().unwrap();
    client.open("main.isms", &format!("{MAIN}{added}"));
    let codes = client.codes("main.isms");
    assert!(!codes.iter().any(|code| code == "control-undecided" || code == "unknown-name"), "{codes:?}");
}

#[test]
fn what_is_computed_is_shown() {
    let mut client = Client::new();
    client.open("risks.isms", RISKS);
    let document = json!({ "textDocument": { "uri": client.uri("risks.isms") }, "range": { "start": { "line": 0, "character": 0 }, "end": { "line": 99, "character": 0 } } });
    let hints = client.request("textDocument/inlayHint", document.clone()).to_string();
    assert!(hints.contains("= High") && hints.contains("tasks: 1000 EUR, 2 days") && hints.contains("in 3 months"), "{hints}");
    let lenses = client.request("textDocument/codeLens", document.clone()).to_string();
    assert!(lenses.contains("treats 1 risk · 1 open task") && lenses.contains("0 of 1 control in place"), "{lenses}");
    let tokens = client.request("textDocument/semanticTokens/full", document.clone());
    assert!(tokens["data"].as_array().unwrap().len() > 100 && tokens["data"].as_array().unwrap().len().is_multiple_of(5));
    assert!(client.request("textDocument/semanticTokens/range", document.clone())["data"].is_array());
    let links = client.request("textDocument/documentLink", document.clone()).to_string();
    assert!(links.contains("isms-library:/templates/policies/access_control.md.j2"), "{links}");
    let symbols = client.request("textDocument/documentSymbol", document.clone());
    assert_eq!(symbols.as_array().unwrap().len(), 3);
    assert_eq!(symbols[1]["children"][0]["children"][0]["name"], "T-1");
    let found = client.request("workspace/symbol", json!({ "query": "gröverl" }));
    assert!(found.to_string().contains("R-1"), "the letters of the title, in this order: {found}");
    let found = client.request("workspace/symbol", json!({ "query": "ciso" }));
    assert!(found[0]["name"].as_str().unwrap().starts_with("ciso"));
    let folds = client.request("textDocument/foldingRange", document.clone());
    assert!(folds.as_array().unwrap().len() >= 4, "{folds}");
    let ranges =
        client.request("textDocument/selectionRange", json!({ "textDocument": document["textDocument"], "positions": [{ "line": 2, "character": 9 }] }));
    assert_eq!(ranges[0]["range"]["start"]["character"], 8);
    assert!(ranges[0]["parent"]["parent"].is_object());
}

#[test]
fn processes_show_who_hands_them_what() {
    let mut client = Client::new();
    let at = client.at("main.isms", &marked(MAIN, "risk_treatment"));
    let items = client.request("textDocument/prepareCallHierarchy", at);
    assert_eq!(items[0]["name"], "risk_treatment");
    let calls = client.request("callHierarchy/incomingCalls", json!({ "item": items[0] }));
    assert!(calls.to_string().contains("risk_assessment"), "{calls}");
    let items = json!({ "item": { "data": { "id": "risk_assessment", "root": client.root() } } });
    let calls = client.request("callHierarchy/outgoingCalls", items);
    assert!(calls.to_string().contains("risk_treatment"), "{calls}");
}

#[test]
fn parameters_of_a_template_are_shown_while_one_is_set() {
    let mut client = Client::new();
    let at = client.at("risks.isms", "policy P \"P\" {\n  template access_control\n  set review_interval |\n}\n");
    let help = client.request("textDocument/signatureHelp", at);
    let active = help["activeParameter"].as_u64().unwrap() as usize;
    assert!(help["signatures"][0]["parameters"][active]["label"].as_str().unwrap().starts_with("review_interval duration"), "{help}");
}

#[test]
fn layout_is_that_of_the_formatter() {
    let mut client = Client::new();
    let text = "role   a   \"A\"\n\nrole b \"B\" {\nheld_by \"Jo\"\n}\n";
    let untidy = "role   a   \"A\"\n\nrole b \"B\" {\n      held_by \"Jo\"\n}\n";
    client.open("new.isms", untidy);
    let document = json!({ "uri": client.uri("new.isms") });
    let options = json!({ "tabSize": 2, "insertSpaces": true });
    let edits = client.request("textDocument/formatting", json!({ "textDocument": document, "options": options }));
    assert_eq!(edits.as_array().unwrap().len(), 1, "{edits}");
    let part = json!({ "start": { "line": 3, "character": 0 }, "end": { "line": 3, "character": 2 } });
    let edits = client.request("textDocument/rangeFormatting", json!({ "textDocument": document, "options": options, "range": part }));
    assert!(!edits.to_string().contains("role a"), "only what was asked for: {edits}");
    assert_eq!(edits[0]["range"]["start"]["line"], 3);
    let brace = json!({ "line": 4, "character": 1 });
    let edits = client.request("textDocument/onTypeFormatting", json!({ "textDocument": document, "options": options, "position": brace, "ch": "}" }));
    assert_eq!(edits[0]["range"]["start"]["line"], 3);
    client.replace("new.isms", "role b \"B\" {\n\n");
    let line = json!({ "line": 1, "character": 0 });
    let edits = client.request("textDocument/onTypeFormatting", json!({ "textDocument": document, "options": options, "position": line, "ch": "\n" }));
    assert_eq!(edits[0]["newText"], "  ");
    client.replace("new.isms", text);
    assert!(
        client.request("textDocument/formatting", json!({ "textDocument": document, "options": options })).as_array().unwrap().is_empty(),
        "a text with mistakes of writing is left alone"
    );
}

#[test]
fn documents_are_previewed_and_commands_answer() {
    let mut client = Client::new();
    let list = client.request("isms/documents", json!({}));
    assert!(list.to_string().contains("soa"), "{list}");
    let page = client.request("isms/preview", json!({ "name": "soa" }));
    assert!(page["html"].as_str().unwrap().contains("<html"));
    let page = client.request("workspace/executeCommand", json!({ "command": "isms.explain", "arguments": ["unknown-name"] }));
    assert!(page.as_str().unwrap().starts_with("# unknown-name"));
    assert!(client.answer("workspace/executeCommand", json!({ "command": "rm" }))["error"]["code"] == -32803);
    assert_eq!(std::fs::read_dir(client.folder.path()).unwrap().count(), 3, "nothing is written");
}

#[test]
fn bad_input_is_answered_and_the_server_goes_on() {
    let mut client = Client::new();
    client.bytes(b"Content-Length: 7\r\n\r\n{\"a\":1,");
    assert_eq!(client.malformed(), -32700);
    client.bytes(b"Content-Length: many\r\n\r\n");
    assert_eq!(client.malformed(), -32600);
    client.bytes(b"Content-Length: 3\r\n\r\n[1]");
    assert_eq!(client.malformed(), -32600);
    client.bytes(b"Content-Length: 4\r\n\r\n\xff\xfe\xfd\xfc");
    assert_eq!(client.malformed(), -32700);
    let uri = client.uri("main.isms");
    // a change before the document is open, one that is none, a close twice
    client.notify("textDocument/didChange", json!({ "textDocument": { "uri": uri }, "contentChanges": [{ "text": "x" }] }));
    client.open("main.isms", MAIN);
    client
        .notify("textDocument/didChange", json!({ "textDocument": { "uri": uri }, "contentChanges": [{ "range": { "start": { "line": -1 } }, "text": "x" }] }));
    client.notify("textDocument/didChange", json!({ "textDocument": { "uri": uri } }));
    let far = json!({ "textDocument": { "uri": uri }, "position": { "line": 99999999u64, "character": 99999999u64 } });
    for (method, _) in requests::TABLE {
        assert!(client.answer(method, far.clone())["error"]["code"] != -32603, "{method}");
    }
    assert_eq!(
        client.answer("textDocument/hover", json!({ "textDocument": { "uri": "untitled:1" }, "position": { "line": 0, "character": 0 } }))["error"]["code"],
        -32803
    );
    client.notify("textDocument/didClose", json!({ "textDocument": { "uri": uri } }));
    client.notify("textDocument/didClose", json!({ "textDocument": { "uri": uri } }));
    assert_eq!(client.end(), 0);
}

impl Client {
    /// The code of the next answer that belongs to no request.
    fn malformed(&mut self) -> i64 {
        loop {
            let message = self.receive();
            if message["id"].is_null() && message.get("error").is_some() {
                return message["error"]["code"].as_i64().unwrap();
            }
            self.notes.push(message);
        }
    }
}

#[test]
fn files_that_cannot_be_read_are_findings() {
    let mut client = Client::new();
    std::fs::write(client.folder.path().join("latin.isms"), b"role m\xfcller \"M\"\n").unwrap();
    std::fs::write(client.folder.path().join("large.isms"), vec![b' '; 9 * 1024 * 1024]).unwrap();
    let changes: Vec<Value> = ["latin.isms", "large.isms"].map(|name| json!({ "uri": client.uri(name), "type": 1 })).to_vec();
    client.notify("workspace/didChangeWatchedFiles", json!({ "changes": changes }));
    assert!(client.codes("latin.isms").contains(&"not-utf8".into()));
    assert!(client.codes("large.isms").contains(&"unreadable-file".into()));
    // a file that is open stays what the editor shows, even when it is deleted below
    client.open("risks.isms", RISKS);
    std::fs::remove_file(client.folder.path().join("risks.isms")).unwrap();
    client.notify("workspace/didChangeWatchedFiles", json!({ "changes": [{ "uri": client.uri("risks.isms"), "type": 3 }] }));
    let at = client.position("risks.isms", before(RISKS, "R-1"));
    assert!(client.request("textDocument/hover", at)["contents"]["value"].as_str().unwrap().contains("R-1"));
    client.notify("textDocument/didClose", json!({ "textDocument": { "uri": client.uri("risks.isms") } }));
    let at = client.position("risks.isms", "");
    assert_eq!(client.answer("textDocument/hover", at)["error"]["code"], -32803);
}

#[test]
fn folders_come_and_go() {
    let mut client = Client::new();
    let other = tempfile::tempdir().unwrap();
    std::fs::write(other.path().join("isms.toml"), "").unwrap();
    std::fs::write(other.path().join("a.isms"), "rol a \"A\"\n").unwrap();
    let uri = uri::from_path(other.path());
    let file = uri::from_path(&other.path().join("a.isms"));
    client.notify("workspace/didChangeWorkspaceFolders", json!({ "event": { "added": [{ "uri": uri, "name": "b" }], "removed": [] } }));
    client.findings("main.isms");
    let last = |client: &Client| {
        client.notes.iter().rev().find(|note| note["params"]["uri"] == *file).map(|note| note["params"]["diagnostics"].as_array().unwrap().len())
    };
    assert!(last(&client).unwrap() > 0);
    client.notify("workspace/didChangeWorkspaceFolders", json!({ "event": { "added": [], "removed": [{ "uri": uri, "name": "b" }] } }));
    client.findings("main.isms");
    assert_eq!(last(&client), Some(0));
    client.notify("workspace/didChangeConfiguration", json!({ "settings": { "isms": { "asOf": "2026-09-29" } } }));
    let at = client.at("risks.isms", &marked(RISKS, "2026-09-30"));
    assert!(client.request("textDocument/hover", at)["contents"]["value"].as_str().unwrap().contains("tomorrow"));
}

#[test]
fn a_request_that_is_cancelled_in_time_is_not_begun() {
    let mut client = Client::new();
    client.findings("main.isms");
    // both arrive in one piece, while the server is busy with the edit before them
    let mut bytes = Vec::new();
    let uri = client.uri("main.isms");
    write_frame(
        &mut bytes,
        &json!({ "jsonrpc": "2.0", "method": "textDocument/didOpen", "params": { "textDocument": { "uri": uri, "version": 1, "text": MAIN } } }),
    )
    .unwrap();
    for id in 100..120 {
        write_frame(&mut bytes, &json!({ "jsonrpc": "2.0", "id": id, "method": "workspace/symbol", "params": { "query": "a" } })).unwrap();
    }
    write_frame(&mut bytes, &json!({ "jsonrpc": "2.0", "method": "$/cancelRequest", "params": { "id": 119 } })).unwrap();
    client.bytes(&bytes);
    let mut last = Value::Null;
    while last["id"] != 119 {
        last = client.receive();
    }
    assert_eq!(last["error"]["code"], -32800);
}

/// A small generator of numbers that look random, the same in every run.
fn numbers(seed: u64) -> impl FnMut(usize) -> usize {
    let mut state = seed;
    move |below| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % below.max(1)
    }
}

#[test]
fn five_hundred_edits_without_a_pause_keep_the_text_of_the_client() {
    let mut client = Client::new();
    client.open("risks.isms", RISKS);
    let uri = client.uri("risks.isms");
    let mut text = RISKS.to_string();
    let mut next = numbers(7);
    let pieces = ["", "x", "\n", "ß", "🔒", "\r\n", "}", "{", "\"", "owner ciso\n", "\nrisk R-9 \"N\" {\n}\n"];
    for version in 0..500 {
        let place = |text: &str, at: usize| {
            (0..=at)
                .rev()
                .find(|at| text.is_char_boundary(*at) && !(text.get(..*at).unwrap().ends_with('\r') && text.get(*at..).unwrap().starts_with('\n')))
                .unwrap()
        };
        let start = place(&text, next(text.len() + 1));
        let end = place(&text, (start + next(20)).min(text.len())).max(start);
        let piece = pieces[next(pieces.len())];
        let lines = crate::base::LineIndex::new(&text);
        let range = position::range(&text, &lines, position::Encoding::Utf16, crate::base::Span::new(start, end));
        client.notify(
            "textDocument/didChange",
            json!({ "textDocument": { "uri": uri, "version": version }, "contentChanges": [{ "range": range, "text": piece }] }),
        );
        text.replace_range(start..end, piece);
    }
    // the last declaration that can be named shows whether both have the same text: make one at the end
    let lines = crate::base::LineIndex::new(&text);
    let end = position::range(&text, &lines, position::Encoding::Utf16, crate::base::Span::new(text.len(), text.len()));
    let mark = "\nrole the_last \"Last\"\n";
    client.notify("textDocument/didChange", json!({ "textDocument": { "uri": uri, "version": 999 }, "contentChanges": [{ "range": end, "text": mark }] }));
    text.push_str(mark);
    let symbols = client.request("textDocument/documentSymbol", json!({ "textDocument": { "uri": uri } }));
    let last = symbols.as_array().unwrap().last().unwrap();
    let lines = crate::base::LineIndex::new(&text);
    let at = text.rfind("the_last").unwrap();
    let expected = position::range(&text, &lines, position::Encoding::Utf16, crate::base::Span::new(at, at + 8));
    assert_eq!((&last["name"], &last["selectionRange"]), (&json!("the_last"), &expected));
    // and the findings are those of a cold run over the same texts
    client.findings("risks.isms");
    let warm = client.codes("risks.isms");
    let mut other = Client::with(&[("isms.toml", "[package]\nname = \"acme\"\n"), ("main.isms", MAIN), ("risks.isms", &text)], json!({}));
    assert_eq!(warm, other.codes("risks.isms"));
}

#[test]
fn positions_beyond_the_text_and_inside_characters_are_clamped() {
    use position::{Encoding, offset};
    let text = "aß🔒b\r\nc";
    let lines = crate::base::LineIndex::new(text);
    let at = |encoding, line, character| offset(text, &lines, encoding, line, character);
    assert_eq!(at(Encoding::Utf16, 0, 2), 3);
    assert_eq!(at(Encoding::Utf16, 0, 3), 3, "half of a surrogate pair");
    assert_eq!(at(Encoding::Utf16, 0, 4), 7);
    assert_eq!(at(Encoding::Utf16, 0, 99), 8, "not past the end of the line");
    assert_eq!(at(Encoding::Utf8, 0, 2), 1, "inside a character");
    assert_eq!(at(Encoding::Utf8, 1, u64::MAX), 11);
    assert_eq!(at(Encoding::Utf8, u64::MAX, 0), 11);
}

#[test]
fn documents_have_one_name() {
    let path = PathBuf::from("/a b/ä#%.isms");
    let name = uri::from_path(&path);
    assert_eq!(name, "file:///a%20b/%C3%A4%23%25.isms");
    assert_eq!(uri::to_path(&name), Some(path));
    assert_eq!(uri::normal("file:///a%20b/ä#%25.isms"), name);
    assert_eq!(uri::to_path("file:///c%3A/x"), Some(PathBuf::from("c:/x")));
    assert_eq!(uri::to_path("untitled:1"), None);
}
