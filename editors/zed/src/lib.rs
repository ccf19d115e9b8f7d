//! Tells Zed how the language server is started.

use zed_extension_api::{self as zed, LanguageServerId, Result, settings::LspSettings};

struct Isms;

impl zed::Extension for Isms {
    fn new() -> Self {
        Self
    }

    /// The program of the settings (`lsp.isms.binary.path`), then the one on PATH.
    fn language_server_command(&mut self, _: &LanguageServerId, worktree: &zed::Worktree) -> Result<zed::Command> {
        let set = LspSettings::for_worktree("isms", worktree)?.binary.and_then(|binary| binary.path);
        let command = set.or_else(|| worktree.which("isms")).ok_or("the program `isms` is not on PATH: install it, or set `lsp.isms.binary.path`")?;
        Ok(zed::Command { command, args: vec!["lsp".into()], env: worktree.shell_env() })
    }

    /// The day that everything is judged at, from `lsp.isms.initialization_options`.
    fn language_server_initialization_options(&mut self, _: &LanguageServerId, worktree: &zed::Worktree) -> Result<Option<zed::serde_json::Value>> {
        Ok(LspSettings::for_worktree("isms", worktree)?.initialization_options)
    }
}

zed::register_extension!(Isms);
