//! What the layout looks like, and that it says the same whatever the text looked like before. Longer than other files:
//! most of it is texts before and after.

use proptest::prelude::*;

use super::format;
use crate::base::FileId;
use crate::resolve::{Data, Node, lower};
use crate::syntax::{Block, Item, Member, ValueKind, parse};
use crate::vocabulary::{Spec, TOP};

fn laid_out(text: &str) -> String {
    let formatted = format(text);
    assert!(formatted.ok, "left as it is:\n{text}");
    assert_eq!(format(&formatted.text).text, formatted.text, "laid out twice");
    formatted.text
}

/// What a text says, as the resolver reads it: words, values, titles, documentation, and what is wrong.
fn meaning(text: &str) -> String {
    fn value(data: &Data) -> String {
        match data {
            // the value of a setting knows its place
            Data::Setting(name, inner) => format!("{name} = {}", value(&inner.data)),
            other => format!("{other:?}"),
        }
    }
    fn tell(node: &Node, depth: usize, out: &mut String) {
        let values: Vec<_> = node.values.iter().map(|one| value(&one.data)).collect();
        let title = node.title.as_ref().map(|(title, _)| title);
        out.push_str(&format!("{depth} {} {values:?} {title:?} {:?}\n", node.spec.word, node.doc));
        node.members.iter().for_each(|member| tell(member, depth + 1, out));
    }
    let (tree, _) = parse(FileId(0), text);
    let (nodes, findings) = lower(FileId(0), text, &tree.members);
    let mut out = String::new();
    nodes.iter().for_each(|node| tell(node, 0, &mut out));
    findings.iter().for_each(|finding| out.push_str(finding.code.slug));
    out
}

#[test]
fn blanks_semicolons_and_line_ends_become_canonical() {
    let text = "\u{FEFF}\r\n\r\nrole\tceo   \"CEO\"{held_by \"A\" ;deputy b\r\n\r\n\r\n\r\n\treports_to   c }  // end\r\n// next\rrole d \"D\"\nrole e \"E\"\n";
    insta::assert_snapshot!(laid_out(text), @r#"
    role ceo "CEO" {
      held_by "A"
      deputy b

      reports_to c
    } // end

    // next
    role d "D"
    role e "E"
    "#);
}

#[test]
fn declarations_with_blocks_stand_apart_and_simple_ones_as_they_were() {
    let text = "map a to b\nmap c to d\n\n\nmap e to f\nrole a \"A\" {\n\n  owner b\n\n}\nrole b \"B\" {}\nrole c \"C\"\n// last\n";
    insta::assert_snapshot!(laid_out(text), @r#"
    map a to b
    map c to d

    map e to f

    role a "A" {
      owner b
    }

    role b "B" {}

    role c "C"
    // last
    "#);
}

#[test]
fn comments_stay_where_they_are() {
    let text = "// top\n\n/// doc\nrole a \"A\" {// open\n// first\n  held_by \"x\", // one\n      // two\n  \"y\"// after\n\n\n  // before b\n  deputy b\n  // tail\n}   // close\n\n\n// end\n";
    insta::assert_snapshot!(laid_out(text), @r#"
    // top

    /// doc
    role a "A" { // open
      // first
      held_by "x", // one
          // two
          "y" // after

      // before b
      deputy b
      // tail
    } // close

    // end
    "#);
}

#[test]
fn comments_in_headers_and_lists_stay() {
    let text = "omit improvement // why\n  // because of this\n  because \"Too small.\"\nwaive [a, // one\n b,]\ncontrol A.5.1 // note\n{ // open\n}\nrole x \"X\" // only\n{\n}\n";
    insta::assert_snapshot!(laid_out(text), @r#"
    omit improvement // why
      // because of this
      because "Too small."
    waive [a, // one
        b,]

    control A.5.1 // note
    { // open
    }

    role x "X" // only
    {}
    "#);
}

#[test]
fn long_headers_are_broken_where_they_may_be() {
    let text = concat!(
        "waive customer_value_reports, customer_communication_plan, identified_customers, customer_satisfaction_levels, added_value because \"Eleven clients\" until 2026-12-31\n",
        "process protect \"Protect and improve\" realises risk_assessment, risk_treatment, security_implementation_management, awareness_and_competence {\n",
        "  covers customer_value_reports, customer_communication_plan, identified_customers, customer_satisfaction_levels\n",
        "  covers customer_value_reports, customer_communication_plan because \"a reason so long that it does not fit in the line\"\n}\n",
    );
    insta::assert_snapshot!(laid_out(text), @r#"
    waive customer_value_reports, customer_communication_plan, identified_customers,
        customer_satisfaction_levels, added_value
      because "Eleven clients"
      until 2026-12-31

    process protect "Protect and improve"
      realises risk_assessment, risk_treatment, security_implementation_management,
        awareness_and_competence {
      covers customer_value_reports, customer_communication_plan, identified_customers,
          customer_satisfaction_levels
      covers customer_value_reports, customer_communication_plan because "a reason so long that it does not fit in the line"
    }
    "#);
}

#[test]
fn text_blocks_move_with_their_member() {
    let text = "role a \"A\" {\n description \"\"\"one\n          two\n\n            three\n      \"\"\"\n note \"\"\"\n\tx\n\t\ty  \n\"\"\" // t\n}\nrole b \"\"\"\n  Title\n \"\"\" held_by \"x\"\n";
    insta::assert_snapshot!(laid_out(text), @r#"
    role a "A" {
      description """
        one
        two

          three
      """
      note """
        x
        	y
      """ // t
    }

    role b """
      Title
    """ held_by "x"
    "#);
}

#[test]
fn ranges_units_and_strings_keep_their_form() {
    let text = "measure m \"M\" { target 10 .. 20%\n observed -3..x\n note \"a  \\\" // b\t\" set x 1 }\nrole e{}\nrole f { ; }\n";
    insta::assert_snapshot!(laid_out(text), @r#"
    measure m "M" {
      target 10..20 %
      observed -3 .. x
      note "a  \" // b	" set x 1
    }

    role e {}

    role f {}
    "#);
}

#[test]
fn a_text_with_a_comma_that_separates_nothing_is_left_alone() {
    for text in [
        "role a \"A\" {\n  held_by  \"x\",\n}\n",
        "role a \"A\" {\n  deputy b,; held_by \"x\"\n}\n",
        "role a \"A\" {\n  deputy  b, // c\n}\n",
        "role  a,\n\nrole b\n",
        "role a { held_by \"x\",, \"y\" }\n",
        "role a { held_by , \"x\" }\n",
        "control A.5.1 { plan { task T-1 \"T\" controls A.5.2, } }\n",
        "risk  R-1 \"R\" {\n  owner ciso,\n  likelihood 2\n}\n",
        "role  a { nobody_knows_this \"x\",\n}\n",
    ] {
        let formatted = format(text);
        assert_eq!((formatted.ok, formatted.text.as_str()), (false, text));
    }
    // in brackets a comma may stand at the end
    assert_eq!(laid_out("exclude [A.5.1, A.5.2,] because \"x\"\n"), "exclude [A.5.1, A.5.2,] because \"x\"\n");
}

#[test]
fn a_text_with_errors_is_left_alone() {
    for text in ["role a @ b\n", "role  a {\n", "  role a\n", "role a \"\u{202E}\"\n", "}"] {
        let formatted = format(text);
        assert!(!formatted.ok);
        assert_eq!(formatted.text, text);
    }
}

#[test]
fn a_needless_sign_is_left_out() {
    assert_eq!(laid_out("role a \"A\" {\n  held_by: \"B\"\n  unit=c\n}\n"), "role a \"A\" {\n  held_by \"B\"\n  unit c\n}\n");
}

#[test]
fn nothing_comes_of_nothing() {
    for (text, expected) in [("", ""), ("\n\n", ""), ("\u{FEFF}", ""), (";;\n", ""), ("// a", "// a\n"), ("role a", "role a\n")] {
        assert_eq!(laid_out(text), expected, "{text:?}");
    }
}

#[test]
fn the_library_and_the_examples_say_the_same_laid_out() {
    let mut folders = vec![std::path::PathBuf::from("stdlib"), std::path::PathBuf::from("examples")];
    let mut count = 0;
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).expect("a folder of the repository") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "isms") {
                let text = std::fs::read_to_string(&path).expect("text");
                assert_eq!(meaning(&text), meaning(&laid_out(&text)), "{}", path.display());
                count += 1;
            }
        }
    }
    assert!(count > 50);
}

/// Every example of the vocabulary that is a whole declaration.
fn examples() -> Vec<&'static str> {
    TOP.iter().map(|spec: &Spec| spec.example).filter(|example| !example.is_empty()).collect()
}

/// Writes trees again with blanks, line ends and comments of all kinds wherever the language allows them.
struct Scrambler<'t> {
    text: &'t str,
    choices: std::iter::Cycle<std::vec::IntoIter<u8>>,
    comments: usize,
    out: String,
}

impl Scrambler<'_> {
    fn choose(&mut self, of: u8) -> u8 {
        self.choices.next().unwrap_or(0) % of
    }

    fn end_of_line(&mut self) {
        let end = ["\n", "\n", "\r\n", "\n\n", "\n\n\n\n", " \t\n", "\r"][usize::from(self.choose(7))];
        self.out.push_str(end);
    }

    fn indent(&mut self, least: u8) {
        let count = least + self.choose(5);
        let blank = if self.choose(4) == 0 { "\t" } else { " " };
        self.out.push_str(&blank.repeat(usize::from(count)));
    }

    fn comment(&mut self) {
        self.comments += 1;
        let sign = ["//", "// ", "///", "/// \"", "//{ ,; "][usize::from(self.choose(5))];
        self.out.push_str(&format!("{sign}c{}c", self.comments));
        self.end_of_line();
    }

    fn blanks(&mut self) {
        let blanks = [" ", "  ", "\t", " \t "][usize::from(self.choose(4))];
        self.out.push_str(blanks);
    }

    /// Between the parts of a header: lines may end only where `free`.
    fn gap(&mut self, free: bool) {
        self.blanks();
        for _ in 0..3 {
            if !free || self.choose(6) != 0 {
                break;
            }
            if self.choose(2) == 0 {
                self.comment()
            } else {
                self.end_of_line()
            }
            self.indent(1);
        }
    }

    /// Between members.
    fn apart(&mut self, least: u8) {
        match self.choose(6) {
            0 => self.comment(),
            1 if least > 0 => self.out.push_str(" ; "),
            2 => self.out.push_str(";\n"),
            _ => self.end_of_line(),
        }
        for _ in 0..3 {
            if self.choose(4) != 0 {
                break;
            }
            if self.choose(2) == 0 { self.comment() } else { self.end_of_line() }
        }
        if least > 0 {
            self.indent(least);
        } else if !self.out.ends_with(['\n', '\r']) {
            self.out.push('\n');
        }
    }

    fn items(&mut self, items: &[Item], free: bool) {
        let mut after_comma = false;
        for (at, item) in items.iter().enumerate() {
            let comma = matches!(item, Item::Comma(_));
            if !comma || self.choose(3) == 0 {
                self.gap(free || after_comma);
            }
            after_comma = comma;
            let written = item.span().of(self.text);
            match item {
                Item::Value(value) => match &value.kind {
                    ValueKind::List(inner) => {
                        self.out.push('[');
                        self.items(inner, true);
                        self.gap(true);
                        self.out.push(']');
                    }
                    ValueKind::Text => self.text_block(written),
                    _ => self.out.push_str(written),
                },
                Item::Comma(_) => self.out.push_str(if at + 1 == items.len() { "" } else { "," }),
            }
        }
    }

    /// A text block with some more indentation.
    fn text_block(&mut self, written: &str) {
        let more = " ".repeat(usize::from(self.choose(7)));
        self.out.push_str(&written.replace('\n', &format!("\n{more}")));
    }

    fn member(&mut self, member: &Member, top: bool) {
        self.out.push_str(member.word(self.text));
        self.items(&member.items, top);
        if let Some(block) = &member.block {
            self.gap(top);
            self.block(block);
        }
    }

    fn block(&mut self, block: &Block) {
        self.out.push('{');
        for member in &block.members {
            self.apart(1);
            self.member(member, false);
        }
        self.apart(1);
        self.out.push('}');
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_way_of_writing_gives_one_layout(which in prop::collection::vec(any::<prop::sample::Index>(), 1..6), choices in prop::collection::vec(any::<u8>(), 1..400)) {
        let all = examples();
        let text: Vec<&str> = which.iter().map(|index| *index.get(&all)).collect();
        let text = text.join("\n");
        let (tree, findings) = parse(FileId(0), &text);
        prop_assert!(findings.is_empty(), "{text}");
        let mut scrambler = Scrambler { text: &text, choices: choices.into_iter().cycle(), comments: 0, out: String::new() };
        for member in &tree.members {
            scrambler.apart(0);
            scrambler.member(member, true);
        }
        scrambler.apart(0);
        let (written, comments) = (scrambler.out, scrambler.comments);
        let formatted = format(&written);
        prop_assert!(formatted.ok, "left as it is:\n{written}");
        prop_assert_eq!(meaning(&written), meaning(&formatted.text));
        prop_assert_eq!(&format(&formatted.text).text, &formatted.text);
        for number in 1..=comments {
            prop_assert_eq!(formatted.text.matches(&format!("c{number}c")).count(), 1, "{}", written);
        }
        prop_assert!(!formatted.text.contains(['\r', '\t']) && formatted.text.ends_with('\n') && !formatted.text.ends_with("\n\n"));
        prop_assert!(formatted.text.lines().all(|line| line.trim_end() == line), "{}", formatted.text);
    }

    #[test]
    fn a_list_is_laid_out_or_left_alone(pieces in prop::collection::vec(prop::sample::select(vec![
        "held_by ", "deputy ", "needs ", "covers ", "owner ", "on ", "by ", "because ", "a ", "b ", "A.5.1 ", "\"x\" ", "\"\"\"\n  t\n  \"\"\" ", "2026-01-01 ", ", ", ", ", ",\n    ", "; ",
        "[", "]", "{ ", "} ", "\n  ", "// c\n  ", "treat modify with ", "plan { due 2026-01-01 } ", "task T-1 \"T\" ",
    ]), 1..14), word in prop::sample::select(vec!["role r \"R\"", "risk R-1 \"R\"", "policy p \"P\"", "exclude A.5.1", "control A.5.2"])) {
        let text = format!("{word} {{\n  {}\n}}\n\nrole next \"N\"\n", pieces.concat());
        let formatted = format(&text);
        if !formatted.ok {
            prop_assert_eq!(&formatted.text, &text);
            return Ok(());
        }
        prop_assert_eq!(meaning(&text), meaning(&formatted.text), "{}", formatted.text);
        prop_assert_eq!(&format(&formatted.text).text, &formatted.text, "laid out twice");
        prop_assert!(!formatted.text.contains(",;") && !formatted.text.contains(",\n}"), "{}", formatted.text);
    }

    #[test]
    fn any_text_is_survived(text in "[a-c\"\\\\{}\\[\\],;/ \t\r\n.%0-9\u{FEFF}é-]{0,80}") {
        let formatted = format(&text);
        if formatted.ok {
            prop_assert_eq!(&format(&formatted.text).text, &formatted.text);
        } else {
            prop_assert_eq!(formatted.text, text);
        }
    }
}
