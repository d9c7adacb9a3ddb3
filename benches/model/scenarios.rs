//! What a page asks of one enterprise: an assessment with every effect, and a sweep.

use std::sync::Arc;

use qingce::base::{FileId, Period};
use qingce::enterprise::{Enterprise, from_toml};
use qingce::program::SlotId;
use qingce::rulebook::{EmbeddedRules, Reform, RuleFiles, read_reform};
use qingce::scenario::compare::{Laws, Scenario, between, compare, each_year, years_of};
use qingce::scenario::effect::effect;
use qingce::scenario::engine::Compiled;
use qingce::scenario::explore::{Explorer, Target, slot_axis};
use qingce::scenario::sweep::{SweepRequest, sweep};
use qingce::scenario::{Engine, Patches};

/// The rulebook built in, and one of its presets.
pub(crate) struct Scenarios {
    pub(crate) engine: Engine,
    pub(crate) enterprise: Enterprise,
    pub(crate) period: Period,
}

impl Scenarios {
    pub(crate) fn new() -> Scenarios {
        let engine = Engine::new(super::rulebook(&EmbeddedRules));
        let text = EmbeddedRules
            .read("presets/aluminium-smelter.toml")
            .unwrap();
        let (enterprise, problems) = from_toml(engine.rulebook(), &text, FileId(0));
        assert!(problems.is_empty(), "{problems:?}");
        Scenarios {
            engine,
            enterprise,
            period: Period::year(2017).unwrap(),
        }
    }

    /// Amounts, levers with effects, totals, questions.
    pub(crate) fn assess(&self) {
        let assessment = self
            .engine
            .assess(&self.enterprise, self.period, &Patches::default());
        std::hint::black_box(assessment.unwrap());
    }

    /// 500 points over a fact with their jumps.
    pub(crate) fn sweep(&self) {
        let compiled = self.compiled();
        let book = self.engine.rulebook();
        let slot = qingce::enterprise::slot_by_name(book, "electrolysis_kwh").unwrap();
        let now = self.enterprise.fact(slot).unwrap();
        let request = SweepRequest {
            slot,
            range: (0, now * 2),
            points: 500,
            outputs: Vec::new(),
        };
        std::hint::black_box(sweep(&compiled, &self.enterprise, &request));
    }

    /// 20 scenarios: every year, and the last ones once more with a figure changed; differences, and the
    /// way from the first to each.
    pub(crate) fn compare(&self, laws: &Laws) {
        let one = std::slice::from_ref(&self.enterprise);
        let base = Scenario {
            name: String::new(),
            engine: &self.engine,
            enterprises: one,
            period: self.period,
            patches: Patches::default(),
        };
        let mut all = each_year(&base, &years_of(self.engine.rulebook()));
        let mut again: Vec<Scenario<'_>> = all.iter().rev().take(20 - all.len()).cloned().collect();
        for scenario in &mut again {
            scenario.patches.push_text("unemployment_rate=1").unwrap();
        }
        all.append(&mut again);
        assert_eq!(all.len(), 20);
        std::hint::black_box(compare(laws, &all, 0).unwrap());
        for other in &all[1..] {
            std::hint::black_box(between(laws, [&all[0], other]).unwrap());
        }
    }

    /// A value edited in a reform, to the law with it.
    pub(crate) fn reform_checked(&self, number: u32) {
        let patches = Patches::reform(reform(VALUE, number));
        std::hint::black_box(patches.lay_over(self.engine.rulebook()).unwrap());
    }

    /// A reform edited, to everything the page draws of it.
    pub(crate) fn reform_to_result(&self, text: &str, number: u32) {
        let none = Patches::default();
        let reform = reform(text, number);
        let done = effect(&self.engine, &self.enterprise, self.period, &none, &reform);
        assert!(std::hint::black_box(done.unwrap()).moves());
    }

    /// 500 points of the total over a fact, every breakpoint found from the program, intervals to stay
    /// out of; the law compiled anew as for a question that comes alone.
    pub(crate) fn explore(&self) {
        follow(&self.explorer());
    }

    /// The law compiled for one axis.
    pub(crate) fn explorer(&self) -> Explorer {
        let book = self.engine.rulebook();
        let slot = qingce::enterprise::slot_by_name(book, "electrolysis_kwh").unwrap();
        let words = slot_axis(book, slot).unwrap();
        let none = Patches::default();
        Explorer::new(book, &none, self.period, &self.enterprise, words).unwrap()
    }

    pub(crate) fn compiled(&self) -> std::rc::Rc<Compiled> {
        self.engine
            .compiled(self.period, &Patches::default())
            .unwrap()
    }
}

/// A reform of one value; `NUMBER` makes each text another.
pub(crate) const VALUE: &str = r#"[reform]
id = "value"
title = { zh = "值", en = "Value" }
[set]
pension_rate = { from = "2017-07-01", value = "19.NUMBER" }
"#;

/// A reform of a new lever with its figure and its amount.
pub(crate) const RECORDS: &str = r#"[reform]
id = "records"
title = { zh = "新政策", en = "New lever" }
[parameter.new_rate]
label = { zh = "标准", en = "Rate" }
unit = "元/人/年"
opens = "absent"
checked_until = "2026-12-31"
values = [ { from = "2017-01-01", value = "500.NUMBER", lever = "new_lever" } ]
[amount.new_amount]
label = { zh = "补贴", en = "Subsidy" }
kind = "subsidy"
unit = "元"
timing = "year"
lever = "new_lever"
formula = "sum(staff, staff_heads) * new_rate"
[lever.new_lever]
title = { zh = "新政策", en = "New lever" }
subject = "labour"
figures = "set"
timing = "status"
in_force = [ { from = "2017-01-01" } ]
"#;

fn reform(text: &str, number: u32) -> Arc<Reform> {
    let text = text.replace("NUMBER", &format!("{number:03}"));
    let (reform, found) = read_reform(&text, FileId(9));
    assert!(found.is_empty(), "{found:?}");
    Arc::new(reform.unwrap())
}

/// The amounts of the bottom line in every variant.
pub(crate) fn members(compiled: &Compiled) -> Vec<SlotId> {
    let variants = compiled.program.variants.iter();
    let mut slots: Vec<SlotId> = variants
        .flat_map(|variant| &variant.amounts)
        .filter(|plan| compiled.book.amounts[plan.of.amount].kind.sign().is_some())
        .map(|plan| plan.total.slot)
        .collect();
    // Variants share what no lever changes.
    slots.sort_unstable();
    slots.dedup();
    slots
}

/// The same with the law compiled.
pub(crate) fn follow(explorer: &Explorer) {
    let most = explorer.here().unwrap() * 2;
    let path = explorer.follow(&[Target::Total], (0, most));
    let total = &path.outputs[0];
    let mut xs: Vec<i128> = (0..500).map(|at| most * at / 499).collect();
    xs.extend(
        total
            .switches
            .iter()
            .flat_map(|switch| [switch.at, switch.at + 1]),
    );
    xs.sort_unstable();
    let curve = explorer.curve(&[Target::Total], xs);
    let found = (explorer.breakpoints(total), explorer.forbidden(total));
    std::hint::black_box((curve, found));
}
