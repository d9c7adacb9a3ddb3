//! What the library shows for an address, a search and filters: no DOM, tested on the host.

use std::collections::BTreeSet;

use crate::base::{Date, Rational, Text};
use crate::charts;
use crate::check::Rulebook;
use crate::check::history::Law;
use crate::check::rulebook::{
    Amount, AmountId, Cite, DocumentId, Lever, LeverId, Named, Parameter, ParameterId, Shape,
};
use crate::scenario::Assessment;
use crate::scenario::assessment::LeverStatus;

/// Where in the library an address leads.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Spot {
    /// Search, filters and documents.
    Index,
    /// A document.
    Document(DocumentId),
    /// A lever.
    Lever(LeverId),
    /// A parameter, table or reading.
    Parameter(ParameterId),
    /// An amount.
    Amount(AmountId),
    /// Nothing of that name.
    Nowhere,
}

impl Spot {
    /// Reads what comes after `#/library/`.
    pub fn parse(book: &Rulebook, rest: &str) -> Spot {
        let rest = rest.trim_matches('/');
        if rest.is_empty() {
            return Spot::Index;
        }
        let Some((kind, id)) = rest.split_once('/') else {
            return Spot::Nowhere;
        };
        let document = || {
            let mut documents = book.documents.iter();
            documents.find(|(_, document)| document.id == id)
        };
        match (kind, book.names.get(id)) {
            ("document", _) => document().map_or(Spot::Nowhere, |(id, _)| Spot::Document(id)),
            ("lever", Some(Named::Lever(id))) => Spot::Lever(*id),
            ("parameter", Some(Named::Parameter(id))) => Spot::Parameter(*id),
            ("amount", Some(Named::Amount(id))) => Spot::Amount(*id),
            _ => Spot::Nowhere,
        }
    }

    /// Its address; the index where there is nothing.
    pub fn href(self, book: &Rulebook) -> String {
        match self {
            Spot::Document(id) => format!("#/library/document/{}", book.documents[id].id),
            Spot::Lever(id) => format!("#/library/lever/{}", book.levers[id].id),
            Spot::Parameter(id) => format!("#/library/parameter/{}", book.parameters[id].id),
            Spot::Amount(id) => format!("#/library/amount/{}", book.amounts[id].id),
            Spot::Index | Spot::Nowhere => "#/library".to_owned(),
        }
    }

    /// What it is called.
    pub fn label(self, book: &Rulebook) -> Option<&Text> {
        match self {
            Spot::Document(id) => Some(&book.documents[id].title),
            Spot::Lever(id) => Some(&book.levers[id].title),
            Spot::Parameter(id) => Some(&book.parameters[id].label),
            Spot::Amount(id) => Some(&book.amounts[id].label),
            Spot::Index | Spot::Nowhere => None,
        }
    }
}

/// How many hits are shown.
pub const MOST_HITS: usize = 40;

/// Records a search finds, those whose name begins with it first: by name in either language, by id,
/// by the number of a document, and by a figure of the law (`0.5%`, `200万`, `13700`).
pub fn search(book: &Rulebook, query: &str) -> Vec<Spot> {
    let asked = folded(query);
    if asked.is_empty() {
        return Vec::new();
    }
    let figure = figure(&asked);
    let mut hits: Vec<(u8, Spot)> = Vec::new();
    for (id, of) in book.documents.iter() {
        hits.extend(rank(&asked, &of.id, &of.title, &of.number).map(|r| (r, Spot::Document(id))));
    }
    for (id, of) in book.levers.iter() {
        hits.extend(rank(&asked, &of.id, &of.title, "").map(|r| (r, Spot::Lever(id))));
    }
    for (id, of) in book.parameters.iter() {
        let found = rank(&asked, &of.id, &of.label, "");
        let holds = || figure.filter(|figure| holds(of, *figure)).map(|_| 2);
        hits.extend(found.or_else(holds).map(|r| (r, Spot::Parameter(id))));
    }
    for (id, of) in book.amounts.iter() {
        hits.extend(rank(&asked, &of.id, &of.label, "").map(|r| (r, Spot::Amount(id))));
    }
    hits.sort_by_key(|(rank, _)| *rank);
    hits.into_iter().map(|(_, spot)| spot).collect()
}

/// A text as it is compared: lower case, no spaces, brackets of documents' numbers in one form.
fn folded(text: &str) -> String {
    let one = |c: char| match c {
        '〔' | '[' | '(' | '（' | '【' => Some('('),
        '〕' | ']' | ')' | '）' | '】' => Some(')'),
        '，' | ',' => None,
        c if c.is_whitespace() => None,
        c => c.to_lowercase().next(),
    };
    text.chars().filter_map(one).collect()
}

fn rank(asked: &str, id: &str, label: &Text, number: &str) -> Option<u8> {
    let names = [&label.zh, &label.en, id, number].map(folded);
    // Words of an id are written with lines between them; people put spaces or nothing.
    let plain = id.replace('_', "");
    if names.iter().any(|name| name.starts_with(asked)) {
        Some(0)
    } else if names.iter().any(|name| name.contains(asked)) || plain.contains(asked) {
        Some(1)
    } else {
        None
    }
}

/// A figure as it is typed: a share as a fraction, 万 and 亿 multiplied out, units left away.
fn figure(asked: &str) -> Option<Figure> {
    let end = asked.find(|c: char| !c.is_ascii_digit() && c != '.');
    let (number, unit) = asked.split_at_checked(end.unwrap_or(asked.len()))?;
    let number = Rational::parse(number)?;
    let scale = match unit.chars().next() {
        Some('%') => {
            return Some(Figure {
                base: number.div(Rational::whole(100))?,
                written: None,
            });
        }
        Some('万') => Rational::whole(10_000),
        Some('亿') => Rational::whole(100_000_000),
        _ => Rational::ONE,
    };
    let number = number.mul(scale)?;
    Some(Figure {
        base: number,
        written: Some(number),
    })
}

/// What to look for among values: in base units, and as written in the value's own unit.
#[derive(Clone, Copy)]
struct Figure {
    base: Rational,
    written: Option<Rational>,
}

fn holds(parameter: &Parameter, figure: Figure) -> bool {
    let (factor, by) = match &parameter.shape {
        Shape::Number(measure) | Shape::ByChoice { measure, .. } => (measure.factor, None),
        Shape::Brackets { measure, by, .. } => (measure.factor, Some(by.factor)),
        _ => return false,
    };
    let is = |number: Rational, factor: Rational| {
        number == figure.base || (figure.written.is_some() && number.div(factor) == figure.written)
    };
    let cell = |law: &Law| matches!(law, Law::Number(number) if is(*number, factor));
    let mut values = parameter.history.values.iter();
    values.any(|value| match &value.law {
        Law::Rows(rows) => rows.iter().any(cell),
        Law::Brackets(rows) => rows.iter().any(|(upto, law)| {
            let bound = upto.zip(by).is_some_and(|(upto, by)| is(upto, by));
            bound || cell(law)
        }),
        law => cell(law),
    })
}

/// Which levers are listed.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Filter {
    /// Id of a document they cite; empty for any.
    pub document: String,
    /// Id of their subject.
    pub subject: String,
    /// Office in charge, as it is called in Chinese.
    pub office: String,
    /// What they are for the enterprise in hand, by [`LeverStatus::word`].
    pub status: String,
    /// Only those in force in its period.
    pub in_force: bool,
}

/// Levers a filter lets through, in rulebook order.
pub fn levers(book: &Rulebook, filter: &Filter, result: Option<&Assessment>) -> Vec<LeverId> {
    let status = |id: LeverId| {
        let line = result?.levers.iter().find(|line| line.lever == id)?;
        Some(line.status)
    };
    let passes = |id: LeverId, lever: &Lever| {
        let cites = |cite: &Cite| book.documents[cite.document].id == filter.document;
        let office = lever
            .office
            .as_ref()
            .map_or("", |office| office.zh.as_str());
        (filter.document.is_empty() || lever.cite.iter().any(cites))
            && (filter.subject.is_empty() || book.subjects[lever.subject].id == filter.subject)
            && (filter.office.is_empty() || office == filter.office)
            && (filter.status.is_empty()
                || status(id).is_some_and(|one| one.word() == filter.status))
            && (!filter.in_force || status(id) != Some(LeverStatus::NotInForce))
    };
    let all = book.levers.iter();
    all.filter(|(id, lever)| passes(*id, lever))
        .map(|(id, _)| id)
        .collect()
}

/// Offices in charge of some lever, each once, in the order of the rulebook.
pub fn offices(book: &Rulebook) -> Vec<&Text> {
    let mut seen = BTreeSet::new();
    let offices = book
        .levers
        .values()
        .filter_map(|lever| lever.office.as_ref());
    offices
        .filter(|office| seen.insert(office.zh.clone()))
        .collect()
}

/// A clause of a document and what the rulebook has from it.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Clause {
    /// As it is cited; empty for the document as a whole.
    pub name: String,
    /// Levers.
    pub levers: Vec<LeverId>,
    /// Parameters with a value of it.
    pub parameters: Vec<ParameterId>,
    /// Amounts.
    pub amounts: Vec<AmountId>,
}

/// The clauses of a document that something cites, in the order they are cited.
pub fn clauses(book: &Rulebook, document: DocumentId) -> Vec<Clause> {
    let mut clauses: Vec<Clause> = Vec::new();
    let mut at = |cite: &Cite| -> Option<usize> {
        if cite.document != document {
            return None;
        }
        let found = clauses.iter().position(|clause| clause.name == cite.clause);
        found.or_else(|| {
            clauses.push(Clause {
                name: cite.clause.clone(),
                ..Clause::default()
            });
            Some(clauses.len() - 1)
        })
    };
    let mut levers = Vec::new();
    for (id, lever) in book.levers.iter() {
        levers.extend(lever.cite.iter().filter_map(&mut at).map(|at| (at, id)));
    }
    let mut parameters = Vec::new();
    for (id, parameter) in book.parameters.iter() {
        let dated = parameter.history.values.iter();
        let cites = dated.flat_map(|value| &value.cite).chain(&parameter.cite);
        parameters.extend(cites.filter_map(&mut at).map(|at| (at, id)));
    }
    let mut amounts = Vec::new();
    for (id, amount) in book.amounts.iter() {
        amounts.extend(amount.cite.iter().filter_map(&mut at).map(|at| (at, id)));
    }
    for (at, id) in levers {
        put(&mut clauses, at, |clause| &mut clause.levers, id);
    }
    for (at, id) in parameters {
        put(&mut clauses, at, |clause| &mut clause.parameters, id);
    }
    for (at, id) in amounts {
        put(&mut clauses, at, |clause| &mut clause.amounts, id);
    }
    clauses
}

fn put<T: PartialEq>(
    clauses: &mut [Clause],
    at: usize,
    list: fn(&mut Clause) -> &mut Vec<T>,
    id: T,
) {
    if let Some(clause) = clauses.get_mut(at) {
        let list = list(clause);
        if !list.contains(&id) {
            list.push(id);
        }
    }
}

/// Amounts that read a parameter.
pub fn users(book: &Rulebook, parameter: ParameterId) -> Vec<AmountId> {
    let reads = |amount: &Amount| {
        let mut formulas = amount.formulas();
        formulas.any(|formula| formula.parameters().contains(&parameter))
    };
    let all = book.amounts.iter();
    all.filter(|(_, amount)| reads(amount))
        .map(|(id, _)| id)
        .collect()
}

/// Levers whose conditions read a parameter, or that own a value of it.
pub fn askers(book: &Rulebook, parameter: ParameterId) -> Vec<LeverId> {
    let asks = |lever: &Lever| {
        let mut tests = lever.conditions.iter().map(|condition| &condition.test);
        lever.parameters.contains(&parameter)
            || tests.any(|test| test.parameters().contains(&parameter))
    };
    let all = book.levers.iter();
    all.filter(|(_, lever)| asks(lever))
        .map(|(id, _)| id)
        .collect()
}

/// A history as a curve over the years: a level as long as a value holds, a jump where the next
/// begins. `None` where there are no two levels to draw, or no numbers.
pub fn drawn(parameter: &Parameter, until: Date) -> Option<charts::Curve> {
    let Shape::Number(measure) = &parameter.shape else {
        return None;
    };
    let values = &parameter.history.values;
    let year = |day: Date| {
        let (year, month, day) = day.civil();
        let days = Rational::new(i128::from((month - 1) * 31 + day - 1), 372)?;
        days.add(Rational::whole(i64::from(year)))
    };
    let mut pieces = Vec::new();
    for (at, value) in values.iter().enumerate() {
        let Law::Number(number) = value.law else {
            continue;
        };
        let next = values.get(at + 1).map_or(until, |next| next.from);
        let number = charts::fraction(number.div(measure.factor)?);
        let (from, to) = (year(value.from)?, year(next.max(value.from))?);
        pieces.push(vec![
            (charts::fraction(from), number),
            (charts::fraction(to), number),
        ]);
    }
    (pieces.len() > 1).then_some(charts::Curve {
        pieces,
        ..charts::Curve::default()
    })
}
