//! `cargo xtask test`: every check and test of the repository, each command printed before it runs.
//!
//! The steps go from quick to slow, so that a slip shows early; the real-browser tests are last, so
//! that what node says about them ends the output. Each thing is compiled once: the linter and the
//! documentation share one set of checked dependencies, all host tests one debug build, and the
//! site is the release build that `serve` makes.

use std::path::PathBuf;
use std::time::Instant;

use crate::tools::{self, Outcome, WASM, cargo, run};
use crate::{browser, build, package, sizes};

/// The features of everything that builds on the host.
const HOST: &str = "cli,web";

/// A named part of the whole.
type Step = (&'static str, fn() -> Outcome);

const STEPS: [Step; 9] = [
    ("what the tests need", prepare),
    ("formatting", formatting),
    ("lints on the host", lint_host),
    ("lints for wasm", lint_wasm),
    ("documentation", documentation),
    ("host tests", host_tests),
    ("the site and its size", site),
    ("script interface under node", script_interface),
    (LAST, browser::test_pages),
];

/// What node says about this step ends the output; everything of ours is printed before it.
const LAST: &str = "pages in a real browser";

/// Runs the steps whose names contain one of the words, or all without words; stops at the first
/// that fails, naming it.
pub(crate) fn run_steps(words: &[String]) -> Outcome {
    let wanted = |name: &str| words.is_empty() || words.iter().any(|word| name.contains(word));
    if let Some(word) = words
        .iter()
        .find(|word| !STEPS.iter().any(|(name, _)| name.contains(*word)))
    {
        return Err(format!(
            "no step is called `{word}`; the steps are:\n{}",
            names(|_| true)
        ));
    }
    let mut times = String::new();
    for (name, step) in STEPS {
        if name == LAST {
            println!("\ntime of each step, in seconds:\n{times}");
            if !words.is_empty() {
                println!(
                    "asked for these only; left out:\n{}",
                    names(|name| !wanted(name))
                );
            }
        }
        if wanted(name) {
            println!("\n== {name}");
            let start = Instant::now();
            step().map_err(|why| format!("{why}\nfailed step: {name}"))?;
            times.push_str(&format!("{:>7.1}  {name}\n", start.elapsed().as_secs_f64()));
        }
    }
    Ok(())
}

fn names(kept: impl Fn(&str) -> bool) -> String {
    STEPS
        .iter()
        .filter(|(name, _)| kept(name))
        .map(|(name, _)| format!("  {name}\n"))
        .collect()
}

fn prepare() -> Outcome {
    tools::ensure_wasm_target()?;
    tools::ensure_component("rustfmt", "cargo-fmt")?;
    tools::ensure_component("clippy", "cargo-clippy")?;
    browser::prepare()
}

fn formatting() -> Outcome {
    run(&mut cargo(["fmt", "--all", "--check"]))
}

/// The engine alone, and then everything with its tests.
fn lint_host() -> Outcome {
    clippy(&["--no-default-features", "--lib"])?;
    clippy(&["--workspace", "--all-targets", "--features", HOST])
}

/// The host never sees the code that is compiled for wasm only.
fn lint_wasm() -> Outcome {
    let wasm = ["--target", WASM, "--no-default-features"];
    clippy(&[&wasm[..], &["--lib"]].concat())?;
    clippy(&[&wasm[..], &["--lib", "--features", "api"]].concat())?;
    clippy(&[&wasm[..], &["--lib", "--bins", "--features", "web,xlsx"]].concat())
}

fn clippy(arguments: &[&str]) -> Outcome {
    let command = [&["clippy", "--quiet"], arguments, &["--", "-D", "warnings"]].concat();
    run(&mut cargo(command))
}

fn documentation() -> Outcome {
    let mut command = cargo([
        "doc",
        "--quiet",
        "--workspace",
        "--no-deps",
        "--features",
        HOST,
    ]);
    run(command.env("RUSTDOCFLAGS", "-D warnings"))
}

fn host_tests() -> Outcome {
    run(&mut cargo(["test", "--workspace", "--features", HOST]))
}

fn site() -> Outcome {
    build::site(build::Site::Published)?;
    sizes::check(&build::Site::Published.folder())
}

/// The package is built here once; the browser step opens the same one.
fn script_interface() -> Outcome {
    package::build(build::Site::Published)?;
    let mut tests = browser::node_tests("tests/api")?;
    run(tests.env("QINGCE_COMMAND", command()?))?;
    // The messages between a portal and the calculator, both ends under node.
    run(&mut browser::node_tests("tests/portal")?)
}

/// The command that the host tests built. Asking for one of those tests compiles it with the features it
/// has there, which `cargo run` would not: where they ran before, nothing is compiled.
fn command() -> Outcome<PathBuf> {
    let same = ["test", "--workspace", "--features", HOST];
    run(cargo(same).args(["--test", "cli", "--no-run"]))?;
    let name = format!("qingce{}", std::env::consts::EXE_SUFFIX);
    Ok(tools::target_dir().join("debug").join(name))
}
