//! The types of values in expressions, read from the published schema of the model.

use std::sync::OnceLock;

use serde_json::Value;

/// The type of a value: a node of the schema, or nothing that is known.
#[derive(Debug, Clone, Copy)]
pub(super) enum Type {
    /// Anything.
    Any,
    /// What this node of the schema says.
    Of(&'static Value),
    /// A list of such values.
    List(&'static Value),
}

/// What a field of a type is.
pub(super) enum Field {
    /// It exists, with this type.
    Found(Type),
    /// It does not; these do.
    Missing(Vec<String>),
    /// The value has no fields at all: it is a text, a number, a list.
    NoFields(&'static str),
}

fn schema() -> &'static Value {
    static SCHEMA: OnceLock<Value> = OnceLock::new();
    SCHEMA.get_or_init(|| serde_json::to_value(schemars::schema_for!(crate::model::Model)).unwrap_or_default())
}

/// Follows `$ref`, and takes `null` out of a choice.
fn plain(node: &'static Value) -> Vec<&'static Value> {
    if let Some(target) = node.get("$ref").and_then(Value::as_str).and_then(|name| schema().pointer(name.trim_start_matches('#'))) {
        return plain(target);
    }
    let mut found = vec![node];
    for choice in ["anyOf", "oneOf"].iter().filter_map(|word| node.get(word)).filter_map(Value::as_array).flatten() {
        if choice.get("type").and_then(Value::as_str) != Some("null") {
            found.extend(plain(choice));
        }
    }
    found
}

fn is(node: &Value, wanted: &str) -> bool {
    match node.get("type") {
        Some(Value::String(one)) => one == wanted,
        Some(Value::Array(list)) => list.iter().any(|one| one == wanted),
        _ => false,
    }
}

impl Type {
    /// The whole model.
    pub fn model() -> Type {
        Type::Of(schema())
    }

    /// The type at the end of a way through the schema.
    pub fn at(way: &[&str]) -> Type {
        way.iter().fold(Type::model(), |ty, step| match *step {
            "*" => ty.element(),
            name => match ty.field(name) {
                Field::Found(ty) => ty,
                _ => Type::Any,
            },
        })
    }

    /// The type of a field.
    pub fn field(self, name: &str) -> Field {
        let node = match self {
            Type::Any => return Field::Found(Type::Any),
            Type::List(_) => return Field::NoFields("a list"),
            Type::Of(node) => node,
        };
        let mut known: Vec<String> = Vec::new();
        let mut object = false;
        for choice in plain(node) {
            if let Some(properties) = choice.get("properties").and_then(Value::as_object) {
                object = true;
                if let Some(found) = properties.get(name) {
                    return Field::Found(Type::Of(found));
                }
                known.extend(properties.keys().cloned());
            }
            if let Some(any) = choice.get("additionalProperties").filter(|any| any.is_object()) {
                return Field::Found(Type::Of(any));
            }
        }
        let choices = plain(node);
        let all = |wanted: &str| choices.iter().any(|one| is(one, wanted));
        match () {
            () if object => Field::Missing(known),
            () if all("array") => Field::NoFields("a list"),
            () if all("string") => Field::NoFields("a text"),
            () if all("boolean") => Field::NoFields("`true` or `false`"),
            () if all("integer") || all("number") => Field::NoFields("a number"),
            () => Field::Found(Type::Any),
        }
    }

    /// The type of the members of a list, or of the values of a map.
    pub fn element(self) -> Type {
        match self {
            Type::Any => Type::Any,
            Type::List(node) => Type::Of(node),
            Type::Of(node) => plain(node)
                .into_iter()
                .find_map(|choice| choice.get("items").or_else(|| choice.get("additionalProperties").filter(|any| any.is_object())))
                .map_or(Type::Any, Type::Of),
        }
    }

    /// A list of the members of this.
    pub fn list_of_elements(self) -> Type {
        match self.element() {
            Type::Of(node) => Type::List(node),
            other => other,
        }
    }

    /// Whether it is a map by names, whose loop would go over the names.
    pub fn is_map(self) -> bool {
        matches!(self, Type::Of(node) if plain(node).iter().any(|choice| choice.get("additionalProperties").is_some_and(Value::is_object)))
    }
}
