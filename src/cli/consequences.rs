//! What can go wrong, and the months of a period, for people.

use super::sheet::Sheet;
use super::table::{Align, Table};
use super::way_in;
use super::words::grouped;
use crate::report::{CalendarReport, ExposureReport};

/// What threatens, apart from costs: what it comes to and what would trigger it.
pub(super) fn exposures(found: &[ExposureReport], sheet: Sheet<'_>) -> String {
    let words = sheet.words;
    let mut table = Table::new([
        (
            words.say("万一出问题（不计入成本）", "if it goes wrong (in no cost)"),
            Align::Left,
        ),
        (words.say("后果", "what"), Align::Left),
        (words.say("现状", "now"), Align::Left),
        (
            words.say("合计变化（元）", "the total moves by (元)"),
            Align::Right,
        ),
    ]);
    for one in found {
        let lost = one.status == "applies" && one.trigger.is_some();
        let title = words.text(&one.title);
        let title = if lost {
            words.beside(title, words.say("失去", "lost"))
        } else {
            title.to_owned()
        };
        let worth = one.trigger.as_ref();
        table.row([
            title,
            words.term(one.nature).to_owned(),
            words.term(one.status).to_owned(),
            worth.map_or(String::new(), |way| sheet.effect(&way.worth)),
        ]);
        for sum in &one.amounts {
            let value = format!("{} 元", grouped(&sum.value));
            table.remark(words.pair(words.text(&sum.label), &value));
        }
        if let Some(way) = &one.trigger {
            let changes = way_in::changes(&way.changes, sheet);
            table.remark(words.pair(words.say("触发", "trigger"), &changes));
        }
        table.remark(words.pair(words.say("依据", "cited"), &words.cites(&one.citations)));
    }
    if table.is_empty() {
        String::new()
    } else {
        table.print()
    }
}

/// The months with their sums, then what happens on a day, then what can be applied for.
pub(super) fn calendar(calendar: &CalendarReport, sheet: Sheet<'_>) -> String {
    let words = sheet.words;
    let mut months = Table::new([
        (words.say("日历", "calendar"), Align::Left),
        (words.say("支付（元）", "paid (元)"), Align::Right),
        (words.say("收到（元）", "received (元)"), Align::Right),
        (words.say("暂缓留存（元）", "kept back (元)"), Align::Right),
    ]);
    for (at, month) in calendar.months.iter().enumerate() {
        months.row([
            month.month.clone(),
            grouped(&month.paid),
            grouped(&month.received),
            grouped(&month.kept),
        ]);
        // What stands in one month only; what is paid every month is in the sums.
        for line in calendar.lines.iter().filter(|line| line.day.is_some()) {
            let cell = line
                .cells
                .get(at)
                .filter(|cell| *cell != "0" && !cell.starts_with("0.0"));
            if let (Some(cell), Some(day)) = (cell, &line.day) {
                let name = format!("{day} {}", sheet.label(&line.amount));
                months.remark(words.pair(&name, &grouped(cell)));
            }
        }
        for day in calendar
            .days
            .iter()
            .filter(|day| day.day.starts_with(&month.month))
        {
            let label = match &day.parameter {
                Some(parameter) => sheet.label(parameter),
                None => sheet.label(&day.lever),
            };
            months.remark(format!("{} {}：{label}", day.day, words.term(day.what)));
        }
    }
    let mut out = months.print();
    if !calendar.left_out.is_empty() {
        let labels = calendar.left_out.iter().map(|name| sheet.label(name));
        let labels: Vec<String> = labels.collect();
        let name = words.say("数额未知，未列入", "not known, left out");
        out.push_str(&format!("{}\n", words.pair(name, &words.list(&labels))));
    }
    let mut apply = Table::new([
        (words.say("可以申请", "to be applied for"), Align::Left),
        (words.say("期间内", "within the period"), Align::Left),
    ]);
    for one in &calendar.apply {
        apply.row([
            sheet.label(&one.lever),
            words.span(&one.from, Some(&one.to)),
        ]);
    }
    if !apply.is_empty() {
        out.push('\n');
        out.push_str(&apply.print());
    }
    out
}
