//! Policy templates name the controls of 2022. A package that follows the edition of 2013 reads the numbers of that one.

use std::collections::BTreeMap;

use crate::model::{Control, Model, mapping};

/// A control that only the edition of 2013 has.
const OLD: &str = "A.5.1.1";

/// For each control of 2022 those of 2013 that became it; nothing where the package follows the edition of the templates.
#[derive(Debug, Clone, Default)]
pub(super) struct Before {
    became: BTreeMap<String, Vec<String>>,
    old: bool,
}

impl Before {
    /// What a model needs.
    pub fn of(model: &Model) -> Before {
        let mut became: BTreeMap<String, Vec<String>> = BTreeMap::new();
        let old = model.reference.controls.contains_key(OLD);
        if old {
            for (before, after) in mapping() {
                after.into_iter().for_each(|after| became.entry(after).or_default().push(before.clone()));
            }
        }
        Before { became, old }
    }

    /// The controls of 2022 that were others before.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.became.keys().map(String::as_str)
    }

    /// The control of a package that a template means: of several the one that is least far, since a rule holds when all do.
    pub fn control<'m>(&self, model: &'m Model, id: &str) -> Option<&'m Control> {
        let order = ["not_started", "planned", "partial", "implemented"];
        let all = self.became.get(id).into_iter().flatten().filter_map(|one| model.controls.get(one));
        model.controls.get(id).or_else(|| all.min_by_key(|one| order.iter().position(|status| *status == one.status)))
    }

    /// The source of a template with the numbers of the edition; what stands in its tags is no text.
    pub fn cite(&self, text: String) -> String {
        if !self.old {
            return text;
        }
        let mut out = String::with_capacity(text.len() + text.len() / 16);
        let mut rest = text.as_str();
        while let Some(at) = ["{{", "{%", "{#"].iter().filter_map(|open| rest.find(open)).min() {
            let (words, tag) = rest.split_at(at);
            self.words(words, &mut out);
            let close = if tag.starts_with("{{") {
                "}}"
            } else if tag.starts_with("{%") {
                "%}"
            } else {
                "#}"
            };
            let end = tag.find(close).map_or(tag.len(), |end| end + close.len());
            let (tag, after) = tag.split_at(end);
            out.push_str(tag);
            rest = after;
        }
        self.words(rest, &mut out);
        out
    }

    fn words(&self, text: &str, out: &mut String) {
        let mut rest = text;
        while let Some(at) = rest.find("A.") {
            let (before, from) = rest.split_at(at);
            out.push_str(before);
            let alone = !before.ends_with(|c: char| c.is_alphanumeric());
            let length = number(from);
            match length.filter(|_| alone) {
                Some(length) => {
                    let (id, after) = from.split_at(length);
                    match self.became.get(id) {
                        Some(ids) => out.push_str(&ids.join(", ")),
                        // new in 2022: there it has its number, and Annex A of 2013 has none
                        None => out.push_str(&id.replacen("A.", "ISO/IEC 27002:2022, ", 1)),
                    }
                    rest = after;
                }
                None => {
                    let (start, after) = from.split_at(2);
                    out.push_str(start);
                    rest = after;
                }
            }
        }
        out.push_str(rest);
    }
}

/// How long the number of a control of 2022 is that a text begins with: `A.8.13`; a number with more parts is another one's.
fn number(text: &str) -> Option<usize> {
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let theme = digits(text.get(2..)?);
    let dot = 2 + theme;
    let one = digits(text.get(dot + 1..)?);
    let end = dot + 1 + one;
    let more = text.get(end..)?.strip_prefix('.').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    (theme == 1 && text.get(dot..=dot) == Some(".") && (1..=2).contains(&one) && !more).then_some(end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_2022_become_those_of_2013() {
        let before = Before {
            became: BTreeMap::from([("A.8.13".into(), vec!["A.12.3.1".into()]), ("A.5.1".into(), vec!["A.5.1.1".into(), "A.5.1.2".into()])]),
            old: true,
        };
        for (text, expected) in [
            ("Copies are tested (A.8.13).", "Copies are tested (A.12.3.1)."),
            ("See A.5.1 and A.8.13.", "See A.5.1.1, A.5.1.2 and A.12.3.1."),
            ("Masked (A.8.11).", "Masked (ISO/IEC 27002:2022, 8.11)."),
            (
                "{% set a = control(\"A.8.13\") %}{# A.8.13 #}A.8.13{{ x(\"A.8.13\") }}",
                "{% set a = control(\"A.8.13\") %}{# A.8.13 #}A.12.3.1{{ x(\"A.8.13\") }}",
            ),
            ("A.5.1.1 stays, as do QA.8.13, A.8, A. and A.8.130", "A.5.1.1 stays, as do QA.8.13, A.8, A. and A.8.130"),
            ("Ä A.8.13ß {{ open", "Ä A.12.3.1ß {{ open"),
        ] {
            assert_eq!(before.cite(text.into()), expected);
        }
        assert_eq!(Before::default().cite("A.8.13".into()), "A.8.13");
    }
}
