//! The law of a period over time: stretches of months and spans of days.

use super::plan::Stretch;
use crate::base::{Date, Month, Period, Set};
use crate::check::rulebook::{ParameterId, Rulebook};

/// Days on which anything in a rulebook begins or ends to hold.
pub(super) fn change_days(book: &Rulebook) -> Set<Date> {
    let dated = book
        .parameters
        .values()
        .flat_map(|p| &p.history.values)
        .map(|value| value.from);
    let spans = book.levers.values().flat_map(|lever| &lever.in_force);
    let ends = spans.clone().filter_map(|span| span.to).map(Date::next);
    dated
        .chain(spans.map(|span| span.from))
        .chain(ends)
        .collect()
}

/// Runs of months of one period under constant law, by the law of each month's first day.
pub(super) fn stretches(books: &[&Rulebook], period: Period) -> Vec<Stretch> {
    let mut days = Set::new();
    books.iter().for_each(|book| days.extend(change_days(book)));
    let mut runs: Vec<(Month, Month)> = Vec::new();
    for month in period.months() {
        let first = month.first_day();
        match runs.last_mut() {
            Some((_, end)) if days.range(end.first_day().next()..=first).next().is_none() => {
                *end = month;
            }
            _ => runs.push((month, month)),
        }
    }
    let mut out: Vec<Stretch> = Vec::new();
    for (first, last) in runs {
        let from = first.first_day();
        let changes = out.last().map_or_else(Vec::new, |before| {
            books
                .first()
                .map_or_else(Vec::new, |book| changed(book, before.from, from))
        });
        let months = last.number() - first.number() + 1;
        out.push(Stretch {
            from,
            to: last.last_day(),
            months,
            changes,
        });
    }
    out
}

/// Parameters whose law differs between two days.
fn changed(book: &Rulebook, before: Date, after: Date) -> Vec<ParameterId> {
    let on = |_| false;
    book.parameters
        .iter()
        .filter(|(_, p)| p.history.at(before, &on).0 != p.history.at(after, &on).0)
        .map(|(id, _)| id)
        .collect()
}

/// Spans of days of one period under constant law: first and last day.
pub(super) fn spans(books: &[&Rulebook], period: Period) -> Vec<(Date, Date)> {
    let (start, end) = (period.first().first_day(), period.last().last_day());
    let mut begins: Set<Date> = Set::from([start]);
    for book in books {
        begins.extend(
            change_days(book)
                .into_iter()
                .filter(|day| start < *day && *day <= end),
        );
    }
    let firsts: Vec<Date> = begins.into_iter().collect();
    let lasts = firsts.iter().skip(1).map(|day| day.previous()).chain([end]);
    firsts.iter().copied().zip(lasts).collect()
}
