//! What a page asks of one enterprise: an assessment with every effect, and a sweep.

use qingce::base::{FileId, Period};
use qingce::enterprise::{Enterprise, from_toml};
use qingce::program::SlotId;
use qingce::rulebook::{EmbeddedRules, RuleFiles};
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
