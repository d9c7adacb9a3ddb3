//! Development commands of qingce. `cargo xtask help` lists them.
//!
//! Each command is a module, in the order a newcomer meets them; [`tools`] holds what they share:
//! where things are, and running a program in plain sight.
#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "the bans of clippy.toml keep the calculation core pure; this is a build tool"
)]

mod build;
mod digest;
mod rules;
mod single;
mod serve;
mod http;
mod sizes;
mod test;

mod bench;
mod browser;
mod dist;
mod package;

mod tools;

use std::process::ExitCode;

const USAGE: &str = "\
Development commands of qingce.

Usage: cargo xtask COMMAND

  serve [--quick] [--port N] [--no-open] [--no-build] [--base /PATH/]
              build the calculator, serve it on 127.0.0.1 and print the address
              (port 8080 or the next free one; --port 0 lets the system choose;
              --base serves it below a sub-path, as a portal would;
              --quick compiles in seconds what is several times as large)
  test [WORD]...
              every check and test, the real-browser tests last; installs what they need
              (with words, only the steps whose names contain one, as in `test browser`)
  build [--quick]
              build the static site into dist/site; --quick, to look at it
              while working on it: unoptimized, into dist/quick (the browser
              tests open that one when QINGCE_QUICK=1)
  release-rules
              keep the rulebook as it is now under its hash, in rules/released:
              links and files made with it are then computed with it for good
  package [--quick]
              build the JavaScript package into dist/package, ready for `npm pack`
              (--quick, to try its tests: into dist/quick-package)
  dist        build everything that is published, into dist/: the site, the
              single-file page dist/qingce.html, and the package
  bench [--native | --wasm]
              measure natively and in wasm under node, in one table
  help        this text
";

/// Why a command stopped; the two kinds have different exit statuses.
enum Stop {
    /// The command line was not understood (exit status 2).
    Usage(String),
    /// The work failed (exit status 1).
    Failed(String),
}

impl From<String> for Stop {
    fn from(message: String) -> Self {
        Self::Failed(message)
    }
}

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match dispatch(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(Stop::Usage(message)) => {
            eprintln!("error: {message}\n\n{USAGE}");
            ExitCode::from(2)
        }
        Err(Stop::Failed(message)) => {
            eprintln!("error: {message}");
            ExitCode::FAILURE
        }
    }
}

fn dispatch(arguments: &[String]) -> Result<(), Stop> {
    let Some((command, rest)) = arguments.split_first() else {
        return Err(Stop::Usage("a command is needed".to_owned()));
    };
    match command.as_str() {
        "serve" => serve::run(&serve::Options::parse(rest).map_err(Stop::Usage)?)?,
        "test" => test::run_steps(rest)?,
        "release-rules" => nothing_more(rest).and_then(|()| Ok(rules::release()?))?,
        "build" => build::site(build::Site::parse(rest).map_err(Stop::Usage)?)?,
        "package" => package::build(build::Site::parse(rest).map_err(Stop::Usage)?)?,
        "dist" => nothing_more(rest).and_then(|()| Ok(dist::run()?))?,
        "bench" => bench::run(bench::Targets::parse(rest).map_err(Stop::Usage)?)?,
        "help" | "--help" | "-h" => print!("{USAGE}"),
        other => return Err(Stop::Usage(format!("unknown command `{other}`"))),
    }
    Ok(())
}

fn nothing_more(rest: &[String]) -> Result<(), Stop> {
    match rest.first() {
        None => Ok(()),
        Some(extra) => Err(Stop::Usage(format!("unexpected argument `{extra}`"))),
    }
}
