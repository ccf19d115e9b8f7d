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
    let families: [fn(usize) -> String; 8] = [
        |n| format!("role a \"A\" {{ {} }}\n", "x ".repeat(n)),
        |n| format!("role a \"A\" {{\n{}\n}}\n", "x {\n}\n".repeat(n)),
        |n| format!("role a {}\n", "[ ".repeat(30).repeat(n / 30)),
        |n| format!("role a \"{}\n", "\\\"".repeat(n)),
        |n| format!("role a \"A\" {{ held_by \"a\"{} }}\n", ", \"a\"".repeat(n)),
        |n| format!("role a {}\n", "= ".repeat(n)),
        |n| format!("role a \"A\" {{ description \"\"\"{}\n", " x\n".repeat(n)),
        |n| "}\n".repeat(n),
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

#[test]
fn a_comma_at_the_end_of_a_line_does_not_swallow_the_next_one() {
    let text = "role ciso \"CISO\"\n\nsupplier nimbus \"Nimbus\" {\n  service \"Backups\",\n  owner ciso\n  contract \"A\" end 2027-03-31,\n  criticality high\n}\n\n\
                risk R-1 \"Fire\" {\n  owner ciso,\n  likelihood 2\n  consequence 3\n  treat modify with A.7.5,\n    A.8.13\n}\n";
    let compiled = crate::support::check(text);
    let errors: Vec<(&str, &str)> =
        compiled.findings.iter().filter(|one| one.code.level == isms::diagnostic::Level::Error).map(|one| (one.code.slug, one.message.as_str())).collect();
    assert_eq!(errors, [("stray-comma", "this comma makes the next line a part of this one"); 3], "{:#?}", compiled.findings);
    let supplier = compiled.model.suppliers.get("nimbus").expect("it is read");
    assert_eq!((supplier.owner.as_ref().map(|one| one.id.as_str()), supplier.criticality), (Some("ciso"), Some("high")));
    assert_eq!(compiled.model.risks["R-1"].controls().count(), 2, "a list goes on over lines");
    // the fix gives the text that was meant
    let mut fixed = text.to_string();
    for edit in compiled.findings.iter().rev().flat_map(|one| &one.fixes).filter(|fix| fix.safe).flat_map(|fix| &fix.edits) {
        fixed.replace_range(edit.place.span.start as usize..edit.place.span.end as usize, &edit.text);
    }
    assert!(!codes(&fixed).contains(&"stray-comma"), "{fixed}");
}

#[test]
fn a_word_on_the_line_of_another_is_told_where_it_belongs() {
    let compiled = crate::support::check("control X-1 \"Own\" { status planned; implementation \"Backups.\" evidence \"Log\" on 2026-01-01 }\n");
    let [finding] = compiled.findings.iter().filter(|one| one.code.slug == "unknown-word").collect::<Vec<_>>()[..] else { panic!("one finding") };
    assert_eq!(finding.message, "`implementation` has no `evidence`");
    assert!(finding.labels[0].message.contains("`control`") && finding.help[0].contains("a line of its own"), "{finding:#?}");
    let compiled = crate::support::check("role ciso \"CISO\" {\n  held_by \"Anna\" since 2026-01-01\n}\n");
    let finding = compiled.findings.iter().find(|one| one.code.slug == "unknown-word").expect("it is found");
    assert_eq!(finding.help, ["nothing goes on behind the value of `held_by`"]);
}
