//! What the meaning adds to the text: tags of findings, colours of words, hints in the library, links to evidence; and that
//! bytes and letters are counted as was agreed.

use serde_json::{Value, json};

use super::client::{Client, MAIN, RISKS, before, marked};
use crate::ide::tokens::{KINDS, MODIFIERS};

#[test]
fn what_is_unneeded_fades_and_what_has_expired_is_struck_out() {
    let supplier = "supplier s \"S\" {\n  contract \"C-1\" start 2026-04-01 end 2026-05-31\n  allow contract-ended because \"Soon.\" until 2026-06-01\n}\n";
    let other = supplier.replace("s \"S\"", "t \"T\"").replace("end 2026-05-31", "end 2028-05-31").replace("2026-06-01", "2026-09-30");
    let mut client = Client::with(&[("isms.toml", ""), ("supplier.isms", &format!("{supplier}\n{other}"))], json!({}));
    let found = client.findings("supplier.isms");
    let tags = |code: &str| found.iter().find(|one| one["code"] == code).unwrap_or_else(|| panic!("no {code} in {found:?}"))["tags"].clone();
    assert_eq!((tags("unneeded-allow"), tags("allow-expired"), tags("contract-ended")), (json!([1]), json!([2]), Value::Null));
}

#[test]
fn a_finding_leads_to_its_page_and_to_every_place_it_speaks_of() {
    let mut client = Client::new();
    client.open("risks.isms", &format!("{RISKS}\nrole ciso \"Twice\"\n"));
    let found = client.findings("risks.isms");
    let twice = found.iter().find(|one| one["code"] == "duplicate-name").unwrap();
    assert_eq!(twice["relatedInformation"][0]["location"]["uri"], client.uri("main.isms"), "in another file");
    let page = client.request("isms/libraryText", json!({ "uri": twice["codeDescription"]["href"] }));
    assert!(page["text"].as_str().unwrap().starts_with("# duplicate-name"), "{page}");
}

/// The tokens of a document: each text with its kind and its modifiers.
fn tokens(client: &mut Client, name: &str, text: &str) -> Vec<(String, &'static str, Vec<&'static str>)> {
    client.open(name, text);
    let answer = client.request("textDocument/semanticTokens/full", json!({ "textDocument": { "uri": client.uri(name) } }));
    let numbers: Vec<usize> = answer["data"].as_array().unwrap().iter().map(|one| one.as_u64().unwrap() as usize).collect();
    let lines: Vec<Vec<u16>> = text.lines().map(|line| line.encode_utf16().collect()).collect();
    let (mut line, mut start, mut found) = (0, 0, Vec::new());
    for token in numbers.chunks(5) {
        start = if token[0] == 0 { start + token[1] } else { token[1] };
        line += token[0];
        let modifiers = MODIFIERS.iter().enumerate().filter(|(bit, _)| token[4] & (1 << bit) != 0).map(|(_, name)| *name).collect();
        found.push((String::from_utf16(&lines[line][start..start + token[2]]).unwrap(), KINDS[token[3]], modifiers));
    }
    found
}

#[test]
fn words_names_and_numbers_have_the_colour_of_what_they_are() {
    let mut client = Client::new();
    let text = format!("{RISKS}\nadopt risk_identification owner ciso\n");
    let found = tokens(&mut client, "risks.isms", &text);
    for (word, kind, modifiers) in [
        ("risk", "keyword", vec![]),
        ("R-1", "class", vec!["declaration"]),
        ("\"Größter Verlust 🔒 of data\"", "string", vec![]),
        ("owner", "property", vec![]),
        ("ciso", "variable", vec![]),
        ("4", "number", vec![]),
        ("modify", "enumMember", vec![]),
        ("A.8.13", "class", vec!["defaultLibrary"]),
        ("planned", "enumMember", vec![]),
        ("2026-09-30", "number", vec![]),
        ("\"Buy tapes\"", "string", vec![]),
        ("adopt", "keyword", vec![]),
    ] {
        let one = found.iter().find(|one| one.0 == word).unwrap_or_else(|| panic!("no `{word}` in {found:?}"));
        assert_eq!((one.1, &one.2), (kind, &modifiers), "{word}");
    }
}

#[test]
fn the_library_says_who_realises_a_process_and_lines_above_count() {
    let mut client = Client::new();
    let everything = json!({ "start": { "line": 0, "character": 0 }, "end": { "line": 9999, "character": 0 } });
    let omitted = format!("{MAIN}\nomit internal_audit because \"x\"\n");
    for (text, part, said) in [(MAIN, "risk_treatment", "realised by risk_treatment"), (&omitted, "internal_audit", "realised by nobody")] {
        let named = client.at("main.isms", &marked(text, part));
        let uri = client.request("textDocument/definition", named)["uri"].clone();
        let hints = client.request("textDocument/inlayHint", json!({ "textDocument": { "uri": uri }, "range": everything })).to_string();
        assert!(hints.contains(said), "{said}: {hints}");
    }
    client.open("risks.isms", RISKS);
    let lenses = client.request("textDocument/codeLens", json!({ "textDocument": { "uri": client.uri("risks.isms") } })).to_string();
    assert!(lenses.contains("covers ") && lenses.contains(" controls"), "what the policy covers: {lenses}");
    // one click shows the places that are counted
    let risk = lenses.find("0 of 1 control in place").unwrap();
    assert!(lenses.get(..risk).unwrap().contains("isms.show"), "{lenses}");
}

#[test]
fn evidence_that_lies_beside_the_sources_is_a_link() {
    let mut client = Client::new();
    std::fs::create_dir(client.folder.path().join("evidence")).unwrap();
    std::fs::write(client.folder.path().join("evidence/report.pdf"), "%PDF").unwrap();
    let text = RISKS.replace("status planned", "status planned\n  evidence \"evidence/report.pdf\", \"evidence/none.pdf\", \"../../etc/passwd\" on 2026-05-01");
    client.open("risks.isms", &text);
    let links = client.request("textDocument/documentLink", json!({ "textDocument": { "uri": client.uri("risks.isms") } }));
    let targets: Vec<&str> = links.as_array().unwrap().iter().map(|one| one["target"].as_str().unwrap()).collect();
    assert!(targets.contains(&client.uri("evidence/report.pdf").as_str()), "{targets:?}");
    assert!(!targets.iter().any(|one| one.contains("none.pdf") || one.contains("passwd")), "{targets:?}");
}

#[test]
fn hover_on_a_process_says_who_receives_and_what_nobody_hands_over() {
    let mut client = Client::new();
    let at = client.at("main.isms", &marked(MAIN, "risk_treatment"));
    let card = client.request("textDocument/hover", at)["contents"]["value"].as_str().unwrap().to_string();
    assert!(card.contains("Delivers") && card.contains("Receives") && card.contains("From nobody"), "{card}");
    let parameter = "policy P \"P\" {\n  template access_control\n  set review_interval 6 months\n}\n";
    let at = client.at("risks.isms", &marked(parameter, "review_interval"));
    let card = client.request("textDocument/hover", at)["contents"]["value"].as_str().unwrap().to_string();
    assert!(card.contains("duration") && card.lines().filter(|line| !line.is_empty()).count() >= 2, "its type and what it is for: {card}");
}

#[test]
fn an_editor_that_counts_bytes_is_understood() {
    let bytes = json!({ "general": { "positionEncodings": ["utf-8", "utf-16"] } });
    let mut client = Client::with(&[("isms.toml", ""), ("main.isms", MAIN)], bytes);
    let text = "role chief \"Größe 🔒\" held_by \"Kim Lee\"\n";
    client.open("b.isms", text);
    let uri = client.uri("b.isms");
    let start = before(text, "Kim").len();
    let range = json!({ "start": { "line": 0, "character": start }, "end": { "line": 0, "character": start + 3 } });
    client.notify("textDocument/didChange", json!({ "textDocument": { "uri": uri, "version": 2 }, "contentChanges": [{ "range": range, "text": "Ännchen" }] }));
    let symbols = client.request("textDocument/documentSymbol", json!({ "textDocument": { "uri": uri } }));
    let now = text.replace("Kim", "Ännchen");
    assert_eq!(symbols[0]["range"]["end"]["character"], now.trim_end().len(), "{symbols}");
    let hover = client.request("textDocument/hover", json!({ "textDocument": { "uri": uri }, "position": { "line": 0, "character": 6 } }));
    assert!(hover["contents"]["value"].as_str().unwrap().contains("Ännchen Lee"), "{hover}");
    assert_eq!(client.end(), 0);
}

#[test]
fn changes_of_one_message_are_applied_in_their_order() {
    let mut client = Client::new();
    client.open("b.isms", "role one \"One\"\n");
    let uri = client.uri("b.isms");
    let at = |from: usize, to: usize| json!({ "start": { "line": 0, "character": from }, "end": { "line": 0, "character": to } });
    // each place counts in the text after the change before it
    let changes = json!([{ "range": at(5, 8), "text": "seventeen" }, { "range": at(14, 15), "text": "_and_one " }, { "range": at(5, 14), "text": "two" }]);
    client.notify("textDocument/didChange", json!({ "textDocument": { "uri": uri, "version": 2 }, "contentChanges": changes }));
    let symbols = client.request("textDocument/documentSymbol", json!({ "textDocument": { "uri": uri } }));
    assert_eq!(symbols[0]["name"], "two_and_one", "{symbols}");
}
