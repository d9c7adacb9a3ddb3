//! An assessment as the sheet a person reads: cost, levers, what to state next.

use super::table::{Align, Table};
use super::words::{Words, grouped};
use super::{consequences, patching, rules, way_in, why};
use crate::check::Rulebook;
use crate::check::rulebook::Named;
use crate::report::assessment::{EffectReport, QuestionReport, StretchReport};
use crate::report::{
    AmountReport, AmountsReport, LeverReport, OfficialReport, Outcome, TextReport, TotalsReport,
};

/// The most questions a sheet asks.
const QUESTIONS: usize = 10;

/// Prints outcomes in the words of one rulebook.
#[derive(Clone, Copy)]
pub(super) struct Sheet<'a> {
    pub(super) book: &'a Rulebook,
    pub(super) words: Words,
}

impl Sheet<'_> {
    /// The whole sheet.
    pub(super) fn print(self, outcome: &Outcome) -> String {
        let words = self.words;
        let mut parts = vec![self.head(outcome)];
        let result = &outcome.result;
        if let Some(stretches) = result.stretches.as_ref().filter(|all| all.len() > 1) {
            parts.push(self.stretches(stretches));
        }
        if let (Some(totals), Some(amounts)) = (&result.totals, &result.amounts) {
            parts.push(self.cost(totals, amounts));
            parts.push(self.others(amounts));
        }
        if let Some(levers) = &result.levers {
            parts.push(self.levers(levers));
        }
        if let Some(questions) = result.questions.as_ref().filter(|all| !all.is_empty()) {
            parts.push(self.questions(questions));
        }
        if let Some(exposures) = &outcome.exposures {
            parts.push(consequences::exposures(exposures, self));
        }
        if let Some(calendar) = &outcome.calendar {
            parts.push(consequences::calendar(calendar, self));
        }
        if !outcome.why_not.is_empty() {
            parts.push(way_in::print(&outcome.why_not, self));
        }
        for explanation in &outcome.explanations {
            parts.push(why::print(explanation, words));
        }
        if let Some(official) = &outcome.official {
            parts.push(self.official(official));
        }
        parts.retain(|part| !part.is_empty());
        parts.join("\n")
    }

    fn head(self, outcome: &Outcome) -> String {
        let words = self.words;
        let info = outcome.rulebook.as_ref();
        let mut out = info.map_or(String::new(), |info| rules::title(info, words));
        let period = outcome.period.as_deref().unwrap_or("");
        let period = words.pair(words.say("期间", "period"), period);
        match &outcome.name {
            Some(name) => out.push_str(&format!("{name} · {period}\n")),
            None => out.push_str(&format!("{period}\n")),
        }
        for patch in &outcome.patches {
            let line = match patching::title(patch, words) {
                Some(title) => words.pair(words.say("改革", "reform"), &title),
                None => words.pair(words.say("改动", "changed"), patch),
            };
            out.push_str(&format!("{line}\n"));
        }
        for (fact, note) in &outcome.notes {
            let name = words.say("备注", "note");
            let line = words.pair(&format!("{name} {}", self.label(fact)), note);
            out.push_str(&format!("{line}\n"));
        }
        out
    }

    fn stretches(self, stretches: &[StretchReport]) -> String {
        let words = self.words;
        let mut out = format!(
            "{}\n",
            words.say("期内规定有变", "Law that changes inside the period")
        );
        for stretch in stretches {
            let changes: Vec<String> = stretch.changes.iter().map(|id| self.label(id)).collect();
            let span = words.span(&stretch.first, Some(&stretch.last));
            out.push_str(&format!("  {span}  {}\n", words.list(&changes)));
        }
        out
    }

    fn cost(self, totals: &TotalsReport, amounts: &AmountsReport) -> String {
        let words = self.words;
        let mut table = Table::new([
            (
                words.say("政策相关成本（元）", "policy-related cost (元)"),
                Align::Left,
            ),
            (words.say("现在", "as it is"), Align::Right),
            (words.say("没有任何政策", "without any lever"), Align::Right),
        ]);
        for member in &totals.members {
            let Some(line) = amounts.get(&member.amount) else {
                continue;
            };
            let baseline = member.baseline.as_deref().map_or("—".to_owned(), grouped);
            let value = member.value.as_deref().map(grouped);
            let value = value.unwrap_or_else(|| words.term(line.status).to_owned());
            table.row([self.row_label(&member.amount, line), value, baseline]);
            self.unsettled(&mut table, line);
        }
        table.rule();
        let total = words.say("合计", "total").to_owned();
        table.row([total, grouped(&totals.cost), grouped(&totals.baseline_cost)]);
        let saving = words.say("节省", "saving").to_owned();
        table.row([saving, grouped(&totals.saving), String::new()]);
        let mut out = table.print();
        if !totals.complete {
            let labels: Vec<String> = totals
                .undetermined
                .iter()
                .map(|name| {
                    amounts
                        .get(name)
                        .map_or(name.clone(), |line| self.row_label(name, line))
                })
                .collect();
            let name = words.say("合计不完整，未计入", "the total is incomplete; left out");
            out.push_str(&format!("{}\n", words.pair(name, &words.list(&labels))));
        }
        out
    }

    /// Amounts outside the total; intermediate steps are left to `--explain`.
    fn others(self, amounts: &AmountsReport) -> String {
        let words = self.words;
        let mut table = Table::new([
            (words.say("其他金额", "other amounts"), Align::Left),
            (words.say("性质", "kind"), Align::Left),
            (words.say("数值", "value"), Align::Right),
            (words.say("单位", "unit"), Align::Left),
        ]);
        for (name, line) in &amounts.0 {
            if matches!(line.kind, "cost" | "surcharge" | "subsidy" | "step") {
                continue;
            }
            let value = line.value.as_deref().map(grouped);
            table.row([
                self.row_label(name, line),
                words.term(line.kind).to_owned(),
                value.unwrap_or_else(|| words.term(line.status).to_owned()),
                line.unit.clone(),
            ]);
            self.unsettled(&mut table, line);
        }
        if table.is_empty() {
            String::new()
        } else {
            table.print()
        }
    }

    fn unsettled(self, table: &mut Table, line: &AmountReport) {
        let words = self.words;
        let labels = |ids: &[String]| -> String {
            let labels: Vec<String> = ids.iter().map(|id| self.label(id)).collect();
            words.list(&labels)
        };
        if !line.missing.is_empty() {
            table.remark(words.pair(words.say("缺", "missing"), &labels(&line.missing)));
        }
        if !line.unsettled.is_empty() {
            table.remark(words.pair(words.say("未定", "unsettled"), &labels(&line.unsettled)));
        }
    }

    fn levers(self, levers: &[LeverReport]) -> String {
        let words = self.words;
        let mut table = Table::new([
            (words.say("政策", "lever"), Align::Left),
            (words.say("状态", "status"), Align::Left),
            (words.say("影响（元）", "effect (元)"), Align::Right),
            (words.say("单独影响（元）", "alone (元)"), Align::Right),
        ]);
        for lever in levers {
            table.row([
                words.text(&lever.title).to_owned(),
                words.term(lever.status).to_owned(),
                self.effect(&lever.effect),
                self.effect(&lever.stand_alone),
            ]);
            self.reasons(&mut table, lever);
        }
        if table.is_empty() {
            String::new()
        } else {
            table.print()
        }
    }

    pub(super) fn effect(self, effect: &EffectReport) -> String {
        let words = self.words;
        match (effect.value.as_deref(), effect.status) {
            (Some(value), "partial") => words.beside(&grouped(value), words.term("partial")),
            (Some(value), _) => grouped(value),
            (None, _) => words.say("未定", "open").to_owned(),
        }
    }

    fn reasons(self, table: &mut Table, lever: &LeverReport) {
        let words = self.words;
        if lever.status == "notInForce" {
            let spans = lever.in_force.iter();
            let spans = words.spans(spans.map(|span| (span.from.as_str(), span.to.as_deref())));
            table.remark(words.pair(words.say("施行", "in force"), &spans));
            return;
        }
        for reason in lever
            .reasons
            .iter()
            .filter(|reason| reason.holds == Some(false))
        {
            let label = words.text(&reason.label);
            let gaps: Vec<String> = reason
                .gaps
                .iter()
                .map(|gap| self.gap(&gap.text, gap.distance.as_deref()))
                .collect();
            let name = words.say("不满足", "fails");
            let text = words.pair(name, label);
            if gaps.is_empty() {
                table.remark(text);
            } else {
                table.remark(words.beside(&text, &gaps.join(words.say("；", "; "))));
            }
        }
        if !lever.missing.is_empty() {
            let labels: Vec<String> = lever.missing.iter().map(|id| self.label(id)).collect();
            table.remark(words.pair(words.say("缺", "missing"), &words.list(&labels)));
        }
    }

    fn gap(self, text: &TextReport, distance: Option<&str>) -> String {
        let words = self.words;
        let text = words.text(text);
        // A strict comparison can fail by nothing.
        match distance.filter(|distance| !distance.starts_with("0 ") && *distance != "0") {
            Some(distance) => format!("{text}{}{distance}", words.say("，差 ", ", short by ")),
            None => text.to_owned(),
        }
    }

    fn questions(self, questions: &[QuestionReport]) -> String {
        let words = self.words;
        let mut table = Table::new([
            (words.say("先问这些", "ask these first"), Align::Left),
            (words.say("事实", "fact"), Align::Left),
            (
                words.say("可动合计（元）", "moves the total by (元)"),
                Align::Right,
            ),
        ]);
        for question in questions.iter().take(QUESTIONS) {
            let asked = words.maybe(question.ask.as_ref());
            let asked = if asked.is_empty() {
                words.text(&question.label)
            } else {
                asked
            };
            table.row([
                asked.to_owned(),
                question.fact.clone(),
                grouped(&question.worth),
            ]);
        }
        let more = questions.len().saturating_sub(QUESTIONS);
        if more > 0 {
            table.remark(match words.say("zh", "en") {
                "zh" => format!("另有 {more} 项"),
                _ => format!("and {more} more"),
            });
        }
        table.print()
    }

    /// What an official sheet refuses, or that it refuses nothing.
    pub(super) fn official(self, official: &OfficialReport) -> String {
        let words = self.words;
        if official.accepted {
            let line = words.say(
                "正式：所用数值均出自文件或国家规定，且在期间内核对过。",
                "Official: every value used is from a document or national rule and was checked for the period.",
            );
            return format!("{line}\n");
        }
        let mut table = Table::new([
            (
                words.say("不能作为正式结果的数值", "values an official sheet refuses"),
                Align::Left,
            ),
            (words.say("参数", "parameter"), Align::Left),
            (words.say("值", "value"), Align::Right),
            (words.say("期间", "span"), Align::Left),
            (words.say("原因", "reason"), Align::Left),
        ]);
        for refusal in &official.refused {
            let mut reason = words.term(refusal.reason).to_owned();
            if let ("unchecked", Some(day)) = (refusal.reason, &refusal.checked_until) {
                let name = words.say("核对至", "checked until");
                reason = words.beside(&reason, &format!("{name} {day}"));
            }
            table.row([
                words.text(&refusal.label).to_owned(),
                refusal.parameter.clone().unwrap_or_default(),
                words.text(&refusal.value).to_owned(),
                refusal.from.as_deref().map_or(String::new(), |from| {
                    words.span(from, refusal.to.as_deref())
                }),
                reason,
            ]);
            let users = [refusal.amounts.as_slice(), refusal.levers.as_slice()].concat();
            let users: Vec<String> = users.iter().map(|name| self.label(name)).collect();
            table.remark(words.pair(words.say("用于", "used by"), &words.list(&users)));
        }
        table.print()
    }

    /// An amount's label, with its row.
    fn row_label(self, name: &str, line: &AmountReport) -> String {
        let label = self.words.text(&line.label);
        match name.split_once('.') {
            Some((row, _)) => format!("{label} [{row}]"),
            None => label.to_owned(),
        }
    }

    /// The label of whatever has this name, with the name for whoever fills in a file.
    pub(super) fn label(self, name: &str) -> String {
        let id = name.rsplit('.').next().unwrap_or(name);
        let label = match self.book.names.get(id) {
            Some(Named::Fact(fact)) => &self.book.facts[*fact].label,
            Some(Named::Parameter(parameter)) => &self.book.parameters[*parameter].label,
            Some(Named::Group(group)) => &self.book.groups[*group].label,
            Some(Named::Amount(amount)) => &self.book.amounts[*amount].label,
            Some(Named::Lever(lever)) => &self.book.levers[*lever].title,
            _ => return name.to_owned(),
        };
        format!("{} {name}", self.words.text(&label.into()))
    }
}
