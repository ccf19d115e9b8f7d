//! A revision of a git repository, read as a package: `git` is asked, and its answer is kept in memory.
//!
//! Nothing of the repository is run: hooks and the file system monitor are switched off, nothing is fetched, and
//! a revision that looks like an option is refused.

use std::collections::BTreeMap;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use super::world::{Listing, MAX_FILE_BYTES, ReadError, World};

/// More than this is not read from one revision.
const MAX_TOTAL_BYTES: u64 = 256 * 1024 * 1024;

/// Why a revision could not be had.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum GitError {
    /// The program is not there.
    #[error("`git` is not installed, or not found on the path")]
    NoGit,
    /// The folder belongs to no repository.
    #[error("`{0}` is not in a git repository")]
    NoRepository(String),
    /// Nothing has this name.
    #[error("there is no revision `{revision}` here")]
    NoRevision {
        /// As the user wrote it.
        revision: String,
        /// Whether the clone has only the last commits.
        shallow: bool,
    },
    /// The revision has nothing at the path of the package.
    #[error("revision `{revision}` has no .isms file in `{path}`")]
    NoPackage {
        /// As the user wrote it.
        revision: String,
        /// The folder of the package in the repository.
        path: String,
    },
    /// Anything else that git says.
    #[error("git cannot read it: {0}")]
    Failed(String),
}

/// A repository, and a folder of it.
#[derive(Debug, Clone)]
pub struct Repository {
    folder: PathBuf,
    /// The folder, relative to the root of the repository, with `/` at its end; empty for the root.
    pub prefix: String,
    /// Whether the clone has only the last commits.
    pub shallow: bool,
}

/// What a name of a revision stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Commit {
    /// The hash of the commit.
    pub id: String,
    /// The branch of `origin` that was taken, where the name alone is not known.
    pub remote: Option<String>,
}

/// The files of a package in one revision.
#[derive(Debug, Clone, Default)]
pub struct Snapshot {
    files: BTreeMap<String, Result<Vec<u8>, ReadError>>,
}

impl World for Snapshot {
    fn read(&self, path: &str) -> Result<Vec<u8>, ReadError> {
        self.files.get(path).cloned().unwrap_or(Err(ReadError::Missing))
    }

    fn list(&self) -> Result<Listing, ReadError> {
        Ok(Listing::of(self.files.keys()))
    }

    fn templates(&self) -> Vec<String> {
        self.files.keys().filter_map(|name| name.strip_prefix("templates/")).map(str::to_string).collect()
    }
}

impl Repository {
    /// The repository that a folder lies in.
    pub fn at(folder: &Path) -> Result<Self, GitError> {
        let mut repository = Self { folder: folder.to_path_buf(), prefix: String::new(), shallow: false };
        let shown = folder.display().to_string();
        let told = repository.ask(&["rev-parse", "--show-prefix", "--is-shallow-repository"]).map_err(|error| match error {
            GitError::Failed(text) if text.contains("not a git repository") => GitError::NoRepository(if shown.is_empty() { ".".into() } else { shown }),
            other => other,
        })?;
        let mut lines = told.lines();
        repository.prefix = lines.next().unwrap_or_default().to_string();
        repository.shallow = lines.next() == Some("true");
        Ok(repository)
    }

    /// Finds the commit that a name stands for; a branch that only `origin` has is found too.
    pub fn commit(&self, revision: &str) -> Result<Commit, GitError> {
        if let Some(id) = self.resolve(revision) {
            return Ok(Commit { id, remote: None });
        }
        let remote = format!("origin/{revision}");
        match self.resolve(&format!("refs/remotes/{remote}")) {
            Some(id) => Ok(Commit { id, remote: Some(remote) }),
            None => Err(GitError::NoRevision { revision: revision.into(), shallow: self.shallow }),
        }
    }

    fn resolve(&self, revision: &str) -> Option<String> {
        if revision.is_empty() || revision.starts_with('-') || revision.chars().any(|c| c.is_control()) {
            return None;
        }
        let told = self.ask(&["rev-parse", "--verify", "--quiet", "--end-of-options", &format!("{revision}^{{commit}}")]).ok()?;
        Some(told.trim().to_string()).filter(|id| !id.is_empty())
    }

    /// Where the history of a commit and that of the checked-out one part; nothing where a shallow clone hides it.
    pub fn fork_point(&self, commit: &str) -> Option<String> {
        let told = self.ask(&["merge-base", commit, "HEAD"]).ok()?;
        Some(told.trim().to_string()).filter(|id| !id.is_empty())
    }

    /// How many files of the folder differ from what is committed.
    pub fn uncommitted(&self) -> usize {
        let told = self.ask(&["status", "--porcelain", "-z", "--no-renames", "--untracked-files=all", "--", "."]).unwrap_or_default();
        told.split('\0').filter(|line| line.ends_with(".isms") || line.ends_with("isms.toml") || line.ends_with(".j2")).count()
    }

    /// Reads the files of a package: those that the checks and templates may ask for.
    pub fn snapshot(&self, commit: &str, prefix: &str, revision: &str) -> Result<Snapshot, GitError> {
        let mut arguments = vec!["ls-tree", "-r", "-z", "-l", "--full-tree", commit];
        if !prefix.is_empty() {
            arguments.extend(["--", prefix]);
        }
        let listed = self.ask(&arguments)?;
        let mut snapshot = Snapshot::default();
        let mut wanted: Vec<(String, String)> = Vec::new();
        let mut total = 0u64;
        for row in listed.split('\0').filter(|row| !row.is_empty()) {
            let Some((about, path)) = row.split_once('\t') else { continue };
            let Some(relative) = path.strip_prefix(prefix).filter(|path| is_of_package(path)) else { continue };
            let parts: Vec<&str> = about.split_whitespace().collect();
            let [mode, "blob", id, size] = parts.as_slice() else { continue };
            let size: u64 = size.parse().unwrap_or(u64::MAX);
            total = total.saturating_add(size);
            if size > MAX_FILE_BYTES || total > MAX_TOTAL_BYTES {
                snapshot.files.insert(relative.to_string(), Err(ReadError::TooLarge));
            } else if *mode == "120000" {
                // where a link leads is a question to a disk, not to a revision
                snapshot.files.insert(relative.to_string(), Err(ReadError::NotAFile));
            } else {
                wanted.push(((*id).to_string(), relative.to_string()));
            }
        }
        self.blobs(wanted, &mut snapshot)?;
        if snapshot.list().is_ok_and(|listing| listing.files.is_empty()) {
            let path = if prefix.is_empty() { "." } else { prefix.trim_end_matches('/') };
            return Err(GitError::NoPackage { revision: revision.into(), path: path.into() });
        }
        Ok(snapshot)
    }

    /// Reads blobs with one `git cat-file --batch`: a line about each, its bytes, a line end.
    fn blobs(&self, wanted: Vec<(String, String)>, snapshot: &mut Snapshot) -> Result<(), GitError> {
        let mut child = self.command(&["cat-file", "--batch"]).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().map_err(started)?;
        let (Some(mut into), Some(from)) = (child.stdin.take(), child.stdout.take()) else { return Err(GitError::Failed("no pipe".into())) };
        let ids: Vec<String> = wanted.iter().map(|(id, _)| format!("{id}\n")).collect();
        // the questions go out on a thread of their own: git answers while it is still asked
        let asked = std::thread::spawn(move || {
            for id in ids {
                if into.write_all(id.as_bytes()).is_err() {
                    break;
                }
            }
        });
        let mut from = BufReader::new(from);
        for (_, path) in wanted {
            let mut head = String::new();
            from.read_line(&mut head).map_err(|error| GitError::Failed(error.to_string()))?;
            let size = head.split_whitespace().nth(2).and_then(|size| size.parse::<u64>().ok());
            let Some(size) = size.filter(|size| *size <= MAX_FILE_BYTES) else {
                // a partial clone has the name of the file, and not the file
                snapshot.files.insert(path, Err(ReadError::Missing));
                continue;
            };
            let mut bytes = vec![0; usize::try_from(size).unwrap_or(0)];
            from.read_exact(&mut bytes).map_err(|error| GitError::Failed(error.to_string()))?;
            from.read_line(&mut String::new()).map_err(|error| GitError::Failed(error.to_string()))?;
            snapshot.files.insert(path, Ok(bytes));
        }
        let _ = asked.join();
        let _ = child.wait();
        Ok(())
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new("git");
        command
            .arg("-C")
            .arg(if self.folder.as_os_str().is_empty() { Path::new(".") } else { &self.folder })
            .args(["--no-replace-objects", "--literal-pathspecs", "-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null", "-c", "core.quotePath=false"])
            .args(arguments)
            .env("GIT_TERMINAL_PROMPT", "0")
            .env("GIT_OPTIONAL_LOCKS", "0")
            .env("GIT_NO_LAZY_FETCH", "1")
            .env("LC_ALL", "C")
            .stdin(Stdio::null());
        command
    }

    fn ask(&self, arguments: &[&str]) -> Result<String, GitError> {
        let done = self.command(arguments).output().map_err(started)?;
        if done.status.success() {
            return Ok(String::from_utf8_lossy(&done.stdout).into_owned());
        }
        let said = String::from_utf8_lossy(&done.stderr);
        Err(GitError::Failed(said.trim().trim_start_matches("fatal: ").lines().next().unwrap_or_default().to_string()))
    }
}

/// What a package may be asked for: sources, settings, templates; folders that `isms` never looks into are left out.
fn is_of_package(path: &str) -> bool {
    let mut folders: Vec<&str> = path.split('/').collect();
    let name = folders.pop().unwrap_or_default();
    let skipped = folders.iter().any(|one| one.starts_with('.') || matches!(*one, "build" | "target" | "node_modules"));
    if skipped || name.starts_with('.') {
        return false;
    }
    // the baseline is a file in TOML, as isms.toml is
    path.starts_with("templates/") || name.ends_with(".isms") || name.ends_with(".toml")
}

fn started(error: std::io::Error) -> GitError {
    if error.kind() == std::io::ErrorKind::NotFound { GitError::NoGit } else { GitError::Failed(error.to_string()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_files_of_a_package_are_read() {
        for (path, expected) in [
            ("risks.isms", true),
            ("areas/it/risks.isms", true),
            ("isms.toml", true),
            ("templates/policies/own.md.j2", true),
            ("README.md", false),
            ("build/risks.isms", false),
            (".git/x.isms", false),
            (".draft.isms", false),
        ] {
            assert_eq!(is_of_package(path), expected, "{path}");
        }
    }
}
