//! For every level somebody may accept it, or nobody may: the criteria say which.

use crate::base::did_you_mean;
use crate::check::Context;
use crate::diagnostic::{Diagnostic, code};

code!("acceptance-rule-missing", Deny, Risks);

/// Looks at acceptance rules level by level.
pub(super) fn check(cx: &Context<'_>, out: &mut Vec<Diagnostic>) {
    let Some(criteria) = &cx.model.criteria else { return };
    for level in &criteria.levels {
        let rules: Vec<_> = criteria.accept.iter().filter(|accept| accept.level.value == level.head.id).collect();
        match rules.as_slice() {
            [] => out.push(
                Diagnostic::new(&CODE, format!("nothing says who may accept a `{}` risk", level.head.id))
                    .at(level.head.place, "no `accept` for this level")
                    .cite("ISO/IEC 27001, 6.1.2 a 1")
                    .help(format!("add `accept {} by ROLE for 180 days`, `accept {} always` or `accept {} never`", level.head.id, level.head.id, level.head.id))
                    .about("criteria"),
            ),
            [first, second, ..] => out.push(
                Diagnostic::new(&CODE, format!("two rules say who may accept a `{}` risk", level.head.id))
                    .at(second.place, "the second one")
                    .and(first.place, "the first one")
                    .help("put both into one")
                    .about("criteria"),
            ),
            [one] => {
                if one.by.is_empty() && !one.always && !one.never {
                    out.push(
                        Diagnostic::new(&CODE, format!("this rule does not say who may accept a `{}` risk", level.head.id))
                            .at(one.place, "by whom?")
                            .cite("ISO/IEC 27001, 6.1.2 a 1")
                            .help("add `by ROLE`, `always` or `never`")
                            .about("criteria"),
                    );
                }
                for name in one.by.iter().filter(|name| name.value != "owner" && !cx.model.roles.contains_key(&name.value)) {
                    let finding = Diagnostic::new(&CODE, format!("there is no role `{}`", name.value));
                    let guess = did_you_mean(&name.value, cx.model.roles.keys().map(String::as_str).chain(std::iter::once("owner")));
                    out.push(match guess {
                        Some(guess) => finding.at(name.place, format!("did you mean `{guess}`?")).fix(format!("write `{guess}`"), name.place, guess, false),
                        None => finding.at(name.place, "nobody declares this role").help("`owner` means the owner of the risk"),
                    });
                }
            }
        }
    }
}
