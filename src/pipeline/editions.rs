//! What the library says of the controls of 2022, for a package that follows the edition of 2013.

use crate::resolve::{Data, Node};

/// Lets a template cover the controls of 2013 from which those that it names came; `became` says for each control of 2013
/// what became of it (ISO/IEC 27002:2022, Annex B). What is new in 2022 is left out.
pub(super) fn to_2013(template: &mut Node, became: &[(String, Vec<String>)]) {
    for covers in template.members.iter_mut().filter(|member| member.spec.word == "covers") {
        let mut values = Vec::with_capacity(covers.values.len());
        for value in std::mem::take(&mut covers.values) {
            let Data::Ref(reference) = &value.data else { continue };
            for (old, _) in became.iter().filter(|(_, new)| new.contains(&reference.id)) {
                let mut before = value.clone();
                if let Data::Ref(reference) = &mut before.data {
                    reference.id.clone_from(old);
                }
                values.push(before);
            }
        }
        covers.values = values;
    }
}
