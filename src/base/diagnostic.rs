//! What is wrong, where, and what to do: plain data, rendered at the edges.

use std::borrow::Cow;

use super::text::plain;

/// One of the files of a rulebook, in the order they were read.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct FileId(pub u32);

/// Bytes `start..end` of a file.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct Place {
    /// The file.
    pub file: FileId,
    /// First byte.
    pub start: u32,
    /// Byte after the last.
    pub end: u32,
}

impl Place {
    /// The part `start..end` of this place, counted from its first byte.
    #[must_use]
    pub fn part(self, start: u32, end: u32) -> Place {
        Place {
            file: self.file,
            start: self.start.saturating_add(start).min(self.end),
            end: self.start.saturating_add(end).min(self.end),
        }
    }
}

/// Whether work can go on.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Severity {
    /// Something is likely not meant; the result stands.
    Warning,
    /// The thing is refused.
    Error,
}

/// A place with what is to be said about it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Label {
    /// Where.
    pub place: Place,
    /// What is there; may be empty for the primary label.
    pub message: String,
}

/// One problem, for the person who must act: the problem first, lower case, one line, no full stop.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Diagnostic {
    /// Stable code, e.g. `R0203`.
    pub code: &'static str,
    /// Whether work can go on.
    pub severity: Severity,
    /// The problem in one line.
    pub message: String,
    /// Places, the primary one first. Empty only where there is no text to point at.
    pub labels: Vec<Label>,
    /// What to do.
    pub help: Option<String>,
    /// What else to know.
    pub notes: Vec<String>,
}

impl Diagnostic {
    /// An error without places yet. Messages quote what somebody wrote: of that, only what can be seen is
    /// kept, and not more than a few lines.
    pub fn error(code: &'static str, message: impl Into<String>) -> Diagnostic {
        Diagnostic {
            code,
            severity: Severity::Error,
            message: shown(message.into()),
            labels: Vec::new(),
            help: None,
            notes: Vec::new(),
        }
    }

    /// A warning without places yet.
    pub fn warning(code: &'static str, message: impl Into<String>) -> Diagnostic {
        Diagnostic {
            severity: Severity::Warning,
            ..Diagnostic::error(code, message)
        }
    }

    /// Adds a place; the first one added is the primary.
    #[must_use]
    pub fn at(mut self, place: Place, message: impl Into<String>) -> Diagnostic {
        self.labels.push(Label {
            place,
            message: shown(message.into()),
        });
        self
    }

    /// Says what to do.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Diagnostic {
        self.help = Some(shown(help.into()));
        self
    }

    /// Adds something to know.
    #[must_use]
    pub fn note(mut self, note: impl Into<String>) -> Diagnostic {
        self.notes.push(shown(note.into()));
        self
    }

    /// Suggests the known name nearest to a misspelt one, if any is near.
    #[must_use]
    pub fn suggest<'a>(
        self,
        unknown: &str,
        known: impl IntoIterator<Item = &'a str>,
    ) -> Diagnostic {
        match nearest(unknown, known) {
            Some(name) => self.help(format!("did you mean `{name}`?")),
            None => self,
        }
    }

    /// Whether this refuses the thing.
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }
}

/// A text as it can be shown: without deceptive characters, cut where it is very long.
fn shown(text: String) -> String {
    const MOST: usize = 2_000;
    match plain(&text) {
        Cow::Borrowed(_) if text.len() <= MOST => text,
        other if other.len() <= MOST => other.into_owned(),
        other => other.chars().take(MOST / 4).chain(['…']).collect(),
    }
}

/// The known name with the smallest edit distance to `unknown`, at most a third of its length (and
/// 1 for short names); ties go to the first in alphabetical order.
pub fn nearest<'a>(unknown: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let wanted: Vec<char> = unknown.to_lowercase().chars().collect();
    let limit = (wanted.len() / 3).max(1);
    known
        .into_iter()
        .map(|name| {
            let candidate: Vec<char> = name.to_lowercase().chars().collect();
            let contains =
                wanted.len() >= 4 && name.to_lowercase().contains(&unknown.to_lowercase());
            let within = if contains { limit } else { usize::MAX };
            let distance = edit_distance(&wanted, &candidate).min(within);
            (distance, name)
        })
        .filter(|&(distance, _)| distance <= limit)
        .min()
        .map(|(_, name)| name)
}

/// Edits (insert, delete, replace, swap neighbors) that turn one word into the other.
#[expect(
    clippy::indexing_slicing,
    reason = "rows are one longer than the words they index"
)]
fn edit_distance(a: &[char], b: &[char]) -> usize {
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for i in 1..=a.len() {
        let mut row = vec![i];
        for j in 1..=b.len() {
            let same = a[i - 1] == b[j - 1];
            let mut best = (last[j] + 1)
                .min(row[j - 1] + 1)
                .min(last[j - 1] + usize::from(!same));
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                best = best.min(before[j - 2] + 1);
            }
            row.push(best);
        }
        before = std::mem::replace(&mut last, row);
    }
    last.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_misspelt_name_finds_its_neighbor() {
        let known = ["employees", "electricity_kwh", "region"];
        assert_eq!(nearest("electrcity_kwh", known), Some("electricity_kwh"));
        assert_eq!(nearest("employes", known), Some("employees"));
        assert_eq!(nearest("zzz", known), None);
        assert_eq!(nearest("regoin", known), Some("region"));
        let rates = ["unemployment_cost", "unemployment_rate"];
        assert_eq!(
            nearest("unemployment_rat", rates),
            Some("unemployment_rate")
        );
    }
}
