//! Suppliers.

use schemars::JsonSchema;
use serde::Serialize;

use super::Head;
use crate::model::values::{At, Day, Ref, RefOrText, Review};
use crate::resolve::Node;

/// A supplier (ISO/IEC 27002:2022, 5.19 to 5.23).
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[allow(missing_docs, reason = "the fields are the words of the vocabulary, which documents them")]
pub struct Supplier {
    #[serde(flatten)]
    pub head: Head,
    pub services: Vec<String>,
    pub criticality: Option<&'static str>,
    pub owner: Option<Ref>,
    pub contracts: Vec<Contract>,
    pub requirements: Vec<Ref>,
    pub assets: Vec<Ref>,
    pub data: Option<String>,
    pub location: Option<String>,
    pub clearance: Option<Ref>,
    pub depends_on: Vec<RefOrText>,
    pub certificates: Vec<String>,
    pub audit: Option<Review>,
    pub audit_result: Option<String>,
    pub audited_by: Option<Ref>,
    pub status: &'static str,
    pub review: Option<Review>,
}

/// A contract.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[allow(missing_docs, reason = "as above")]
pub struct Contract {
    pub reference: String,
    pub start: Option<Day>,
    pub end: Option<At<Day>>,
    pub agreement: Option<String>,
}

impl Supplier {
    pub(crate) fn read(node: &Node) -> Option<Self> {
        let audit = node.get("audit");
        Some(Self {
            head: Head::read(node)?,
            services: node.texts("service"),
            criticality: node.choice("criticality"),
            owner: node.one_ref("owner"),
            contracts: node
                .all("contract")
                .filter_map(|one| {
                    Some(Contract {
                        reference: one.own_text()?,
                        start: one.day("start").map(|at| at.value),
                        end: one.day("end"),
                        agreement: one.text("agreement"),
                    })
                })
                .collect(),
            requirements: node.refs("requirements"),
            assets: node.refs("assets"),
            data: node.text("data"),
            location: node.text("location"),
            clearance: node.one_ref("clearance"),
            depends_on: node.refs_or_texts("depends_on"),
            certificates: node.texts("certificates"),
            audit: node.repeated("audit"),
            audit_result: audit.and_then(|one| one.text("result")),
            audited_by: audit.and_then(|one| one.one_ref("by")),
            status: node.choice("status").unwrap_or("active"),
            review: node.review(),
        })
    }
}
