//! Runs expressions, each with an end.

use minijinja::value::{Rest, Serde, ValueKind};
use minijinja::{Environment, Error, ErrorKind, UndefinedBehavior, Value, context};

use super::groups::Group;
use crate::base::Place;
use crate::model::{At, Model, Rule};

/// How much work all expressions of one rule may take together.
const FUEL: u64 = 40_000_000;
/// How much work one expression may take at least, however many things the rule looks at.
const LEAST: u64 = 4_000;
/// The longest message, in characters: a message is for people, and no rule fills a log.
const LONGEST_MESSAGE: usize = 1_000;

/// The filters that expressions may use.
pub(super) const FILTERS: &[&str] = &[
    "abs",
    "capitalize",
    "count",
    "default",
    "first",
    "float",
    "int",
    "items",
    "join",
    "last",
    "length",
    "list",
    "lower",
    "map",
    "max",
    "min",
    "reject",
    "rejectattr",
    "replace",
    "reverse",
    "round",
    "select",
    "selectattr",
    "sort",
    "string",
    "sum",
    "title",
    "trim",
    "unique",
    "upper",
    "values",
    "words",
];
/// The tests.
pub(super) const TESTS: &[&str] = &[
    "boolean",
    "containing",
    "defined",
    "divisibleby",
    "endingwith",
    "eq",
    "equalto",
    "even",
    "false",
    "ge",
    "greaterthan",
    "gt",
    "in",
    "le",
    "lessthan",
    "lt",
    "mapping",
    "mentioning",
    "ne",
    "none",
    "number",
    "odd",
    "sequence",
    "startingwith",
    "string",
    "true",
    "undefined",
];
/// The functions.
pub(super) const FUNCTIONS: &[&str] = &["days", "length_in_days"];

/// Something that a rule reports.
pub(super) struct Hit {
    pub subject: String,
    pub place: Place,
    pub message: String,
}

/// Why a rule could not be run to its end.
pub(super) struct Failure {
    pub message: String,
    /// The expression that failed.
    pub place: Place,
    /// The member of the group that was looked at; none where no member was.
    pub at: Option<Place>,
    /// Whether it was stopped because of the work that it took.
    pub is_work: bool,
}

/// The environment, and the model in the form in which expressions see it.
pub(super) struct Engine {
    environment: Environment<'static>,
    model: Value,
}

impl Engine {
    pub fn new(model: &Model) -> Self {
        let mut environment = Environment::new();
        // what was checked against the schema exists; what hangs on something missing is missing too
        environment.set_undefined_behavior(UndefinedBehavior::Chainable);
        environment.set_recursion_limit(64);
        let unwanted: Vec<String> = environment.globals().map(|(name, _)| name.to_string()).collect();
        unwanted.iter().for_each(|name| environment.remove_global(name));
        for filter in ["safe", "escape", "e", "urlencode", "tojson", "pprint", "indent", "batch", "slice"] {
            environment.remove_filter(filter);
        }
        environment.add_filter("values", |map: Value| -> Result<Value, Error> {
            let keys: Vec<Value> = map.try_iter()?.collect();
            if map.kind() != ValueKind::Map {
                return Ok(Value::from(keys));
            }
            keys.iter().map(|key| map.get_item(key)).collect::<Result<Vec<Value>, Error>>().map(Value::from)
        });
        environment.add_filter("words", |text: Value| text.as_str().map_or(0, |text| text.split_whitespace().count()));
        environment.add_test("mentioning", |text: Value, words: Rest<String>| {
            let text = text.as_str().unwrap_or_default().to_lowercase();
            let padded: String = text.chars().map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
            let padded = format!(" {} ", padded.split_whitespace().collect::<Vec<_>>().join(" "));
            words.iter().any(|word| padded.contains(&format!(" {} ", word.to_lowercase())))
        });
        environment.add_function("days", |from: Value, to: Value| -> Result<Value, Error> {
            let (Some(from), Some(to)) = (from.as_str(), to.as_str()) else { return Ok(Value::UNDEFINED) };
            let day = |text: &str| crate::resolve::parse_date(text).ok_or_else(|| Error::new(ErrorKind::InvalidOperation, format!("`{text}` is not a day")));
            let (from, to) = (day(from)?, day(to)?);
            Ok(from.until(to).map_or(Value::UNDEFINED, |span| Value::from(span.get_days())))
        });
        environment.add_function("length_in_days", |text: Value| -> Option<i64> {
            let (count, unit) = text.as_str()?.split_once(' ')?;
            let days = crate::vocabulary::TIME_UNITS.iter().find(|(one, many, _)| *one == unit || *many == unit)?.2;
            count.parse::<i64>().ok()?.checked_mul(days)
        });
        Self { environment, model: Value::from(Serde(serde_json::to_value(model).unwrap_or_default())) }
    }

    /// Looks at every member of the group.
    pub fn run(&self, group: &Group, model: &Model, rule: &Rule) -> Result<Vec<Hit>, Failure> {
        let members = (group.members)(model);
        let fuel = (FUEL / u64::try_from(members.len().max(1)).unwrap_or(u64::MAX)).max(LEAST);
        let mut environment = self.environment.clone();
        environment.set_fuel(Some(fuel));
        let fail = |error: &Error, text: &Option<At<String>>, at: Option<Place>| Failure {
            message: say(error),
            place: text.as_ref().map_or(rule.head.place, |text| text.place),
            at,
            is_work: error.kind() == ErrorKind::OutOfFuel,
        };
        let compile = |text: &Option<At<String>>| {
            let one = text.as_ref().map(|at| environment.compile_expression_owned(at.value.clone()));
            one.transpose().map_err(|error| fail(&error, text, None))
        };
        let filter = compile(&rule.filter)?;
        let Some(require) = compile(&rule.require)? else { return Ok(Vec::new()) };
        let as_of = model.as_of.to_string();
        let mut hits = Vec::new();
        for member in members {
            let it = Value::from(Serde(&member.json));
            let scope = context! { it => it.clone(), model => self.model.clone(), as_of => as_of.as_str(), ..it };
            let holds = |expression: &minijinja::Expression<'_, '_>, text: &Option<At<String>>| {
                expression.eval(&scope).map(|value| value.is_true()).map_err(|error| fail(&error, text, Some(member.place)))
            };
            if let Some(filter) = &filter
                && !holds(filter, &rule.filter)?
            {
                continue;
            }
            if !holds(&require, &rule.require)? {
                let text = rule.message.as_ref().map_or("", |at| at.value.as_str());
                let message = self.message(&environment, text, &scope).map_err(|error| fail(&error, &rule.message, Some(member.place)))?;
                hits.push(Hit { subject: member.subject, place: member.place, message });
            }
        }
        Ok(hits)
    }

    /// The message, with what stands in double braces as values.
    fn message(&self, environment: &Environment<'static>, text: &str, scope: &Value) -> Result<String, Error> {
        let mut out = String::new();
        let mut at = 0;
        for (from, expression) in pieces(text) {
            // the braces around it
            out.push_str(text.get(at..from.saturating_sub(2)).unwrap_or_default());
            let value = environment.compile_expression(expression)?.eval(scope)?;
            match value.as_str() {
                Some(text) => out.extend(text.chars().take(LONGEST_MESSAGE)),
                None if value.is_none() || value.is_undefined() => out.push_str("nothing"),
                None => out.extend(value.to_string().chars().take(LONGEST_MESSAGE)),
            }
            at = from + expression.len() + 2;
        }
        out.push_str(text.get(at..).unwrap_or_default());
        let line = crate::document::text::one_line(&out);
        Ok(match line.char_indices().nth(LONGEST_MESSAGE) {
            Some((end, _)) => format!("{}…", line.get(..end).unwrap_or_default().trim_end()),
            None => line,
        })
    }
}

/// The expressions in double braces of a message, each with where it begins.
pub(super) fn pieces(text: &str) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(open) = text.get(at..).and_then(|rest| rest.find("{{")).map(|step| at + step + 2) {
        let Some(inner) = text.get(open..).and_then(|rest| rest.find("}}").and_then(|end| rest.get(..end))) else { break };
        found.push((open, inner));
        at = open + inner.len() + 2;
    }
    found
}

/// The message of an error, in words that somebody who writes a rule knows.
fn say(error: &Error) -> String {
    match (error.kind(), error.detail()) {
        (ErrorKind::OutOfFuel, _) => "it does more work than a rule may take".into(),
        (kind, None) => kind.to_string(),
        (_, Some(detail)) => detail.to_string(),
    }
}
