//! Pictures as pixels, for formats that cannot rely on SVG. Letters come from the fonts of the library, never from the system.

use std::sync::Arc;

/// A picture as PNG, at up to twice the size that it is shown in.
#[derive(Debug)]
pub(super) struct Raster {
    pub png: Vec<u8>,
    /// The size that it is shown in, in pixels.
    pub width: f32,
    pub height: f32,
}

/// The pictures of a set, each drawn once, whichever documents show it.
#[derive(Debug, Default)]
pub(super) struct Rasters {
    #[cfg(feature = "pictures")]
    known: std::sync::Mutex<std::collections::BTreeMap<[u8; 32], Drawn>>,
}

/// A picture that is drawn, is being drawn, or cannot be drawn.
#[cfg(feature = "pictures")]
type Drawn = Arc<std::sync::OnceLock<Option<Arc<Raster>>>>;

impl Rasters {
    /// The picture; none where the binary was built without fonts, or it is no SVG.
    #[cfg(feature = "pictures")]
    pub fn draw(&self, svg: &str) -> Option<Arc<Raster>> {
        use sha2::{Digest as _, Sha256};

        let name: [u8; 32] = Sha256::digest(svg.as_bytes()).into();
        let place = Arc::clone(self.known.lock().unwrap_or_else(std::sync::PoisonError::into_inner).entry(name).or_default());
        place.get_or_init(|| raster(svg).map(Arc::new)).clone()
    }

    /// Without fonts there is no picture.
    #[cfg(not(feature = "pictures"))]
    pub fn draw(&self, _svg: &str) -> Option<Arc<Raster>> {
        None
    }
}

#[cfg(feature = "pictures")]
fn raster(svg: &str) -> Option<Raster> {
    use resvg::{tiny_skia, usvg};

    const SCALE: f32 = 2.0;
    /// A picture stands on a page of A4: with more pixels on a side than this, 240 an inch, nobody sees more.
    const MAX_SIDE: f32 = 2400.0;

    let options = usvg::Options { font_family: super::fonts::SANS.to_string(), fontdb: fonts(), ..usvg::Options::default() };
    let tree = usvg::Tree::from_str(svg, &options).ok()?;
    let (width, height) = (tree.size().width(), tree.size().height());
    let scale = SCALE.min(MAX_SIDE / width.max(height).max(1.0));
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "at most MAX_SIDE, and positive")]
    let pixels = |length: f32| (length * scale).ceil().clamp(1.0, MAX_SIDE) as u32;
    let mut map = tiny_skia::Pixmap::new(pixels(width), pixels(height))?;
    map.fill(tiny_skia::Color::WHITE);
    resvg::render(&tree, tiny_skia::Transform::from_scale(scale, scale), &mut map.as_mut());
    Some(Raster { png: encode(&map)?, width, height })
}

/// The pixels as a file. What is behind a picture is white, so there is nothing to see through. In a drawing most lines are
/// the one above: told so, they need little work to become small.
#[cfg(feature = "pictures")]
fn encode(map: &resvg::tiny_skia::Pixmap) -> Option<Vec<u8>> {
    use png::{BitDepth, ColorType, DeflateCompression, Encoder, Filter};

    let mut pixels = Vec::with_capacity(map.data().len() / 4 * 3);
    for pixel in map.data().chunks_exact(4) {
        pixels.extend_from_slice(pixel.get(..3).unwrap_or_default());
    }
    let mut out = Vec::new();
    let mut encoder = Encoder::new(&mut out, map.width(), map.height());
    encoder.set_color(ColorType::Rgb);
    encoder.set_depth(BitDepth::Eight);
    encoder.set_filter(Filter::Up);
    encoder.set_deflate_compression(DeflateCompression::Level(2));
    encoder.write_header().ok()?.write_image_data(&pixels).ok()?;
    Some(out)
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
