//! The correspondence of the two editions of Annex A.

use crate::base::FileId;
use crate::{resolve, source, syntax};

/// Each control of 2013 with those that it became (ISO/IEC 27002:2022, Annex B).
pub fn mapping() -> Vec<(String, Vec<String>)> {
    let Some(text) = source::library_file("iso27001/mapping_2013_2022.isms") else { return Vec::new() };
    let (tree, _) = syntax::parse(FileId(0), text);
    let (nodes, _) = resolve::lower(FileId(0), text, &tree.members);
    let pairs = nodes.iter().flat_map(|node| node.all("map"));
    pairs.filter_map(|map| Some((map.own_names().into_iter().next()?.value, map.names("to")))).collect()
}
