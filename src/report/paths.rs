//! Paths as services want them: relative to the root of the repository, with `/`, fit for a URI.

/// Where the repository is, seen from where the command runs.
#[derive(Debug, Clone, Default)]
pub struct Base {
    /// The root of the repository, absolute, with `/` and without one at its end.
    pub root: String,
    /// The working directory below the root, `""` at the root itself.
    pub below: String,
}

impl Base {
    /// A path as it is shown to people, made relative to the root; none where it lies outside.
    pub fn relative(&self, path: &str) -> Option<String> {
        let path = path.replace('\\', "/");
        let full = if is_absolute(&path) {
            let rest = path.strip_prefix(&self.root).filter(|_| !self.root.is_empty())?;
            rest.strip_prefix('/')?.to_string()
        } else if self.below.is_empty() {
            path
        } else {
            format!("{}/{path}", self.below)
        };
        let mut parts: Vec<&str> = Vec::new();
        for part in full.split('/') {
            match part {
                "" | "." => {}
                ".." => {
                    parts.pop()?;
                }
                part => parts.push(part),
            }
        }
        Some(parts.join("/"))
    }

    /// The path for a log: relative where it can be.
    pub fn shown(&self, path: &str) -> String {
        self.relative(path).unwrap_or_else(|| path.replace('\\', "/"))
    }

    /// A URI reference, and whether it is relative to the root.
    pub fn uri(&self, path: &str) -> (String, bool) {
        match self.relative(path) {
            Some(path) => (percent(&path), true),
            None if is_absolute(path) => (format!("file:///{}", percent(path.trim_start_matches('/'))), false),
            None => (percent(path), false),
        }
    }
}

fn is_absolute(path: &str) -> bool {
    let drive = path.as_bytes().get(1) == Some(&b':') && path.as_bytes().first().is_some_and(u8::is_ascii_alphabetic);
    path.starts_with('/') || drive
}

/// Percent-encodes everything that a path of a URI does not take as it is.
fn percent(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for (at, byte) in path.bytes().enumerate() {
        let drive = byte == b':' && at == 1;
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => out.push(char::from(byte)),
            b':' if drive => out.push(':'),
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_relative_to_the_root_of_the_repository() {
        let base = Base { root: "/home/me/repo".into(), below: "company/isms".into() };
        assert_eq!(base.relative("risks.isms").as_deref(), Some("company/isms/risks.isms"));
        assert_eq!(base.relative("../it/./risks.isms").as_deref(), Some("company/it/risks.isms"));
        assert_eq!(base.relative("/home/me/repo/a.isms").as_deref(), Some("a.isms"));
        assert_eq!(base.relative("sub\\a.isms").as_deref(), Some("company/isms/sub/a.isms"));
        assert_eq!(base.relative("/home/me/repository/a.isms"), None, "another folder whose name begins alike");
        assert_eq!(base.relative("../../../a.isms"), None);
    }

    #[test]
    fn uris_are_encoded() {
        let base = Base::default();
        assert_eq!(base.uri("Maßnahmen 1/a#b.isms"), ("Ma%C3%9Fnahmen%201/a%23b.isms".into(), true));
        assert_eq!(base.uri("/tmp/a b.isms"), ("file:///tmp/a%20b.isms".into(), false));
        assert!(!base.uri("C:\\isms\\a.isms").1);
    }
}
