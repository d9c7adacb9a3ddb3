//! A comparison as tables, and as CSV.

use super::read::called;
use crate::cli::records::Records;
use crate::cli::table::{Align, Table};
use crate::cli::words::{Words, grouped};
use crate::report::TextReport;
use crate::report::compare::{
    AttributionReport, CellReport, ComparisonReport, DifferenceReport, LineReport, PartReport,
    ScenarioSet,
};

/// Prints one comparison.
pub(super) struct Print<'a> {
    pub(super) words: Words,
    pub(super) set: &'a ScenarioSet,
    pub(super) report: &'a ComparisonReport,
}

impl Print<'_> {
    /// Everything; the ways between totals only where they are few.
    pub(super) fn all(&self, only_differences: bool, many: bool) -> String {
        let words = self.words;
        let mut parts = vec![
            self.scenarios(),
            self.differs(),
            self.amounts(only_differences),
        ];
        let ways = self.report.attributions.as_deref().unwrap_or_default();
        if many {
            parts.push(format!(
                "{}\n",
                words.say(
                    "用 --between 甲 乙 查看任意两个情景之间的差额来自哪里。",
                    "--between A B says where the difference between any two comes from."
                )
            ));
        } else {
            parts.extend(ways.iter().map(|way| self.way(way)));
        }
        parts.retain(|part| !part.is_empty());
        parts.join("\n")
    }

    fn scenarios(&self) -> String {
        let words = self.words;
        let mut table = Table::new([
            ("", Align::Right),
            (words.say("情景", "scenario"), Align::Left),
            (words.say("期间", "period"), Align::Left),
            (words.say("企业", "enterprises"), Align::Left),
            (words.say("改动", "changes"), Align::Left),
        ]);
        let scenarios = self.report.scenarios.iter().flatten();
        for (at, scenario) in scenarios.enumerate() {
            let unnamed = || words.say("未命名", "unnamed").to_owned();
            let names: Vec<String> = scenario
                .enterprises
                .iter()
                .map(|name| name.clone().unwrap_or_else(unnamed))
                .collect();
            let name = if self.report.reference.as_ref() == Some(&scenario.name) {
                words.beside(&scenario.name, words.say("对照", "reference"))
            } else {
                scenario.name.clone()
            };
            let who = match names.len() {
                0..=3 => words.list(&names),
                count => match words.say("zh", "en") {
                    "zh" => format!("{count} 家"),
                    _ => format!("{count} enterprises"),
                },
            };
            table.row([
                (at + 1).to_string(),
                name,
                scenario.period.clone(),
                who,
                self.set
                    .scenarios
                    .get(at)
                    .map_or_else(String::new, |entry| called(&entry.patches, words)),
            ]);
        }
        match &self.set.title {
            Some(title) => format!("{title}\n\n{}", table.print()),
            None => table.print(),
        }
    }

    fn differs(&self) -> String {
        let words = self.words;
        let found = self.report.differs.as_deref().unwrap_or_default();
        if found.is_empty() {
            return format!(
                "{}\n",
                words.say("各情景没有不同。", "The scenarios do not differ.")
            );
        }
        let mut columns = vec![
            (
                words.say("哪里不同", "what differs").to_owned(),
                Align::Left,
            ),
            (String::new(), Align::Left),
        ];
        columns.extend((1..=self.count()).map(|at| (at.to_string(), Align::Left)));
        let mut table = Table::of(columns);
        for named in found {
            let value = |value: &Option<TextReport>| match value {
                Some(value) => words.text(value).to_owned(),
                None => "—".to_owned(),
            };
            let mut cells = vec![
                words.term(named.cause).to_owned(),
                words.text(&named.label).to_owned(),
            ];
            cells.extend(named.values.iter().map(value));
            table.cells(cells);
        }
        table.print()
    }

    fn count(&self) -> usize {
        self.report.scenarios.as_ref().map_or(0, Vec::len)
    }

    fn reference(&self) -> usize {
        let scenarios = self.report.scenarios.as_deref().unwrap_or_default();
        let name = self.report.reference.as_ref();
        scenarios
            .iter()
            .position(|scenario| name == Some(&scenario.name))
            .unwrap_or(0)
    }

    /// Amounts with a column a scenario, and one for its difference.
    fn amounts(&self, only_differences: bool) -> String {
        let words = self.words;
        let reference = self.reference();
        let mut columns = vec![(words.say("金额", "amount").to_owned(), Align::Left)];
        for at in 0..self.count() {
            columns.push(((at + 1).to_string(), Align::Right));
            if at != reference {
                columns.push(("Δ".to_owned(), Align::Right));
            }
        }
        let mut table = Table::of(columns);
        let is_member = |line: &&LineReport| is_member(line);
        let lines = || {
            let all = self.report.amounts.iter().flatten();
            all.filter(|line| {
                if only_differences {
                    line.differs
                } else {
                    says_something(line)
                }
            })
        };
        for line in lines().filter(is_member) {
            table.cells(self.line(line, reference));
        }
        table.rule();
        let mut total = vec![words.say("政策相关成本", "policy-related cost").to_owned()];
        for (at, scenario) in self.report.scenarios.iter().flatten().enumerate() {
            let partial = if scenario.total.complete { "" } else { "*" };
            total.push(format!("{}{partial}", grouped(&scenario.total.cost)));
            if at != reference {
                total.push(delta(scenario.total.difference.as_ref()));
            }
        }
        table.cells(total);
        let others: Vec<&LineReport> = lines()
            .filter(|line| !is_member(line) && line.kind != "step")
            .collect();
        if !others.is_empty() {
            table.rule();
            others
                .iter()
                .for_each(|line| table.cells(self.line(line, reference)));
        }
        format!("{}{}", table.print(), self.remarks())
    }

    fn line(&self, line: &LineReport, reference: usize) -> Vec<String> {
        let words = self.words;
        let label = words.text(&line.label);
        let mut cells = vec![match line.unit.as_str() {
            "元" | "" => label.to_owned(),
            unit => words.beside(label, unit),
        }];
        for (at, cell) in line.cells.iter().enumerate() {
            cells.push(self.cell(cell.as_ref()));
            if at != reference {
                cells.push(delta(
                    cell.as_ref().and_then(|cell| cell.difference.as_ref()),
                ));
            }
        }
        cells
    }

    fn cell(&self, cell: Option<&CellReport>) -> String {
        let Some(cell) = cell.filter(|cell| cell.present || cell.status != "known") else {
            return "—".to_owned();
        };
        let partial = if cell.excluded.is_empty() { "" } else { "*" };
        match &cell.value {
            Some(value) => format!("{}{partial}", grouped(value)),
            None => self.words.term(cell.status).to_owned(),
        }
    }

    /// What the stars mean.
    fn remarks(&self) -> String {
        let words = self.words;
        let mut out = String::new();
        for (at, scenario) in self.report.scenarios.iter().flatten().enumerate() {
            let unknown: Vec<String> = scenario
                .total
                .undetermined
                .iter()
                .map(|left| {
                    let label = words.text(&left.label);
                    match left.count {
                        1 if scenario.enterprises.len() == 1 => label.to_owned(),
                        count => words.beside(label, &self.companies(count)),
                    }
                })
                .collect();
            if !unknown.is_empty() {
                let name = words.say("合计不完整，未计入", "the total is incomplete; left out");
                let line = words.pair(name, &words.list(&unknown));
                out.push_str(&format!("* {} {line}\n", at + 1));
            }
        }
        out
    }

    fn companies(&self, count: usize) -> String {
        match self.words.say("zh", "en") {
            "zh" => format!("{count} 家"),
            _ => format!("{count} enterprises"),
        }
    }

    /// From one total to another.
    fn way(&self, way: &AttributionReport) -> String {
        let words = self.words;
        let title = match words.say("zh", "en") {
            "zh" => format!("差额从何而来：{} → {}", way.from, way.to),
            _ => format!("where the difference comes from: {} → {}", way.from, way.to),
        };
        let mut table = Table::new([
            (title.as_str(), Align::Left),
            (words.say("元", "元"), Align::Right),
        ]);
        table.row([way.from.clone(), grouped(&way.start)]);
        for step in &way.steps {
            let causes: Vec<String> = step
                .causes
                .iter()
                .map(|cause| words.term(cause).to_owned())
                .collect();
            table.row([format!("  {}", words.list(&causes)), signed(&step.change)]);
            for part in &step.parts {
                table.row([format!("    {}", self.part(part)), signed(&part.change)]);
            }
        }
        if let Some(together) = &way.together {
            let name = words.say(
                "无法分开（途中有未知）",
                "not separable (unknown on the way)",
            );
            table.row([format!("  {name}"), signed(&together.change)]);
        }
        table.rule();
        table.row([way.to.clone(), grouped(&way.end)]);
        let order = words.say(
            "按事实、法律日期、规则库、理解、补充的数额、关闭的政策、改革的顺序逐步改变；换个顺序，各项数额会不同，合计不变。",
            "changed step by step in the order facts, law date, rulebook, readings, figures, levers off, reforms; \
             another order gives other steps and the same sum.",
        );
        let mut out = format!("{}{order}\n", table.print());
        if !way.left_out.is_empty() {
            let labels: Vec<String> = way
                .left_out
                .iter()
                .map(|left| words.text(&left.label).to_owned())
                .collect();
            let name = words.say(
                "只有一方已知、两边都未计入",
                "not known on both sides, left out",
            );
            out.push_str(&format!("{}\n", words.pair(name, &words.list(&labels))));
        }
        out
    }

    fn part(&self, part: &PartReport) -> String {
        let words = self.words;
        if part.names.is_empty() {
            return words.say("无法分开", "not separable").to_owned();
        }
        let names: Vec<String> = part
            .names
            .iter()
            .map(|name| words.text(&name.label).to_owned())
            .collect();
        words.list(&names)
    }
}

fn is_member(line: &LineReport) -> bool {
    matches!(line.kind, "cost" | "surcharge" | "subsidy")
}

/// Whether a line has more to say than that there is nothing.
fn says_something(line: &LineReport) -> bool {
    line.cells.iter().flatten().any(|cell| {
        let quiet = matches!(cell.status, "notInForce" | "notSettled");
        let zero = cell
            .value
            .as_ref()
            .is_some_and(|value| value.bytes().all(|b| matches!(b, b'0' | b'.')));
        !(quiet || zero && cell.excluded.is_empty()) && (cell.present || cell.status != "known")
    })
}

fn delta(difference: Option<&DifferenceReport>) -> String {
    difference.map_or("—".to_owned(), |difference| {
        let partial = if difference.left_out > 0 { "*" } else { "" };
        format!("{}{partial}", signed(&difference.value))
    })
}

/// A change with its sign; none at all is a point.
fn signed(value: &str) -> String {
    match value.strip_prefix('-') {
        Some(_) => grouped(value),
        None if value.bytes().all(|byte| matches!(byte, b'0' | b'.')) => "·".to_owned(),
        None => format!("+{}", grouped(value)),
    }
}

/// A row an amount: id, label, kind, unit, and for each scenario value, status and difference.
pub(super) fn csv(report: &ComparisonReport, only_differences: bool, words: Words) -> String {
    let scenarios = report.scenarios.as_deref().unwrap_or_default();
    let mut head: Vec<String> = ["amount", "label", "kind", "unit"]
        .map(str::to_owned)
        .into();
    for scenario in scenarios {
        head.push(scenario.name.clone());
        head.push(format!("{} status", scenario.name));
        head.push(format!("{} difference", scenario.name));
    }
    let mut out = Records::new(&head);
    for line in report
        .amounts
        .iter()
        .flatten()
        .filter(|line| line.differs || !only_differences)
    {
        let mut fields = vec![
            line.amount.clone(),
            words.text(&line.label).to_owned(),
            line.kind.to_owned(),
            line.unit.clone(),
        ];
        for cell in &line.cells {
            let cell = cell.as_ref();
            let difference = cell.and_then(|cell| cell.difference.as_ref());
            fields.push(cell.and_then(|cell| cell.value.clone()).unwrap_or_default());
            fields.push(cell.map_or("notInForce", |cell| cell.status).to_owned());
            fields.push(
                difference
                    .map(|found| found.value.clone())
                    .unwrap_or_default(),
            );
        }
        out.row(&fields);
    }
    let mut fields = vec![
        "total".to_owned(),
        words.say("政策相关成本", "policy-related cost").to_owned(),
        "total".to_owned(),
        "元".to_owned(),
    ];
    for scenario in scenarios {
        let total = &scenario.total;
        fields.push(total.cost.clone());
        fields.push(if total.complete { "known" } else { "partial" }.to_owned());
        fields.push(
            total
                .difference
                .as_ref()
                .map(|found| found.value.clone())
                .unwrap_or_default(),
        );
    }
    out.row(&fields);
    out.text()
}
