//! How words in tables stand out: states and levels of risk have a tone, and every format shows it in the same colours.

use crate::document::Language;
use crate::model::Model;

/// How a word stands out. The word itself says the same: nothing is told by colour alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tone {
    Good,
    Part,
    Plan,
    Open,
    Bad,
    None,
    /// A level of risk, from 0 for the lowest to 4 for the highest, however many levels there are.
    Level(u8),
}

impl Tone {
    /// The class in pages.
    pub fn class(self) -> &'static str {
        match self {
            Tone::Good => "state good",
            Tone::Part => "state part",
            Tone::Plan => "state plan",
            Tone::Open => "state open",
            Tone::Bad => "state bad",
            Tone::None => "state none",
            Tone::Level(0) => "level shade-0",
            Tone::Level(1) => "level shade-1",
            Tone::Level(2) => "level shade-2",
            Tone::Level(3) => "level shade-3",
            Tone::Level(_) => "level shade-4",
        }
    }

    /// The colours of the letters and of what is behind them, RRGGBB; those of the style sheet of the pages.
    pub fn colours(self) -> (&'static str, &'static str) {
        match self {
            Tone::Good => ("1B6E3C", "E3F3E8"),
            Tone::Part => ("7A5200", "FDF1D5"),
            Tone::Plan => ("0B5394", "E3EEFA"),
            Tone::Open => ("8A2F0B", "FDEAE0"),
            Tone::Bad => ("A01218", "FDE5E6"),
            Tone::None => ("46535F", "E9EDF0"),
            Tone::Level(0) => ("1B5E35", "E3F3E8"),
            Tone::Level(1) => ("4C5600", "EEF3D6"),
            Tone::Level(2) => ("7A5200", "FDF1D5"),
            Tone::Level(3) => ("8A2F0B", "FDE0CD"),
            Tone::Level(_) => ("8D0C12", "F9D0D2"),
        }
    }
}

/// Words that say how far something is, with how they stand out.
const STATES: &[(&str, Tone)] = &[
    ("Implemented", Tone::Good),
    ("Partly implemented", Tone::Part),
    ("Planned", Tone::Plan),
    ("Not started", Tone::Open),
    ("Excluded", Tone::None),
    ("Not decided", Tone::Bad),
    ("not decided", Tone::Bad),
    ("none decided", Tone::Bad),
    ("not approved", Tone::Bad),
    ("Draft, not approved", Tone::Bad),
    ("Changed after approval", Tone::Bad),
    ("Draft", Tone::Bad),
    ("Kept current", Tone::Good),
    ("Audited", Tone::Good),
    ("Audited, planned again", Tone::Good),
    ("Not in the programme", Tone::Bad),
    ("over budget", Tone::Bad),
    ("no budget", Tone::Bad),
    ("within budget", Tone::Good),
    ("Approved", Tone::Good),
    ("Done", Tone::Good),
    ("In progress", Tone::Part),
    ("Open", Tone::Open),
    ("Missing", Tone::Bad),
    ("New source", Tone::Plan),
    ("Waived", Tone::Part),
    ("Dropped", Tone::Part),
    ("Adopted", Tone::Good),
    ("Omitted", Tone::None),
];

/// The words of one model that stand out.
#[derive(Debug, Clone)]
pub(super) struct Looks {
    /// The titles of the levels of risk, from the lowest.
    levels: Vec<String>,
    /// The words of states in the language of the documents.
    states: Vec<(String, Tone)>,
}

/// The words of English, and no levels.
impl Default for Looks {
    fn default() -> Self {
        let states = STATES.iter().map(|(word, tone)| ((*word).to_string(), *tone)).collect();
        Looks { levels: Vec::new(), states }
    }
}

impl Looks {
    pub fn new(model: &Model, language: &Language) -> Self {
        let mut states: Vec<(String, Tone)> = Vec::new();
        for (word, tone) in STATES {
            let word = language.t(word);
            // two words may be one in another language; the first one counts
            if !states.iter().any(|(known, _)| known == word) {
                states.push((word.to_string(), *tone));
            }
        }
        Looks { states, levels: crate::model::levels_of(model.criteria.as_ref()).iter().map(|level| level.head.title.clone()).collect() }
    }

    /// The tone of a word in a table cell; most have none. A level may have its score behind it: `High (20)`.
    pub fn tone(&self, text: &str) -> Option<Tone> {
        let text = text.trim();
        if let Some((_, tone)) = self.states.iter().find(|(word, _)| word == text) {
            return Some(*tone);
        }
        self.rank(text).map(|(rank, _)| self.shade(rank))
    }

    /// The tone of a level by its place, from 0 for the lowest: five shades, however many levels there are.
    pub fn shade(&self, rank: usize) -> Tone {
        let shade = if self.levels.len() < 2 { 0 } else { (rank * 4).div_ceil(self.levels.len() - 1).min(4) };
        Tone::Level(u8::try_from(shade).unwrap_or(4))
    }

    /// The place of a level in the order from low to high, and the score behind it: `High (20)` gives 2 and `20`.
    pub fn rank<'t>(&self, text: &'t str) -> Option<(usize, &'t str)> {
        let (level, score) = text
            .split_once(" (")
            .map(|(level, rest)| (level, rest.trim_end_matches(')')))
            .filter(|(_, rest)| rest.chars().all(|c| c.is_ascii_digit() || ".,".contains(c)))
            .unwrap_or((text, "0"));
        self.levels.iter().position(|one| one == level).map(|rank| (rank, score))
    }

    /// Every word that stands out, with its tone.
    pub fn all(&self) -> impl Iterator<Item = (&str, Tone)> {
        let levels = self.levels.iter().filter_map(|level| self.tone(level).map(|tone| (level.as_str(), tone)));
        self.states.iter().map(|(word, tone)| (word.as_str(), *tone)).chain(levels)
    }
}
