//! Pictures as pixels, for formats that cannot rely on SVG. Letters come from the fonts of the library, never from the system.
//!
//! * the pictures that this program draws consist of boxes, lines and words: [`plain`] reads them, [`paint`] paints them
//! * any other SVG, such as a logo, goes through a library that knows all of SVG
//! * a picture is painted in strips that fit into the cache of a processor, and it has few colours, so that its file is small

#[cfg(feature = "pictures")]
mod file;
#[cfg(feature = "pictures")]
mod letters;
#[cfg(feature = "pictures")]
mod paint;
#[cfg(feature = "pictures")]
mod plain;
#[cfg(test)]
#[cfg(feature = "pictures")]
mod tests;

use std::sync::Arc;

/// A picture as PNG.
#[derive(Debug)]
pub(super) struct Raster {
    pub png: Vec<u8>,
    /// The size that it has by itself, in CSS pixels.
    pub width: f32,
    pub height: f32,
}

/// The pictures of a set, each painted once, whichever documents show it.
#[derive(Debug, Default)]
pub(super) struct Rasters {
    #[cfg(feature = "pictures")]
    known: std::sync::Mutex<std::collections::BTreeMap<([u8; 32], u32), Drawn>>,
    #[cfg(feature = "pictures")]
    letters: letters::Letters,
}

/// A picture that is painted, is being painted, or cannot be painted.
#[cfg(feature = "pictures")]
type Drawn = Arc<std::sync::OnceLock<Option<Arc<Raster>>>>;

/// So many pixels for a CSS pixel of the page: 192 an inch, which a good screen shows and a printer fills in.
#[cfg(feature = "pictures")]
const DENSITY: f32 = 2.0;
/// With more pixels on a side than this nobody sees more.
#[cfg(feature = "pictures")]
const MAX_SIDE: f32 = 2400.0;

impl Rasters {
    /// The picture for a place where it is shown so wide, in CSS pixels; none where the binary was built without fonts, or
    /// it is no SVG. What is made smaller on its page keeps one pixel for each of its own, so that it can be enlarged.
    #[cfg(feature = "pictures")]
    pub fn draw(&self, svg: &str, shown: f32) -> Option<Arc<Raster>> {
        use sha2::{Digest as _, Sha256};

        let name: [u8; 32] = Sha256::digest(svg.as_bytes()).into();
        let place = Arc::clone(self.known.lock().unwrap_or_else(std::sync::PoisonError::into_inner).entry((name, shown.to_bits())).or_default());
        place.get_or_init(|| self.raster(svg, shown).map(Arc::new)).clone()
    }

    /// Without fonts there is no picture.
    #[cfg(not(feature = "pictures"))]
    pub fn draw(&self, _svg: &str, _shown: f32) -> Option<Arc<Raster>> {
        None
    }

    #[cfg(feature = "pictures")]
    fn raster(&self, svg: &str, shown: f32) -> Option<Raster> {
        match plain::read(svg) {
            Some(picture) => {
                let scale = scale(picture.width, picture.height, shown);
                // a letter that none of the fonts has needs the library
                match paint::paint(&picture, scale, &self.letters) {
                    Some(png) => Some(Raster { png, width: picture.width, height: picture.height }),
                    None => any(svg, shown),
                }
            }
            None => any(svg, shown),
        }
    }
}

/// How many pixels a CSS pixel of a picture gets.
#[cfg(feature = "pictures")]
fn scale(width: f32, height: f32, shown: f32) -> f32 {
    (DENSITY * shown / width.max(1.0)).clamp(1.0, DENSITY).min(MAX_SIDE / width.max(height).max(1.0))
}

/// So many pixels, whole ones, and at least one.
#[cfg(feature = "pictures")]
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "at most MAX_SIDE, and positive")]
fn pixels(length: f32) -> u32 {
    length.ceil().clamp(1.0, MAX_SIDE) as u32
}

/// Any SVG, by the library.
#[cfg(feature = "pictures")]
fn any(svg: &str, shown: f32) -> Option<Raster> {
    use resvg::{tiny_skia, usvg};

    let options = usvg::Options { font_family: super::fonts::SANS.to_string(), fontdb: fonts(), ..usvg::Options::default() };
    let tree = usvg::Tree::from_str(svg, &options).ok()?;
    let (width, height) = (tree.size().width(), tree.size().height());
    let scale = scale(width, height, shown);
    let mut map = tiny_skia::Pixmap::new(pixels(width * scale), pixels(height * scale))?;
    map.fill(tiny_skia::Color::WHITE);
    resvg::render(&tree, tiny_skia::Transform::from_scale(scale, scale), &mut map.as_mut());
    Some(Raster { png: file::full(map.data(), map.width(), map.height())?, width, height })
}

/// The fonts of the library, read once.
#[cfg(feature = "pictures")]
fn fonts() -> Arc<resvg::usvg::fontdb::Database> {
    use resvg::usvg::fontdb::{Database, Source};

    static FONTS: std::sync::OnceLock<Arc<Database>> = std::sync::OnceLock::new();
    Arc::clone(FONTS.get_or_init(|| {
        let mut fonts = Database::new();
        for font in super::fonts::FONTS {
            fonts.load_font_source(Source::Binary(Arc::new(*font)));
        }
        fonts.set_sans_serif_family(super::fonts::SANS);
        Arc::new(fonts)
    }))
}
