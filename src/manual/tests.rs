//! Whether the pages are complete.

use super::*;
use crate::base::FileId;
use crate::vocabulary::TOP;
use crate::{catalog, resolve, syntax};

fn page(name: &str) -> String {
    pages().into_iter().find(|(path, _)| path == name).map(|(_, text)| text).expect("the page is there")
}

#[test]
fn every_declaration_has_its_section() {
    let text = page("language.md");
    for spec in TOP {
        assert!(text.contains(&format!("\n### {}\n", spec.word)), "{}", spec.word);
    }
    assert!(["{groups}", "{time_units}", "{effort_units}", "{effort_counts}", "{mebibytes}", "{depth}"].iter().all(|name| !text.contains(name)));
}

#[test]
fn every_code_is_in_the_index_and_has_its_page() {
    let text = page("diagnostics.md");
    for code in catalog::codes() {
        assert!(text.contains(&format!("[`{0}`](#{0})", code.slug)) && text.contains(&format!("\n### {}\n", code.slug)), "{}", code.slug);
    }
}

#[test]
fn the_pieces_of_source_can_be_read() {
    let text = page("language.md");
    for piece in text.split("```isms\n").skip(1).filter_map(|rest| rest.split("\n```").next()) {
        let (tree, findings) = syntax::parse(FileId(0), piece);
        let (_, unread) = resolve::lower(FileId(0), piece, &tree.members);
        assert!(findings.is_empty() && unread.is_empty(), "{piece}\n{findings:?}\n{unread:?}");
    }
}

#[test]
fn tables_have_as_many_cells_as_columns() {
    for (name, text) in pages().into_iter().filter(|(name, _)| name.ends_with(".md")) {
        let mut columns = None;
        for line in text.lines() {
            let cells = line.replace("\\|", "").matches('|').count();
            columns = line.starts_with('|').then(|| columns.unwrap_or(cells));
            assert!(columns.is_none_or(|columns| columns == cells), "{name}: {line}");
        }
    }
}

#[test]
fn every_word_says_what_it_takes() {
    let text = page("language.md");
    let odd: Vec<&str> = text.lines().filter(|line| line.contains("declared ,") || line.contains(" ,") || line.contains("|  |")).collect();
    assert!(odd.is_empty(), "{odd:#?}");
}

#[test]
fn the_schema_is_json_and_says_which_it_is() {
    let schema: serde_json::Value = serde_json::from_str(&schema()).expect("JSON");
    assert_eq!(schema["$id"], "isms-model-v1");
    assert!(schema["properties"]["risks"].is_object());
}

#[test]
fn pages_are_the_same_every_time() {
    assert_eq!(pages(), pages());
}

#[test]
fn a_declaration_is_told_with_its_words() {
    let spec = TOP.iter().find(|spec| spec.word == "omit").expect("a declaration");
    insta::assert_snapshot!(declaration(spec), @r#"
    # omit

    Leaves a process of the reference model out, with a reason, an approval, and a new source for what others needed from it.

    Written `omit VALUE { … }`.

    ```isms
    omit customer_relationship_management {
      because "Customer Success measures satisfaction for the whole company."
      approved by ceo on 2026-02-03
      instead customer_requirements from customer_success
    }
    ```

    | word | takes | how often | says |
    |---|---|---|---|
    | `because` | a text in quotes | at most once | The reason, as an auditor will read it. Example: `because "Group Risk does this for all subsidiaries."` |
    | `approved` | nothing | at most once | Who approved it, and when. Example: `approved by ceo on 2026-02-03` |
    | `approved` › `by` | the name of a declared role; several, separated by commas | exactly once | The role that decides. |
    | `approved` › `on` | a date such as `2026-09-30` | exactly once | The day of the decision. |
    | `instead` | the name of a declared artifact; several, separated by commas | any number of times | A new source for a work product whose provider is gone. Example: `instead customer_requirements from customer_success` |
    | `instead` › `from` | the name of a declared process, reference process, supplier, party or unit | exactly once | Who delivers it now. |
    | `instead` › `for` | the name of a declared process or reference process; several, separated by commas | at most once | Which receivers; all of them where nothing is said. |
    | `instead` › `because` | a text in quotes | at most once | Why this is as good. |
    | `waive` | the name of a declared artifact; several, separated by commas | any number of times | A work product that is done without. Example: `waive customer_requirements because "There is one customer, and its contract says it all."` |
    | `waive` › `for` | the name of a declared process or reference process; several, separated by commas | at most once | Which receivers; all of them where nothing is said. |
    | `waive` › `because` | a text in quotes | at most once | The reason, as an auditor will read it. Example: `because "Group Risk does this for all subsidiaries."` |
    | `waive` › `until` | a date such as `2026-09-30` | at most once | The last day on which the decision holds. |
    | `waive` › `approved` | nothing | at most once | Who approved it, and when. Example: `approved by ceo on 2026-02-03` |
    | `waive` › `approved` › `by` | the name of a declared role; several, separated by commas | exactly once | The role that decides. |
    | `waive` › `approved` › `on` | a date such as `2026-09-30` | exactly once | The day of the decision. |
    | `allow` | the name of a lint | any number of times | Sets one finding aside at this declaration, with a reason and an end. Example: `allow review-overdue because "Merged into the March review." until 2027-03-31 approved by ciso` |
    | `allow` › `because` | a text in quotes | at most once | The reason, as an auditor will read it. Example: `because "Group Risk does this for all subsidiaries."` |
    | `allow` › `until` | a date such as `2026-09-30` | at most once | The last day on which the decision holds. |
    | `allow` › `approved` | nothing | at most once | Who approved it; the day may follow. Example: `approved by ciso` |
    | `allow` › `approved` › `by` | the name of a declared role; several, separated by commas | exactly once | The role that decides. |
    | `allow` › `approved` › `on` | a date such as `2026-09-30` | at most once | The day of the decision. |
    "#);
}
