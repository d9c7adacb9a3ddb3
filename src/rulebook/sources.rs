//! Texts of files with their names, and where a byte of them is for a person or an editor.

use std::ops::Range;
use std::sync::Arc;

use super::archive;
use crate::base::{Diagnostic, FileId, Place, Severity};

/// What the loader reads files through: an embedded folder, a map, a directory. Names are relative,
/// with `/` between folders.
pub trait RuleFiles {
    /// The text of a file, or `None` if there is no such file.
    fn read(&self, name: &str) -> Option<Arc<str>>;
}

/// The files that were read, each under the [`FileId`] that places carry.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    files: Vec<SourceFile>,
    hash: String,
}

/// One file.
#[derive(Clone, Debug)]
struct SourceFile {
    name: String,
    text: Arc<str>,
    /// First byte of each line.
    lines: Vec<u32>,
}

/// Where a byte stands, counted for people (from 1) and for JavaScript (from 0).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Position {
    /// Line, from 1.
    pub line: u32,
    /// Character in the line, from 1.
    pub column: u32,
    /// UTF-16 code unit in the line, from 0.
    pub utf16: u32,
}

impl Sources {
    /// Adds a file and gives the id its places carry.
    pub fn add(&mut self, name: &str, text: Arc<str>) -> FileId {
        let ends = text.match_indices('\n').map(|(index, _)| clamp(index + 1));
        let lines = std::iter::once(0).chain(ends).collect();
        self.files.push(SourceFile {
            name: name.to_owned(),
            text,
            lines,
        });
        FileId(clamp(self.files.len() - 1))
    }

    /// Name of a file; empty for an id of other sources.
    pub fn name(&self, file: FileId) -> &str {
        self.get(file).map_or("", |file| &file.name)
    }

    /// Text of a file; empty for an id of other sources.
    pub fn text(&self, file: FileId) -> &str {
        self.get(file).map_or("", |file| &file.text)
    }

    /// The file with this name.
    pub fn find(&self, name: &str) -> Option<FileId> {
        let index = self.files.iter().position(|file| file.name == name)?;
        Some(FileId(clamp(index)))
    }

    /// Ids of the files, in the order they were read.
    pub fn ids(&self) -> impl Iterator<Item = FileId> + use<> {
        (0..clamp(self.files.len())).map(FileId)
    }

    /// The text at a place; empty if there is none.
    pub fn at(&self, place: Place) -> &str {
        self.text(place.file).get(self.span(place)).unwrap_or("")
    }

    /// The bytes of a place, moved out to whole characters inside the file. A part of a formula that is
    /// written with escapes is found by its offset in the text they stand for, and may miss.
    pub fn span(&self, place: Place) -> Range<usize> {
        let text = self.text(place.file);
        let start = (place.start as usize).min(text.len());
        let end = (place.end as usize).clamp(start, text.len());
        let back = (0..=start).rev().find(|at| text.is_char_boundary(*at));
        let on = (end..=text.len()).find(|at| text.is_char_boundary(*at));
        back.unwrap_or(0)..on.unwrap_or(text.len())
    }

    /// Where a place starts.
    pub fn start(&self, place: Place) -> Position {
        self.position(place.file, clamp(self.span(place).start))
    }

    /// Where a place ends.
    pub fn end(&self, place: Place) -> Position {
        self.position(place.file, clamp(self.span(place).end))
    }

    /// Where a byte stands. A byte past the end stands at the end; one inside a character at its start.
    pub fn position(&self, file: FileId, byte: u32) -> Position {
        let Some(file) = self.get(file) else {
            return Position {
                line: 1,
                column: 1,
                utf16: 0,
            };
        };
        let index = file.lines.partition_point(|start| *start <= byte).max(1) - 1;
        let start = file.lines.get(index).copied().unwrap_or(0) as usize;
        let before = file.text.get(start..).unwrap_or("").char_indices();
        let (mut column, mut utf16) = (1, 0);
        for (offset, char) in before {
            if start + offset + char.len_utf8() > byte as usize || char == '\n' {
                break;
            }
            column += 1;
            utf16 += clamp(char.len_utf16());
        }
        Position {
            line: clamp(index + 1),
            column,
            utf16,
        }
    }

    /// A diagnostic on one line: `levers.toml:31:26: error[R0203]: …`.
    pub fn concise(&self, diagnostic: &Diagnostic) -> String {
        let severity = match diagnostic.severity {
            Severity::Warning => "warning",
            Severity::Error => "error",
        };
        let Diagnostic { code, message, .. } = diagnostic;
        match diagnostic.labels.first() {
            Some(label) => format!("{}: {severity}[{code}]: {message}", self.show(label.place)),
            None => format!("{severity}[{code}]: {message}"),
        }
    }

    /// File, line and column where a place starts: `levers.toml:31:26`.
    pub fn show(&self, place: Place) -> String {
        let start = self.start(place);
        format!("{}:{}:{}", self.name(place.file), start.line, start.column)
    }

    /// SHA-256, in hex, over names and texts of the files that decide amounts: `book.toml` and the
    /// files it lists, as [`archive::hash`] takes it. Presets have no part in it.
    pub fn hash(&self) -> &str {
        &self.hash
    }

    /// Takes the hash over the files read so far.
    pub(super) fn seal(&mut self) {
        let files = self.files.iter().map(|file| (&*file.name, &*file.text));
        self.hash = archive::hash(files);
    }

    fn get(&self, file: FileId) -> Option<&SourceFile> {
        self.files.get(file.0 as usize)
    }
}

/// Sizes are bounded far below `u32` where texts come in; past it a place points at the end.
pub(super) fn clamp(size: usize) -> u32 {
    u32::try_from(size).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_count_characters_for_people_and_utf16_for_javascript() {
        let mut sources = Sources::default();
        let file = sources.add("a.toml", "x = 1\n青𠀀y\n".into());
        let at = |byte| {
            let Position {
                line,
                column,
                utf16,
            } = sources.position(file, byte);
            (line, column, utf16)
        };
        assert_eq!(at(0), (1, 1, 0));
        assert_eq!(at(5), (1, 6, 5));
        assert_eq!(at(6), (2, 1, 0));
        assert_eq!(at(9), (2, 2, 1));
        assert_eq!(at(11), (2, 2, 1));
        assert_eq!(at(13), (2, 3, 3));
        assert_eq!(at(15), (3, 1, 0));
        assert_eq!(at(99), (3, 1, 0));
    }

    #[test]
    fn the_hash_tells_a_moved_boundary_from_the_same_bytes() {
        let hash = |files: &[(&str, &str)]| {
            let mut sources = Sources::default();
            for (name, text) in files {
                sources.add(name, (*text).into());
            }
            sources.seal();
            sources.hash().to_owned()
        };
        assert_eq!(hash(&[("a", "xy")]).len(), 64);
        assert_ne!(hash(&[("a", "xy")]), hash(&[("ax", "y")]));
        assert_ne!(hash(&[("a", "x")]), hash(&[("b", "x")]));
    }
}
