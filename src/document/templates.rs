//! The template engine: where templates come from, what they may do, and what their mistakes look like.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use minijinja::syntax::SyntaxConfig;
use minijinja::value::{Kwargs, ValueKind};
use minijinja::{AutoEscape, Environment, Error, ErrorKind, Output, State, UndefinedBehavior, Value};

use super::editions::Before;
use super::links::Links;
use super::registers::{Cell, Register};
use super::{Language, guard, prose, text};
use crate::base::did_you_mean;
use crate::model::Model;
use crate::source::{ReadError, World, library_template, template_names};

/// How much work one document may take: a base, and something for each thing that is declared. The longest document of
/// the examples takes 7,000.
const FUEL: u64 = 1_000_000;
const FUEL_PER_ENTITY: u64 = 1_000;
/// How many bytes one document may have: a base, and something for each thing that is declared. The longest one of the
/// examples has 120,000.
const BYTES: usize = 4 * 1024 * 1024;
const BYTES_PER_ENTITY: usize = 16 * 1024;

/// The templates that are being rendered, and since when, by the number of their turn: for whoever loses patience. The
/// engine counts the work that it knows of, and two lists that are put together again and again are some that it does
/// not. Documents are written beside each other, so there is more than one.
static AT_WORK: Mutex<BTreeMap<u64, (String, Instant)>> = Mutex::new(BTreeMap::new());
static TURN: AtomicU64 = AtomicU64::new(0);

/// One template at work, by the number of its turn.
struct AtWork(u64);

impl AtWork {
    fn begin(name: &str) -> AtWork {
        let turn = TURN.fetch_add(1, Ordering::Relaxed);
        AT_WORK.lock().unwrap_or_else(PoisonError::into_inner).insert(turn, (name.to_string(), Instant::now()));
        AtWork(turn)
    }
}

impl Drop for AtWork {
    fn drop(&mut self) {
        AT_WORK.lock().unwrap_or_else(PoisonError::into_inner).remove(&self.0);
    }
}

/// The template that has been at work for longer than this, if there is one; the first to begin if there are more.
pub fn at_work_for(patience: Duration) -> Option<String> {
    let at_work = AT_WORK.lock().unwrap_or_else(PoisonError::into_inner);
    at_work.values().find(|(_, since)| since.elapsed() > patience).map(|(name, _)| name.clone())
}

/// All templates of the library and of the package, ready to be rendered.
pub(crate) struct Templates {
    engine: Environment<'static>,
    sources: Arc<BTreeMap<String, Source>>,
    language: Language,
    /// How many bytes a document may have.
    room: usize,
}

/// A template, or why it may not be used.
#[derive(Debug, Clone)]
enum Source {
    Text { text: String, own: bool },
    Refused { line: usize, why: String },
}

/// What went wrong in a template.
#[derive(Debug, Clone)]
pub(crate) struct Problem {
    /// The template that was asked for, or that another one asked for.
    pub template: String,
    /// The line, from 1.
    pub line: Option<usize>,
    /// What is wrong there.
    pub message: String,
    /// What to do about it, where that is not to ask first whether a value is there.
    pub way_out: Option<&'static str>,
    /// The line as it is written.
    pub excerpt: Option<String>,
    /// Whether there is no such template.
    pub missing: bool,
    /// Whether it is a file of the package, and not one of the library.
    pub own: bool,
}

impl Templates {
    /// Reads the templates: a file of the package wins over one of the library, and one in the language over the English one.
    pub fn load(model: &Model, world: &dyn World, language: &Language) -> Self {
        let mut names: Vec<String> = template_names().filter(|name| name.ends_with(".j2")).map(str::to_string).collect();
        names.extend(model.policies.values().filter_map(|policy| policy.template.as_ref()).map(|template| policy_template(&template.id)));
        names.extend(names.iter().filter_map(|name| language.template(name)).collect::<Vec<_>>());
        let before = Before::of(model);
        let mut sources = BTreeMap::new();
        while let Some(name) = names.pop() {
            if sources.contains_key(&name) || sources.len() > 1000 {
                continue;
            }
            let Some(source) = read(world, &name, &before) else { continue };
            if let Source::Text { text, .. } = &source {
                // what it includes or imports may be another file of the package
                names.extend(text.split(['"', '\'']).filter(|part| part.ends_with(".j2")).map(str::to_string));
            }
            sources.insert(name, source);
        }
        let sources = Arc::new(sources);
        let entities =
            model.risks.len() + model.controls.len() + model.process_set.interfaces.len() + model.reference.controls.len() + model.requirements.len();
        let fuel = FUEL.saturating_add(FUEL_PER_ENTITY.saturating_mul(u64::try_from(entities).unwrap_or(u64::MAX)));
        let room = BYTES.saturating_add(BYTES_PER_ENTITY.saturating_mul(entities));
        Templates { engine: engine(Arc::clone(&sources), fuel, language.clone()), sources, language: language.clone(), room }
    }

    /// Renders a template; the result is tidied Markdown.
    pub fn render(&self, name: &str, context: Value) -> Result<String, Problem> {
        let twin = self.twin(name);
        let name = twin.as_deref().unwrap_or(name);
        let rendered = {
            let _at_work = AtWork::begin(name);
            self.engine.get_template(name).and_then(|template| template.render(context))
        };
        match rendered {
            Ok(markdown) if markdown.len() > self.room => Err(self.too_long(name, markdown.len())),
            Ok(markdown) => Ok(text::tidy(&markdown)),
            Err(error) => Err(self.problem(name, &error)),
        }
    }

    /// Whether a template is a file of the package, and not one of the library.
    pub fn is_own(&self, name: &str) -> bool {
        matches!(self.sources.get(name), Some(Source::Text { own: true, .. }))
    }

    /// The template of that name in the language of the documents. What a package writes itself without one in the language
    /// is what it wants to say, also where the library has one.
    fn twin(&self, name: &str) -> Option<String> {
        let twin = self.language.template(name)?;
        let own = |name: &str| matches!(self.sources.get(name), Some(Source::Text { own: true, .. } | Source::Refused { .. }));
        (self.sources.contains_key(&twin) && (own(&twin) || !own(name))).then_some(twin)
    }

    fn too_long(&self, name: &str, bytes: usize) -> Problem {
        let mib = |bytes: usize| bytes.div_ceil(1024 * 1024);
        let message = format!("the document has {} MiB, and {} MiB are the limit", mib(bytes), mib(self.room));
        Problem { template: name.into(), line: None, message, way_out: Some(LESS_WORK), excerpt: None, missing: false, own: self.is_own(name) }
    }

    fn problem(&self, asked: &str, error: &Error) -> Problem {
        // the innermost place is where the mistake stands
        let mut deepest = error;
        let mut next = std::error::Error::source(error);
        while let Some(inner) = next {
            if let Some(inner) = inner.downcast_ref::<Error>() {
                deepest = inner;
            }
            next = inner.source();
        }
        let template = deepest.name().or(error.name()).unwrap_or(asked).to_string();
        let missing = deepest.kind() == ErrorKind::TemplateNotFound;
        let (mut line, (mut message, way_out)) = (deepest.line(), say(deepest));
        if let Some(Source::Refused { line: at, why }) = self.sources.get(asked).filter(|_| error.name().is_none()) {
            (line, message) = (Some(*at), why.clone());
        }
        let (excerpt, own) = match self.sources.get(&template) {
            Some(Source::Text { text, own }) => (line.and_then(|line| text.lines().nth(line.saturating_sub(1))).map(|line| text::one_line(line.trim())), *own),
            Some(Source::Refused { .. }) => (None, true),
            None => (None, true),
        };
        Problem { template, line, message, way_out, excerpt, missing, own }
    }
}

/// The file of a policy template.
pub(crate) fn policy_template(id: &str) -> String {
    format!("policies/{id}.md.j2")
}

fn read(world: &dyn World, name: &str, before: &Before) -> Option<Source> {
    let (text, own) = match world.read(&format!("templates/{name}")) {
        Ok(bytes) => match String::from_utf8(bytes) {
            Ok(text) => (text, true),
            Err(_) => return Some(Source::Refused { line: 1, why: "it is not UTF-8 text".into() }),
        },
        // nothing of that name in the package, or nothing that may be read as one
        Err(ReadError::Missing | ReadError::Outside) => (library_template(name)?.to_string(), false),
        Err(error) => return Some(Source::Refused { line: 1, why: error.to_string() }),
    };
    let text = text.strip_prefix('\u{FEFF}').map(str::to_string).unwrap_or(text);
    // what a package writes itself names what it means
    let text = if own || !name.starts_with("policies/") { text } else { before.cite(text) };
    Some(match guard::refuse(&text) {
        Some((line, why)) => Source::Refused { line, why },
        None => Source::Text { text, own },
    })
}

/// What somebody does whose template never ends or writes without end.
pub const LESS_WORK: &str = "a loop runs too often, or a text grows too long: loop over what the document is about, and place tables with `table(\"…\")`";
const LESS_DEPTH: &str = "an `include`, a macro or a recursive loop that comes back to itself needs an `{% if %}` that ends it";

/// The message of an error, in words that somebody who writes a template knows, and what to do if that is not obvious.
fn say(error: &Error) -> (String, Option<&'static str>) {
    let range = error
        .template_source()
        .zip(error.range())
        .and_then(|(source, range)| source.get(range))
        .map(str::trim)
        .filter(|part| !part.is_empty() && part.len() < 80);
    let detail = error.detail().map(str::to_string).unwrap_or_default();
    match (error.kind(), range) {
        (ErrorKind::UndefinedError, Some(expression)) => (format!("`{expression}` does not exist here"), None),
        (ErrorKind::UndefinedError, None) => ("a value that does not exist is used".into(), None),
        (ErrorKind::OutOfFuel, _) => ("it does more work than a document may take".into(), Some(LESS_WORK)),
        (kind, _) if detail.is_empty() => (kind.to_string(), None),
        (ErrorKind::InvalidOperation, _) if detail.contains("recursion limit") => ("it calls itself again and again, without an end".into(), Some(LESS_DEPTH)),
        // the words of the engine for a list that is longer than it builds
        (ErrorKind::InvalidOperation, _) if detail.contains("too many elements") || detail.contains("too large") => {
            ("a list would have more than 100,000 elements".into(), Some(LESS_WORK))
        }
        (ErrorKind::InvalidOperation, _) => (detail, None),
        (kind, _) => (format!("{kind}: {detail}"), None),
    }
}

/// Charges for work that the engine does not see: it counts only what comes back.
fn charge(state: &State<'_, '_>, bytes: usize, each: u64) -> Result<(), Error> {
    state.consume_fuel(u64::try_from(bytes).unwrap_or(u64::MAX) / each)
}

/// How templates are written: the tags of Jinja, and a line with nothing but a tag leaves no line behind.
pub(crate) fn syntax() -> SyntaxConfig {
    SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build().unwrap_or_default()
}

fn engine(sources: Arc<BTreeMap<String, Source>>, fuel: u64, language: Language) -> Environment<'static> {
    let mut engine = Environment::new();
    engine.set_loader(move |name| match sources.get(name) {
        Some(Source::Text { text, .. }) => Ok(Some(text.clone())),
        Some(Source::Refused { why, .. }) => Err(Error::new(ErrorKind::InvalidOperation, why.clone())),
        None => Ok(None),
    });
    engine.set_undefined_behavior(UndefinedBehavior::Strict);
    engine.set_fuel(Some(fuel));
    engine.set_recursion_limit(100);
    // for the expression at which it went wrong
    engine.set_debug(true);
    engine.set_syntax(syntax());
    engine.set_auto_escape_callback(|_| AutoEscape::Custom("markdown".into()));
    engine.set_formatter(move |out, _, value| format(out, &language, value));
    // a template has no way to pass text through as it is, but the filters below
    for filter in ["safe", "escape", "e", "urlencode", "tojson", "pprint"] {
        engine.remove_filter(filter);
    }
    engine.remove_global("debug");
    engine.add_filter("md", |state: &State<'_, '_>, value: String, level: Option<u8>| {
        // it is read as Markdown and written again
        charge(state, value.len(), 2)?;
        Ok(Value::from_safe_string(prose::clean(&value, level.unwrap_or(3).clamp(1, 6))))
    });
    engine.add_filter("cell", |value: Value| Value::from_safe_string(if value.is_none() { String::new() } else { text::inline(&plain(&value)) }));
    engine
}

/// Writes a value into a document: text stays text.
fn format(out: &mut Output, language: &Language, value: &Value) -> Result<(), Error> {
    let shown = match value.kind() {
        _ if value.is_safe() => value.as_str().unwrap_or_default().to_string(),
        ValueKind::Undefined => String::new(),
        ValueKind::None => language.t("not stated").into(),
        ValueKind::Bool => language.t(if value.is_true() { "yes" } else { "no" }).into(),
        ValueKind::String => text::inline(&plain(value)),
        // whole numbers may be years and names; what has a fraction gets the sign of the language
        ValueKind::Number if value.is_integer() => plain(value),
        ValueKind::Number => text::inline(&language.number(&plain(value))),
        ValueKind::Seq | ValueKind::Iterable => {
            return Err(Error::new(ErrorKind::InvalidOperation, "a list cannot be printed as a whole; use a loop or `join`"));
        }
        _ => return Err(Error::new(ErrorKind::InvalidOperation, "this cannot be printed; name one of its fields, such as `.title`")),
    };
    out.write_str(&shown).map_err(Error::from)
}

fn plain(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_string)
}

/// `table("soa", theme="…", columns=[…])`: a part of a register in Markdown.
pub(crate) fn table_function(stem: &str, registers: Arc<Vec<Register>>) -> Value {
    let stem = stem.to_string();
    Value::from_function(move |state: &State<'_, '_>, name: String, kwargs: Kwargs| -> Result<Value, Error> {
        let wrong = |message: String| Error::new(ErrorKind::InvalidOperation, message);
        let Some(register) = registers.iter().find(|register| register.id == name) else {
            let known: Vec<&str> = registers.iter().map(|register| register.id).collect();
            return Err(wrong(format!("this document has no table `{name}`; it has `{}`", known.join("`, `"))));
        };
        let column = |key: &str| {
            register.column(key).ok_or_else(|| {
                let known = || register.columns.iter().map(|column| column.key);
                let guess = did_you_mean(key, known())
                    .map_or_else(|| format!("it has {}", known().collect::<Vec<_>>().join(", ")), |guess| format!("did you mean `{guess}`?"));
                wrong(format!("the table `{name}` has no column `{key}`; {guess}"))
            })
        };
        let columns: Option<Vec<String>> = kwargs.get("columns")?;
        let columns = match columns {
            Some(keys) => keys.iter().map(|key| column(key)).collect::<Result<Vec<_>, _>>()?,
            None => register.page_columns().map(|(at, _)| at).collect(),
        };
        let mut wanted: Vec<(usize, String)> = Vec::new();
        for key in kwargs.args().filter(|key| *key != "columns") {
            let value: Value = kwargs.get(key)?;
            let value = if value.kind() == ValueKind::Bool { if value.is_true() { "yes" } else { "no" }.to_string() } else { plain(&value) };
            wanted.push((column(key)?, value));
        }
        let keep = |row: &[Cell]| {
            wanted.iter().all(|(at, value)| match row.get(*at) {
                Some(Cell::List(pieces)) => pieces.iter().any(|piece| piece.text == *value),
                Some(cell) => cell.plain() == *value,
                None => false,
            })
        };
        let written = register.markdown(&stem, &columns, keep);
        charge(state, written.len(), 4)?;
        Ok(Value::from_safe_string(written))
    })
}

/// `t("Scope of {name}", name=org.name)`: a message in the language of the documents, with values in its places. The
/// message itself is Markdown; a value named `count` decides between the forms of the message; what goes into its places is text, unless another function made it.
pub(crate) fn say_function(language: Language) -> Value {
    Value::from_function(move |message: String, kwargs: Kwargs| -> Result<Value, Error> {
        let mut wrong = None;
        let count = kwargs.peek::<Value>("count").ok().map(|count| plain(&count));
        let text = super::language::fill(language.form(&message, count.as_deref()), |name| match kwargs.get::<Value>(name) {
            Ok(value) if value.is_safe() => value.as_str().map(str::to_string),
            Ok(value) if value.is_none() => Some(language.t("not stated").to_string()),
            Ok(value) => Some(text::inline(&plain(&value))),
            Err(error) => {
                wrong = Some(error);
                None
            }
        });
        kwargs.assert_all_used()?;
        match wrong {
            Some(error) => Err(error),
            None => Ok(Value::from_safe_string(text)),
        }
    })
}

/// `link("risk", "R-001")`: the name, leading to where it is described; `link("risk", "R-001", "text")` with another text.
pub(crate) fn link_function(stem: &str, links: Arc<Links>) -> Value {
    let stem = stem.to_string();
    Value::from_function(move |kind: String, id: String, shown: Option<String>| {
        let piece = super::registers::Piece { text: shown.unwrap_or_else(|| id.clone()), to: links.find(&kind, &id).cloned(), strong: false };
        Value::from_safe_string(piece.markdown(&stem))
    })
}
