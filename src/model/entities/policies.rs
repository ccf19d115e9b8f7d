//! Policies and the templates they are written from.

use schemars::JsonSchema;
use serde::{Serialize, Serializer};

use super::Head;
use crate::base::Place;
use crate::model::values::{Approval, At, Day, Length, Ref, RefOrText, Review};
use crate::resolve::{Data, Node, Typed};

/// A policy (ISO/IEC 27001, 5.2; ISO/IEC 27002:2022, 5.1).
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[allow(missing_docs, reason = "the fields are the words of the vocabulary, which documents them")]
pub struct Policy {
    #[serde(flatten)]
    pub head: Head,
    pub template: Option<Ref>,
    pub settings: Vec<Setting>,
    pub sections: Vec<Section>,
    pub covers: Vec<Ref>,
    pub owner: Option<Ref>,
    pub authors: Vec<Ref>,
    pub version: String,
    pub approved: Option<Approval>,
    pub effective: Option<Day>,
    pub review: Option<Review>,
    pub audience: Vec<RefOrText>,
    pub classification: Option<Ref>,
    pub number: Option<String>,
    pub retention: Option<Length>,
    pub changes: Vec<HistoryEntry>,
}

/// A parameter that a policy sets.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[allow(missing_docs, reason = "as above")]
pub struct Setting {
    pub name: String,
    pub value: SettingValue,
    #[serde(skip)]
    #[schemars(skip)]
    pub(crate) place: Place,
}

/// The value of a parameter.
#[derive(Debug, Clone, PartialEq, Eq, JsonSchema)]
#[schemars(with = "serde_json::Value")]
#[allow(missing_docs, reason = "named as the types of the vocabulary")]
pub enum SettingValue {
    Text(String),
    Number(String),
    Length(Length),
    Name(String),
    Bool(bool),
    Day(Day),
}

impl Serialize for SettingValue {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            SettingValue::Bool(value) => serializer.serialize_bool(*value),
            other => serializer.collect_str(&other.shown()),
        }
    }
}

impl SettingValue {
    pub(crate) fn read(typed: &Typed) -> Option<Self> {
        Some(match &typed.data {
            Data::Text(text) => SettingValue::Text(text.clone()),
            Data::Quantity(number, None) => SettingValue::Number(number.to_string()),
            Data::Quantity(number, Some(unit)) => SettingValue::Text(format!("{number} {unit}")),
            Data::Duration(period) => SettingValue::Length(Length(*period)),
            Data::Name(name) => SettingValue::Name(name.clone()),
            Data::Bool(value) => SettingValue::Bool(*value),
            Data::Date(date) => SettingValue::Day(Day(*date)),
            _ => return None,
        })
    }

    /// The value as a reader sees it.
    pub fn shown(&self) -> String {
        match self {
            SettingValue::Text(text) | SettingValue::Number(text) | SettingValue::Name(text) => text.clone(),
            SettingValue::Length(length) => length.to_string(),
            SettingValue::Bool(value) => if *value { "yes" } else { "no" }.into(),
            SettingValue::Day(day) => day.to_string(),
        }
    }

    /// The word of the parameter type that it is a value of.
    pub fn type_word(&self) -> &'static str {
        match self {
            SettingValue::Text(_) => "text",
            SettingValue::Number(_) => "number",
            SettingValue::Length(_) => "duration",
            SettingValue::Name(_) => "role",
            SettingValue::Bool(_) => "bool",
            SettingValue::Day(_) => "date",
        }
    }
}

/// A section of one's own.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[allow(missing_docs, reason = "as above")]
pub struct Section {
    pub heading: String,
    pub text: String,
}

/// An entry in the history.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[allow(missing_docs, reason = "as above")]
pub struct HistoryEntry {
    pub version: String,
    pub on: Option<Day>,
    pub what: String,
}

impl Policy {
    pub(crate) fn read(node: &Node) -> Option<Self> {
        Some(Self {
            head: Head::read(node)?,
            template: node.one_ref("template"),
            settings: node
                .all("set")
                .filter_map(|set| match set.value().map(|typed| (&typed.data, typed.span)) {
                    Some((Data::Setting(name, inner), span)) => Some(Setting { name: name.clone(), value: SettingValue::read(inner)?, place: set.at(span) }),
                    _ => None,
                })
                .collect(),
            sections: node
                .all("section")
                .filter_map(|section| Some(Section { heading: section.own_text()?, text: section.text("text").unwrap_or_default() }))
                .collect(),
            covers: node.refs("covers"),
            owner: node.one_ref("owner"),
            authors: node.refs("author"),
            version: node.text("version").unwrap_or_default(),
            approved: node.approval(),
            effective: node.day("effective").map(|at| at.value),
            review: node.review(),
            audience: node.refs_or_texts("audience"),
            classification: node.one_ref("classification"),
            number: node.text("number"),
            retention: node.length("retention").map(|at| at.value),
            changes: node
                .all("change")
                .filter_map(|change| {
                    Some(HistoryEntry { version: change.own_text()?, on: change.day("on").map(|at| at.value), what: change.text("what").unwrap_or_default() })
                })
                .collect(),
        })
    }
}

/// A template for policies.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[allow(missing_docs, reason = "as above")]
pub struct Template {
    #[serde(flatten)]
    pub head: Head,
    pub topic: Option<String>,
    pub covers: Vec<Ref>,
    pub parameters: Vec<Parameter>,
}

/// A value that a policy sets.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[allow(missing_docs, reason = "as above")]
pub struct Parameter {
    pub name: At<String>,
    pub title: String,
    #[serde(rename = "type")]
    pub ty: &'static str,
    pub default: Option<SettingValue>,
}

impl Template {
    pub(crate) fn read(node: &Node) -> Option<Self> {
        Some(Self {
            head: Head::read(node)?,
            topic: node.text("topic"),
            covers: node.refs("covers"),
            parameters: node
                .all("parameter")
                .filter_map(|one| {
                    Some(Parameter {
                        name: one.own_names().into_iter().next()?,
                        title: one.title_text(),
                        ty: one.choice("type")?,
                        default: one.get("default").and_then(Node::value).and_then(SettingValue::read),
                    })
                })
                .collect(),
        })
    }
}
