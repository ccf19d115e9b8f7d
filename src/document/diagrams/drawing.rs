//! A picture as data: boxes, labels and lines with their places, before any format.
//!
//! One unit is one CSS pixel. Texts are in lines already, and each line fits its box by [`measure`](super::measure).

/// A picture.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Drawing {
    /// What it is, for the names inside the file.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// What it shows, in words.
    pub desc: String,
    /// The width.
    pub width: f64,
    /// The height.
    pub height: f64,
    /// Areas behind everything, such as the columns of a chart.
    pub bands: Vec<Band>,
    /// Lines; below boxes and labels.
    pub wires: Vec<Wire>,
    /// Processes and whoever else hands something over.
    pub boxes: Vec<Shape>,
    /// What is handed over.
    pub labels: Vec<Label>,
    /// Headings and the legend.
    pub notes: Vec<Text>,
}

/// A rectangle.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Rect {
    /// Left.
    pub x: f64,
    /// Top.
    pub y: f64,
    /// Width.
    pub w: f64,
    /// Height.
    pub h: f64,
}

impl Rect {
    /// The right side.
    pub fn right(&self) -> f64 {
        self.x + self.w
    }

    /// The lower side.
    pub fn bottom(&self) -> f64 {
        self.y + self.h
    }

    /// The middle, left to right.
    pub fn cx(&self) -> f64 {
        self.x + self.w / 2.0
    }

    /// The middle, top to bottom.
    pub fn cy(&self) -> f64 {
        self.y + self.h / 2.0
    }

    /// Whether two rectangles share more than a border.
    pub fn overlaps(&self, other: &Rect) -> bool {
        self.x + 0.01 < other.right() && other.x + 0.01 < self.right() && self.y + 0.01 < other.bottom() && other.y + 0.01 < self.bottom()
    }

    /// Whether another rectangle lies inside this one.
    pub fn holds(&self, other: &Rect) -> bool {
        self.x <= other.x + 0.01 && self.y <= other.y + 0.01 && other.right() <= self.right() + 0.01 && other.bottom() <= self.bottom() + 0.01
    }
}

/// How a box looks: its outline says what it is, so that no colour is needed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Look {
    /// A management process: heavy outline.
    Management,
    /// A core process: plain outline.
    Core,
    /// A support process: round ends.
    Support,
    /// A process of one's own beside the model: cut corners.
    Own,
    /// Outside the ISMS: double outline.
    Outside,
    /// Left out, or not decided: dashed and grey.
    Absent,
    /// A process inside another one.
    Inner,
}

/// A box with its text in the middle.
#[derive(Debug, Clone, PartialEq)]
pub struct Shape {
    /// Who it stands for, by name; empty for a sign of the legend.
    pub id: String,
    /// Where.
    pub rect: Rect,
    /// Its outline.
    pub look: Look,
    /// The lines of its title.
    pub lines: Vec<String>,
    /// A smaller line below, such as `left out`.
    pub small: Vec<String>,
    /// The size of the title.
    pub size: f64,
    /// The text begins at the top, because other boxes follow inside.
    pub top: bool,
}

/// How firmly something is handed over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tone {
    /// As the model has it: solid.
    Plain,
    /// From a new source: dashed.
    Changed,
    /// Done without: dotted and grey, without an arrow head.
    Waived,
    /// From nobody: heavy, short dashes.
    Missing,
}

/// What is handed over: lines of text on a clear ground.
#[derive(Debug, Clone, PartialEq)]
pub struct Label {
    /// Between whom; nothing where a picture has only one such pair.
    pub ends: Ends,
    /// Where.
    pub rect: Rect,
    /// The lines.
    pub lines: Vec<String>,
    /// The size of the letters.
    pub size: f64,
    /// How firmly.
    pub tone: Tone,
    /// Lines begin at the left side instead of being centred.
    pub left: bool,
    /// Whether it covers what is behind it, such as the line that it names.
    pub covers: bool,
}

impl Label {
    /// Lines in the middle of their room, which covers nothing.
    pub fn centred(ends: Ends, rect: Rect, lines: Vec<String>, size: f64, tone: Tone) -> Self {
        Label { ends, rect, lines, size, tone, left: false, covers: false }
    }
}

/// A line from point to point, with branches.
#[derive(Debug, Clone, PartialEq)]
pub struct Wire {
    /// Between whom.
    pub ends: Ends,
    /// Where it goes; each branch begins with a [`Step::Start`].
    pub path: Vec<Step>,
    /// How firmly.
    pub tone: Tone,
    /// Where it arrives: the points of its arrow heads, each with the direction along an axis in which it arrives.
    pub heads: Vec<((f64, f64), (f64, f64))>,
    /// The colour of a plain one; it helps to follow a line, and says nothing that is not there without it.
    pub colour: &'static str,
}

/// Who hands over and who receives, by name.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Ends {
    /// Who hands over.
    pub from: Vec<String>,
    /// Who receives.
    pub to: Vec<String>,
}

impl Ends {
    /// From one to one.
    pub fn pair(from: &str, to: &str) -> Self {
        Ends { from: vec![from.to_string()], to: vec![to.to_string()] }
    }
}

/// The colour of lines.
pub const LINE_COLOUR: &str = "#44525f";

impl Wire {
    /// The same, between these two.
    #[must_use]
    pub fn between(self, ends: Ends) -> Self {
        Wire { ends, ..self }
    }

    /// A straight line with an arrow head at its end, unless what it stands for does not arrive.
    pub fn straight(from: (f64, f64), to: (f64, f64), tone: Tone) -> Self {
        let direction = if (to.0 - from.0).abs() >= (to.1 - from.1).abs() { ((to.0 - from.0).signum(), 0.0) } else { (0.0, (to.1 - from.1).signum()) };
        let heads = if tone == Tone::Waived { Vec::new() } else { vec![(to, direction)] };
        Wire { ends: Ends::default(), path: vec![Step::Start(from.0, from.1), Step::To(to.0, to.1)], tone, heads, colour: LINE_COLOUR }
    }
}

/// A step of a wire.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Step {
    /// Begin here.
    Start(f64, f64),
    /// Straight to here.
    To(f64, f64),
    /// In a curve to the last point, by two handles.
    Curve([f64; 6]),
}

impl Step {
    /// Where it ends.
    pub fn end(&self) -> (f64, f64) {
        match self {
            Step::Start(x, y) | Step::To(x, y) | Step::Curve([.., x, y]) => (*x, *y),
        }
    }
}

/// An area behind the rest.
#[derive(Debug, Clone, PartialEq)]
pub struct Band {
    /// Where.
    pub rect: Rect,
    /// Whether it is tinted, or only outlined.
    pub tinted: bool,
}

/// Words that are neither a box nor a label.
#[derive(Debug, Clone, PartialEq)]
pub struct Text {
    /// Where the first line begins (left) and stands (its base line).
    pub x: f64,
    /// See `x`.
    pub y: f64,
    /// The lines.
    pub lines: Vec<String>,
    /// The size of the letters.
    pub size: f64,
    /// Bold.
    pub bold: bool,
    /// Centred on `x`.
    pub centred: bool,
}

/// The height of a line of text, as a part of its size.
pub const LINE: f64 = 1.22;

/// The place that a text takes.
impl Text {
    /// See above.
    pub fn rect(&self) -> Rect {
        let width = super::measure::widest(&self.lines, self.size, self.bold);
        let x = if self.centred { self.x - width / 2.0 } else { self.x };
        let lines = u32::try_from(self.lines.len()).unwrap_or(u32::MAX);
        Rect { x, y: self.y - self.size, w: width, h: f64::from(lines) * self.size * LINE }
    }
}
