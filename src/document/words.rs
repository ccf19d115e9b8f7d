//! Words of the vocabulary as a reader expects them, in English: each is a message that a language translates.

/// How far something is, in words.
pub fn status(word: &str) -> &str {
    match word {
        "implemented" => "Implemented",
        "partial" => "Partly implemented",
        "planned" => "Planned",
        "not_started" => "Not started",
        "in_treatment" => "In treatment",
        "in_progress" => "In progress",
        other => other,
    }
}

/// A word of the vocabulary as a phrase: `not_started` reads "Not started".
pub fn phrase(word: &str) -> String {
    super::text::capital(&word.replace('_', " ")).into_owned()
}

/// A treatment option in words.
pub fn option(word: &str) -> &str {
    match word {
        "modify" => "Modify",
        "retain" => "Retain",
        "avoid" => "Avoid",
        "share" => "Share",
        other => other,
    }
}

/// Who performs a control, in words.
pub fn performed(word: &str) -> &str {
    match word {
        "own" => "Own",
        "shared" => "Shared",
        "inherited" => "Inherited",
        other => other,
    }
}

/// A capability level in words (ISO/IEC 33020).
pub fn maturity(level: i64) -> &'static str {
    match level {
        0 => "incomplete",
        1 => "performed",
        2 => "managed",
        3 => "established",
        4 => "predictable",
        5 => "innovating",
        _ => "not on the scale",
    }
}

/// A facet of a process of the model.
pub fn category(word: &str) -> &'static str {
    match word {
        "management" => "Management process",
        "core" => "Core process",
        "support" => "Support process",
        "outside" => "Outside the ISMS",
        _ => "Process",
    }
}
