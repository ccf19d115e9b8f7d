//! All that the layout can see: one source and the fonts of the library. There is nothing else to ask for.

use std::sync::OnceLock;

use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, Source};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, World};

use crate::render::fonts::FONTS;

/// What is the same for every document.
struct Shared {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
}

fn shared() -> &'static Shared {
    static SHARED: OnceLock<Shared> = OnceLock::new();
    SHARED.get_or_init(|| {
        let fonts: Vec<Font> = FONTS.iter().flat_map(|font| Font::iter(Bytes::new(*font))).collect();
        Shared { library: LazyHash::new(<Library as typst::LibraryExt>::default()), book: LazyHash::new(FontBook::from_fonts(&fonts)), fonts }
    })
}

/// Whether the fonts have a letter.
pub(super) fn has(c: char) -> bool {
    // the text font decides: code is set in another one that has at least the same letters
    shared().fonts.first().is_some_and(|font| font.info().coverage.contains(u32::from(c)))
}

/// The world of one document.
pub(super) struct Paper {
    source: Source,
}

impl Paper {
    pub fn new(text: String) -> Self {
        Paper { source: Source::detached(text) }
    }
}

impl World for Paper {
    fn library(&self) -> &LazyHash<Library> {
        &shared().library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &shared().book
    }

    fn main(&self) -> FileId {
        self.source.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.source.id() { Ok(self.source.clone()) } else { Err(FileError::AccessDenied) }
    }

    fn file(&self, _id: FileId) -> FileResult<Bytes> {
        Err(FileError::AccessDenied)
    }

    fn font(&self, index: usize) -> Option<Font> {
        shared().fonts.get(index).cloned()
    }

    /// There is no clock: the day of a document stands in its source.
    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        None
    }
}
