//! What is told while a set is made, so that whoever waits sees how far it is, and can say afterwards what took how long.

use std::time::Duration;

/// Hears of files as they are made, from several threads at once.
pub trait Listener: Sync {
    /// So many pieces of work there are: most make one file, some make several.
    fn begins(&self, pieces: usize);
    /// A piece of work is done: the word of the format, the last of its files, how many files and bytes it made, and in
    /// which time.
    fn made(&self, format: &'static str, path: &str, files: usize, bytes: usize, took: Duration);
}

/// Nobody waits.
impl Listener for () {
    fn begins(&self, _pieces: usize) {}
    fn made(&self, _format: &'static str, _path: &str, _files: usize, _bytes: usize, _took: Duration) {}
}
