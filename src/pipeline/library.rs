//! The embedded library as it was read: the same for every compilation of a session that follows the same edition.

use std::collections::HashSet;
use std::sync::Arc;

use rayon::prelude::*;

use super::editions;
use crate::base::FileId;
use crate::diagnostic::Diagnostic;
use crate::model::{self, Standard};
use crate::resolve::{self, Name, Node, Scope, Unresolved};
use crate::source::{self, SourceFile, Sources};
use crate::syntax;
use crate::vocabulary::Namespace;

/// The library with the number of its first file.
#[derive(Default)]
pub(super) struct Library {
    first: usize,
    edition: &'static str,
    /// The sets of rules that were read.
    sets: Vec<String>,
    files: Vec<SourceFile>,
    nodes: Vec<Node>,
    findings: Vec<Diagnostic>,
    /// Its names, without those of a package.
    base: Scope,
    /// Every name that it refers to.
    mentioned: HashSet<String>,
    /// The names of the package that the library could mean, as of the last time its references were resolved.
    met: Option<Vec<(String, Namespace)>>,
    unresolved: Vec<Unresolved>,
    standard: Standard,
}

impl Library {
    /// Reads what every package needs: the reference model, the policy templates, what is there by default.
    pub fn begin(first: usize) -> Self {
        let mut library = Library { first, ..Library::default() };
        let defaults = source::library_file("defaults.isms").map(|text| ("defaults.isms", text));
        let files = source::library_files("prm").chain(source::library_files("policies")).chain(defaults);
        library.add(files.map(|(name, text)| (name.to_string(), text)).collect());
        library
    }

    /// Whether it was read, and its first file has this number.
    pub fn begins_at(&self, first: usize) -> bool {
        !self.files.is_empty() && self.first == first
    }

    /// Whether it has the catalogue of an edition.
    pub fn is_complete(&self) -> bool {
        !self.edition.is_empty()
    }

    /// Whether it has the catalogue of this edition, and these sets of rules.
    pub fn is_for(&self, edition: &str, sets: &[String]) -> bool {
        self.edition == edition && self.sets == sets
    }

    /// Reads Annex A and the clauses of an edition, and sets of rules.
    pub fn complete(&mut self, edition: &'static str, sets: Vec<String>) {
        self.edition = edition;
        let rules = sets.iter().map(|set| format!("rules/{set}.isms"));
        self.add(rules.filter_map(|name| source::library_file(&name).map(|text| (name, text))).collect());
        self.sets = sets;
        let names = [format!("iso27001/annex_a_{edition}.isms"), format!("iso27001/clauses_{edition}.isms")];
        self.add(names.into_iter().filter_map(|name| source::library_file(&name).map(|text| (name, text))).collect());
        if edition == "2013" {
            // the templates of policies name the controls of 2022
            let became = crate::model::mapping();
            self.nodes.iter_mut().filter(|node| node.spec.word == "template").for_each(|node| editions::to_2013(node, &became));
        }
        let mut names: Vec<Name> = Vec::new();
        resolve::names(&self.nodes, true, &mut names);
        let (base, findings) = Scope::of_library(names);
        self.base = base;
        self.findings.extend(findings);
        resolve::mentioned(&self.nodes, &mut self.mentioned);
    }

    fn add(&mut self, files: Vec<(String, &'static str)>) {
        let from = self.first + self.files.len();
        let mut sources = Sources::default();
        files.iter().for_each(|(name, text)| {
            sources.add(format!("stdlib/{name}"), *text, true);
        });
        let read: Vec<(Vec<Node>, Vec<Diagnostic>)> = files
            .par_iter()
            .enumerate()
            .map(|(at, (_, text))| {
                let file = FileId(u32::try_from(from + at).unwrap_or(u32::MAX));
                let (tree, mut found) = syntax::parse(file, text);
                let (nodes, more) = resolve::lower(file, text, &tree.members);
                found.extend(more);
                (nodes, found)
            })
            .collect();
        for (mut nodes, found) in read {
            self.nodes.append(&mut nodes);
            self.findings.extend(found);
        }
        self.files.extend(sources.iter().map(|(_, file)| file.clone()));
    }

    /// Its names, without those of a package.
    pub fn base(&self) -> &Scope {
        &self.base
    }

    /// Resolves its references, where the names of the package can have changed what they mean.
    pub fn refer<'n>(&mut self, scope: &Scope, own: impl Iterator<Item = &'n Name>, own_classifications: bool) {
        let mut met: Vec<(String, Namespace)> = own.filter(|name| self.mentioned.contains(&name.id)).map(|name| (name.id.clone(), name.symbol.group)).collect();
        if own_classifications {
            met.push((String::new(), Namespace::Classification));
        }
        if self.met.as_ref() == Some(&met) {
            return;
        }
        // levels that the package has replaced are not there, so nobody asks what they name
        let there = self.nodes.iter_mut().filter(|node| !(own_classifications && resolve::declares_classification(node)));
        self.unresolved = resolve::refer(scope, there);
        self.standard = model::standard(&self.nodes);
        self.met = Some(met);
    }

    /// What it declares, as the model sees it.
    pub fn standard(&self) -> &Standard {
        &self.standard
    }

    /// Its declarations.
    pub fn nodes(&self) -> &[Node] {
        &self.nodes
    }

    /// Puts its files behind those of the package.
    pub fn files(&self, sources: &mut Sources) {
        self.files.iter().for_each(|file| {
            sources.keep(file.clone());
        });
    }

    /// What was found while reading.
    pub fn findings(&self) -> impl Iterator<Item = &Diagnostic> {
        self.findings.iter()
    }

    /// References that name nothing.
    pub fn unresolved(&self) -> impl Iterator<Item = &Unresolved> {
        self.unresolved.iter()
    }

    /// The library alone.
    pub fn alone(edition: &'static str) -> Arc<model::Reference> {
        let mut library = Library::begin(0);
        library.complete(edition, Vec::new());
        let scope = library.base.clone();
        library.refer(&scope, std::iter::empty(), false);
        library.standard.reference
    }
}
