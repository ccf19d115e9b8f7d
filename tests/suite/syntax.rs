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
    let families: [fn(usize) -> String; 18] = [
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
        |n| format!("role a {}\n", "\"a\"x! ".repeat(n)),
        |n| format!("role a {}\n", "„x \u{a0}".repeat(n)),
        |n| format!("role a \"A\" {{\n{}}}\n", "- x\n".repeat(n)),
        |n| "a \"\"\"\nb\n".repeat(n),
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
const BROUGHT: [(&str, &str, &str); 35] = [
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
    (
        "role a „Der „Shop“ ist gut“ {\n  held_by „Das sog. \"Shop\" ist gut“, “Our ”Shop“ rocks”\n}\n",
        "wrong-quotes",
        "role a \"Der „Shop“ ist gut\" {\n  held_by \"Das sog. \\\"Shop\\\" ist gut\", \"Our ”Shop“ rocks\"\n}\n",
    ),
    ("role a “He said “pay”.” held_by \"B\"\n", "wrong-quotes", "role a \"He said “pay”.\" held_by \"B\"\n"),
    (
        "role a \"Angreifer sagt \"Zahl jetzt\" und geht\" held_by \"B\"\n",
        "wrong-quotes",
        "role a \"Angreifer sagt \\\"Zahl jetzt\\\" und geht\" held_by \"B\"\n",
    ),
    (
        "role a \"A\" {\n  held_by \"Sagt \"Zahl jetzt!\" (und geht)\", \"Das \"eine\" und \"andere\"\"\n}\n",
        "wrong-quotes",
        "role a \"A\" {\n  held_by \"Sagt \\\"Zahl jetzt!\\\" (und geht)\", \"Das \\\"eine\\\" und \\\"andere\\\"\"\n}\n",
    ),
    (
        "measure M \"M\" {\n  kind kpi\n  target at most 5,5 %\n  observed 4,2 % on 2026-05-31\n}\n",
        "wrong-number-format",
        "measure M \"M\" {\n  kind kpi\n  target at most 5.5 %\n  observed 4.2 % on 2026-05-31\n}\n",
    ),
    ("risk R-1 \"R\" {\n  likelihood 3,5\n  consequence 4\n}\n", "wrong-number-format", "risk R-1 \"R\" {\n  likelihood 3.5\n  consequence 4\n}\n"),
    (
        "role a \"A B\" {\n\u{a0}\u{a0}held_by\u{a0}\"C\u{a0}D\"\n\u{202f}\u{2007}reports_to\u{200b}a // x\u{a0}y\n}\n",
        "wrong-space",
        "role a \"A B\" {\n  held_by \"C\u{a0}D\"\n  reports_to a // x\u{a0}y\n}\n",
    ),
    ("policy p \"P\" {\n  covers A.8.7 and A.8.13\n}\n", "missing-comma", "policy p \"P\" {\n  covers A.8.7, A.8.13\n}\n"),
    ("policy p \"P\" {\n  covers A.8.7, A.8.8, und A.8.13\n}\n", "missing-comma", "policy p \"P\" {\n  covers A.8.7, A.8.8, A.8.13\n}\n"),
    ("policy p \"P\" {\n  covers A.8.7; A.8.13; A.8.14\n}\n", "missing-comma", "policy p \"P\" {\n  covers A.8.7, A.8.13, A.8.14\n}\n"),
    ("policy p \"P\" {\n  covers A.8.7 A.8.13 A.8.14\n}\n", "missing-comma", "policy p \"P\" {\n  covers A.8.7, A.8.13, A.8.14\n}\n"),
    (
        "risk R-1 \"R\" {\n  treat modify with A.8.7 and A.8.13\n  residual likelihood 1 consequence 1\n}\n",
        "missing-comma",
        "risk R-1 \"R\" {\n  treat modify with A.8.7, A.8.13\n  residual likelihood 1 consequence 1\n}\n",
    ),
    ("risk R-1 \"R\" {\n  treat modify with A.8.7; A.8.13\n}\n", "missing-comma", "risk R-1 \"R\" {\n  treat modify with A.8.7, A.8.13\n}\n"),
    ("role a \"A\" {\n  held_by \"B\" and \"C\"\n}\n", "missing-comma", "role a \"A\" {\n  held_by \"B\", \"C\"\n}\n"),
    ("risk R-1 \"R\" {\n  likelihood 1, consequence 2\n}\n", "stray-comma", "risk R-1 \"R\" {\n  likelihood 1; consequence 2\n}\n"),
    ("role a \"A\" {\n  - held_by \"B\"\n  • reports_to a\n}\n", "needless-bullet", "role a \"A\" {\n  held_by \"B\"\n  reports_to a\n}\n"),
    ("role a \"A\" {\n* held_by \"B\"\n-\treports_to a\n}\n", "needless-bullet", "role a \"A\" {\n  held_by \"B\"\n  reports_to a\n}\n"),
    (
        "- role a \"A\"\n- role b \"B\" {\n  held_by \"C\"\n}\n– role c \"C\"\n",
        "needless-bullet",
        "role a \"A\"\nrole b \"B\" {\n  held_by \"C\"\n}\nrole c \"C\"\n",
    ),
    (
        "role managing_director \"M\"\nrole a \"A\" {\n  held by \"Änne\"\n  Reports to managing_director\n}\n",
        "unknown-word",
        "role managing_director \"M\"\nrole a \"A\" {\n  held_by \"Änne\"\n  reports_to managing_director\n}\n",
    ),
    ("role a \"A\" held by \"B\" reports to a\n", "unknown-word", "role a \"A\" held_by \"B\" reports_to a\n"),
    ("omit customer relationship management because \"x\"\n", "unknown-name", "omit customer_relationship_management because \"x\"\n"),
    (
        "role security_officer \"S\"\nrisk R-1 \"R\" {\n  owner Security Officer\n  likelihood 2\n}\n",
        "unknown-name",
        "role security_officer \"S\"\nrisk R-1 \"R\" {\n  owner security_officer\n  likelihood 2\n}\n",
    ),
    (
        "policy p \"P\" {\n  section \"Regeln\" text \"\"\"\nAlle sperren den Bildschirm.\n\n- auch Gäste\nNiemand teilt Kennworte.\n\"\"\"\n  covers A.8.7\n}\nrole a \"A\"\n",
        "unindented-line",
        "policy p \"P\" {\n  section \"Regeln\" text \"\"\"\n    Alle sperren den Bildschirm.\n\n    - auch Gäste\n    Niemand teilt Kennworte.\n  \"\"\"\n  covers A.8.7\n}\nrole a \"A\"\n",
    ),
    (
        "policy p \"P\" {\n  section \"Eins\" text \"\"\"\nAlle.\n\"\"\"\n  section \"Zwei\" text \"\"\"\nKeiner.\"\"\"\n}\n",
        "unindented-line",
        "policy p \"P\" {\n  section \"Eins\" text \"\"\"\n    Alle.\n  \"\"\"\n  section \"Zwei\" text \"\"\"\n    Keiner.\"\"\"\n}\n",
    ),
];

#[test]
fn what_people_bring_is_one_finding_with_a_fix_and_is_read_as_it_was_meant() {
    let model = |text: &str| {
        let model = serde_json::to_value(check(text).model).expect("a model is JSON");
        ["roles", "budgets", "risks", "measures", "policies", "omissions", "assets"].map(|name| model[name].clone())
    };
    for (text, code, meant) in BROUGHT {
        let compiled = check(text);
        let right = (codes(meant), model(meant));
        let new: Vec<_> = compiled.findings.iter().filter(|one| !right.0.contains(&one.code.slug)).collect();
        assert!(!new.is_empty() && new.iter().all(|one| one.code.slug == code), "{text}\n{new:#?}");
        assert_eq!(model(text), right.1, "{text}");
        let mut fixed = text.to_string();
        let mut edits: Vec<_> = new.iter().flat_map(|one| one.fixes.first()).flat_map(|fix| &fix.edits).collect();
        edits.sort_by_key(|edit| std::cmp::Reverse(edit.place.span.start));
        assert!(edits.len() >= new.len(), "each has a fix: {text}");
        for edit in edits {
            fixed.replace_range(edit.place.span.start as usize..edit.place.span.end as usize, &edit.text);
        }
        assert_eq!((codes(&fixed), model(&fixed)), right, "{fixed}");
    }
}

/// The one finding about writing, names or values that a text gives.
fn only(text: &str) -> isms::diagnostic::Diagnostic {
    let found: Vec<_> = check(text).findings.into_iter().filter(|one| matches!(one.code.group.word(), "syntax" | "names" | "types" | "package")).collect();
    let found: Vec<_> = found.into_iter().filter(|one| !matches!(one.code.slug, "missing-property" | "organisation-missing")).collect();
    match <[_; 1]>::try_from(found) {
        Ok([one]) => one,
        Err(found) => panic!("{text}\n{:#?}", found.iter().map(|one| (one.code.slug, &one.message)).collect::<Vec<_>>()),
    }
}

#[test]
fn one_mistake_of_writing_is_one_finding() {
    let offers = |text: &str| {
        let found = only(text);
        (found.code.slug, found.fixes.first().map(|fix| (fix.edits.first().map(|edit| edit.text.clone()).unwrap_or_default(), fix.safe)))
    };
    let fix = |text: &str, safe: bool| Some((text.to_string(), safe));
    let roles = "role a \"A\"\nrole b \"B\"\nasset x \"X\"\nasset y \"Y\"\n";
    for (text, code, wanted) in [
        ("risk R-1 \"R\" { asset x y }\n", "missing-comma", fix("x, y", true)),
        ("risk R-1 \"R\" { owner a b }\n", "too-many-values", None),
        ("risk R-1 \"R\" { owner a and b }\n", "too-many-values", None),
        ("risk R-1 \"R\" { owner Chief Officer }\n", "unknown-name", None),
        ("role c „Der „Shop ist gut“ {\n}\n", "wrong-quotes", fix("\"Der „Shop ist gut\"", false)),
        ("measure M \"M\" { observed 4,200 % on 2026-05-31 }\n", "wrong-number-format", fix("4200", false)),
    ] {
        assert_eq!(offers(&format!("{roles}{text}")), (code, wanted), "{text}");
    }
}

#[test]
fn zero_bytes_are_one_finding_of_a_file() {
    let found = codes("role a \"A\" {\n\0 \0held_by \"B\0C\"\0\n}\n\0\n\0role b \"B\"\n");
    assert_eq!(found.iter().filter(|code| **code == "dangerous-character").count(), 1, "{found:?}");
    assert!(!found.contains(&"stray-character"), "{found:?}");
}

#[test]
fn what_windows_saves_as_utf_16_is_one_finding_and_is_read() {
    let text = "role a \"Änne\" {\r\n  held_by \"Jürgen\"\r\n}\r\n";
    let sixteen: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    for bytes in [[vec![0xFF, 0xFE], sixteen.clone()].concat(), [b"role b \"B\"\n".to_vec(), sixteen].concat()] {
        let world = isms::source::Memory::new().with("test.isms", bytes);
        let options = isms::pipeline::Options { as_of: crate::support::day(), levels: Vec::new(), prefix: String::new(), name: "test".into() };
        let compiled = isms::pipeline::compile(&world, &options).expect("memory can be listed");
        let found: Vec<_> = compiled.findings.iter().map(|one| one.code.slug).collect();
        assert_eq!(found, ["organisation-missing", "not-utf8"], "{:#?}", compiled.findings);
        assert_eq!(compiled.model.roles.get("a").unwrap().held_by, ["Jürgen"]);
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
