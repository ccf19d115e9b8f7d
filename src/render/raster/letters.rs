//! Letters as pixels: each letter of a size is painted once, and then only put down.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use foldhash::fast::RandomState;
use resvg::tiny_skia::{FillRule, Mask, Path, PathBuilder, Transform};
use ttf_parser::{GlyphId, OutlineBuilder};

use super::plain::Face;
use crate::render::fonts::FONTS;

/// A letter may begin at so many places between two pixels.
const PHASES: f32 = 4.0;

/// The edge of a letter has 16 shades: nobody sees more, and the picture needs few colours.
const STEP: u8 = 17;

/// The letters of a set of pictures, as far as they have been painted.
#[derive(Default)]
pub(super) struct Letters {
    known: Mutex<HashMap<Key, Arc<Letter>, RandomState>>,
}

impl std::fmt::Debug for Letters {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Letters")
    }
}

/// Font, letter, size, and where between two pixels it begins.
type Key = (Face, u16, u32, u8);

/// How much of each pixel a letter covers.
#[derive(Default)]
pub(super) struct Letter {
    /// Where its first pixel is: right of where it begins, and below its base line.
    pub left: i32,
    pub top: i32,
    pub width: usize,
    /// Line by line, 255 for a whole pixel, in steps of [`STEP`].
    pub cover: Vec<u8>,
}

/// A letter and the pixel that it begins in, from where the words begin.
pub(super) type Placed = (Arc<Letter>, i32);

fn font(face: Face) -> Option<&'static ttf_parser::Face<'static>> {
    static READ: OnceLock<Vec<Option<ttf_parser::Face<'static>>>> = OnceLock::new();
    let at = match face {
        Face::Regular => 0,
        Face::Bold => 1,
        Face::Italic => 2,
    };
    READ.get_or_init(|| FONTS.iter().map(|font| ttf_parser::Face::parse(font, 0).ok()).collect()).get(at)?.as_ref()
}

/// Whether a letter stands for itself, in whatever company: scripts that join or turn letters are for the library.
fn stands_alone(c: char) -> bool {
    matches!(c, ' '..='~' | '\u{A0}'..='\u{AC}' | '\u{AE}'..='\u{24F}' | '\u{370}'..='\u{3FF}' | '\u{400}'..='\u{482}' | '\u{48A}'..='\u{52F}' | '\u{2010}'..='\u{2027}' | '\u{20A0}'..='\u{20CF}' | '\u{2190}'..='\u{21FF}')
}

/// The letters of a text with where each of them begins, in the units of the font, and where the text ends.
fn spread(font: &ttf_parser::Face<'_>, text: &str) -> Option<(Vec<(GlyphId, i32)>, i32)> {
    let (mut at, mut out) = (0, Vec::with_capacity(text.len()));
    let mut before: Option<GlyphId> = None;
    for c in text.chars() {
        let glyph = font.glyph_index(c).filter(|_| stands_alone(c))?;
        if let Some(before) = before {
            at += i32::from(closer(font, before, glyph));
        }
        out.push((glyph, at));
        at += i32::from(font.glyph_hor_advance(glyph)?);
        before = Some(glyph);
    }
    Some((out, at))
}

/// How much closer two letters stand than others.
fn closer(font: &ttf_parser::Face<'_>, left: GlyphId, right: GlyphId) -> i16 {
    let tables = font.tables().kern.iter().flat_map(|kern| kern.subtables);
    tables.filter(|table| table.horizontal && !table.variable).find_map(|table| table.glyphs_kerning(left, right)).unwrap_or(0)
}

impl Letters {
    /// A text from `x` on, or around it, at a size in pixels: its letters, each with the pixel that it begins in; none where
    /// the font has not all of them.
    pub fn place(&self, face: Face, text: &str, x: f32, middle: bool, size: f32) -> Option<Vec<Placed>> {
        let font = font(face)?;
        let unit = size / f32::from(font.units_per_em());
        let (letters, end) = spread(font, text)?;
        #[allow(clippy::cast_precision_loss, reason = "a line of a picture is short")]
        let from_units = |units: i32| units as f32 * unit;
        let start = if middle { x - from_units(end) / 2.0 } else { x };
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let place = |(glyph, at): (GlyphId, i32)| {
            let (pixel, phase) = between(start + from_units(at));
            let letter = known.entry((face, glyph.0, size.to_bits(), phase)).or_insert_with(|| Arc::new(painted(font, glyph, unit, phase)));
            (Arc::clone(letter), pixel)
        };
        Some(letters.into_iter().map(place).collect())
    }
}

/// The pixel in which something begins, and where in it.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "within a picture, and below the number of places")]
fn between(x: f32) -> (i32, u8) {
    let steps = (x * PHASES).round();
    let pixel = (steps / PHASES).floor();
    (pixel as i32, (steps - pixel * PHASES) as u8)
}

/// Paints a letter.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a letter has few pixels")]
fn painted(font: &ttf_parser::Face<'_>, glyph: GlyphId, unit: f32, phase: u8) -> Letter {
    let paint = || {
        let mut outline = Outline { path: PathBuilder::new(), unit, shift: f32::from(phase) / PHASES };
        font.outline_glyph(glyph, &mut outline)?;
        let path: Path = outline.path.finish()?;
        let bounds = path.bounds();
        let (left, top) = (bounds.left().floor(), bounds.top().floor());
        let (width, height) = ((bounds.right().ceil() - left).max(1.0), (bounds.bottom().ceil() - top).max(1.0));
        let mut mask = Mask::new(width as u32, height as u32)?;
        mask.fill_path(&path, FillRule::Winding, true, Transform::from_translate(-left, -top));
        Some(Letter {
            left: left as i32,
            top: top as i32,
            width: width as usize,
            cover: mask.take().into_iter().map(|cover| cover.saturating_add(STEP / 2) / STEP * STEP).collect(),
        })
    };
    // a space has no outline
    paint().unwrap_or_default()
}

/// The outline of a letter in pixels, its base line at 0 and downwards positive.
struct Outline {
    path: PathBuilder,
    unit: f32,
    shift: f32,
}

impl Outline {
    fn at(&self, x: f32, y: f32) -> (f32, f32) {
        (x * self.unit + self.shift, -y * self.unit)
    }
}

impl OutlineBuilder for Outline {
    fn move_to(&mut self, x: f32, y: f32) {
        let (x, y) = self.at(x, y);
        self.path.move_to(x, y);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        let (x, y) = self.at(x, y);
        self.path.line_to(x, y);
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        let ((x1, y1), (x, y)) = (self.at(x1, y1), self.at(x, y));
        self.path.quad_to(x1, y1, x, y);
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        let ((x1, y1), (x2, y2), (x, y)) = (self.at(x1, y1), self.at(x2, y2), self.at(x, y));
        self.path.cubic_to(x1, y1, x2, y2, x, y);
    }

    fn close(&mut self) {
        self.path.close();
    }
}
