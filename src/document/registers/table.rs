//! The table itself: columns, cells, and the Markdown of a part of it.

use crate::base::Decimal;
use crate::document::Language;
use crate::document::links::Target;
use crate::document::text;
use crate::model::Day;

/// A table with typed columns.
#[derive(Debug, Clone)]
pub struct Register {
    /// Its name, which is also that of its files: `soa`.
    pub id: &'static str,
    /// What it is called.
    pub title: &'static str,
    /// The columns.
    pub columns: Vec<Column>,
    /// The rows; each has a cell for each column.
    pub rows: Vec<Vec<Cell>>,
    /// The language in which people read it.
    pub language: Language,
}

/// A column.
#[derive(Debug, Clone, Copy)]
pub struct Column {
    /// The name in JSON, and in templates.
    pub key: &'static str,
    /// The heading.
    pub title: &'static str,
    /// What its cells hold.
    pub kind: Kind,
    /// Where it is shown.
    pub shown: Shown,
}

/// What the cells of a column hold; an empty cell may stand anywhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "named as the cells")]
pub enum Kind {
    Text,
    Number,
    Date,
    Bool,
    List,
}

/// Where a column is shown: people read fewer and fuller columns than machines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shown {
    /// Everywhere.
    Always,
    /// In documents only.
    Page,
    /// In CSV and JSON only.
    Data,
}

/// A column that is shown everywhere.
pub(crate) const fn col(key: &'static str, title: &'static str, kind: Kind) -> Column {
    Column { key, title, kind, shown: Shown::Always }
}

/// A column for documents.
pub(crate) const fn page(key: &'static str, title: &'static str) -> Column {
    Column { key, title, kind: Kind::Text, shown: Shown::Page }
}

/// A column for machines.
pub(crate) const fn data(key: &'static str, title: &'static str, kind: Kind) -> Column {
    Column { key, title, kind, shown: Shown::Data }
}

/// What stands in one place of a table.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// Nothing.
    Empty,
    /// A text, or a name that links to where it is described.
    Text(Piece),
    /// A number.
    Number(Decimal),
    /// A day.
    Date(Day),
    /// Yes or no.
    Bool(bool),
    /// Several things.
    List(Vec<Piece>),
    /// A line of a document, made of pieces that follow each other.
    Line(Vec<Piece>),
}

/// A piece of text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Piece {
    /// The text.
    pub text: String,
    /// Where it leads.
    pub to: Option<Target>,
    /// Whether it stands out.
    pub strong: bool,
}

impl Piece {
    /// A text.
    pub fn text(text: impl Into<String>) -> Self {
        Piece { text: text.into(), ..Piece::default() }
    }

    /// A text that stands out.
    pub fn strong(text: impl Into<String>) -> Self {
        Piece { text: text.into(), strong: true, to: None }
    }

    /// The piece in Markdown, as read in a document.
    pub fn markdown(&self, stem: &str) -> String {
        let shown = text::inline(&self.text);
        let shown = match &self.to {
            // a link to the page on which it stands says nothing
            Some(target) if target.stem != stem || target.anchor.is_some() => format!("[{shown}]({})", target.from(stem)),
            _ => shown,
        };
        if self.strong && !shown.trim().is_empty() { format!("**{shown}**") } else { shown }
    }
}

impl Cell {
    /// A text; an empty one is an empty cell.
    pub fn text(text: impl Into<String>) -> Cell {
        let text = text.into();
        if text.trim().is_empty() { Cell::Empty } else { Cell::Text(Piece::text(text)) }
    }

    /// A text that may be missing.
    pub fn maybe(text: Option<impl Into<String>>) -> Cell {
        text.map_or(Cell::Empty, Cell::text)
    }

    /// A day that may be missing.
    pub fn day(day: Option<Day>) -> Cell {
        day.map_or(Cell::Empty, Cell::Date)
    }

    /// A whole number.
    pub fn int(number: i64) -> Cell {
        Decimal::whole(number).map_or(Cell::Empty, Cell::Number)
    }

    /// How many.
    pub fn count(number: usize) -> Cell {
        Cell::int(i64::try_from(number).unwrap_or(i64::MAX))
    }

    /// A list; an empty one is an empty cell.
    pub fn list(pieces: Vec<Piece>) -> Cell {
        if pieces.is_empty() { Cell::Empty } else { Cell::List(pieces) }
    }

    /// A list of texts.
    pub fn texts<T: Into<String>>(texts: impl IntoIterator<Item = T>) -> Cell {
        Cell::list(texts.into_iter().map(Piece::text).collect())
    }

    /// The cell as plain text, as machines read it.
    pub fn plain(&self) -> String {
        match self {
            Cell::Empty => String::new(),
            Cell::Text(piece) => piece.text.clone(),
            Cell::Number(number) => number.to_string(),
            Cell::Date(day) => day.to_string(),
            Cell::Bool(yes) => if *yes { "yes" } else { "no" }.to_string(),
            Cell::List(pieces) => pieces.iter().map(|piece| piece.text.as_str()).collect::<Vec<_>>().join("; "),
            Cell::Line(pieces) => pieces.iter().map(|piece| piece.text.as_str()).collect(),
        }
    }

    /// The cell as plain text, as a person reads it: days and numbers in the form of the language.
    pub fn shown(&self, language: &Language) -> String {
        match self {
            Cell::Number(number) => language.number(&number.to_string()),
            Cell::Date(day) => language.day(*day),
            Cell::Bool(yes) => language.t(if *yes { "yes" } else { "no" }).to_string(),
            other => other.plain(),
        }
    }

    /// The cell in Markdown, as read in a document.
    pub fn markdown(&self, stem: &str, language: &Language) -> String {
        match self {
            Cell::Text(piece) => piece.markdown(stem),
            Cell::List(pieces) => {
                let long = pieces.iter().any(|piece| piece.text.len() > 24 || piece.text.contains(','));
                pieces.iter().map(|piece| piece.markdown(stem)).collect::<Vec<_>>().join(if long { "; " } else { ", " })
            }
            Cell::Line(pieces) => pieces.iter().map(|piece| piece.markdown(stem)).collect(),
            other => text::inline(&other.shown(language)),
        }
    }
}

/// The columns that hold words of the vocabulary.
const WORDS: &[&str] = &[
    "status",
    "state",
    "applies",
    "decision",
    "performed",
    "criticality",
    "priority",
    "option",
    "options",
    "kind",
    "theme_title",
    "origin",
    "category",
    "direction",
];

impl Register {
    /// A table without rows.
    pub fn new(id: &'static str, title: &'static str, columns: &[Column]) -> Self {
        Register { id, title, columns: columns.to_vec(), rows: Vec::new(), language: Language::english() }
    }

    /// Puts the title and the headings into a language.
    pub(crate) fn say(&mut self, language: &Language) {
        self.language = language.clone();
        self.title = language.title(self.title);
        for (at, column) in self.columns.iter_mut().enumerate() {
            column.title = language.title(column.title);
            // what stands there are words of the vocabulary, and not of the sources
            if WORDS.contains(&column.key) {
                for cell in self.rows.iter_mut().filter_map(|row| row.get_mut(at)) {
                    match cell {
                        Cell::Text(piece) => piece.text = language.t(&piece.text).to_string(),
                        Cell::List(pieces) => pieces.iter_mut().for_each(|piece| piece.text = language.t(&piece.text).to_string()),
                        _ => {}
                    }
                }
            }
        }
    }

    /// The columns that machines get, with their places.
    pub fn data_columns(&self) -> impl Iterator<Item = (usize, &Column)> {
        self.columns.iter().enumerate().filter(|(_, column)| column.shown != Shown::Page)
    }

    /// The columns that people get, with their places.
    pub fn page_columns(&self) -> impl Iterator<Item = (usize, &Column)> {
        self.columns.iter().enumerate().filter(|(_, column)| column.shown != Shown::Data)
    }

    /// The place of a column.
    pub fn column(&self, key: &str) -> Option<usize> {
        self.columns.iter().position(|column| column.key == key)
    }

    /// A part of the table in Markdown: these columns of the rows that `keep` lets pass; nothing where no row does.
    pub fn markdown(&self, stem: &str, columns: &[usize], keep: impl Fn(&[Cell]) -> bool) -> String {
        let rows: Vec<&Vec<Cell>> = self.rows.iter().filter(|row| keep(row)).collect();
        if rows.is_empty() {
            return String::new();
        }
        // a column in which nothing stands takes room and says nothing
        let filled = |at: &usize| rows.iter().any(|row| row.get(*at).is_some_and(|cell| *cell != Cell::Empty));
        let columns: Vec<usize> = columns.iter().copied().filter(filled).collect();
        let mut out = String::from("|");
        for at in &columns {
            let title = self.columns.get(*at).map_or("", |column| column.title);
            out.push_str(&format!(" {} |", text::inline(title)));
        }
        out.push_str("\n|");
        for at in &columns {
            let number = self.columns.get(*at).is_some_and(|column| column.kind == Kind::Number);
            out.push_str(if number { " ---: |" } else { " --- |" });
        }
        for row in rows {
            out.push_str("\n|");
            for at in &columns {
                let cell = row.get(*at).map(|cell| cell.markdown(stem, &self.language)).unwrap_or_default();
                out.push_str(&format!(" {} |", cell.trim()));
            }
        }
        out.push('\n');
        out
    }
}
