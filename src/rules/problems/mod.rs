//! Findings about rules themselves. A rule that cannot be run is a warning: the package is judged without it.

use crate::diagnostic::{Code, Group, Level, codes};

codes! {
    /// A name in a rule that the model does not have.
    UNKNOWN_RULE_FIELD = "unknown-rule-field", Warn, Rules;
    /// A filter, test or function in a rule that does not exist.
    UNKNOWN_RULE_FUNCTION = "unknown-rule-function", Warn, Rules;
    /// A rule that cannot be read or run.
    BROKEN_RULE = "broken-rule", Warn, Rules;
    /// A set of rules that nobody wrote.
    UNKNOWN_RULE_SET = "unknown-rule-set", Warn, Rules;
}

/// Stands for every code `rule.NAME`, where only its level and group matter: in `isms.toml`, on the command line, in `allow`.
pub static ANY_RULE: Code = Code { slug: "rule", level: Level::Warn, group: Group::Rules, since: "0.1", page: "# rule\n\nA rule of your own." };
