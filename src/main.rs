//! The `qingce` command; everything it does is in [`qingce::cli`].

use std::process::ExitCode;

fn main() -> ExitCode {
    qingce::cli::run()
}
