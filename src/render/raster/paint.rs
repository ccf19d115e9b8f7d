//! Paints boxes, lines and words, in strips of a few lines: a strip fits into the cache of a processor, and a large picture
//! needs no more memory than a small one.

use resvg::tiny_skia::{Color, FillRule, LineCap, LineJoin, Paint, Path, PixmapMut, Stroke, Transform};

use super::file::Indexed;
use super::letters::{Letters, Placed};
use super::pixels;
use super::plain::{Edge, Ink, Part, Picture};

/// So many lines of pixels are painted at once.
const STRIP: u32 = 96;

/// Something to be painted, with the lines of pixels that it touches.
struct Job {
    top: f32,
    bottom: f32,
    ink: Ink,
    what: What,
}

enum What {
    Area(Path),
    Letters { base: i32, letters: Vec<Placed> },
}

/// A picture as PNG; none where the fonts have not all of its letters.
pub(super) fn paint(picture: &Picture, scale: f32, letters: &Letters) -> Option<Vec<u8>> {
    let (width, height) = (pixels(picture.width * scale), pixels(picture.height * scale));
    let jobs = jobs(picture, scale, letters)?;
    let mut file = Indexed::new(width, height, jobs.iter().map(|job| job.ink))?;
    let mut buffer = vec![0; usize::try_from(width * STRIP.min(height) * 4).ok()?];
    for from in (0..height).step_by(usize::try_from(STRIP).ok()?) {
        let lines = STRIP.min(height - from);
        let strip = buffer.get_mut(..usize::try_from(width * lines * 4).ok()?)?;
        strip.fill(255);
        #[allow(clippy::cast_precision_loss, reason = "a picture has few lines of pixels")]
        let (first, last) = (from as f32, (from + lines) as f32);
        for job in jobs.iter().filter(|job| job.top < last && job.bottom > first) {
            match &job.what {
                What::Area(path) => area(strip, (width, lines), path, job.ink, first)?,
                What::Letters { base, letters } => {
                    let base = base - i32::try_from(from).ok()?;
                    letters.iter().for_each(|placed| put(strip, width, placed, base, job.ink));
                }
            }
        }
        file.strip(strip);
    }
    file.finish()
}

/// Everything in pixels, in the order in which it is painted.
fn jobs(picture: &Picture, scale: f32, letters: &Letters) -> Option<Vec<Job>> {
    let mut jobs = Vec::with_capacity(picture.parts.len());
    let to_pixels = Transform::from_scale(scale, scale);
    for part in &picture.parts {
        match part {
            Part::Shape { path, fill, edge } => {
                // white on the white ground shows nothing
                if let Some(ink) = fill.filter(|ink| !jobs.is_empty() || *ink != [255; 3]) {
                    jobs.push(Job::area(path.clone().transform(to_pixels)?, ink));
                }
                if let Some(edge) = edge {
                    jobs.extend(outline(path, edge, scale).map(|outline| Job::area(outline, edge.ink)));
                }
            }
            Part::Words(one) => {
                let (size, y) = (one.size * scale, one.y * scale);
                let placed = letters.place(one.face, &one.text, one.x * scale, one.middle, size)?;
                #[allow(clippy::cast_possible_truncation, reason = "within a picture")]
                let base = y.round() as i32;
                // no letter of these fonts reaches further
                jobs.push(Job { top: y - size * 1.5, bottom: y + size, ink: one.ink, what: What::Letters { base, letters: placed } });
            }
        }
    }
    Some(jobs)
}

impl Job {
    fn area(path: Path, ink: Ink) -> Self {
        let bounds = path.bounds();
        Job { top: bounds.top(), bottom: bounds.bottom(), ink, what: What::Area(path) }
    }
}

/// The area that a line covers, in pixels.
fn outline(path: &Path, edge: &Edge, scale: f32) -> Option<Path> {
    let stroke = Stroke { width: edge.width * scale, miter_limit: 4.0, line_cap: LineCap::Butt, line_join: LineJoin::Miter, dash: None };
    let line = match &edge.dash {
        Some(dash) => path.dash(dash, scale)?,
        None => path.clone(),
    };
    line.transform(Transform::from_scale(scale, scale))?.stroke(&stroke, 1.0)
}

fn area(strip: &mut [u8], (width, lines): (u32, u32), path: &Path, [red, green, blue]: Ink, first: f32) -> Option<()> {
    let mut map = PixmapMut::from_bytes(strip, width, lines)?;
    let mut paint = Paint::default();
    paint.set_color(Color::from_rgba8(red, green, blue, 255));
    map.fill_path(path, &paint, FillRule::Winding, Transform::from_translate(0.0, -first), None);
    Some(())
}

/// Puts a letter down, with its base line at a line of the strip; what lies outside is left out.
fn put(strip: &mut [u8], width: u32, (letter, pixel): &Placed, base: i32, ink: Ink) {
    let Ok(width) = usize::try_from(width) else { return };
    let left = pixel + letter.left;
    let skipped = usize::try_from(-left.min(0)).unwrap_or(0);
    let at = usize::try_from(left.max(0)).unwrap_or(0);
    for (line, cover) in (base + letter.top..).zip(letter.cover.chunks_exact(letter.width.max(1))) {
        let Ok(line) = usize::try_from(line) else { continue };
        let Some(row) = strip.get_mut(line * width * 4..(line + 1) * width * 4) else { return };
        let Some(row) = row.get_mut(at * 4..) else { return };
        for (to, cover) in row.chunks_exact_mut(4).zip(cover.iter().skip(skipped)) {
            if *cover > 0 {
                to.iter_mut().zip(ink).for_each(|(to, ink)| *to = mixed(*to, ink, *cover));
            }
        }
    }
}

/// So much of a colour over another one.
fn mixed(below: u8, ink: u8, cover: u8) -> u8 {
    let (below, ink, cover) = (u16::from(below), u16::from(ink), u16::from(cover));
    u8::try_from((below * (255 - cover) + ink * cover + 127) / 255).unwrap_or(u8::MAX)
}
