//! An enterprise as a link: everything in the fragment, which no browser sends anywhere.
//!
//! `#/s/1…`: the version, then bytes in the alphabet of links. The bytes are a list of texts, each after
//! its length, with four bytes of SHA-256 at the end. Reading is strict: a link is what [`encode`]
//! writes for what it says, to the last bit, or it is refused.

use sha2::{Digest, Sha256};

use super::kept::Kept;
use crate::base::{Lang, Map, Set, is_deceptive, plain};

/// Written first; a link of another version is refused rather than guessed at.
const VERSION: char = '1';

/// Longest link, in characters after `#/s/`: what chat programs and address bars carry.
pub const LONGEST: usize = 16_000;

/// Longest text in a link, in bytes.
const LONGEST_TEXT: usize = 4_000;

/// What a link carries.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Shared {
    /// What is entered, and the rulebook and total it was with.
    pub kept: Kept,
    /// The language it was looked at in.
    pub lang: Lang,
}

/// Why a link is refused.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum LinkProblem {
    /// Made by another version of the program.
    Version,
    /// Longer than any that is made here.
    TooLong,
    /// Cut off or changed on its way, or never one of ours.
    Damaged,
}

/// The part of a link after `#/s/`; `None` if it would be too long.
pub fn encode(shared: &Shared) -> Option<String> {
    let Kept {
        name,
        period,
        rulebook,
        total,
        complete,
        facts,
        rows,
        notes,
        readings,
        supplied,
        off,
        reforms,
    } = &shared.kept;
    let mut out = Writer(Vec::new());
    out.text(match shared.lang {
        Lang::Zh => "zh",
        Lang::En => "en",
    })?;
    for text in [name, period, rulebook, total] {
        out.text(text)?;
    }
    out.text(if *complete { "1" } else { "" })?;
    let rows: Map<String, String> = rows
        .iter()
        .map(|(group, rows)| (group.clone(), rows.to_string()))
        .collect();
    for table in [facts, &rows, notes, readings, supplied] {
        out.number(table.len())?;
        for (key, value) in table {
            out.text(key)?;
            out.text(value)?;
        }
    }
    out.number(off.len())?;
    for lever in off {
        out.text(lever)?;
    }
    // Most links carry no reform, and those made before there were any stay what they are.
    if !reforms.is_empty() {
        out.number(reforms.len())?;
        for reform in reforms {
            out.long(reform, LONGEST)?;
        }
    }
    let sum = Sha256::digest(&out.0);
    out.0.extend(sum.iter().take(4));
    let payload = format!("{VERSION}{}", to_letters(&out.0));
    (payload.len() <= LONGEST).then_some(payload)
}

/// Reads what comes after `#/s/`.
///
/// # Errors
///
/// Why it is refused; nothing of it is used then.
pub fn decode(payload: &str) -> Result<Shared, LinkProblem> {
    if payload.len() > LONGEST {
        return Err(LinkProblem::TooLong);
    }
    let letters = match payload.strip_prefix(VERSION) {
        Some(letters) => letters,
        None if payload.starts_with(|first: char| first.is_ascii_digit()) => {
            return Err(LinkProblem::Version);
        }
        None => return Err(LinkProblem::Damaged),
    };
    let shared = from_letters(letters)
        .and_then(|bytes| read(&bytes))
        .ok_or(LinkProblem::Damaged)?;
    // One text for one content: whatever else could have been read loosely is caught here.
    match encode(&shared) {
        Some(same) if same == payload => Ok(shared),
        _ => Err(LinkProblem::Damaged),
    }
}

fn read(bytes: &[u8]) -> Option<Shared> {
    let (body, sum) = bytes.split_at_checked(bytes.len().checked_sub(4)?)?;
    if Sha256::digest(body).get(..4) != Some(sum) {
        return None;
    }
    let mut from = Reader(body);
    let lang = match from.text()?.as_str() {
        "zh" => Lang::Zh,
        "en" => Lang::En,
        _ => return None,
    };
    let mut kept = Kept {
        name: from.text()?,
        period: from.text()?,
        rulebook: from.text()?,
        total: from.text()?,
        complete: !from.text()?.is_empty(),
        facts: from.table()?,
        ..Kept::default()
    };
    for (group, rows) in from.table()? {
        kept.rows.insert(group, rows.parse().ok()?);
    }
    kept.notes = from.table()?;
    kept.readings = from.table()?;
    kept.supplied = from.table()?;
    let mut off = Set::new();
    for _ in 0..from.number()? {
        off.insert(from.text()?);
    }
    kept.off = off;
    if !from.0.is_empty() {
        for _ in 0..from.number()? {
            kept.reforms.push(from.long(LONGEST)?);
        }
    }
    from.0.is_empty().then_some(Shared { kept, lang })
}

struct Writer(Vec<u8>);

impl Writer {
    /// Seven bits a byte, the lowest first; a set eighth bit says that more follow.
    fn number(&mut self, number: usize) -> Option<()> {
        let mut left = u32::try_from(number).ok()?;
        loop {
            let low = u8::try_from(left & 127).ok()?;
            left >>= 7;
            self.0.push(if left > 0 { low | 128 } else { low });
            if left == 0 {
                return Some(());
            }
        }
    }

    /// A text without what could deceive; none if it is too long.
    fn text(&mut self, text: &str) -> Option<()> {
        self.long(text, LONGEST_TEXT)
    }

    fn long(&mut self, text: &str, longest: usize) -> Option<()> {
        let plain = plain(text);
        if plain.len() > longest {
            return None;
        }
        self.number(plain.len())?;
        self.0.extend(plain.bytes());
        Some(())
    }
}

struct Reader<'b>(&'b [u8]);

impl Reader<'_> {
    fn number(&mut self) -> Option<usize> {
        let mut number = 0_usize;
        for shift in [0, 7, 14] {
            let (byte, rest) = self.0.split_first()?;
            self.0 = rest;
            number |= usize::from(byte & 127) << shift;
            if byte & 128 == 0 {
                return Some(number);
            }
        }
        None
    }

    fn text(&mut self) -> Option<String> {
        self.long(LONGEST_TEXT)
    }

    fn long(&mut self, longest: usize) -> Option<String> {
        let length = self.number().filter(|length| *length <= longest)?;
        let (text, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        let text = std::str::from_utf8(text).ok()?;
        (!text.contains(is_deceptive)).then(|| text.to_owned())
    }

    fn table(&mut self) -> Option<Map<String, String>> {
        let mut table = Map::new();
        for _ in 0..self.number()? {
            let key = self.text()?;
            table.insert(key, self.text()?);
        }
        Some(table)
    }
}

const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// Six bits a letter, the highest first; what is left of the last letter is zero.
fn to_letters(bytes: &[u8]) -> String {
    let mut out = String::with_capacity(bytes.len() * 4 / 3 + 2);
    for three in bytes.chunks(3) {
        let whole = three
            .iter()
            .chain(&[0; 2])
            .take(3)
            .fold(0_usize, |sum, byte| sum << 8 | usize::from(*byte));
        for shift in [18, 12, 6, 0].into_iter().take(three.len() + 1) {
            let letter = LETTERS.get(whole >> shift & 63).copied();
            out.extend(letter.map(char::from));
        }
    }
    out
}

fn from_letters(text: &str) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(text.len() * 3 / 4);
    let (mut held, mut bits) = (0_u32, 0);
    for letter in text.bytes() {
        let value = LETTERS.iter().position(|known| *known == letter)?;
        held = held << 6 | u32::try_from(value).ok()?;
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            out.push(u8::try_from(held >> bits & 255).ok()?);
        }
        held &= (1 << bits) - 1;
    }
    (bits < 6 && held == 0).then_some(out)
}
