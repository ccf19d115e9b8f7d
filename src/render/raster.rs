//! Pictures as pixels, for formats that cannot rely on SVG. Letters come from the fonts of the library, never from the system.

/// The picture at twice its size as PNG; none where the binary was built without fonts, or the picture is no SVG.
#[cfg(feature = "pictures")]
pub(super) fn png(svg: &str) -> Option<Vec<u8>> {
    use resvg::{tiny_skia, usvg};

    const SCALE: f32 = 2.0;
    /// Larger pictures, in pixels on a side, would take more memory than a picture is worth.
    const MAX_SIDE: f32 = 6000.0;

    let mut options = usvg::Options { font_family: super::fonts::SANS.to_string(), ..usvg::Options::default() };
    let fonts = options.fontdb_mut();
    for font in super::fonts::FONTS {
        fonts.load_font_data(font.to_vec());
    }
    fonts.set_sans_serif_family(super::fonts::SANS);
    let tree = usvg::Tree::from_str(svg, &options).ok()?;
    let size = tree.size();
    let scale = SCALE.min(MAX_SIDE / size.width().max(size.height()).max(1.0));
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "at most MAX_SIDE, and positive")]
    let pixels = |length: f32| (length * scale).ceil().clamp(1.0, MAX_SIDE) as u32;
    let mut map = tiny_skia::Pixmap::new(pixels(size.width()), pixels(size.height()))?;
    map.fill(tiny_skia::Color::WHITE);
    resvg::render(&tree, tiny_skia::Transform::from_scale(scale, scale), &mut map.as_mut());
    map.encode_png().ok()
}

/// Without fonts there is no picture.
#[cfg(not(feature = "pictures"))]
pub(super) fn png(_svg: &str) -> Option<Vec<u8>> {
    None
}
