//! A path or name as an argument of a command that people copy.

use std::borrow::Cow;

/// The text as it is typed behind a command: in quotes where a shell would take it apart or change it.
///
/// What is quoted works in `sh`, PowerShell and, apart from names with a double quote, in `cmd`.
pub fn argument(text: &str) -> Cow<'_, str> {
    let plain = |c: char| c.is_alphanumeric() || "._-/:+@%=,".contains(c) || (cfg!(windows) && c == '\\');
    if text.starts_with('-') && text.len() > 1 {
        return Cow::Owned(argument(&format!("./{text}")).into_owned());
    }
    if !text.is_empty() && text.chars().all(plain) {
        return Cow::Borrowed(text);
    }
    let inside = |c: char| matches!(c, '"' | '$' | '`' | '!') || (!cfg!(windows) && c == '\\');
    if text.contains(inside) {
        return Cow::Owned(format!("'{}'", text.replace('\'', "'\\''")));
    }
    Cow::Owned(format!("\"{text}\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_a_shell_would_take_apart_is_quoted() {
        for plain in ["company", "a/b-1.isms", "Bäckerei", ".", "../x", "POL-01"] {
            assert_eq!(argument(plain), plain);
        }
        assert_eq!(argument("Muster GmbH"), "\"Muster GmbH\"");
        assert_eq!(argument("Müller's"), "\"Müller's\"");
        assert_eq!(argument("a & b"), "\"a & b\"");
        assert_eq!(argument("cash $x"), "'cash $x'");
        assert_eq!(argument("it's $x"), "'it'\\''s $x'");
        assert_eq!(argument("--deny"), "./--deny");
        assert_eq!(argument(""), "\"\"");
    }
}
