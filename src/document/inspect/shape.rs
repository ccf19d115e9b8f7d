//! What a value is made of, as far as a template can tell: fields, elements, or text.
//!
//! Shapes are taken from the values that templates really get, made from a model in which everything is present. So
//! there is no second list of fields that could differ from what is there.

use std::collections::BTreeMap;

use minijinja::Value;
use minijinja::value::ValueKind;

/// The shape of a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Shape {
    /// Anything: it is not looked into.
    Any,
    /// Nothing is known of it yet: it was missing, or a list was empty.
    Nothing,
    /// A text, a number, yes or no.
    Plain,
    /// Something with fields.
    Object(BTreeMap<String, Shape>),
    /// Several of the same shape.
    List(Box<Shape>),
    /// A function.
    Function,
}

impl Shape {
    /// The shape of a value.
    pub(crate) fn of(value: &Value) -> Shape {
        match value.kind() {
            _ if value.is_safe() => Shape::Plain,
            ValueKind::Undefined | ValueKind::None => Shape::Nothing,
            ValueKind::Bool | ValueKind::Number | ValueKind::String | ValueKind::Bytes => Shape::Plain,
            ValueKind::Seq | ValueKind::Iterable => {
                let items = value.try_iter().into_iter().flatten();
                Shape::List(Box::new(items.map(|item| Shape::of(&item)).fold(Shape::Nothing, Shape::or)))
            }
            ValueKind::Map => {
                let keys = value.try_iter().into_iter().flatten();
                Shape::Object(keys.filter_map(|key| Some((key.as_str()?.to_string(), Shape::of(&value.get_item(&key).ok()?)))).collect())
            }
            ValueKind::Plain => Shape::Function,
            _ => Shape::Any,
        }
    }

    /// The shape of a value that is one or the other.
    #[must_use]
    pub(crate) fn or(self, other: Shape) -> Shape {
        match (self, other) {
            (Shape::Nothing, one) | (one, Shape::Nothing) => one,
            (Shape::List(a), Shape::List(b)) => Shape::List(Box::new(a.or(*b))),
            (Shape::Object(mut a), Shape::Object(b)) => {
                for (key, shape) in b {
                    let merged = a.remove(&key).map_or_else(|| shape.clone(), |known| known.or(shape.clone()));
                    a.insert(key, merged);
                }
                Shape::Object(a)
            }
            (a, b) if a == b => a,
            _ => Shape::Any,
        }
    }

    /// The shape of the elements of a list.
    #[must_use]
    pub(crate) fn element(&self) -> Shape {
        match self {
            Shape::List(of) => (**of).clone(),
            _ => Shape::Any,
        }
    }

    /// The shape of a field, where there is such a field.
    pub(crate) fn field(&self, name: &str) -> Option<Shape> {
        match self {
            Shape::Object(fields) => fields.get(name).cloned(),
            Shape::Any | Shape::Nothing => Some(Shape::Any),
            _ => None,
        }
    }

    /// The names of the fields.
    pub(crate) fn fields(&self) -> Vec<&str> {
        match self {
            Shape::Object(fields) => fields.keys().map(String::as_str).collect(),
            _ => Vec::new(),
        }
    }

    /// The shape in words, for messages and the manual.
    pub(crate) fn words(&self) -> &'static str {
        match self {
            Shape::Any | Shape::Nothing => "a value",
            Shape::Plain => "a text or a number",
            Shape::Object(_) => "an object",
            Shape::List(of) => match **of {
                Shape::Object(_) => "a list of objects",
                _ => "a list",
            },
            Shape::Function => "a function",
        }
    }
}
