//! The binary: an exit code and nothing else.

fn main() -> std::process::ExitCode {
    isms::cli::main()
}
