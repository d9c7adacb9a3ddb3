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

fn slashed(path: &Path) -> String {
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
