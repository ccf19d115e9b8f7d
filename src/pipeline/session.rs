//! One compilation after another of the same package: what did not change is not read again.
//!
//! The command line compiles once, an editor after every key; both go this way, so both find the same.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, OnceLock};

use rayon::prelude::*;

use super::library::Library;
use super::load::{Loaded, digest, load, load_baseline};
use super::unit::Unit;
use super::{Compilation, Counting, Options, complete};
use crate::base::FileId;
use crate::check;
use crate::diagnostic::{Diagnostic, in_order};
use crate::document::inspect;
use crate::model::{self, PackageInfo};
use crate::resolve::{self, Data, Node, Scope};
use crate::rules;
use crate::source::{ReadError, Sources, World, problems};

/// What is kept from one compilation to the next.
#[derive(Default)]
pub struct Session {
    /// The files of the package, in the order of their names.
    units: Vec<(String, Unit)>,
    library: Library,
    scope: Scope,
    /// Findings about names that are declared twice.
    twice: Vec<Diagnostic>,
    /// What the files were as of the last compilation.
    sources: Sources,
    own_classifications: bool,
    /// What templates can get.
    contexts: OnceLock<BTreeMap<String, inspect::Shape>>,
    /// Whether there is only one compilation: nothing is kept, and the digest that documents carry is made.
    once: bool,
    /// How many compilations there were.
    compilations: u64,
}

impl Session {
    /// A session of many compilations. Their models carry no digest: making it would read every byte again.
    pub fn new() -> Self {
        Self::default()
    }

    /// A session of one compilation.
    pub fn once() -> Self {
        Self { once: true, ..Self::default() }
    }

    /// Compiles the package as it is now.
    pub fn compile(&mut self, world: &dyn World, options: &Options) -> Result<Compilation, ReadError> {
        self.compile_counting(world, options, &Counting::default())
    }

    /// Compiles the package as it is now, with a preset or a baseline of the command line.
    pub fn compile_counting(&mut self, world: &dyn World, options: &Options, counting: &Counting) -> Result<Compilation, ReadError> {
        self.compile_after(None, world, options, counting)
    }

    /// Compiles the package as it is now. What is the same as in the last compilation of this session is taken from there.
    pub fn compile_after(&mut self, last: Option<Compilation>, world: &dyn World, options: &Options, counting: &Counting) -> Result<Compilation, ReadError> {
        let Loaded { mut sources, package, files, templates, mut findings } = load(world, options, &self.sources)?;
        let other_names = self.read(&sources, &files);
        findings.extend(self.units.iter().flat_map(|(_, unit)| unit.findings()).cloned());
        let explained = findings.iter().any(|finding| finding.code.slug != problems::MISNAMED_FILE.slug);
        if !explained && self.own().next().is_none() {
            // files without a declaration have no mistakes, and that would look like good news
            findings.push(problems::empty_package(&package.name));
        }
        self.library.files(&mut sources);
        let once = self.once;
        let ((), digest) = rayon::join(|| self.resolve(other_names), || if once { digest(&sources, options, world) } else { String::new() });
        findings.extend(self.library.findings().chain(&self.twice).cloned());
        let unresolved = self.library.unresolved().chain(self.units.iter().flat_map(|(_, unit)| &unit.unresolved));
        findings.extend(resolve::report(&self.scope, unresolved));
        let info = PackageInfo { name: package.name.clone(), version: package.version.clone(), digest };
        let mut last = last.filter(|last| last.nth == self.compilations).map(|last| self.last(last, sources.len())).unwrap_or_default();
        let model = model::build(self.library.standard(), &self.own().collect::<Vec<_>>(), info, options.as_of, &mut last);
        self.compilations += 1;
        if once {
            // the nodes are large: give their memory back before the checks run
            drop_later(std::mem::take(&mut self.units));
        } else {
            drop_later(last);
            self.sources = sources.clone();
        }
        // none of the three needs another one
        let own_rules = || {
            let mut found = Vec::new();
            rules::run(&model, &sources, &mut found);
            found
        };
        let known = || (!templates.is_empty()).then(|| self.contexts.get_or_init(|| inspect::contexts(&complete())));
        let ((), (of_rules, known)) = rayon::join(|| check::run(&model, world, &mut findings), || rayon::join(own_rules, known));
        findings.extend(of_rules);
        if let Some(known) = known {
            inspect::inspect(known, &model, &templates, &mut findings);
        }
        crate::document::check_approvals(&model, world, &mut findings);
        check::name_subjects(&sources, &mut findings);
        let baseline = load_baseline(world, options, counting, &package, &mut sources, &mut findings);
        in_order(&mut findings);
        let settings = check::Settings { package: &package, preset: counting.preset, command: &options.levels, baseline: baseline.as_ref() };
        let set_aside = check::set_levels(&model, &sources, &settings, &mut findings);
        check::name_subjects(&sources, &mut findings);
        check::leave_out_consequences(&sources, &mut findings);
        in_order(&mut findings);
        Ok(Compilation { sources, package, model, findings, set_aside, baseline, files: files.len(), nth: self.compilations })
    }

    /// The model of the last compilation, with the files that are the same.
    fn last(&self, last: Compilation, files: usize) -> model::Last {
        let mut same = vec![false; files];
        for (_, unit) in &self.units {
            if let Some(at) = usize::try_from(unit.file().0).ok().and_then(|file| same.get_mut(file)) {
                *at = unit.same;
            }
        }
        let Compilation { model, findings, set_aside, .. } = last;
        drop_later((findings, set_aside));
        model::Last::new(model, same)
    }

    /// The declarations of the package, as of the last compilation.
    pub fn own(&self) -> impl Iterator<Item = &Node> {
        self.units.iter().flat_map(|(_, unit)| unit.nodes())
    }

    /// The declarations of one file of the package.
    pub fn of_file(&self, file: FileId) -> impl Iterator<Item = &Node> {
        self.units.iter().find(|(_, unit)| unit.file() == file).into_iter().flat_map(|(_, unit)| unit.nodes())
    }

    /// The declarations of the library.
    pub fn library(&self) -> &[Node] {
        self.library.nodes()
    }

    /// All names.
    pub fn scope(&self) -> &Scope {
        &self.scope
    }

    /// How many members were parsed in the last compilation, those of the library apart.
    pub fn parsed(&self) -> usize {
        self.units.iter().map(|(_, unit)| unit.parsed).sum()
    }

    /// Reads what is new; gives whether the package declares other names than before.
    fn read(&mut self, sources: &Sources, files: &[(String, FileId)]) -> bool {
        let mut kept: HashMap<String, Unit> = std::mem::take(&mut self.units).into_iter().collect();
        let known = kept.len();
        self.units = files.iter().map(|(path, _)| (path.clone(), kept.remove(path).unwrap_or_default())).collect();
        let first = sources.len();
        let old = std::mem::take(&mut self.library);
        let units = &mut self.units;
        let mut read = || {
            let update = |((_, unit), (_, file)): (&mut (String, Unit), &(String, FileId))| {
                let text = sources.get(*file).map(|source| Arc::clone(&source.text)).unwrap_or_default();
                unit.update(*file, &text)
            };
            units.par_iter_mut().zip(files).map(update).reduce(|| false, |a, b| a || b)
        };
        // the library is read beside the package: on a small one it is most of the work
        let (other, old) = if old.begins_at(first) { (read(), old) } else { rayon::join(read, || Library::begin(first)) };
        self.library = old;
        let edition = edition(self.own());
        let sets = rule_sets(self.own());
        if !self.library.is_for(edition, &sets) {
            if self.library.is_complete() {
                self.library = Library::begin(first);
            }
            self.library.complete(edition, sets);
            return true;
        }
        other || known != files.len() || !kept.is_empty()
    }

    /// Finds what names mean, where it can have changed.
    fn resolve(&mut self, other_names: bool) {
        let own_classifications = self.own().any(resolve::declares_classification);
        if other_names || !self.twice.is_empty() || own_classifications != self.own_classifications {
            self.own_classifications = own_classifications;
            let names = self.units.iter().flat_map(|(_, unit)| &unit.names);
            (self.scope, self.twice) = self.library.base().with(names, own_classifications);
            self.units.iter_mut().for_each(|(_, unit)| unit.stale = true);
        } else {
            self.units.iter().filter(|(_, unit)| unit.stale).for_each(|(_, unit)| self.scope.replace(&unit.names));
        }
        let names = self.units.iter().flat_map(|(_, unit)| &unit.names);
        self.library.refer(&self.scope, names, own_classifications);
        let scope = &self.scope;
        // findings about names may point into files that moved
        self.units.iter_mut().for_each(|(_, unit)| {
            unit.same = !unit.stale && unit.unresolved.is_empty();
            if unit.same {
                return;
            }
            unit.unresolved = resolve::refer(scope, unit.nodes_mut());
            unit.stale = false;
        });
    }
}

/// The edition that the organisation chose, before names are resolved: it decides what there is to resolve to.
fn edition<'n>(mut nodes: impl Iterator<Item = &'n Node>) -> &'static str {
    let chosen = nodes.find(|node| node.spec.word == "organisation").and_then(|node| node.get("standard")).and_then(Node::value);
    match chosen.map(|typed| &typed.data) {
        Some(Data::Ref(reference)) if reference.id == "iso27001_2013" => "2013",
        _ => "2022",
    }
}

/// The sets of rules that the package switches on.
fn rule_sets<'n>(nodes: impl Iterator<Item = &'n Node>) -> Vec<String> {
    let mut names: Vec<String> = nodes.filter(|node| node.spec.word == "use rules").flat_map(Node::own_names).map(|at| at.value).collect();
    names.sort_unstable();
    names.dedup();
    names
}

/// Frees large values on another thread, so that nobody waits for them.
fn drop_later<T: Send + 'static>(value: T) {
    rayon::spawn(move || drop(value));
}
