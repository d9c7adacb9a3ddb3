//! The rulebook as the site serves it: one text, under its hash.

use std::path::{Path, PathBuf};

use crate::tools::{self, Outcome};

// Not a copy: the very file the program reads archives with.
#[path = "../../src/rulebook/archive.rs"]
#[allow(
    dead_code,
    unreachable_pub,
    reason = "written for the program, which reads archives too"
)]
mod archive;

/// The folder of the rulebook.
const FOLDER: &str = "rules/qinghai";

/// The archives of released rulebooks, each under its hash: what links and files of before came from.
const RELEASED: &str = "rules/released";

/// Keeps the rulebook of this tree as a released one.
pub(crate) fn release() -> Outcome {
    let current = Archive::current()?;
    let name = Path::new(&current.hash).with_extension("txt");
    let path = tools::root().join(RELEASED).join(name);
    tools::write(&path, &current.text)?;
    println!("released as {}", path.display());
    Ok(())
}

/// Copies the released rulebooks to where the page asks for them.
pub(crate) fn copy_released(site: &Path) -> Outcome {
    let folder = tools::root().join(RELEASED);
    for file in tools::files_below(&folder)? {
        tools::copy(&folder.join(&file), &site.join("rules").join(&file))?;
    }
    Ok(())
}

/// An archive and the hash it goes by.
pub(crate) struct Archive {
    pub(crate) hash: String,
    pub(crate) text: String,
}

impl Archive {
    /// The rulebook of this tree.
    pub(crate) fn current() -> Outcome<Archive> {
        let folder = tools::root().join(FOLDER);
        let mut files = Vec::new();
        for name in tools::files_below(&folder)? {
            if name.extension().is_some_and(|kind| kind == "toml") {
                files.push((slashed(&name), tools::read(&folder.join(&name))?));
            }
        }
        let pairs = || files.iter().map(|(name, text)| (&**name, &**text));
        Ok(Archive {
            hash: archive::hash(pairs().filter(|(name, _)| !name.starts_with("presets/"))),
            text: archive::pack(pairs()),
        })
    }

    /// Where it lies in the site.
    pub(crate) fn path(&self) -> PathBuf {
        Path::new("rules").join(&self.hash).with_extension("txt")
    }
}

/// A path as addresses write it.
pub(crate) fn slashed(path: &Path) -> String {
    let parts: Vec<_> = path.iter().map(|part| part.to_string_lossy()).collect();
    parts.join("/")
}

/// The lists of the coverage page, as one text: names and texts, as a rulebook is packed.
pub(crate) fn coverage() -> Outcome<String> {
    let folder = tools::root().join("docs/coverage");
    let mut files = Vec::new();
    for name in tools::files_below(&folder)? {
        files.push((slashed(&name), tools::read(&folder.join(&name))?));
    }
    Ok(archive::pack(
        files.iter().map(|(name, text)| (&**name, &**text)),
    ))
}
