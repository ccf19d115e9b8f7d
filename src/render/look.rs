//! How words in tables stand out on a page: states and levels of risk get a class, and the style sheet a colour.

use crate::model::Model;

/// Words that say how far something is, with the class that they get.
const STATES: &[(&str, &str)] = &[
    ("Implemented", "good"),
    ("Partly implemented", "part"),
    ("Planned", "plan"),
    ("Not started", "open"),
    ("Excluded", "none"),
    ("Not decided", "bad"),
    ("not decided", "bad"),
    ("none decided", "bad"),
    ("not approved", "bad"),
    ("Draft, not approved", "bad"),
    ("Approved", "good"),
    ("Done", "good"),
    ("In progress", "part"),
    ("Open", "open"),
    ("Missing", "bad"),
    ("New source", "plan"),
    ("Waived", "part"),
    ("Dropped", "part"),
    ("Adopted", "good"),
    ("Omitted", "none"),
];

/// The class of a word in a table cell; most have none.
pub(super) fn class(model: &Model, text: &str) -> Option<String> {
    let text = text.trim();
    if let Some((_, class)) = STATES.iter().find(|(word, _)| *word == text) {
        return Some(format!("state {class}"));
    }
    let levels = crate::model::levels_of(model.criteria.as_ref());
    let plain = text
        .split_once(" (")
        .filter(|(_, rest)| rest.trim_end_matches(')').chars().all(|c| c.is_ascii_digit() || ".,".contains(c)))
        .map_or(text, |(level, _)| level);
    let rank = levels.iter().position(|level| level.head.title == plain)?;
    // five shades, however many levels there are
    let shade = if levels.len() < 2 { 0 } else { (rank * 4).div_ceil(levels.len() - 1).min(4) };
    Some(format!("level shade-{shade}"))
}
