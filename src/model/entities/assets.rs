//! Assets.

use schemars::JsonSchema;
use serde::Serialize;

use super::Head;
use crate::model::values::{Ref, RefOrText, Review};
use crate::resolve::Node;

/// Something worth protecting (ISO/IEC 27002:2022, 5.9).
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[allow(missing_docs, reason = "the fields are the words of the vocabulary, which documents them")]
pub struct Asset {
    #[serde(flatten)]
    pub head: Head,
    pub owner: Option<Ref>,
    pub classification: Option<Ref>,
    pub kind: Option<&'static str>,
    pub criticality: Option<&'static str>,
    pub value: Option<String>,
    pub custodian: Option<RefOrText>,
    pub location: Option<String>,
    pub used_by: Vec<Ref>,
    pub suppliers: Vec<Ref>,
    pub review: Option<Review>,
}

impl Asset {
    pub(crate) fn read(node: &Node) -> Option<Self> {
        Some(Self {
            head: Head::read(node)?,
            owner: node.one_ref("owner"),
            classification: node.one_ref("classification"),
            kind: node.choice("kind"),
            criticality: node.choice("criticality"),
            value: node.text("value"),
            custodian: node.one_ref_or_text("custodian"),
            location: node.text("location"),
            used_by: node.refs("used_by"),
            suppliers: node.refs("supplier"),
            review: node.review(),
        })
    }
}
