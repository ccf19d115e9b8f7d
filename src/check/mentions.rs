//! Names in prose: what in a sentence looks like the name of a risk, a requirement or a control.

/// The words of a text that may be names: letters and at least one digit, such as `R-01`, `NIS2-21`, `A.8.13`.
pub(super) fn mentions(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !(c.is_alphanumeric() || matches!(c, '.' | '-' | '_')))
        .map(|word| word.trim_matches(['.', '-', '_']))
        .filter(|word| word.contains(|c: char| c.is_ascii_digit()) && word.starts_with(char::is_alphabetic))
}

/// Whether a name is written as a control of Annex A: `A.8.13`, in the 2013 edition `A.12.3.1`.
pub(super) fn is_annex_a(name: &str) -> bool {
    let Some(numbers) = name.strip_prefix("A.") else { return false };
    let parts: Vec<&str> = numbers.split('.').collect();
    (2..=3).contains(&parts.len()) && parts.iter().all(|part| !part.is_empty() && part.len() <= 2 && part.chars().all(|c| c.is_ascii_digit()))
}

/// Whether a sentence is about another standard, whose identifiers may look like those of Annex A.
pub(super) fn quotes_other_standard(text: &str) -> bool {
    ["2013", "27017", "27018", "27019", "27701", "27799", "42001", "20000", "22301"].iter().any(|number| text.contains(number))
}

/// What the names of a series have in common: `R-` for `R-01`; none where a name does not end in a number.
pub(super) fn series(name: &str) -> Option<String> {
    let prefix = name.trim_end_matches(|c: char| c.is_ascii_digit());
    (prefix.len() < name.len() && prefix.ends_with(['-', '_', '.']) && !prefix.contains(|c: char| c.is_ascii_digit())).then(|| prefix.to_string())
}

#[cfg(test)]
mod tests {
    use super::{is_annex_a, mentions, series};

    #[test]
    fn names_have_a_digit_and_end_before_punctuation() {
        let found: Vec<&str> = mentions("Answers R-01 (see A.8.13). AES-256, 24 hours, NIS2-21; -x9-").collect();
        assert_eq!(found, ["R-01", "A.8.13", "AES-256", "NIS2-21", "x9"]);
    }

    #[test]
    fn controls_of_both_editions_look_like_controls() {
        for name in ["A.8.13", "A.12.3.1", "A.5.1"] {
            assert!(is_annex_a(name), "{name}");
        }
        for name in ["A.8", "A.8.131", "A.x.1", "MED-01", "A.", "B.1.2"] {
            assert!(!is_annex_a(name), "{name}");
        }
    }

    #[test]
    fn a_series_ends_in_numbers() {
        assert_eq!(series("R-01").as_deref(), Some("R-"));
        assert_eq!(series("LR_7").as_deref(), Some("LR_"));
        for name in ["GDPR", "AES256", "NIS2-21", "R-"] {
            assert_eq!(series(name), None, "{name}");
        }
    }
}
