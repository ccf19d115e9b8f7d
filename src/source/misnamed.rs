//! Files that are nearly called as sources are, and are not read for that.

/// What follows `.isms` where a program left a copy, packed it, signed it, or has not finished writing it: nobody meant
/// these as sources.
const NOT_MEANT: [&str; 25] = [
    "bak",
    "backup",
    "old",
    "orig",
    "rej",
    "save",
    "tmp",
    "temp",
    "part",
    "crdownload",
    "swp",
    "swo",
    "swx",
    "lock",
    "zip",
    "gz",
    "bz2",
    "xz",
    "7z",
    "zst",
    "asc",
    "sig",
    "sha256",
    "ours",
    "theirs",
];

/// The name that a file was meant to have: `risks.isms` for `risks.isms.txt` and for `risks.ISMS`; `isms.toml` for
/// `isms.toml.txt` in the package itself. Nothing for files that were meant otherwise.
pub(super) fn meant(name: &str, in_package: bool) -> Option<String> {
    // `x.isms~` and `#x.isms#` are what editors keep
    if name.starts_with(['.', '#', '~']) || name.ends_with(['~', '#']) {
        return None;
    }
    let lower = name.to_ascii_lowercase();
    if in_package && lower.strip_prefix("isms.toml.").is_some_and(by_mistake) {
        return Some("isms.toml".into());
    }
    let at = lower.find(".isms").filter(|at| *at > 0)?;
    let rest = lower.get(at + ".isms".len()..)?;
    let stem = name.get(..at)?;
    (rest.is_empty() || rest.strip_prefix('.').is_some_and(by_mistake)).then(|| format!("{stem}.isms"))
}

/// Whether the rest of a name came there by mistake.
fn by_mistake(rest: &str) -> bool {
    !rest.split(['.', '-']).any(|part| NOT_MEANT.contains(&part) || part.chars().all(|c| c.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_is_nearly_right_is_told_from_a_copy() {
        for (name, wanted) in [("mehr.isms.txt", "mehr.isms"), ("risks2.ISMS", "risks2.isms"), ("Risks.Isms.TXT", "Risks.isms"), ("a.isms.md", "a.isms")] {
            assert_eq!(meant(name, false).as_deref(), Some(wanted), "{name}");
        }
        for name in [
            "x.isms~",
            ".x.isms.swp",
            "x.isms.bak",
            "x.isms.orig",
            ".#x.isms",
            "#x.isms#",
            "x.isms.1",
            "x.isms.tmp-7",
            "x.ismsx",
            "isms",
            "x.isms.zip",
            "~x.isms.txt",
        ] {
            assert_eq!(meant(name, true), None, "{name}");
        }
        assert_eq!(meant("isms.toml.txt", true).as_deref(), Some("isms.toml"));
        assert_eq!(meant("isms.toml.txt", false), None, "a package file stands at the top");
        assert_eq!(meant("isms.toml.bak", true), None);
    }
}
