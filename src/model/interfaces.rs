//! The interfaces of the reference model: both sides' profiles put together.

use crate::base::IndexMap;
use serde::Serialize;

use super::entities::ReferenceProcess;
use crate::base::Place;

/// A work product that one process of the reference model hands to another.
#[derive(Debug, Clone, Serialize)]
pub struct ReferenceInterface {
    /// Who delivers.
    pub from: String,
    /// Who receives.
    pub to: String,
    /// What.
    pub artifact: String,
    /// Which side's profile says so: `producer`, `consumer`, or both.
    pub declared_by: Vec<&'static str>,
    /// The tables that say so.
    pub cite: Vec<String>,
    /// Whether a flow chart of the standard shows it.
    pub in_chart: bool,
    /// The parts that the receiving profile expects.
    pub expects: Vec<String>,
    /// The parts that the delivering profile promises.
    pub promises: Vec<String>,
    #[serde(skip)]
    pub(crate) produced_at: Option<Place>,
    #[serde(skip)]
    pub(crate) consumed_at: Option<Place>,
}

/// All interfaces, in the order of the tables: results first, then inputs that only the receiver names.
pub fn reference_interfaces(processes: &IndexMap<String, ReferenceProcess>) -> Vec<ReferenceInterface> {
    let mut rows: IndexMap<(String, String, String), ReferenceInterface> = IndexMap::default();
    let entry = |from: &str, to: &str, artifact: &str| ReferenceInterface {
        from: from.to_string(),
        to: to.to_string(),
        artifact: artifact.to_string(),
        declared_by: Vec::new(),
        cite: Vec::new(),
        in_chart: true,
        expects: Vec::new(),
        promises: Vec::new(),
        produced_at: None,
        consumed_at: None,
    };
    let note = |row: &mut ReferenceInterface, side: &'static str, process: &ReferenceProcess, in_chart: bool| {
        if !row.declared_by.contains(&side) {
            row.declared_by.push(side);
        }
        let cite = process.table.map_or_else(|| process.cite(), |table| format!("Table {table}"));
        if !row.cite.contains(&cite) {
            row.cite.push(cite);
        }
        row.in_chart &= in_chart;
    };
    for process in processes.values() {
        for result in &process.results {
            for artifact in &result.artifacts {
                for to in &result.to {
                    let key = (process.head.id.clone(), to.id.clone(), artifact.id.clone());
                    let row = rows.entry(key).or_insert_with(|| entry(&process.head.id, &to.id, &artifact.id));
                    note(row, "producer", process, result.in_chart);
                    row.promises.extend(result.including.iter().map(|part| part.id.clone()));
                    row.produced_at = Some(result.place);
                }
            }
        }
    }
    for process in processes.values() {
        for input in &process.inputs {
            for artifact in &input.artifacts {
                for from in &input.from {
                    let key = (from.id.clone(), process.head.id.clone(), artifact.id.clone());
                    let row = rows.entry(key).or_insert_with(|| entry(&from.id, &process.head.id, &artifact.id));
                    note(row, "consumer", process, input.in_chart);
                    row.expects.extend(input.including.iter().map(|part| part.id.clone()));
                    row.consumed_at = Some(input.place);
                }
            }
        }
    }
    rows.into_values().collect()
}
