//! The JavaScript package: a directory that `npm pack` accepts.
//!
//! It is the library compiled with the feature `api`, the scripts and declarations of `npm/` around it,
//! the JSON Schema of what it answers, and the licenses.

use std::path::PathBuf;

use crate::build::{self, Site};
use crate::sizes;
use crate::tools::{self, Outcome, WASM};

/// What the module is called in the package, without its ending.
const MODULE: &str = "qingce";

/// Files of the repository that are in the package under the same name.
const LICENSES: [&str; 2] = ["LICENSE-MIT", "LICENSE-APACHE"];

/// Where the package lies.
pub(crate) fn folder(site: Site) -> PathBuf {
    tools::root().join(match site {
        Site::Published => "dist/package",
        Site::Quick => "dist/quick-package",
    })
}

/// Builds the package into its folder and prints how large it is.
pub(crate) fn build(site: Site) -> Outcome {
    tools::ensure_wasm_target()?;
    let profile = site.library_profile();
    let mut command = tools::cargo(["rustc", "--profile", profile, "--target", WASM]);
    command.args(["--no-default-features", "--features", "api"]);
    command.args(["--lib", "--crate-type", "cdylib"]);
    tools::run(&mut command)?;
    let fresh = folder(site).with_extension("new");
    tools::remove_folder(&fresh)?;
    let built = tools::target_dir().join(WASM).join(profile);
    let module = built.join(MODULE).with_extension("wasm");
    build::bindgen(&module, &fresh, MODULE)?;
    let root = tools::root();
    let around = root.join("npm");
    for file in tools::files_below(&around)? {
        tools::copy(&around.join(&file), &fresh.join(&file))?;
    }
    let manifest = fresh.join("package.json");
    let text = tools::read(&manifest)?.replace("VERSION", &version()?);
    tools::write(&manifest, text)?;
    tools::copy(&root.join("src/api/types.d.ts"), &fresh.join("types.d.ts"))?;
    let schemas = root.join("docs/schema");
    for file in tools::files_below(&schemas)? {
        tools::copy(&schemas.join(&file), &fresh.join("schema").join(&file))?;
    }
    for name in LICENSES {
        tools::copy(&root.join(name), &fresh.join(name))?;
    }
    tools::remove_folder(&folder(site))?;
    std::fs::rename(&fresh, folder(site))
        .map_err(|error| format!("cannot put the new package in place: {error}"))?;
    sizes::print("JavaScript package", &folder(site))
}

/// The version in `Cargo.toml`, which is the package's too.
fn version() -> Outcome<String> {
    let manifest = tools::read(&tools::root().join("Cargo.toml"))?;
    let mut lines = manifest.lines();
    let version = lines.find_map(|line| line.strip_prefix("version = \"")?.strip_suffix('"'));
    version
        .map(str::to_owned)
        .ok_or_else(|| "Cargo.toml names no version".to_owned())
}
