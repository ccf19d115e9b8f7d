//! Nobody decided whether climate change matters for the ISMS.

use crate::check::Context;
use crate::diagnostic::{Diagnostic, code};

code!("climate-not-considered", Warn, Clauses);

/// How climate change is called in a title or an effect, in English and in German; the beginning of the word counts.
const NAMES: &[&str] = &["climat", "klima"];

/// Looks for an issue about it that says whether it is relevant. The edition of 2013 does not ask.
pub(super) fn check(cx: &Context<'_>, out: &mut Vec<Diagnostic>) {
    let organisation = &cx.model.organisation;
    if !cx.is_whole() || organisation.standard == "iso27001_2013" {
        return;
    }
    let is_about = |text: &str| text.split(|c: char| !c.is_alphanumeric()).any(|word| NAMES.iter().any(|name| word.to_lowercase().starts_with(name)));
    let of_climate = organisation.issues.iter().find(|issue| is_about(&issue.title) || issue.effect.as_deref().is_some_and(is_about));
    let label = match of_climate {
        Some(issue) if issue.relevant.is_some() => return,
        Some(issue) => format!("the issue “{}” does not say whether it is `relevant`", issue.title),
        None => "no `issue` is about it".into(),
    };
    out.push(
        Diagnostic::new(&CODE, "nobody decided whether climate change matters for the ISMS")
            .at(cx.organisation(), label)
            .cite("ISO/IEC 27001:2022/Amd 1:2024, 4.1")
            .help("decide it: `issue external \"Climate change\" relevant no effect \"…\"`, or `relevant yes` with what follows from it")
            .about("organisation"),
    );
}
