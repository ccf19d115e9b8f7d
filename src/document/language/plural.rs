//! Which form of a message goes with a count: "1 risk" and "3 risks", and the more forms that some languages have.
//!
//! The rules are those that the languages of Europe share for whole numbers (Unicode CLDR, plural rules); a language that
//! is not listed has the rule of English.

/// The forms that a message may have in a catalogue, as CLDR names them.
pub(super) const FORMS: &[&str] = &["one", "few", "many", "other"];

/// The form for a count as it is shown.
pub(super) fn form(code: &str, count: &str) -> &'static str {
    let Ok(n) = count.parse::<u64>() else { return "other" };
    let (tens, ones) = (n % 100, n % 10);
    let language = code.split(['-', '_']).next().unwrap_or(code);
    match language {
        // no forms
        "ja" | "ko" | "zh" | "th" | "vi" | "id" | "tr" | "hu" => "other",
        // zero counts as one
        "fr" | "pt" if n < 2 => "one",
        "cs" | "sk" if (2..=4).contains(&n) => "few",
        "pl" | "ru" | "uk" if (2..=4).contains(&ones) && !(12..=14).contains(&tens) => "few",
        "pl" if n != 1 => "many",
        "ru" | "uk" if ones == 1 && tens != 11 => "one",
        "ru" | "uk" => "many",
        _ if n == 1 => "one",
        _ => "other",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_have_the_form_of_their_language() {
        let forms = |code| ["0", "1", "2", "5", "12", "22", "1.5"].map(|count| form(code, count));
        assert_eq!(forms("de"), ["other", "one", "other", "other", "other", "other", "other"]);
        assert_eq!(forms("fr"), ["one", "one", "other", "other", "other", "other", "other"]);
        assert_eq!(forms("pl"), ["many", "one", "few", "many", "many", "few", "other"]);
        assert_eq!(forms("cs-CZ"), ["other", "one", "few", "other", "other", "other", "other"]);
        assert_eq!(forms("ja"), ["other"; 7]);
    }
}
