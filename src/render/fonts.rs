//! The fonts inside the binary: PDF and pictures look the same on every machine and take nothing from the system.

/// The family for text.
pub(super) const SANS: &str = "Liberation Sans";

/// The font files, under the SIL Open Font License 1.1; see `stdlib/fonts/LICENSE`.
pub(super) const FONTS: &[&[u8]] = &[
    include_bytes!("../../stdlib/fonts/LiberationSans-Regular.ttf"),
    include_bytes!("../../stdlib/fonts/LiberationSans-Bold.ttf"),
    include_bytes!("../../stdlib/fonts/LiberationSans-Italic.ttf"),
    include_bytes!("../../stdlib/fonts/LiberationMono-Regular.ttf"),
];

/// The family for code.
#[cfg(feature = "pdf")]
pub(super) const MONO: &str = "Liberation Mono";
