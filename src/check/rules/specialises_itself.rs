//! Work products that specialise each other in a circle.
use crate::check::Context;
use crate::diagnostic::{Diagnostic, code};

code!("specialises-itself", Error, Interfaces);

/// Follows `specialises` from every work product of the package.
pub(super) fn check(cx: &Context<'_>, out: &mut Vec<Diagnostic>) {
    for artifact in cx.model.artifacts.values() {
        let mut path = vec![artifact.head.id.as_str()];
        let mut at = artifact.specialises.as_ref();
        while let Some(next) = at {
            if next.id == artifact.head.id {
                // said once for each circle, at its first member by name
                if path.iter().min() != Some(&artifact.head.id.as_str()) {
                    break;
                }
                path.push(&next.id);
                out.push(
                    Diagnostic::new(&CODE, format!("`{}` specialises itself: `{}`", artifact.head.id, path.join("` → `")))
                        .at(artifact.head.place, "goes in a circle")
                        .help("remove one `specialises` of the circle"),
                );
                break;
            }
            if path.contains(&next.id.as_str()) {
                break;
            }
            path.push(&next.id);
            at = cx.model.artifact(&next.id).and_then(|one| one.specialises.as_ref());
        }
    }
}
