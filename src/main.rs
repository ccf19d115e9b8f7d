//! The binary: an exit code, and how memory is handed out.

/// A compiler makes and drops many small texts on several threads, which this allocator is made for: a fifth of the time
/// of a build went into that of the system.
#[global_allocator]
static MEMORY: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    isms::cli::main()
}
