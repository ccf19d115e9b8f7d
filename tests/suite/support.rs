//! What tests share.

use isms::model::Day;
use isms::pipeline::{Compilation, Options, compile};
use isms::source::{Disk, Memory};

/// The day at which tests judge.
pub fn day() -> Day {
    Day(jiff::civil::date(2026, 6, 30))
}

/// Compiles one text as a package of its own.
pub fn check(text: &str) -> Compilation {
    check_files(&[("test.isms", text)])
}

/// Compiles several files as a package.
pub fn check_files(files: &[(&str, &str)]) -> Compilation {
    let mut world = Memory::new();
    for (name, text) in files {
        world = world.with(*name, text.as_bytes().to_vec());
    }
    let options = Options { as_of: day(), levels: Vec::new(), prefix: String::new(), name: "test".into() };
    compile(&world, &options).expect("memory can be listed")
}

/// The codes that a text gives, in reading order.
pub fn codes(text: &str) -> Vec<&'static str> {
    check(text).findings.iter().map(|finding| finding.code.slug).collect()
}

/// An example, whole, as it is on a day.
pub fn example(name: &str, day: jiff::civil::Date) -> Compilation {
    let world = Disk::new(format!("{}/examples/{name}", env!("CARGO_MANIFEST_DIR")));
    let options = Options { as_of: Day(day), levels: Vec::new(), prefix: format!("examples/{name}"), name: name.into() };
    compile(&world, &options).expect("the example is there")
}
