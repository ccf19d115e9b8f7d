//! What has a page load again when the set changes: a script that is put into what is served, and never into a file.

use std::hash::{BuildHasher as _, Hasher as _, RandomState};

/// Pages that are not looked at do not wait for changes: a browser has only six connections to one server.
const SCRIPT: &str = include_str!("reload.js");
/// What the policy of a page stands in.
const POLICY: &str = "<meta http-equiv=\"Content-Security-Policy\" content=\"";

/// A number that nobody can guess: the policy of the page lets the script run that carries it.
pub fn nonce() -> String {
    let random = || RandomState::new().build_hasher().finish();
    format!("{:016x}{:016x}", random(), random())
}

/// The page with the script at its end, and a policy that lets just this one run.
pub fn with_reload(page: &[u8], stamp: &str, nonce: &str) -> Vec<u8> {
    let mut text = String::from_utf8_lossy(page).into_owned();
    if let Some((before, rest)) = text.split_once(POLICY)
        && let Some((policy, after)) = rest.split_once('"')
    {
        text = format!("{before}{POLICY}{}\"{after}", adapted(policy, nonce));
    }
    let script = format!("<script nonce=\"{nonce}\" data-stamp=\"{stamp}\">\n{SCRIPT}</script>\n");
    match text.rsplit_once("</body>") {
        Some((before, after)) => format!("{before}{script}</body>{after}").into_bytes(),
        None => (text + &script).into_bytes(),
    }
}

/// A policy that also allows the script, and that it asks this server; everything else stays.
fn adapted(policy: &str, nonce: &str) -> String {
    let mut out: Vec<String> = policy.split(';').map(str::trim).filter(|part| !part.is_empty()).map(str::to_string).collect();
    for (name, source) in [("script-src", format!("'nonce-{nonce}'")), ("connect-src", "'self'".to_string())] {
        match out.iter_mut().find(|part| part.split(' ').next() == Some(name)) {
            Some(part) if part.ends_with("'none'") => *part = format!("{name} {source}"),
            Some(part) => part.push_str(&format!(" {source}")),
            None => out.push(format!("{name} {source}")),
        }
    }
    out.join("; ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_policy_lets_one_more_script_run_and_nothing_else() {
        assert_eq!(
            adapted("default-src 'none'; style-src 'sha256-x'; base-uri 'none'", "7"),
            "default-src 'none'; style-src 'sha256-x'; base-uri 'none'; script-src 'nonce-7'; connect-src 'self'"
        );
        assert_eq!(adapted("script-src 'sha256-y'; connect-src 'none'", "7"), "script-src 'sha256-y' 'nonce-7'; connect-src 'self'");
        let page = format!("<html><head>{POLICY}default-src 'none'\"></head><body>text of &lt;/body&gt;</body></html>");
        let served = String::from_utf8(with_reload(page.as_bytes(), "abc", "7")).unwrap();
        assert!(served.contains("content=\"default-src 'none'; script-src 'nonce-7'; connect-src 'self'\""), "{served}");
        assert!(served.contains("<script nonce=\"7\" data-stamp=\"abc\">") && served.ends_with("</script>\n</body></html>"), "{served}");
        assert_ne!(nonce(), nonce());
    }
}
