//! The wasm builds: the site, and the JavaScript package.
//!
//! The application is the binary `web`: one wasm module for the page and for its workers. Its
//! `main` does nothing, because it would run wherever the module is loaded; `www/boot.js` calls
//! the exported `run_app` in the page, `www/worker.js` calls `run_job` in a worker.

use std::path::{Path, PathBuf};

use wasm_bindgen_cli_support::Bindgen;

use crate::tools::{self, Outcome, WASM};

/// Where the static site lies; everything in it uses relative addresses only.
pub(crate) fn site_dir() -> PathBuf {
    tools::root().join("dist/site")
}

/// Where the JavaScript package lies.
pub(crate) fn api_dir() -> PathBuf {
    tools::root().join("dist/api")
}

/// Builds the static site into [`site_dir`].
///
/// The new site is put together beside the old one and then takes its place, so that a server
/// running on it never sees half of each.
pub(crate) fn site() -> Outcome {
    tools::ensure_wasm_target()?;
    tools::run(&mut tools::cargo([
        "build",
        "--profile",
        "site",
        "--target",
        WASM,
        "--no-default-features",
        "--features",
        "web",
        "--bin",
        "web",
    ]))?;
    let fresh = tools::root().join("dist/site.new");
    tools::remove_folder(&fresh)?;
    let wasm = tools::target_dir().join(WASM).join("site/web.wasm");
    bindgen(&wasm, &fresh, "app", false)?;

    let root = tools::root();
    tools::copy(&root.join("index.html"), &fresh.join("index.html"))?;
    let www = root.join("www");
    for file in tools::files_below(&www)? {
        if !file.starts_with("style") {
            tools::copy(&www.join(&file), &fresh.join(&file))?;
        }
    }
    style(&www.join("style"), &fresh.join("style"))?;
    tools::remove_folder(&site_dir())?;
    std::fs::rename(&fresh, site_dir())
        .map_err(|error| format!("cannot put the new site in place: {error}"))
}

/// The parts of the style in the order they overrule each other.
const STYLES: [&str; 7] = [
    "app",
    "form",
    "result",
    "explanation",
    "charts",
    "sheet",
    "print",
];

/// Puts the parts of the style into one file: one request instead of seven.
fn style(from: &Path, to: &Path) -> Outcome {
    let mut whole = String::new();
    for part in STYLES {
        let path = from.join(part).with_extension("css");
        let text = std::fs::read_to_string(&path)
            .map_err(|error| format!("cannot read {}: {error}", path.display()))?;
        whole.push_str(&text);
    }
    let out = to.join("app.css");
    std::fs::create_dir_all(to)
        .and_then(|()| std::fs::write(&out, whole))
        .map_err(|error| format!("cannot write {}: {error}", out.display()))
}

/// Builds the JavaScript package into [`api_dir`].
pub(crate) fn api() -> Outcome {
    tools::ensure_wasm_target()?;
    tools::run(&mut tools::cargo([
        "rustc",
        "--release",
        "--target",
        WASM,
        "--no-default-features",
        "--features",
        "api",
        "--lib",
        "--crate-type",
        "cdylib",
    ]))?;
    tools::remove_folder(&api_dir())?;
    let wasm = tools::target_dir().join(WASM).join("release/qingce.wasm");
    bindgen(&wasm, &api_dir(), "qingce", true)
}

/// Writes the JavaScript side of a compiled module: `NAME.js` and `NAME_bg.wasm`, and `NAME.d.ts`
/// when types are asked for.
pub(crate) fn bindgen(wasm: &Path, out: &Path, name: &str, types: bool) -> Outcome {
    tools::announce(&format!("wasm-bindgen {} (built in)", wasm.display()));
    let mut bindgen = Bindgen::new();
    bindgen
        .input_path(wasm)
        .typescript(types)
        // The library's default differs from the command's: without this `init()` needs a path.
        .omit_default_module_path(false)
        .out_name(name)
        .remove_name_section(true)
        .remove_producers_section(true);
    bindgen
        .web(true)
        .and_then(|bindgen| bindgen.generate(out))
        .map_err(|error| format!("wasm-bindgen: {error:#}"))
}
