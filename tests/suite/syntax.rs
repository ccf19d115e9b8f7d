//! Mistakes in writing: isolated, reported once, never a crash.

use std::time::Instant;

use isms::base::FileId;
use isms::syntax::parse;

use crate::support::{check, codes};

#[test]
fn twenty_mistakes_give_twenty_findings() {
    let mut text = String::new();
    for n in 0..20 {
        let line = match n % 5 {
            0 => format!("role r{n} \"R{n}\" {{\n  onwer x\n}}\n"),
            1 => format!("role r{n} \"R{n}\" {{\n  held_by: \"P{n}\"\n}}\n"),
            2 => format!("role r{n} \"R{n}\" {{\n  held_by \"open{n}\n}}\n"),
            3 => format!("rolle r{n} \"R{n}\"\n"),
            _ => format!("role r{n} \"R{n}\" {{\n  reports_to nobody{n}\n}}\n"),
        };
        text.push_str(&line);
    }
    let compiled = check(&text);
    let found: Vec<_> = compiled
        .findings
        .iter()
        .filter(|finding| finding.code.slug != "organisation-missing")
        .map(|finding| (finding.code.slug, finding.message.clone()))
        .collect();
    assert_eq!(found.len(), 20, "{found:#?}");
}

#[test]
fn an_unclosed_block_does_not_hide_the_next_member() {
    let found = codes("role a \"A\" {\n  held_by \"X\"\n\nrole b \"B\" {\n  onwer x\n}\n");
    assert!(found.contains(&"unclosed-block"), "{found:?}");
    assert!(found.contains(&"unknown-word"), "{found:?}");
}

#[test]
fn text_blocks_that_are_left_open_end_with_the_member() {
    let found = codes("role a \"A\" {\n  description \"\"\"\n    one\n}\n\nrole b \"B\" {\n  reports_to nobody\n}\n");
    assert!(found.contains(&"unclosed-text"), "{found:?}");
    assert!(found.contains(&"unknown-name"), "{found:?}");
}

#[test]
fn deep_nesting_is_a_finding_and_not_a_crash() {
    for bracket in ["{", "["] {
        let text = format!("role a \"A\" {}\n", bracket.repeat(100_000));
        assert!(codes(&text).contains(&"nesting-too-deep"));
    }
}

#[test]
fn pathological_input_takes_linear_time() {
    let families: [fn(usize) -> String; 14] = [
        |n| format!("role a \"A\" {{ {} }}\n", "x ".repeat(n)),
        |n| format!("role a \"A\" {{\n{}\n}}\n", "x {\n}\n".repeat(n)),
        |n| format!("role a {}\n", "[ ".repeat(30).repeat(n / 30)),
        |n| format!("role a \"{}\n", "\\\"".repeat(n)),
        |n| format!("role a \"A\" {{ held_by \"a\"{} }}\n", ", \"a\"".repeat(n)),
        |n| format!("role a {}\n", "= ".repeat(n)),
        |n| format!("role a \"A\" {{ description \"\"\"{}\n", " x\n".repeat(n)),
        |n| "}\n".repeat(n),
        |n| format!("role a {}\n", "'x ".repeat(n)),
        |n| format!("role a {}\n", "'".repeat(n)),
        |n| format!("role a {}\n", "“x ".repeat(n)),
        |n| format!("role a {}\n", "1/1/ ".repeat(n)),
        |n| format!("role a {}\n", "1 000".repeat(n)),
        |n| format!("role a \"A\" {{\n{}\n}}\n", "  reports_to a # x\n".repeat(n)),
    ];
    for (at, family) in families.iter().enumerate() {
        let time = |n: usize| {
            let text = family(n);
            (0..3)
                .map(|_| {
                    let start = Instant::now();
                    let _ = parse(FileId(0), &text);
                    start.elapsed()
                })
                .min()
                .unwrap_or_default()
        };
        // linear is 2, quadratic is 4 every time: a machine that is busy for a moment is asked again
        let linear = (0..4).any(|_| {
            let (one, two) = (time(20_000), time(40_000));
            two.as_secs_f64() < one.as_secs_f64() * 3.2
        });
        assert!(linear, "family {at}: twice the input takes more than three times as long, four times in a row");
    }
}

#[test]
fn any_bytes_are_survived() {
    for text in [
        "",
        "\u{FEFF}",
        "\r",
        "\r\n\r\n",
        "\0",
        "}",
        "{",
        "\"",
        "\"\"\"",
        "role",
        "role ",
        "role a",
        "role a {",
        "role a \"",
        "[",
        "]",
        ",",
        ";",
        "//",
        "///",
        "é",
        "ä \"A\"",
        "1",
        "-1",
        "%",
        "..",
        "a..b",
        "risk.",
        "\u{202E}",
    ] {
        let _ = check(text);
        let _ = check(&format!("role {text} \"A\" {{\n  {text}\n}}\n"));
    }
}

#[test]
fn line_ends_and_a_byte_order_mark_change_nothing() {
    let text = "role a \"A\" {\n  onwer x\n}\n";
    let plain = codes(text);
    assert_eq!(plain, codes(&text.replace('\n', "\r\n")));
    assert_eq!(plain, codes(&format!("\u{FEFF}{text}")));
}

#[test]
fn direction_characters_are_refused() {
    assert!(codes("role a \"A\u{202E}B\"\n").contains(&"dangerous-character"));
}

#[test]
fn a_header_goes_on_in_indented_lines() {
    let compiled = check("role ceo \"CEO\"\nomit improvement\n  because \"Too small.\"\n  approved by ceo on 2026-01-02\n");
    let omission = &compiled.model.omissions[0];
    assert_eq!(omission.because.as_deref(), Some("Too small."));
    assert_eq!(omission.approved.as_ref().and_then(|one| one.on).map(|on| on.to_string()).as_deref(), Some("2026-01-02"));
}

#[test]
fn comments_stand_wherever_blanks_do() {
    let text = "// top\nrole a \"A\" { // open\n  // own line\n  held_by \"B\" // behind\n  deputy \"C\" //close\n} // end\n// last\n";
    assert_eq!(codes(text), ["organisation-missing"]);
}

#[test]
fn lines_that_are_not_indented_are_one_finding_and_still_mean_what_was_meant() {
    let text = "role ciso \"CISO\" {\nheld_by \"Anna\"\ndeputy lead\n}\n\ncontrol A.8.16 {\nstatus planned\nowner ciso\nbaseline \"House\"\nplan {\ndue 2026-12-01\npriority high\n}\n}\n\nrole lead \"Lead\"\n";
    let compiled = crate::support::check(text);
    let syntax: Vec<&str> =
        compiled.findings.iter().filter(|one| one.code.group.word() == "syntax" || one.code.group.word() == "names").map(|one| one.code.slug).collect();
    assert_eq!(syntax, ["unindented-line", "unindented-line"], "{:#?}", compiled.findings);
    assert_eq!(compiled.model.roles.get("ciso").unwrap().held_by, ["Anna"]);
    let plan = compiled.model.controls.get("A.8.16").and_then(|control| control.plan.as_ref()).expect("the plan is read");
    assert!(plan.due.is_some());
    // the fix gives the text that was meant
    let mut fixed = text.to_string();
    for finding in compiled.findings.iter().rev() {
        for edit in finding.fixes.iter().filter(|fix| fix.safe).flat_map(|fix| fix.edits.iter().rev()) {
            fixed.insert_str(edit.place.span.start as usize, &edit.text);
        }
    }
    assert!(!codes(&fixed).iter().any(|code| *code == "unindented-line" || *code == "unclosed-block"), "{fixed}");
}

#[test]
fn a_misspelt_declaration_below_an_open_block_stays_a_declaration() {
    let found = codes("role ciso \"CISO\" {\n  held_by \"Anna\"\n\nrolle lead \"Lead\"\n\nrole ceo \"CEO\"\n");
    assert!(found.contains(&"unclosed-block") && found.contains(&"unknown-declaration"), "{found:?}");
}

/// What people bring from letters, spreadsheets and scripts: the code that it gives, and what was meant by it.
const BROUGHT: [(&str, &str, &str); 11] = [
    (
        "role ciso “Head of \\ Security“ {\n  held_by „Anna“, «Ben»\n}\n",
        "wrong-quotes",
        "role ciso \"Head of \\\\ Security\" {\n  held_by \"Anna\", \"Ben\"\n}\n",
    ),
    ("role ciso “CISO\" {\n  held_by \"Anna\"\n}\n", "wrong-quotes", "role ciso \"CISO\" {\n  held_by \"Anna\"\n}\n"),
    ("role ciso 'Ann’s role' {\n  held_by ‘Don't’\n}\n", "wrong-quotes", "role ciso \"Ann’s role\" {\n  held_by \"Don't\"\n}\n"),
    (
        "role ciso \"CISO\" {\n  held_by \"Anna\" # since May\n  left 2026-05-01\n}\n",
        "wrong-comment-sign",
        "role ciso \"CISO\" {\n  held_by \"Anna\"\n  left 2026-05-01\n}\n",
    ),
    ("role ciso \"CISO\" {\n  left 1.5.2026\n}\n", "wrong-date-format", "role ciso \"CISO\" {\n  left 2026-05-01\n}\n"),
    ("role ciso \"CISO\" {\n  left 2026/05/01\n}\n", "wrong-date-format", "role ciso \"CISO\" {\n  left 2026-05-01\n}\n"),
    (
        "role ciso \"CISO\" {\n  held_by Anna Weber\n  reports_to ciso\n}\n",
        "wrong-type",
        "role ciso \"CISO\" {\n  held_by \"Anna Weber\"\n  reports_to ciso\n}\n",
    ),
    ("role ciso Head of Security held_by \"Anna\"\n", "missing-title", "role ciso \"Head of Security\" held_by \"Anna\"\n"),
    (
        "budget B \"B\" {\n  year 2026\n  fund isms money 4'000 EUR\n}\n",
        "wrong-number-format",
        "budget B \"B\" {\n  year 2026\n  fund isms money 4000 EUR\n}\n",
    ),
    (
        "budget B \"B\" {\n  year 2026\n  fund isms money 1 250,50 EUR effort 2 days\n}\n",
        "wrong-number-format",
        "budget B \"B\" {\n  year 2026\n  fund isms money 1250.50 EUR effort 2 days\n}\n",
    ),
    ("budget B \"B\" {\n  year 2026\n  fund isms money 4000 €\n}\n", "stray-character", "budget B \"B\" {\n  year 2026\n  fund isms money 4000 EUR\n}\n"),
];

#[test]
fn what_people_bring_is_one_finding_with_a_fix_and_is_read_as_it_was_meant() {
    let model = |text: &str| {
        let model = serde_json::to_value(check(text).model).expect("a model is JSON");
        (model["roles"].clone(), model["budgets"].clone())
    };
    for (text, code, meant) in BROUGHT {
        let compiled = check(text);
        let new: Vec<_> = compiled.findings.iter().filter(|one| !codes(meant).contains(&one.code.slug)).collect();
        assert!(!new.is_empty() && new.iter().all(|one| one.code.slug == code), "{text}\n{new:#?}");
        assert_eq!(model(text), model(meant), "{text}");
        let mut fixed = text.to_string();
        let mut edits: Vec<_> = new.iter().flat_map(|one| one.fixes.first()).flat_map(|fix| &fix.edits).collect();
        edits.sort_by_key(|edit| std::cmp::Reverse(edit.place.span.start));
        assert!(edits.len() >= new.len(), "each has a fix: {text}");
        for edit in edits {
            fixed.replace_range(edit.place.span.start as usize..edit.place.span.end as usize, &edit.text);
        }
        assert_eq!((codes(&fixed), model(&fixed)), (codes(meant), model(meant)), "{fixed}");
    }
}

#[test]
fn what_can_mean_two_things_is_asked_and_not_guessed() {
    for (text, code, meant) in [
        ("role ciso \"CISO\" {\n  left 01/02/2026\n}\n", "wrong-date-format", ["2026-02-01", "2026-01-02"]),
        ("budget B \"B\" {\n  year 2026\n  fund isms money 4.000 EUR\n}\n", "wrong-number-format", ["4000", "4"]),
    ] {
        let compiled = check(text);
        let found = compiled.findings.iter().find(|one| one.code.slug == code).expect("it is found");
        let offered: Vec<_> = found.fixes.iter().flat_map(|fix| &fix.edits).map(|edit| edit.text.as_str()).collect();
        assert_eq!(offered, meant);
        assert!(found.fixes.iter().all(|fix| !fix.safe));
    }
}

#[test]
fn a_number_of_annex_a_without_its_letter_is_told() {
    let compiled = check("control 5.1 {\n  status planned\n}\n");
    let found = compiled.findings.iter().find(|one| one.code.slug == "wrong-type").expect("it is found");
    assert!(found.help.iter().any(|help| help.contains("`A.5.1`")), "{found:#?}");
}

#[test]
fn a_text_that_ends_in_a_wrong_quote_is_told_where() {
    let compiled = check("role ciso \"Security” {\n  held_by \"Anna\"\n}\n");
    let found = compiled.findings.iter().find(|one| one.code.slug == "unclosed-string").expect("it is found");
    assert!(found.labels.iter().any(|label| label.message.contains('”')), "{found:#?}");
}

#[test]
fn a_word_on_the_line_of_another_is_told_where_it_belongs() {
    let compiled = crate::support::check("control X-1 \"Own\" { status planned; implementation \"Backups.\" evidence \"Log\" on 2026-01-01 }\n");
    let [finding] = compiled.findings.iter().filter(|one| one.code.slug == "unknown-word").collect::<Vec<_>>()[..] else { panic!("one finding") };
    assert_eq!(finding.message, "`evidence` belongs to `control` and not to `implementation`");
    assert!(finding.help[0].contains("a line of its own"), "{finding:#?}");
    let compiled = crate::support::check("role ciso \"CISO\" {\n  held_by \"Anna\" since 2026-01-01\n}\n");
    let finding = compiled.findings.iter().find(|one| one.code.slug == "unknown-word").expect("it is found");
    assert_eq!(finding.help, ["nothing goes on behind the value of `held_by`"]);
}

#[test]
fn a_hundred_thousand_commas_too_many_are_survived() {
    let found = codes(&format!("role a \"A\" {{\n{}  reports_to a\n}}\n", "  reports_to a,\n".repeat(100_000)));
    assert_eq!(found.iter().filter(|code| **code == "stray-comma").count(), 100_000);
}
