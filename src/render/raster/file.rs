//! Pixels to a file, strip by strip.

use std::io::Write as _;

use png::{BitDepth, ColorType, DeflateCompression, Encoder, Filter, StreamWriter};

/// A PNG that is being written. What is behind a picture is white, so there is nothing to see through. In a drawing most
/// lines are the one above: told so, they are runs of zeros, which the fastest compression makes small.
pub(super) struct Png {
    out: StreamWriter<'static, Kept>,
    row: Vec<u8>,
    width: usize,
    kept: Kept,
}

/// The bytes so far; whoever writes them does not give them back.
#[derive(Clone, Default)]
struct Kept(std::sync::Arc<std::sync::Mutex<Vec<u8>>>);

impl std::io::Write for Kept {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner).extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl Png {
    /// A picture of a size in pixels.
    pub fn new(width: u32, height: u32) -> Option<Self> {
        let kept = Kept::default();
        let mut encoder = Encoder::new(kept.clone(), width, height);
        encoder.set_color(ColorType::Rgb);
        encoder.set_depth(BitDepth::Eight);
        encoder.set_filter(Filter::Up);
        encoder.set_deflate_compression(DeflateCompression::FdeflateUltraFast);
        let out = encoder.write_header().ok()?.into_stream_writer().ok()?;
        let width = usize::try_from(width).ok()?;
        Some(Png { out, row: vec![255; width * 3], width, kept })
    }

    /// The next lines, four bytes a pixel.
    pub fn strip(&mut self, pixels: &[u8]) -> Option<()> {
        for line in pixels.chunks_exact(self.width * 4) {
            for (to, from) in self.row.chunks_exact_mut(3).zip(line.chunks_exact(4)) {
                if let ([red, green, blue], [r, g, b, _]) = (to, from) {
                    (*red, *green, *blue) = (*r, *g, *b);
                }
            }
            self.out.write_all(&self.row).ok()?;
        }
        Some(())
    }

    /// The file.
    pub fn finish(self) -> Option<Vec<u8>> {
        self.out.finish().ok()?;
        Some(std::mem::take(&mut *self.kept.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner)))
    }
}
