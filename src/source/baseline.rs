//! The baseline: findings that were there when it was taken. They are kept by code and declaration, never by line.

use toml::de::{DeTable, DeValue};

use super::problems;
use crate::base::{FileId, Place, Span, argument};
use crate::diagnostic::{Diagnostic, Identity, Level};

/// A baseline that was read.
#[derive(Debug, Clone, Default)]
pub struct Baseline {
    /// Its path, as it is shown.
    pub path: String,
    /// Its entries, in the order of the file.
    pub entries: Vec<Entry>,
    /// Whether the command line names it; else isms.toml does.
    pub of_command: bool,
}

/// A finding of a baseline.
#[derive(Debug, Clone)]
pub struct Entry {
    /// Which finding.
    pub identity: Identity,
    /// How often.
    pub count: usize,
    /// Where the entry stands.
    pub place: Place,
}

const KEYS: &[&str] = &["code", "at", "names", "count"];
const HEAD: &str = "\
# Findings that were there when this baseline was taken: only new ones count.
# Each is kept by its code and the declaration that it is about, not by line.
# Written by `isms check --update-baseline`, which also removes what is no longer found.

version = 1
";

impl Baseline {
    /// What a command line needs to mean this baseline: nothing where isms.toml names it.
    pub fn option(&self) -> String {
        if self.of_command { format!(" --baseline {}", argument(&self.path)) } else { String::new() }
    }

    /// Reads a baseline; what cannot be read is reported and left out.
    pub fn read(file: FileId, path: &str, text: &str, codes: &dyn Fn(&str) -> Option<Level>, slugs: &[&str]) -> (Self, Vec<Diagnostic>) {
        let mut reader = Reader { file, codes, slugs, findings: Vec::new() };
        let mut baseline = Baseline { path: path.to_string(), entries: Vec::new(), of_command: false };
        let table = match DeTable::parse(text) {
            Ok(table) => table,
            Err(error) => {
                let place = reader.place(error.span().unwrap_or(0..0));
                return (baseline, vec![problems::invalid_baseline(place, error.message())]);
            }
        };
        for (key, value) in table.get_ref() {
            match (key.get_ref().as_ref(), value.get_ref()) {
                ("version", DeValue::Integer(number)) if number.as_str() == "1" => {}
                ("version", _) => reader.wrong(value.span(), "this version of isms reads `version = 1`"),
                ("finding", DeValue::Array(list)) => {
                    for one in list {
                        match one.get_ref() {
                            DeValue::Table(entry) => baseline.entries.extend(reader.entry(entry, one.span())),
                            _ => reader.wrong(one.span(), "an entry is a table: write `[[finding]]`"),
                        }
                    }
                }
                ("finding", _) => reader.wrong(value.span(), "entries are a list of tables: write `[[finding]]`"),
                (other, _) => {
                    let place = reader.place(key.span());
                    reader.findings.push(problems::unknown_baseline_key(place, other, &["version", "finding"]));
                }
            }
        }
        (baseline, reader.findings)
    }

    /// Whether a text is a baseline, of this version or a later one; an empty one is, since nothing is lost with it.
    pub fn is_one(text: &str) -> bool {
        let known = |table: &DeTable<'_>| table.keys().all(|key| matches!(key.get_ref().as_ref(), "version" | "finding"));
        text.trim().is_empty() || DeTable::parse(text).is_ok_and(|table| table.get_ref().contains_key("version") && known(table.get_ref()))
    }

    /// The text of a baseline of these findings; errors of meaning are left out, they cannot be put off.
    pub fn write<'a>(findings: impl IntoIterator<Item = &'a Diagnostic>) -> String {
        let mut counts: std::collections::BTreeMap<Identity, usize> = std::collections::BTreeMap::new();
        for finding in findings.into_iter().filter(|finding| finding.code.level != Level::Error) {
            *counts.entry(Identity::of(finding)).or_default() += 1;
        }
        let mut text = HEAD.to_string();
        for (identity, count) in counts {
            text.push_str(&format!("\n[[finding]]\ncode = {}\nat = {}\n", quoted(&identity.code), quoted(&identity.at)));
            if !identity.names.is_empty() {
                let names: Vec<String> = identity.names.iter().map(|name| quoted(name)).collect();
                text.push_str(&format!("names = [{}]\n", names.join(", ")));
            }
            if count > 1 {
                text.push_str(&format!("count = {count}\n"));
            }
        }
        text
    }
}

/// A text as TOML writes it.
fn quoted(text: &str) -> String {
    toml::Value::String(text.to_string()).to_string()
}

struct Reader<'a> {
    file: FileId,
    codes: &'a dyn Fn(&str) -> Option<Level>,
    slugs: &'a [&'a str],
    findings: Vec<Diagnostic>,
}

impl Reader<'_> {
    fn place(&self, range: std::ops::Range<usize>) -> Place {
        Place::new(self.file, Span::new(range.start, range.end))
    }

    fn wrong(&mut self, range: std::ops::Range<usize>, message: &str) {
        let place = self.place(range);
        self.findings.push(problems::invalid_baseline(place, message));
    }

    fn entry(&mut self, entry: &DeTable<'_>, whole: std::ops::Range<usize>) -> Option<Entry> {
        let (mut code, mut at, mut names, mut count) = (None, None, Vec::new(), 1usize);
        for (key, value) in entry {
            match (key.get_ref().as_ref(), value.get_ref()) {
                ("code", DeValue::String(text)) => code = Some((text.to_string(), value.span())),
                ("at", DeValue::String(text)) => at = Some(text.to_string()),
                ("names", DeValue::Array(list)) => {
                    for one in list {
                        match one.get_ref() {
                            DeValue::String(text) => names.push(text.to_string()),
                            _ => self.wrong(one.span(), "`names` takes texts in quotes"),
                        }
                    }
                }
                ("count", DeValue::Integer(number)) => match number.as_str().parse::<usize>() {
                    Ok(number) if number > 0 => count = number,
                    _ => self.wrong(value.span(), "`count` is a number from 1 on"),
                },
                ("code" | "at", _) => self.wrong(value.span(), &format!("`{}` takes a text in quotes", key.get_ref())),
                ("names", _) => self.wrong(value.span(), "`names` takes a list of texts: `[\"a\", \"b\"]`"),
                ("count", _) => self.wrong(value.span(), "`count` is a number from 1 on"),
                (other, _) => {
                    let place = self.place(key.span());
                    self.findings.push(problems::unknown_baseline_key(place, other, KEYS));
                }
            }
        }
        let Some((code, span)) = code else {
            self.wrong(whole, "this entry has no `code`");
            return None;
        };
        let place = self.place(span);
        match (self.codes)(&code) {
            Some(Level::Error) => self.findings.push(problems::fixed_level(place, &code)),
            Some(_) => return Some(Entry { identity: Identity { code, at: at.unwrap_or_default(), names }, count, place }),
            None => self.findings.push(problems::unknown_baseline_code(place, &code, self.slugs)),
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (Baseline, Vec<String>) {
        let codes = |name: &str| match name {
            "review-overdue" => Some(Level::Warn),
            "unknown-name" => Some(Level::Error),
            _ => None,
        };
        let (baseline, findings) = Baseline::read(FileId(0), "b.toml", text, &codes, &["review-overdue", "unknown-name"]);
        (baseline, findings.iter().map(|one| format!("{}: {}", one.code.slug, one.message)).collect())
    }

    #[test]
    fn what_is_written_is_read_back() {
        let text = format!("{HEAD}\n[[finding]]\ncode = \"review-overdue\"\nat = \"risk R-1\"\nnames = [\"a \\\"b\\\"\"]\ncount = 2\n");
        let (baseline, wrong) = read(&text);
        assert_eq!(wrong, Vec::<String>::new());
        assert_eq!(baseline.entries[0].identity, Identity { code: "review-overdue".into(), at: "risk R-1".into(), names: vec!["a \"b\"".into()] });
        assert_eq!(baseline.entries[0].count, 2);
    }

    #[test]
    fn mistakes_are_told_and_the_rest_is_read() {
        let text = "version = 1\n[[finding]]\ncode = \"review-overdu\"\n[[finding]]\ncode = \"unknown-name\"\n[[finding]]\nat = \"x\"\n[[finding]]\ncode = \"review-overdue\"\nline = 7\ncount = 0\n";
        let (baseline, wrong) = read(text);
        assert_eq!(baseline.entries.len(), 1);
        assert_eq!(
            wrong,
            [
                "invalid-baseline: there is no finding `review-overdu`",
                "fixed-level: `unknown-name` is an error of meaning, and its level is fixed",
                "invalid-baseline: this entry has no `code`",
                "invalid-baseline: `count` is a number from 1 on",
                "invalid-baseline: the baseline has no `line` here",
            ]
        );
    }

    #[test]
    fn a_file_that_is_no_toml_is_one_finding() {
        let (baseline, wrong) = read("version = 1\n[[finding\n");
        assert!(baseline.entries.is_empty());
        assert_eq!(wrong.len(), 1);
    }
}
