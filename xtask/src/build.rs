//! The wasm build of the site.
//!
//! The page is two programs, each a binary and a module of its own: `app` (`src/bin/web.rs`), which a
//! first visit loads, and `studio` (`src/bin/studio.rs`), which is loaded on demand. A third, `xlsx`, makes
//! workbooks and is loaded when one is asked for. Their `main` does nothing, because it would run wherever the module is loaded; `www/boot.js` starts them.

use std::path::{Path, PathBuf};

use wasm_bindgen_cli_support::Bindgen;

use crate::rules::{self, Archive};
use crate::tools::{self, Outcome, WASM};
use crate::{digest, single};

/// How the site is compiled.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Site {
    /// As it is published: small, and minutes to compile.
    Published,
    /// For looking at it while working on it: large, and compiled in seconds.
    Quick,
}

impl Site {
    /// Reads the arguments after a command that takes nothing but `--quick`.
    pub(crate) fn parse(arguments: &[String]) -> Outcome<Site> {
        match arguments {
            [] => Ok(Site::Published),
            [one] if one == "--quick" => Ok(Site::Quick),
            _ => Err(format!(
                "only --quick may follow, not `{}`",
                arguments.join(" ")
            )),
        }
    }

    /// Where it lies; everything in it uses relative addresses only.
    pub(crate) fn folder(self) -> PathBuf {
        tools::root().join(match self {
            Site::Published => "dist/site",
            Site::Quick => "dist/quick",
        })
    }

    /// Where the single-file page of it lies.
    pub(crate) fn single(self) -> PathBuf {
        tools::root().join(match self {
            Site::Published => "dist/qingce.html",
            Site::Quick => "dist/quick.html",
        })
    }

    /// The compiled module of a binary.
    pub(crate) fn module(self, binary: &str) -> PathBuf {
        let built = tools::target_dir().join(WASM).join(self.profile());
        built.join(binary).with_extension("wasm")
    }

    /// The profile of the library for scripts: what it computes counts for more there than its size.
    pub(crate) fn library_profile(self) -> &'static str {
        match self {
            Site::Published => "release",
            Site::Quick => "quick",
        }
    }

    /// Its profile in `Cargo.toml`.
    fn profile(self) -> &'static str {
        match self {
            Site::Published => "site",
            Site::Quick => "quick",
        }
    }
}

/// The modules of the page: binary, and what it is called in the site. Two programs, and what makes a
/// workbook of a sheet.
pub(crate) const PROGRAMS: [(&str, &str); 3] =
    [("web", "app"), ("studio", "studio"), ("xlsx", "xlsx")];

/// Builds the static site into its folder.
///
/// The new site is put together beside the old one and then takes its place, so that a server
/// running on it never sees half of each.
pub(crate) fn site(site: Site) -> Outcome {
    tools::ensure_wasm_target()?;
    let mut command = tools::cargo(["build", "--profile", site.profile(), "--target", WASM]);
    command.args(["--no-default-features", "--features", "web,xlsx"]);
    for (binary, _) in PROGRAMS {
        command.args(["--bin", binary]);
    }
    tools::run(&mut command)?;
    let fresh = site.folder().with_extension("new");
    tools::remove_folder(&fresh)?;
    for (binary, name) in PROGRAMS {
        bindgen(&site.module(binary), &fresh, name)?;
    }
    around(&fresh)?;
    tools::remove_folder(&site.folder())?;
    std::fs::rename(&fresh, site.folder())
        .map_err(|error| format!("cannot put the new site in place: {error}"))?;
    single::write(site)
}

/// What stands around the programs: page, scripts, styles, rulebook.
fn around(fresh: &Path) -> Outcome {
    let root = tools::root();
    let rules = Archive::current()?;
    rules::copy_released(fresh)?;
    tools::write(&fresh.join(rules.path()), &rules.text)?;
    tools::write(&fresh.join("coverage.txt"), &crate::rules::coverage()?)?;
    tools::copy(&root.join("index.html"), &fresh.join("index.html"))?;
    let www = root.join("www");
    for file in tools::files_below(&www)? {
        if !file.starts_with("style") {
            tools::copy(&www.join(&file), &fresh.join(&file))?;
        }
    }
    styles(&www.join("style"), &fresh.join("style"))?;
    seal(fresh, &rules)
}

/// Puts into `boot.js` and `sw.js` what this build is made of, so that neither mixes two.
fn seal(fresh: &Path, rules: &Archive) -> Outcome {
    let mut digests = Vec::new();
    for file in tools::files_below(fresh)? {
        let is_older = file.starts_with("rules") && file != rules.path();
        let is_apart = file.starts_with("demo") || file == Path::new("embed.js");
        if is_older
            || is_apart
            || ["boot.js", "sw.js"]
                .iter()
                .any(|own| file == Path::new(own))
        {
            continue;
        }
        digests.push((rules::slashed(&file), digest_of(&fresh.join(&file))?));
    }
    let later = digests.iter().filter(|(name, _)| name != "index.html");
    let later = later.map(|(name, digest)| format!("\"{name}\":\"sha256-{digest}\""));
    let later: Vec<String> = later.collect();
    let boot = fresh.join("boot.js");
    let text = tools::read(&boot)?
        .replace("RULEBOOK", &rules.hash)
        .replace(
            "const DIGESTS = {};",
            &format!("const DIGESTS = {{{}}};", later.join(",")),
        );
    tools::write(&boot, &text)?;
    digests.push(("boot.js".to_owned(), digest_of(&boot)?));
    let all = digests
        .iter()
        .map(|(name, digest)| format!("\"{name}\":\"{digest}\""));
    let all = all.collect::<Vec<String>>().join(",");
    let worker = fresh.join("sw.js");
    let text = tools::read(&worker)?
        .replace("VERSION", &digest::sha256(all.as_bytes()))
        .replace("const FILES = {};", &format!("const FILES = {{{all}}};"));
    tools::write(&worker, &text)
}

fn digest_of(path: &Path) -> Outcome<String> {
    let bytes = std::fs::read(path);
    let bytes = bytes.map_err(|error| format!("cannot read {}: {error}", path.display()))?;
    Ok(digest::sha256(&bytes))
}

/// The parts of the first program's style in the order they overrule each other; every other file of the
/// folder is the studio's, one a page.
const STYLES: [&str; 9] = [
    "app",
    "form",
    "result",
    "explanation",
    "charts",
    "sheet",
    "modes",
    "plan",
    "print",
];

/// Puts the parts of each program's style into one file: one request instead of many.
fn styles(from: &Path, to: &Path) -> Outcome {
    let mut app = String::new();
    for part in STYLES {
        app.push_str(&tools::read(&from.join(part).with_extension("css"))?);
    }
    let mut studio = String::new();
    for file in tools::files_below(from)? {
        let name = file.file_stem().and_then(|name| name.to_str());
        if !name.is_some_and(|name| STYLES.contains(&name)) {
            studio.push_str(&tools::read(&from.join(&file))?);
        }
    }
    tools::write(&to.join("app.css"), &app)?;
    tools::write(&to.join("studio.css"), &studio)
}

/// Writes the JavaScript side of a compiled module: `NAME.js` and `NAME_bg.wasm`.
pub(crate) fn bindgen(wasm: &Path, out: &Path, name: &str) -> Outcome {
    tools::announce(&format!("wasm-bindgen {} (built in)", wasm.display()));
    let mut bindgen = Bindgen::new();
    bindgen
        .input_path(wasm)
        .typescript(false)
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

/// Writes the same for a page that may load nothing: a script that defines `global`, and the module.
pub(crate) fn bindgen_script(wasm: &Path, out: &Path, name: &str, global: &str) -> Outcome {
    tools::announce(&format!("wasm-bindgen {} (for one file)", wasm.display()));
    let mut bindgen = Bindgen::new();
    bindgen
        .input_path(wasm)
        .out_name(name)
        .typescript(false)
        .remove_name_section(true)
        .remove_producers_section(true);
    bindgen
        .no_modules(true)
        .and_then(|bindgen| bindgen.no_modules_global(global))
        .and_then(|bindgen| bindgen.generate(out))
        .map_err(|error| format!("wasm-bindgen: {error:#}"))
}
