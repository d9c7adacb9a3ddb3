//! Which policies the list shows, and in what order. No DOM.

use crate::base::{Decimal, Lang, Rational};
use crate::check::Rulebook;
use crate::check::rulebook::{DocumentId, Nature, SubjectId};
use crate::scenario::assessment::{LeverLine, LeverStatus};

/// What is looked for; all of it must hold.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct LeverFilter {
    /// Words in title, clause, office or who qualifies.
    pub words: String,
    /// Only this subject.
    pub subject: Option<SubjectId>,
    /// Only what cites this document.
    pub document: Option<DocumentId>,
    /// Only this office in charge, as [`lead`] names it.
    pub office: Option<String>,
    /// Only this block.
    pub block: Option<Block>,
    /// Only what is in force in the period.
    pub in_period: bool,
    /// In the order of the rulebook, not by effect.
    pub by_book: bool,
}

/// A block of the list.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Block {
    /// Levers of a status.
    Status(LeverStatus),
    /// Do not apply, but every condition that fails rests on something that can be changed.
    InReach,
    /// Do not apply to such an enterprise.
    OutOfReach,
}

/// The blocks in the order a reader cares.
pub const BLOCKS: [Block; 8] = [
    Block::Status(LeverStatus::Applies),
    Block::Status(LeverStatus::AmountOpen),
    Block::Status(LeverStatus::NeedsFacts),
    Block::InReach,
    Block::Status(LeverStatus::NotSettled),
    Block::Status(LeverStatus::NotCovered),
    Block::OutOfReach,
    Block::Status(LeverStatus::NotInForce),
];

impl Block {
    /// The block of a line.
    pub fn of(book: &Rulebook, line: &LeverLine) -> Block {
        let sought = book.levers[line.lever].nature == Nature::Support;
        match line.status {
            LeverStatus::DoesNotApply if line.in_reach && sought => Block::InReach,
            LeverStatus::DoesNotApply => Block::OutOfReach,
            status => Block::Status(status),
        }
    }
}

impl LeverFilter {
    /// Whether anything is looked for.
    pub fn is_set(&self) -> bool {
        LeverFilter {
            by_book: false,
            ..self.clone()
        } != LeverFilter::default()
    }

    /// Whether a line is shown.
    pub fn holds(&self, book: &Rulebook, line: &LeverLine, lang: Lang) -> bool {
        let lever = &book.levers[line.lever];
        let cites = |document| lever.cite.iter().any(|cite| cite.document == document);
        let office = lever.office.as_ref().map_or("", |office| lead(&office.zh));
        let asked = self.words.trim().to_lowercase();
        let said = |word: &str| {
            let texts = [
                Some(&lever.title),
                lever.office.as_ref(),
                lever.qualifies.as_ref(),
            ];
            let in_texts = texts
                .into_iter()
                .flatten()
                .any(|text| text.get(lang).to_lowercase().contains(word));
            let in_clauses = lever.cite.iter().any(|cite| {
                let number = &book.documents[cite.document].number;
                format!("{number} {}", cite.clause).contains(word)
            });
            in_texts || in_clauses || lever.id.contains(word)
        };
        asked.split_whitespace().all(said)
            && self.subject.is_none_or(|subject| lever.subject == subject)
            && self.document.is_none_or(cites)
            && self.office.as_deref().is_none_or(|asked| asked == office)
            && self
                .block
                .is_none_or(|block| block == Block::of(book, line))
            && !(self.in_period && line.status == LeverStatus::NotInForce)
    }

    /// Lines in the order asked for; those that move as much as each other as in the rulebook.
    pub fn sort(&self, lines: &mut [&LeverLine]) {
        if !self.by_book {
            lines.sort_by_key(|line| std::cmp::Reverse(moves(line)));
        }
    }
}

/// How far a lever moves the total; what is open moves nothing that is known.
fn moves(line: &LeverLine) -> Decimal {
    let value = line.effect.value().unwrap_or(Decimal::ZERO);
    if value.to_rational() < Some(Rational::ZERO) {
        value.neg()
    } else {
        value
    }
}

/// The office named first: what stands before other offices and remarks.
pub fn lead(office: &str) -> &str {
    let end = office.find(['、', '；', '（', '，', ';', ',', '(']);
    let first = end.and_then(|end| office.get(..end)).unwrap_or(office);
    let with = first.find("会同").or(first.find("等"));
    with.and_then(|end| first.get(..end))
        .unwrap_or(first)
        .trim()
}

/// The offices in charge, each once: its name in Chinese, which finds it, and in the language asked.
pub fn offices(book: &Rulebook, lang: Lang) -> Vec<(String, String)> {
    let mut found: Vec<(String, String)> = Vec::new();
    for office in book
        .levers
        .values()
        .filter_map(|lever| lever.office.as_ref())
    {
        let key = lead(&office.zh);
        if found.iter().all(|(known, _)| known != key) {
            found.push((key.to_owned(), lead(office.get(lang)).to_owned()));
        }
    }
    found
}
