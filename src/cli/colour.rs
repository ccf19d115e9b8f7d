//! When there are colours, and what a closed output means: the habits of a good citizen of a terminal.

use clap::ValueEnum;

/// When to use colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Colour {
    /// In a terminal, unless NO_COLOR is set; everywhere if CLICOLOR_FORCE is
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

impl Colour {
    /// Whether to colour a stream.
    pub fn on(self, terminal: bool) -> bool {
        self.decide(terminal, &|name| std::env::var(name).ok())
    }

    fn decide(self, terminal: bool, variable: &dyn Fn(&str) -> Option<String>) -> bool {
        let set = |name: &str| variable(name).filter(|value| !value.is_empty());
        match self {
            Colour::Always => true,
            Colour::Never => false,
            Colour::Auto if set("NO_COLOR").is_some() => false,
            Colour::Auto if set("CLICOLOR_FORCE").is_some_and(|value| value != "0") => true,
            Colour::Auto if set("CLICOLOR").is_some_and(|value| value == "0") => false,
            Colour::Auto => terminal && set("TERM").is_none_or(|value| value != "dumb"),
        }
    }
}

/// Whether the reader of an output went away, as `head` does.
pub fn is_closed(error: &std::io::Error) -> bool {
    error.kind() == std::io::ErrorKind::BrokenPipe
}

#[cfg(test)]
mod tests {
    use super::*;

    fn auto(terminal: bool, variables: &[(&str, &str)]) -> bool {
        Colour::Auto.decide(terminal, &|name| variables.iter().find(|(one, _)| *one == name).map(|(_, value)| (*value).to_string()))
    }

    #[test]
    fn colours_follow_the_terminal_and_its_conventions() {
        assert!(auto(true, &[]) && !auto(false, &[]));
        assert!(!auto(true, &[("NO_COLOR", "1")]));
        assert!(auto(true, &[("NO_COLOR", "")]), "an empty NO_COLOR says nothing");
        assert!(auto(false, &[("CLICOLOR_FORCE", "1")]), "logs of a service show colours though they are no terminal");
        assert!(!auto(false, &[("CLICOLOR_FORCE", "0")]));
        assert!(!auto(false, &[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")]), "who wants none gets none");
        assert!(!auto(true, &[("CLICOLOR", "0")]));
        assert!(!auto(true, &[("TERM", "dumb")]));
    }

    #[test]
    fn what_is_asked_for_on_the_command_line_wins() {
        assert!(Colour::Always.decide(false, &|_| Some("1".into())));
        assert!(!Colour::Never.decide(true, &|_| Some("1".into())));
    }
}
