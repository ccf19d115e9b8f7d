//! Pixels to a file. What is behind a picture is white, so there is nothing to see through.

use png::{BitDepth, ColorType, DeflateCompression, Encoder, Filter};

use super::plain::Ink;

/// Any picture, four bytes a pixel. Most lines are the one above: told so, they need little work to become small.
pub(super) fn full(pixels: &[u8], width: u32, height: u32) -> Option<Vec<u8>> {
    let mut colours = Vec::with_capacity(pixels.len() / 4 * 3);
    for pixel in pixels.chunks_exact(4) {
        colours.extend_from_slice(pixel.get(..3).unwrap_or_default());
    }
    let mut out = Vec::new();
    let mut encoder = Encoder::new(&mut out, width, height);
    encoder.set_color(ColorType::Rgb);
    encoder.set_depth(BitDepth::Eight);
    encoder.set_filter(Filter::Up);
    encoder.set_deflate_compression(DeflateCompression::Level(2));
    encoder.write_header().ok()?.write_image_data(&colours).ok()?;
    Some(out)
}

/// So many pixels are held against those above them at once.
const PART: usize = 64;

/// A picture of few colours that grows strip by strip: each pixel is one byte, the place of its colour in a list.
pub(super) struct Indexed {
    width: usize,
    colours: Colours,
    places: Vec<u8>,
}

impl Indexed {
    /// A picture of a size in pixels. These colours stand in it as they are; what lies between them, at the edges of letters
    /// and lines, becomes the nearest that there is once the list is full.
    pub fn new(width: u32, height: u32, inks: impl Iterator<Item = Ink>) -> Option<Self> {
        let mut colours = Colours { list: Vec::with_capacity(256), known: vec![None; 1 << 12] };
        std::iter::once([255; 3]).chain(inks).for_each(|ink| {
            colours.place(u32::from_be_bytes([0, ink[0], ink[1], ink[2]]));
        });
        let width = usize::try_from(width).ok()?;
        Some(Indexed { width, colours, places: Vec::with_capacity(width * usize::try_from(height).ok()?) })
    }

    /// The next lines, four bytes a pixel.
    pub fn strip(&mut self, pixels: &[u8]) {
        let mut above: &[u8] = &[];
        for line in pixels.chunks_exact(self.width * 4) {
            let mut parts_above = above.chunks(PART * 4);
            for part in line.chunks(PART * 4) {
                // most parts of lines are as above them
                match self.places.len().checked_sub(self.width).filter(|_| parts_above.next() == Some(part)) {
                    Some(from) => self.places.extend_from_within(from..from + part.len() / 4),
                    None => self.pixels(part),
                }
            }
            above = line;
        }
    }

    fn pixels(&mut self, part: &[u8]) {
        let (mut last, mut place) = (None, 0);
        for pixel in part.chunks_exact(4) {
            let [red, green, blue, _] = pixel else { continue };
            let colour = u32::from_be_bytes([0, *red, *green, *blue]);
            if last != Some(colour) {
                place = self.colours.place(colour);
                last = Some(colour);
            }
            self.places.push(place);
        }
    }

    /// The file.
    pub fn finish(self) -> Option<Vec<u8>> {
        let height = self.places.len().checked_div(self.width)?;
        let mut out = Vec::with_capacity(self.places.len() / 16);
        let mut encoder = Encoder::new(&mut out, u32::try_from(self.width).ok()?, u32::try_from(height).ok()?);
        encoder.set_color(ColorType::Indexed);
        encoder.set_depth(BitDepth::Eight);
        encoder.set_palette(self.colours.list.iter().flat_map(|colour| colour.to_be_bytes().into_iter().skip(1)).collect::<Vec<u8>>());
        encoder.set_filter(Filter::NoFilter);
        encoder.set_deflate_compression(DeflateCompression::Level(1));
        encoder.write_header().ok()?.write_image_data(&self.places).ok()?;
        Some(out)
    }
}

/// The colours of a picture, in the order in which they came.
struct Colours {
    /// At most 256.
    list: Vec<u32>,
    /// Colours with their places, each where its bits lead; a later one takes the room of an earlier one.
    known: Vec<Option<(u32, u8)>>,
}

impl Colours {
    /// The place of a colour in the list.
    fn place(&mut self, colour: u32) -> u8 {
        let room = usize::try_from(colour.wrapping_mul(0x9E37_79B1) >> 20).unwrap_or(0);
        if let Some(Some((known, place))) = self.known.get(room)
            && *known == colour
        {
            return *place;
        }
        let place = self.list.iter().position(|one| *one == colour).unwrap_or_else(|| self.add(colour));
        let place = u8::try_from(place).unwrap_or(u8::MAX);
        if let Some(known) = self.known.get_mut(room) {
            *known = Some((colour, place));
        }
        place
    }

    /// Adds a colour, or gives the nearest where there is no room left.
    fn add(&mut self, colour: u32) -> usize {
        if self.list.len() < 256 {
            self.list.push(colour);
            return self.list.len() - 1;
        }
        let apart = |one: &u32| one.to_be_bytes().iter().zip(colour.to_be_bytes()).map(|(a, b)| u32::from(a.abs_diff(b)).pow(2)).sum::<u32>();
        self.list.iter().enumerate().min_by_key(|(_, one)| apart(one)).map_or(0, |(at, _)| at)
    }
}
