//! What the tests under node need (node, its packages, a Chromium, a Chinese font), and running them.
//!
//! On Debian and its kin, root gets what is missing with apt-get; anyone else gets a message that
//! says what to install.

use std::env;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use crate::tools::{self, Outcome, program, run};

/// The specs that open pages, with their own `package.json`.
const SPECS: &str = "tests/browser";

/// The oldest node whose test runner has all that the tests use.
const OLDEST_NODE: u32 = 20;

/// The names a Chromium goes by, in the order they are tried.
const CHROMIUMS: [&str; 5] = [
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
];

/// Where desktop systems without such a command keep it.
const CHROMIUM_FILES: [&str; 2] = [
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

/// Installs what is missing, or says what to install.
pub(crate) fn prepare() -> Outcome {
    let mut missing = Vec::new();
    if tools::in_path("node").is_none() || tools::in_path("npm").is_none() {
        missing.extend(["nodejs", "npm"]);
    }
    if chromium().is_none() {
        missing.push("chromium");
    }
    if chinese_font() == Some(false) {
        missing.push("fonts-noto-cjk");
    }
    if !missing.is_empty() {
        install(&missing)?;
    }
    check_node()?;
    chromium().ok_or("no Chromium was found; set CHROMIUM to the program's path")?;
    node_packages()
}

/// Runs the browser specs.
pub(crate) fn test_pages() -> Outcome {
    let chromium = chromium().ok_or("no Chromium was found")?;
    let xtask = env::current_exe().map_err(|error| format!("where am I? {error}"))?;
    let mut tests = node_tests(SPECS)?;
    run(tests
        .env("QINGCE_CHROMIUM", chromium)
        .env("QINGCE_XTASK", xtask))
}

/// The command that runs all `*.test.mjs` of a folder, one file after the other.
///
/// The files are named one by one: how node takes a folder changed between its versions.
pub(crate) fn node_tests(folder: &str) -> Outcome<Command> {
    let files = tools::files_below(&tools::root().join(folder))?;
    let specs: Vec<String> = files
        .iter()
        .filter(|file| !file.starts_with("node_modules"))
        .map(|file| format!("{folder}/{}", file.display()))
        .filter(|file| file.ends_with(".test.mjs"))
        .collect();
    if specs.is_empty() {
        return Err(format!("there is no *.test.mjs in {folder}"));
    }
    let options = ["--test", "--test-reporter=spec", "--test-concurrency=1"];
    let mut command = program("node", options);
    command.args(specs);
    Ok(command)
}

fn chromium() -> Option<PathBuf> {
    if let Some(path) = env::var_os("CHROMIUM") {
        return Some(path.into());
    }
    let named = CHROMIUMS.iter().find_map(|name| tools::in_path(name));
    named.or_else(|| {
        CHROMIUM_FILES
            .iter()
            .map(PathBuf::from)
            .find(|path| path.is_file())
    })
}

/// Whether a font for Chinese is there; none where that cannot be asked.
fn chinese_font() -> Option<bool> {
    if !cfg!(target_os = "linux") {
        return None;
    }
    let output = program("fc-list", [":lang=zh-cn", "family"])
        .stderr(Stdio::null())
        .output();
    Some(output.is_ok_and(|output| !output.stdout.is_empty()))
}

fn install(packages: &[&str]) -> Outcome {
    let list = packages.join(" ");
    if tools::in_path("apt-get").is_none() || !is_root() {
        return Err(format!(
            "the tests need these packages (by their Debian names): {list}\n\
             install them, for example with `sudo apt-get install {list}`, and run this again"
        ));
    }
    run(&mut program("apt-get", ["update", "-qq"]))?;
    let mut command = program(
        "apt-get",
        ["install", "-y", "-qq", "--no-install-recommends"],
    );
    command
        .args(packages)
        .env("DEBIAN_FRONTEND", "noninteractive")
        .stdout(Stdio::null());
    run(&mut command)
}

fn is_root() -> bool {
    let output = program("id", ["-u"]).output();
    output.is_ok_and(|output| output.stdout.trim_ascii() == b"0")
}

fn check_node() -> Outcome {
    let output = program("node", ["--version"]).output();
    let output = output.map_err(|error| format!("cannot run node: {error}"))?;
    let version = String::from_utf8_lossy(&output.stdout);
    let version = version.trim();
    let major: Option<u32> = version
        .trim_start_matches('v')
        .split('.')
        .next()
        .and_then(|text| text.parse().ok());
    match major {
        Some(major) if major >= OLDEST_NODE => Ok(()),
        _ => Err(format!(
            "node {OLDEST_NODE} or later is needed, this one is {version}"
        )),
    }
}

/// `npm ci`, unless what it would install is there already.
fn node_packages() -> Outcome {
    let folder = tools::root().join(SPECS);
    let modified = |name: &str| {
        folder
            .join(name)
            .metadata()
            .and_then(|data| data.modified())
            .ok()
    };
    let installed = modified("node_modules/.package-lock.json");
    if installed.is_some() && installed >= modified("package-lock.json") {
        return Ok(());
    }
    run(&mut program(
        "npm",
        [
            "ci",
            "--prefix",
            SPECS,
            "--no-audit",
            "--no-fund",
            "--silent",
        ],
    ))
}
