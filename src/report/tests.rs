//! What each format looks like, and what it does with input that means harm.

use super::*;
use crate::base::{FileId, Place, Span};
use crate::diagnostic::{Code, Group, Level};

static LOST: Code = Code { slug: "input-without-provider", level: Level::Deny, group: Group::Interfaces, since: "0.1", page: "" };
static LATE: Code = Code { slug: "review-overdue", level: Level::Warn, group: Group::Time, since: "0.1", page: "" };

/// Sources from texts, named `a.isms`, `b.isms` and so on.
fn sources(texts: &[&str]) -> Sources {
    let mut sources = Sources::default();
    for (text, name) in texts.iter().zip(["a.isms", "b.isms", "c.isms"]) {
        sources.add(name, *text, false);
    }
    sources
}

/// The place of a piece of text in a file.
fn find(sources: &Sources, file: u32, piece: &str) -> Place {
    let at = sources.text(FileId(file)).find(piece).expect("the piece is there");
    Place::new(FileId(file), Span::new(at, at + piece.len()))
}

fn written(format: Format, findings: &[Diagnostic], sources: &Sources) -> String {
    let mut out = Vec::new();
    write(format, findings, sources, false, &mut out).expect("memory can be written");
    String::from_utf8(out).expect("text")
}

/// The finding of section 7 of the design: it hurts in one file, and was caused in another.
fn two_files() -> (Sources, Vec<Diagnostic>) {
    let sources = sources(&["\n\nomit risk_assessment { because \"Group Risk does this\" }\n", "role a \"A\"\nadopt risk_treatment {\n  owner ciso\n}\n"]);
    let finding = Diagnostic::new(&LOST, "nobody delivers `list of prioritized risks` to `risk_treatment`")
        .and(find(&sources, 0, "omit risk_assessment"), "the process that delivers it is omitted here")
        .at(find(&sources, 1, "adopt risk_treatment"), "needs it as an input")
        .cite("ISO/IEC TS 27022:2021, Table 5")
        .help("if another process delivers it, say so here: `instead prioritized_risks from group_risk`")
        .help("or keep the process:\n  external group_risk \"Group Risk\" realises risk_assessment")
        .fix("keep the process", find(&sources, 0, "omit"), "adopt", false);
    (sources, vec![finding])
}

#[test]
fn a_picture_shows_every_file_and_the_primary_one_first() {
    let (sources, findings) = two_files();
    insta::assert_snapshot!(written(Format::Human, &findings, &sources), @r#"
    error[input-without-provider]: nobody delivers `list of prioritized risks` to `risk_treatment`
      ┌─ b.isms:2:1
      │
    2 │ adopt risk_treatment {
      │ ^^^^^^^^^^^^^^^^^^^^ needs it as an input
      │
      ┌─ a.isms:3:1
      │
    3 │ omit risk_assessment { because "Group Risk does this" }
      │ -------------------- the process that delivers it is omitted here
      │
      = ISO/IEC TS 27022:2021, Table 5
      = if another process delivers it, say so here: `instead prioritized_risks from group_risk`
      = or keep the process:
          external group_risk "Group Risk" realises risk_assessment
      = isms explain input-without-provider
    "#);
}

#[test]
fn a_short_line_names_the_primary_place() {
    let (sources, findings) = two_files();
    insta::assert_snapshot!(written(Format::Short, &findings, &sources), @"b.isms:2:1: error[input-without-provider]: nobody delivers `list of prioritized risks` to `risk_treatment`");
}

#[test]
fn sentences_tell_the_same() {
    let (sources, findings) = two_files();
    insta::assert_snapshot!(written(Format::Narrated, &findings, &sources), @r#"
    nobody delivers `list of prioritized risks` to `risk_treatment`
        Diagnostic severity: error
    Begin snippet for b.isms starting at line 2, column 1

    snippet line 2: adopt risk_treatment {
        label at line 2, columns 1 to 20: needs it as an input
    Begin snippet for a.isms starting at line 3, column 1

    snippet line 3: omit risk_assessment { because "Group Risk does this" }
        label at line 3, columns 1 to 20: the process that delivers it is omitted here
    diagnostic help: if another process delivers it, say so here: `instead prioritized_risks from group_risk`
    diagnostic help: or keep the process: external group_risk "Group Risk" realises risk_assessment
    diagnostic help: asked for by ISO/IEC TS 27022:2021, Table 5
    diagnostic code: input-without-provider
    For more details, see:
    isms explain input-without-provider
    "#);
}

#[test]
fn machines_get_everything() {
    let (sources, findings) = two_files();
    insta::assert_snapshot!(written(Format::Json, &findings, &sources), @r#"
    {
      "diagnostics": [
        {
          "code": "input-without-provider",
          "severity": "error",
          "message": "nobody delivers `list of prioritized risks` to `risk_treatment`",
          "labels": [
            {
              "path": "b.isms",
              "start": {
                "line": 2,
                "column": 1,
                "offset": 11
              },
              "end": {
                "line": 2,
                "column": 21,
                "offset": 31
              },
              "message": "needs it as an input",
              "primary": true
            },
            {
              "path": "a.isms",
              "start": {
                "line": 3,
                "column": 1,
                "offset": 2
              },
              "end": {
                "line": 3,
                "column": 21,
                "offset": 22
              },
              "message": "the process that delivers it is omitted here",
              "primary": false
            }
          ],
          "help": [
            "if another process delivers it, say so here: `instead prioritized_risks from group_risk`",
            "or keep the process:\n  external group_risk \"Group Risk\" realises risk_assessment"
          ],
          "cite": "ISO/IEC TS 27022:2021, Table 5",
          "fixes": [
            {
              "title": "keep the process",
              "safe": false,
              "edits": [
                {
                  "path": "a.isms",
                  "start": {
                    "line": 3,
                    "column": 1,
                    "offset": 2
                  },
                  "end": {
                    "line": 3,
                    "column": 5,
                    "offset": 6
                  },
                  "text": "adopt"
                }
              ]
            }
          ],
          "group": "interfaces",
          "explain": "isms explain input-without-provider",
          "subject": null,
          "fingerprint": "578c54187286fccc46997545bfe7a262"
        }
      ],
      "set_aside": [],
      "summary": {
        "errors": 1,
        "warnings": 0,
        "set_aside": 0
      }
    }
    "#);
}

#[test]
fn a_finding_without_a_place_is_told_too() {
    let findings = [Diagnostic::new(&LOST, "no organisation")];
    let none = Sources::default();
    insta::assert_snapshot!(written(Format::Human, &findings, &none), @"
    error[input-without-provider]: no organisation
     = isms explain input-without-provider
    ");
    insta::assert_snapshot!(written(Format::Short, &findings, &none), @"error[input-without-provider]: no organisation");
    insta::assert_snapshot!(written(Format::Narrated, &findings, &none), @"
    no organisation
        Diagnostic severity: error
    diagnostic code: input-without-provider
    For more details, see:
    isms explain input-without-provider
    ");
}

#[test]
fn labels_over_several_lines_are_bracketed() {
    let sources = sources(&["omit improvement\n  because \"Too small.\",\n  approved by ceo\n"]);
    let whole = Place::new(FileId(0), Span::new(0, sources.text(FileId(0)).len()));
    let findings = [Diagnostic::new(&LATE, "an omission").at(whole, "all of it")];
    insta::assert_snapshot!(written(Format::Human, &findings, &sources), @r#"
    warning[review-overdue]: an omission
      ┌─ a.isms:1:1
      │  
    1 │ ╭ omit improvement
    2 │ │   because "Too small.",
    3 │ │   approved by ceo
      │ ╰─────────────────^ all of it
      │  
      = isms explain review-overdue
    "#);
}

#[test]
fn dangerous_characters_are_visible_and_columns_are_those_of_the_file() {
    let sources = sources(&["role ä\u{202E}b\u{1b}[31m nobody\r\nrole b\rrole c\n"]);
    let findings =
        [Diagnostic::new(&LATE, "`\u{1b}[2J` is unknown").at(find(&sources, 0, "nobody"), "here\u{7}\nand there").and(find(&sources, 0, "c"), "third line")];
    insta::assert_snapshot!(written(Format::Human, &findings, &sources), @"
    warning[review-overdue]: `<U+001B>[2J` is unknown
      ┌─ a.isms:1:15
      │
    1 │ role ä<U+202E>b<U+001B>[31m nobody
      │                             ^^^^^^ here<U+0007> and there
    2 │ role b
    3 │ role c
      │      - third line
      │
      = isms explain review-overdue
    ");
    insta::assert_snapshot!(written(Format::Short, &findings, &sources), @"a.isms:1:15: warning[review-overdue]: `<U+001B>[2J` is unknown");
    let json = written(Format::Json, &findings, &sources);
    assert!(json.contains(r"`\u001b[2J` is unknown") && !json.chars().any(is_dangerous));
    assert!(json.contains("\"column\": 15"), "{json}");
}

#[test]
fn long_lines_are_cut_around_the_place() {
    let sources = sources(&[&format!("role {} here {}\n", "ü".repeat(5_000), "x".repeat(1_000_000))]);
    let findings = [Diagnostic::new(&LATE, "far right").at(find(&sources, 0, "here"), "look")];
    for format in [Format::Human, Format::Narrated] {
        let text = written(format, &findings, &sources);
        assert!(text.len() < 4_000 && text.contains("look") && text.contains("üü here xx"), "{text}");
    }
    assert!(written(Format::Human, &findings, &sources).contains("a.isms:1:5007"));
}

#[test]
fn places_that_do_not_fit_are_survived() {
    let sources = sources(&["ä", ""]);
    for (file, start, end) in [(0, 1, 1), (0, 0, 9), (0, 5, 2), (0, u32::MAX, u32::MAX), (1, 0, 0), (1, 3, 8), (7, 0, 4)] {
        let place = Place::new(FileId(file), Span { start, end });
        let findings = [Diagnostic::new(&LATE, "odd").at(place, "one").and(Place::new(FileId(0), Span::new(0, 1)), "two").and(place, "three")];
        for reporter in FORMATS {
            assert!(written(reporter.id, &findings, &sources).contains("odd"));
        }
    }
}

#[test]
fn people_see_at_most_a_thousand_and_errors_before_warnings() {
    let sources = sources(&["role a\n"]);
    let place = find(&sources, 0, "a");
    let mut findings: Vec<Diagnostic> = (0..MAX_SHOWN).map(|n| Diagnostic::new(&LATE, format!("warning {n}")).at(place, "")).collect();
    findings.extend((0..5).map(|n| Diagnostic::new(&LOST, format!("error {n}")).at(place, "")));
    for format in [Format::Human, Format::Short, Format::Narrated] {
        let text = written(format, &findings, &sources);
        assert!(text.contains("error 4") && text.contains("warning 4") && !text.contains("warning 995"));
        match format {
            Format::Short => assert!(text.contains("warning 994")),
            _ => assert!(text.contains("and 990 more warnings [review-overdue], in a.isms\n") && !text.contains("warning 5:"), "{text}"),
        }
        assert!(text.trim_end().ends_with("and 5 more"));
    }
    let json: serde_json::Value = serde_json::from_str(&written(Format::Json, &findings, &sources)).expect("JSON");
    assert_eq!(json["diagnostics"].as_array().map(Vec::len), Some(MAX_SHOWN + 5));
    assert_eq!(json["summary"]["errors"], 5);
}

#[test]
fn what_says_the_same_is_drawn_once_and_counted() {
    let sources = sources(&["role a\n", "role b\n", "role c\n"]);
    let at = |file: u32, piece: &str| find(&sources, file, piece);
    let lost = |file: u32, piece: &str| Diagnostic::new(&LOST, "there is no role `ciso`").at(at(file, piece), "nobody declares this name");
    let mut findings: Vec<Diagnostic> = (0..4).map(|_| lost(0, "a")).collect();
    findings.extend([lost(1, "b"), lost(2, "c"), Diagnostic::new(&LATE, "late").at(at(2, "c"), "")]);
    let text = written(Format::Human, &findings, &sources);
    assert_eq!(text.matches("nobody declares this name").count(), 1, "{text}");
    assert!(text.contains("and 5 more errors [input-without-provider]: there is no role `ciso`, in a.isms, b.isms, c.isms\n"), "{text}");
    assert!(text.contains("  = `isms check --format short` has a line for each\n") && text.contains("late"), "{text}");
    let few = written(Format::Human, findings.get(3..).unwrap_or_default(), &sources);
    assert_eq!(few.matches("nobody declares this name").count(), 3, "so few are all drawn: {few}");
    assert_eq!(written(Format::Short, &findings, &sources).lines().count(), 7);
}

#[test]
fn one_long_line_with_many_findings_takes_linear_time() {
    let text = "= ".repeat(50_000);
    let sources = sources(&[&text]);
    let findings: Vec<Diagnostic> = (0..50_000).map(|n| Diagnostic::new(&LATE, "sign").at(Place::new(FileId(0), Span::new(n * 2, n * 2 + 1)), "")).collect();
    let started = std::time::Instant::now();
    let json = written(Format::Json, &findings, &sources);
    assert!(json.contains("\"column\": 99999"));
    assert!(started.elapsed().as_secs() < 20, "{:?}", started.elapsed());
}

#[test]
fn colours_are_escape_sequences_only_where_asked_for() {
    let (sources, findings) = two_files();
    for (format, coloured) in [(Format::Human, true), (Format::Short, true), (Format::Narrated, false), (Format::Json, false)] {
        let mut out = Vec::new();
        write(format, &findings, &sources, true, &mut out).expect("memory can be written");
        assert_eq!(out.contains(&0x1b), coloured, "{format:?}");
        assert!(!written(format, &findings, &sources).contains('\u{1b}'));
    }
}
