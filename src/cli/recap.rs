//! The recap sheet as text: the same sheet as the printed page and the workbook.

use super::table::{Align, Table};
use super::words::Words;
use crate::report::sheet::{Entry, Group, Line, Office, PolicyGroup, Sheet};

/// The whole sheet.
pub(super) fn print(sheet: &Sheet, words: Words) -> String {
    let mut parts = vec![format!(
        "{}\n\n{}",
        sheet.title,
        entries(&sheet.cover, words)
    )];
    parts.push(totals(sheet, words));
    parts.extend(sheet.groups.iter().map(|one| group(one, words)));
    parts.extend(sheet.policies.iter().map(|one| policies(one, words)));
    parts.push(offices(&sheet.offices, words));
    parts.push(format!(
        "{}\n{}",
        words.say(
            "口径、假设与待核实事项",
            "Readings, assumptions, figures to be verified"
        ),
        entries(&sheet.notes, words)
    ));
    parts.push(format!("{}\n", sheet.disclaimer.join("\n")));
    parts.push(format!("{}\n", sheet.signed.trim_end()));
    parts.retain(|part| !part.is_empty());
    parts.join("\n")
}

fn entries(all: &[Entry], words: Words) -> String {
    let lines = all.iter();
    let lines = lines.map(|entry| words.pair(&entry.label, &entry.value));
    lined(&lines.collect::<Vec<_>>())
}

fn totals(sheet: &Sheet, words: Words) -> String {
    let mut table = Table::new([
        (words.say("合计", "total"), Align::Left),
        (words.say("金额（元）", "amount (元)"), Align::Right),
    ]);
    for total in &sheet.totals {
        table.row([total.label.clone(), total.text.clone()]);
    }
    table.print() + &lined(&sheet.remarks)
}

/// Lines, each ended.
fn lined(lines: &[String]) -> String {
    lines
        .iter()
        .flat_map(|line| [line.as_str(), "\n"])
        .collect()
}

fn group(group: &Group, words: Words) -> String {
    let mut table = Table::new([
        (group.title.as_str(), Align::Left),
        (words.say("计费基数", "base"), Align::Right),
        (words.say("费率（标准）", "rate"), Align::Right),
        (words.say("月数", "months"), Align::Right),
        (words.say("金额", "amount"), Align::Right),
        (words.say("单位", "unit"), Align::Left),
    ]);
    for line in &group.lines {
        amount(&mut table, line, words);
    }
    if let Some(sum) = &group.sum {
        table.rule();
        let none = String::new;
        let (label, value) = (sum.label.clone(), sum.text.clone());
        table.row([label, none(), none(), none(), value, "元".to_owned()]);
    }
    table.print()
}

fn amount(table: &mut Table, line: &Line, words: Words) {
    let months = |months: usize| match months {
        0 => String::new(),
        months => months.to_string(),
    };
    // What is no product stands below, where there is room for it.
    let shown = |line: &Line, at: usize| {
        let part = line.parts.get(at);
        let product = part.filter(|part| part.base.plain.is_some());
        match (product, part) {
            (Some(part), _) => [
                part.base.text.clone(),
                part.rate.text.clone(),
                months(part.months),
            ],
            (None, Some(part)) => [String::new(), String::new(), months(part.months)],
            (None, None) => [String::new(), String::new(), String::new()],
        }
    };
    let single = line.parts.len() == 1;
    let [base, rate, count] = if single {
        shown(line, 0)
    } else {
        [String::new(), String::new(), String::new()]
    };
    let value = line.text.clone();
    table.row([
        line.label.clone(),
        base,
        rate,
        count,
        value,
        line.unit.clone(),
    ]);
    for (at, part) in line.parts.iter().enumerate() {
        if !single {
            let [base, rate, count] = shown(line, at);
            let when = format!("  {}", part.when);
            table.row([
                when,
                base,
                rate,
                count,
                part.each.text.clone(),
                String::new(),
            ]);
        }
        let names = [&part.base.name, &part.rate.name];
        let names = names.into_iter().filter(|name| !name.is_empty());
        let loose = |name: &str| [" + ", " − "].iter().any(|sign| name.contains(sign));
        let names: Vec<String> = names
            .map(|name| {
                if loose(name) && part.rate.plain.is_some() {
                    format!("({name})")
                } else {
                    name.clone()
                }
            })
            .collect();
        if part.base.plain.is_some() {
            table.remark(names.join(" × "));
            for detail in [&part.base.detail, &part.rate.detail] {
                if !detail.is_empty() {
                    table.remark(detail.clone());
                }
            }
        } else {
            table.remark(words.beside(&part.base.text, &names.join(" × ")));
        }
    }
    for clause in &line.clauses {
        let marks = words.list(&clause.marks);
        if marks.is_empty() {
            table.remark(clause.text.clone());
        } else {
            table.remark(words.beside(&clause.text, &marks));
        }
    }
}

fn policies(group: &PolicyGroup, words: Words) -> String {
    let mut table = Table::new([
        (group.title.as_str(), Align::Left),
        (group.why.as_str(), Align::Left),
    ]);
    for policy in &group.rows {
        let why = policy.why.join(words.say("；", "; "));
        table.row([policy.title.clone(), why]);
        policy.ways.iter().for_each(|way| table.remark(way.clone()));
        table.remark(policy.clause.clone());
    }
    table.print()
}

fn offices(offices: &[Office], words: Words) -> String {
    if offices.is_empty() {
        return String::new();
    }
    let mut table = Table::new([
        (
            words.say("主管部门与办理材料", "offices in charge, what to hand in"),
            Align::Left,
        ),
        (words.say("怎样办理", "how to apply"), Align::Left),
    ]);
    for office in offices {
        table.row([office.name.clone(), String::new()]);
        for errand in &office.rows {
            table.row([format!("  {}", errand.title), errand.apply.clone()]);
        }
    }
    table.print()
}
