//! Everything of the command that touches the system: files, standard streams, the environment.
#![allow(
    clippy::disallowed_methods,
    reason = "the command line is where files and the environment come in"
)]

use std::io::{self, Read, Write};
use std::path::{Component, Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use super::Answer;
use crate::base::Lang;
use crate::rulebook::RuleFiles;

/// The language of the environment: the first of LC_ALL, LC_MESSAGES and LANG that names one we
/// speak.
pub(super) fn language() -> Option<Lang> {
    let set = ["LC_ALL", "LC_MESSAGES", "LANG"]
        .into_iter()
        .filter_map(|name| std::env::var(name).ok())
        .find(|value| !value.is_empty())?;
    match set.get(..2)? {
        "en" => Some(Lang::En),
        "zh" => Some(Lang::Zh),
        _ => None,
    }
}

/// Prints an answer and gives its exit status. A reader that has gone away is no failure.
pub(super) fn finish(answer: &Answer) -> ExitCode {
    let printed = print(&mut io::stdout().lock(), &answer.out)
        .and_then(|()| print(&mut io::stderr().lock(), &answer.err));
    match printed {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => ExitCode::FAILURE,
        _ if answer.refused => ExitCode::FAILURE,
        _ => ExitCode::SUCCESS,
    }
}

fn print(stream: &mut impl Write, text: &str) -> io::Result<()> {
    stream.write_all(text.as_bytes())?;
    stream.flush()
}

/// The text of a file, or of standard input for `-`.
///
/// # Errors
///
/// Why it cannot be read, for the person who named it.
pub(super) fn read(path: &Path) -> Result<String, String> {
    let bytes = if path == Path::new("-") {
        let mut bytes = Vec::new();
        io::stdin().lock().read_to_end(&mut bytes).map(|_| bytes)
    } else {
        std::fs::read(path)
    };
    let bytes = bytes.map_err(|error| reason(&error))?;
    let text = String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        format!("it is not UTF-8 text: byte {at} fits no character")
    })?;
    Ok(text
        .strip_prefix('\u{feff}')
        .map_or(text.clone(), str::to_owned))
}

/// Writes a file.
///
/// # Errors
///
/// Why it cannot be written, for the person who named it.
pub(super) fn write(path: &Path, text: &str) -> Result<(), String> {
    std::fs::write(path, text).map_err(|error| reason(&error))
}

/// Writes a file that is no text.
///
/// # Errors
///
/// Why it cannot be written, for the person who named it.
pub(super) fn write_bytes(path: &Path, bytes: &[u8]) -> Result<(), String> {
    std::fs::write(path, bytes).map_err(|error| reason(&error))
}

/// Why a file was not read.
pub(super) enum Unread {
    /// It has this many bytes, more than were allowed.
    TooLong(u64),
    /// In words.
    Because(String),
}

/// The text of a file of at most so many bytes; a longer one is not taken into memory.
///
/// # Errors
///
/// Why it cannot be read.
pub(super) fn read_within(path: &Path, limit: usize) -> Result<String, Unread> {
    let size = std::fs::metadata(path).map_or(0, |about| about.len());
    if usize::try_from(size).map_or(true, |size| size > limit) {
        return Err(Unread::TooLong(size));
    }
    read(path).map_err(Unread::Because)
}

fn reason(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "there is no such file".to_owned(),
        io::ErrorKind::PermissionDenied => "reading it is not permitted".to_owned(),
        io::ErrorKind::IsADirectory => "it is a folder".to_owned(),
        _ => error.to_string(),
    }
}

/// The text of a rulebook in one file; `None` where there is none, or a folder.
pub(super) fn packed(path: &Path) -> Option<String> {
    let text = path.is_file().then(|| read(path).ok())??;
    let packed = crate::rulebook::archive::unpack(&text).next().is_some();
    packed.then_some(text)
}

/// A rulebook in a folder.
pub(super) struct FolderRules {
    root: PathBuf,
}

impl FolderRules {
    /// The rulebook in `root`.
    ///
    /// # Errors
    ///
    /// Why the folder holds none.
    pub(super) fn open(root: &Path) -> Result<FolderRules, String> {
        if !root.is_dir() {
            return Err("there is no such folder".to_owned());
        }
        if !root.join(crate::rulebook::BOOK).is_file() {
            return Err(format!("the folder holds no {}", crate::rulebook::BOOK));
        }
        Ok(FolderRules {
            root: root.to_owned(),
        })
    }
}

impl RuleFiles for FolderRules {
    /// A name that leads out of the folder names no file of the rulebook.
    fn read(&self, name: &str) -> Option<Arc<str>> {
        let inside = |part| matches!(part, Component::Normal(_));
        if !Path::new(name).components().all(inside) {
            return None;
        }
        read(&self.root.join(name)).ok().map(Arc::from)
    }
}
