//! Breakpoints found from the program against every position tried one by one.

#[path = "support/random.rs"]
mod random;
#[path = "support/random_program.rs"]
#[allow(dead_code, reason = "tables are for other tests")]
mod random_program;

#[path = "support/unrounded.rs"]
mod unrounded;

use num_bigint::BigInt;
use num_rational::BigRational;

use qingce::base::Date;
use qingce::base::ids::Id;
use qingce::check::rulebook::{FactSlotId, GroupId};
use qingce::eval::one::Inputs;
use qingce::program::op::KnobId;
use qingce::program::plan::Origins;
use qingce::program::{Cell, Op, SlotId, Status};
use qingce::scenario::explore::{Axis, Output, Term, follow};
use random::Random;
use random_program::Temper;
use unrounded::{Unrounded, Value, shown};

const TEMPERS: [Temper; 4] = [Temper::Calm, Temper::Calm, Temper::Wide, Temper::Wild];

/// Facts of one made-up enterprise.
struct Facts(Vec<Cell>);

impl Inputs for Facts {
    fn fact(&self, slot: FactSlotId) -> Cell {
        self.0[slot.index()]
    }

    fn rows(&self, group: GroupId) -> Option<u8> {
        [None, Some(1), Some(3)][group.index()]
    }

    fn knob(&self, _: KnobId) -> Cell {
        Cell::known(250)
    }
}

fn facts(random: &mut Random, temper: Temper) -> Facts {
    let bits = match temper {
        Temper::Calm => 7,
        Temper::Wide => 30,
        Temper::Wild => 90,
    };
    let mut cells: Vec<Cell> = (0..6).map(|_| Cell::known(random.signed(bits))).collect();
    cells.extend((0..2).map(|_| Cell::known(random.below(2) as i128)));
    cells.extend((0..2).map(|_| Cell::known(random.below(5) as i128)));
    let first = i128::from(Date::new(2010, 1, 1).unwrap().days());
    cells.extend((0..2).map(|_| Cell::known(first + random.below(4000) as i128)));
    for cell in &mut cells {
        if random.one_in(12) {
            *cell = Cell::not(Status::Missing);
        }
    }
    Facts(cells)
}

/// Whether an operation came out another way at two positions.
fn switched(op: &Op, slot: SlotId, before: &[Value], after: &[Value]) -> bool {
    let side =
        |values: &[Value], a: &SlotId, b: &SlotId| match (&values[a.index()], &values[b.index()]) {
            (Value::Known(a), Value::Known(b)) => Some(a.cmp(b)),
            _ => None,
        };
    match op {
        // A tie belongs to either side.
        Op::Min(a, b) | Op::Max(a, b) => side(before, a, b) != side(after, a, b),
        _ => before[slot.index()] != after[slot.index()],
    }
}

#[test]
#[expect(clippy::too_many_lines, reason = "one walk over what was found")]
fn breakpoints_are_those_of_every_position_tried_over_random_programs() {
    let (mut programs, mut stretches, mut switches, mut single) = (0, 0, 0, 0);
    for (seed, temper) in (0..1500u64).zip(TEMPERS.into_iter().cycle()) {
        let random = &mut Random::new(seed);
        let size = 20 + random.below(60);
        let program = random_program::program(random, size, temper);
        let facts = facts(random, temper);
        let axis = FactSlotId::from_index(random.below(6));
        let from = random.signed(7);
        let to = from + random.below(150) as i128;
        let outputs: Vec<Output> = (0..6)
            .map(|_| Output {
                terms: vec![Term {
                    slot: SlotId::from_index(program.ops.len() - 1 - random.below(size - 12)),
                    den: 1,
                    sign: 1,
                }],
                partial: false,
            })
            .collect();
        let along = Axis::Facts(vec![(axis, 0)]);
        let path = follow(
            &program,
            &Origins::new(),
            &facts,
            &along,
            &outputs,
            (from, to),
        );
        assert_eq!(path.reached, to);
        let reference = Unrounded::new(&program, &facts, axis);
        let table: Vec<Vec<Value>> = (from..=to).map(|t| reference.at(t)).collect();
        let at = |t: i128| &table[usize::try_from(t - from).unwrap()];
        programs += 1;
        for (output, followed) in outputs.iter().zip(&path.outputs) {
            let slot = output.terms[0].slot;
            let mut next = from;
            for stretch in &followed.stretches {
                stretches += 1;
                assert_eq!(stretch.from, next, "seed {seed}: stretches without gaps");
                next = stretch.to + 1;
                for t in stretch.from..=stretch.to {
                    let expected = shown(&at(t)[slot.index()]);
                    let line = stretch
                        .line
                        .at(t)
                        .map(|n| BigRational::new(BigInt::from(n.num()), BigInt::from(n.den())));
                    let fits = expected.as_ref().is_none_or(|n| {
                        i128::try_from(n.numer()).is_ok() && i128::try_from(n.denom()).is_ok()
                    });
                    if fits {
                        assert_eq!(line, expected, "seed {seed} {slot:?} at {t}");
                    }
                }
            }
            assert_eq!(next, to + 1, "seed {seed}");
            if path.passes as i128 > to - from {
                single += 1;
                continue;
            }
            for switch in &followed.switches {
                switches += 1;
                let [before, after] = [0, 1].map(|i| &followed.stretches[switch.ends + i]);
                assert_eq!((before.to, after.from), (switch.at, switch.at + 1));
                for cause in &switch.causes {
                    let op = &program.ops[*cause];
                    assert!(
                        switched(op, *cause, at(switch.at), at(switch.at + 1))
                            || matches!(op, Op::Min(..) | Op::Max(..)),
                        "seed {seed}: {op:?} does not switch after {}",
                        switch.at
                    );
                }
                // One function cannot stand for both.
                let shown = |t: i128| shown(&at(t)[slot.index()]);
                let rational = |n: Option<qingce::base::Rational>| {
                    n.map(|n| BigRational::new(BigInt::from(n.num()), BigInt::from(n.den())))
                };
                let left = (after.from..=after.to).all(|t| rational(before.line.at(t)) == shown(t));
                let right =
                    (before.from..=before.to).all(|t| rational(after.line.at(t)) == shown(t));
                let short = |s: &qingce::scenario::explore::Stretch| s.to - s.from < 3;
                assert!(
                    !(short(after) && left || short(before) && right)
                        || before.line.at(switch.at).is_none()
                        || after.line.at(switch.at + 1).is_none(),
                    "seed {seed}: nothing switches after {}",
                    switch.at
                );
            }
            for (a, b) in followed.stretches.iter().zip(&followed.stretches[1..]) {
                let named = followed.switches.iter().any(|switch| switch.at == a.to);
                assert!(named, "seed {seed}: {} to {} without a cause", a.to, b.from);
            }
        }
    }
    println!(
        "{programs} programs, {stretches} stretches, {switches} switches, {single} one by one"
    );
    assert!(switches > 1000);
}
