//! A whole rulebook as one text: what the page fetches, and what its hash is taken over.
//!
//! Shared with `xtask`, which packs the archives of the site: this file knows no other of ours.

use sha2::{Digest, Sha256};

/// Stands before the name of each file. TOML allows it nowhere, so no file can hold one.
const PAGE: char = '\u{c}';

/// A file as the program reads it: without blank lines and without lines that are only a comment.
///
/// The same rules are meant before and after, and doing it twice changes nothing more. A text with
/// strings of several lines is left as it is, since in those a line may stand for something.
pub fn plain(text: &str) -> String {
    if text.contains("\"\"\"") || text.contains("'''") {
        return text.to_owned();
    }
    let mut kept = String::with_capacity(text.len());
    for line in text.lines().map(str::trim_end) {
        if !line.is_empty() && !line.trim_start().starts_with('#') {
            kept.push_str(line);
            kept.push('\n');
        }
    }
    kept
}

/// SHA-256, in hex, over names and plain texts in alphabetical order of the names: comments and blank
/// lines have no part in it, nor has the order the files are given in (`book.toml` lists that).
pub fn hash<'a>(files: impl IntoIterator<Item = (&'a str, &'a str)>) -> String {
    let mut files: Vec<(&str, &str)> = files.into_iter().collect();
    files.sort_unstable();
    let mut digest = Sha256::new();
    for (name, text) in files {
        // Lengths go first, so that no two different lists of files run into the same bytes.
        for part in [name.as_bytes(), plain(text).as_bytes()] {
            digest.update((part.len() as u64).to_le_bytes());
            digest.update(part);
        }
    }
    format!("{:x}", digest.finalize())
}

/// Puts files into one text, plain.
pub fn pack<'a>(files: impl IntoIterator<Item = (&'a str, &'a str)>) -> String {
    let mut packed = String::new();
    for (name, text) in files {
        packed.push(PAGE);
        packed.push_str(name);
        packed.push('\n');
        packed.push_str(&plain(text));
    }
    packed
}

/// The files of an archive: name and text each. What is no archive has none.
pub fn unpack(packed: &str) -> impl Iterator<Item = (&str, &str)> {
    let pages = packed.split(PAGE).skip(1);
    pages.map(|page| page.split_once('\n').unwrap_or((page, "")))
}
