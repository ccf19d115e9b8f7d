//! The way of the data, once: load, parse, resolve, model, check. Documents and renderers start from its result.

mod editions;
mod library;
mod load;
mod session;
mod unit;

use crate::diagnostic::{Code, Diagnostic, Level, SetAside};
use crate::model::{self, Day, Model};
use crate::source::{self, Package, Preset, ReadError, Sources, World};

pub use session::Session;

/// What a run is asked for, beyond the sources.
#[derive(Debug, Clone)]
pub struct Options {
    /// The day that everything is judged at; nothing else knows a clock.
    pub as_of: Day,
    /// Levels from the command line, by code or group; they win over `isms.toml`.
    pub levels: Vec<(String, Level)>,
    /// The folder as the user named it, put before every path that is shown.
    pub prefix: String,
    /// The name of a package that says none.
    pub name: String,
}

impl Options {
    /// A path of the package as the user sees it.
    fn shown(&self, path: &str) -> String {
        if self.prefix.is_empty() { path.to_string() } else { format!("{}/{path}", self.prefix.trim_end_matches('/')) }
    }

    /// The path in the package of one that is shown.
    fn inner<'p>(&self, shown: &'p str) -> &'p str {
        let rest = shown.strip_prefix(self.prefix.trim_end_matches('/')).filter(|_| !self.prefix.is_empty());
        rest.and_then(|rest| rest.strip_prefix('/')).unwrap_or(shown)
    }
}

/// How findings count, beyond what the package and [`Options::levels`] say.
#[derive(Debug, Clone, Default)]
pub struct Counting {
    /// The preset of the command line.
    pub preset: Option<Preset>,
    /// The baseline of the command line: its path as it is shown, and its text.
    pub baseline: Option<(String, String)>,
    /// Whether no baseline is heard: one is about to be taken.
    pub without_baseline: bool,
}

/// A compiled package: everything that reports and documents are made from.
pub struct Compilation {
    /// All files.
    pub sources: Sources,
    /// What `isms.toml` says.
    pub package: Package,
    /// The model; parts that were wrong are missing from it.
    pub model: Model,
    /// The findings, in reading order.
    pub findings: Vec<Diagnostic>,
    /// The findings that do not count, each with who answers for that.
    pub set_aside: Vec<SetAside>,
    /// The findings that were there before, where a baseline was read.
    pub baseline: Option<source::Baseline>,
    /// How many files the package has.
    pub files: usize,
    /// Which compilation of its session it is.
    nth: u64,
}

impl Compilation {
    /// How a code counts by what `isms.toml` says, without a command line.
    pub fn level_of(&self, code: &Code) -> Level {
        crate::check::level_of(&self.package, code)
    }

    /// How many findings make the run fail, and how many do not.
    pub fn counts(&self) -> (usize, usize) {
        let errors = self.findings.iter().filter(|finding| finding.is_error()).count();
        (errors, self.findings.len() - errors)
    }
}

/// Compiles a package. Whatever is wrong is a finding; only a folder that cannot be listed is an error.
pub fn compile(world: &dyn World, options: &Options) -> Result<Compilation, ReadError> {
    compile_counting(world, options, &Counting::default())
}

/// Compiles a package, with a preset or a baseline from the command line.
pub fn compile_counting(world: &dyn World, options: &Options, counting: &Counting) -> Result<Compilation, ReadError> {
    Session::once().compile_counting(world, options, counting)
}

/// A model in which everything is present: what templates can get is taken from it.
pub fn complete() -> Model {
    let text = source::library_file("complete.isms").unwrap_or_default();
    let world = source::Memory::new().with("complete.isms", text);
    let options = Options { as_of: Day(jiff::civil::date(2026, 6, 30)), levels: Vec::new(), prefix: String::new(), name: "complete".into() };
    // a package in memory can always be listed
    let nothing = || model::build(&model::Standard::default(), &[], model::PackageInfo::default(), options.as_of, &mut model::Last::default());
    compile(&world, &options).map(|compiled| compiled.model).unwrap_or_else(|_| nothing())
}

/// The standard library alone, for one edition of ISO/IEC 27001.
pub fn library(edition: &str) -> model::Reference {
    std::sync::Arc::unwrap_or_clone(library::Library::alone(if edition == "2013" { "2013" } else { "2022" }))
}
