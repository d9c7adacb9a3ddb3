//! Buffers of one chunk, and the making of each plane in them.

use std::ops::Range;

use super::column::{Column, StatusRows, Values};
use super::node::{Node, NodeId, Plane, Stat, Two, Whole, Wide};
use super::schedule::Schedule;
use super::table::Table;
use crate::eval::kernels::{Arg, divide, status, whole, wide};
use crate::program::op::Status;

/// Planes of one chunk by class.
#[derive(Debug, Default)]
pub(super) struct Buffers {
    pub(super) whole: Pool<i64>,
    pub(super) wide: Pool<i128>,
    pub(super) status: Pool<u8>,
}

/// Buffers of one class.
#[derive(Debug, Default)]
pub(super) struct Pool<T> {
    buffers: Vec<Buffer<T>>,
}

/// A buffer that begins some cache lines into its allocation: were all of them to begin at the same
/// place of a page, operands and result would fight for the same sets of the cache.
#[derive(Debug, Default)]
struct Buffer<T> {
    items: Vec<T>,
    skip: usize,
}

/// Bytes between the beginnings of neighboring buffers modulo a page.
const STAGGER: usize = 320;

impl<T: Copy + Default> Pool<T> {
    fn fit(&mut self, count: u32, length: usize) {
        let line = |index: usize| index * STAGGER % 4096 / size_of::<T>();
        for index in self.buffers.len()..count as usize {
            self.buffers.push(Buffer {
                items: Vec::new(),
                skip: line(index),
            });
        }
        for buffer in self.buffers.iter_mut().take(count as usize) {
            if buffer.items.len() < buffer.skip + length {
                buffer.items.resize(buffer.skip + length, T::default());
            }
        }
    }

    /// The first `length` items of a buffer.
    pub(super) fn get(&self, buffer: u32, length: usize) -> &[T] {
        let buffer = self.buffers.get(buffer as usize);
        buffer
            .and_then(|buffer| buffer.items.get(buffer.skip..buffer.skip + length))
            .unwrap_or_default()
    }

    fn take(&mut self, buffer: u32) -> Buffer<T> {
        self.buffers
            .get_mut(buffer as usize)
            .map(std::mem::take)
            .unwrap_or_default()
    }

    fn put(&mut self, buffer: u32, items: Buffer<T>) {
        if let Some(place) = self.buffers.get_mut(buffer as usize) {
            *place = items;
        }
    }

    fn bytes(&self) -> usize {
        self.buffers
            .iter()
            .map(|buffer| buffer.items.capacity() * size_of::<T>())
            .sum()
    }
}

impl<T> Buffer<T> {
    fn items(&mut self, length: usize) -> &mut [T] {
        self.items
            .get_mut(self.skip..self.skip + length)
            .unwrap_or_default()
    }
}

/// One chunk of one table: what a node's operands and sources are.
struct Scene<'a> {
    buffers: &'a Buffers,
    schedule: &'a Schedule,
    table: &'a Table,
    rows: Range<usize>,
}

impl Buffers {
    /// Makes room for chunks of `length` rows.
    pub(super) fn fit(&mut self, [whole, wide, status]: [u32; 3], length: usize) {
        self.whole.fit(whole, length);
        self.wide.fit(wide, length);
        self.status.fit(status, length);
    }

    pub(super) fn bytes(&self) -> usize {
        self.whole.bytes() + self.wide.bytes() + self.status.bytes()
    }

    /// Makes the plane of a node from the planes it reads.
    pub(super) fn make(
        &mut self,
        schedule: &Schedule,
        id: NodeId,
        table: &Table,
        rows: Range<usize>,
    ) {
        use super::node::Class;
        let node = &schedule.nodes[id];
        let place = schedule.buffers[id];
        let length = rows.len();
        // Invariant: the buffer taken away is none of the operands'.
        match node.class() {
            Class::Whole => {
                let mut out = self.whole.take(place);
                self.scene(schedule, table, rows)
                    .whole(node, out.items(length));
                self.whole.put(place, out);
            }
            Class::Wide => {
                let mut out = self.wide.take(place);
                self.scene(schedule, table, rows)
                    .wide(node, out.items(length));
                self.wide.put(place, out);
            }
            Class::Status => {
                let mut out = self.status.take(place);
                self.scene(schedule, table, rows)
                    .status(node, out.items(length));
                self.status.put(place, out);
            }
        }
    }

    fn scene<'a>(
        &'a self,
        schedule: &'a Schedule,
        table: &'a Table,
        rows: Range<usize>,
    ) -> Scene<'a> {
        Scene {
            buffers: self,
            schedule,
            table,
            rows,
        }
    }
}

impl<'a> Scene<'a> {
    fn a(&self, plane: Whole) -> Arg<'a, i64> {
        match plane {
            Plane::Same(number) => Arg::One(number),
            Plane::Node(id) => Arg::Many(
                self.buffers
                    .whole
                    .get(self.schedule.buffers[id], self.rows.len()),
            ),
        }
    }

    fn w(&self, plane: Wide) -> Arg<'a, i128> {
        match plane {
            Plane::Same(number) => Arg::One(number),
            Plane::Node(id) => Arg::Many(
                self.buffers
                    .wide
                    .get(self.schedule.buffers[id], self.rows.len()),
            ),
        }
    }

    fn s(&self, plane: Stat) -> Arg<'a, u8> {
        match plane {
            Plane::Same(status) => Arg::One(status as u8),
            Plane::Node(id) => Arg::Many(
                self.buffers
                    .status
                    .get(self.schedule.buffers[id], self.rows.len()),
            ),
        }
    }

    fn whole(&self, node: &Node, out: &mut [i64]) {
        match node {
            Node::Load(source) => {
                if let Some(column) = self.table.column(*source) {
                    load(out, column, self.rows.clone());
                }
            }
            Node::Two(op, a, b) => {
                let (a, b) = (self.a(*a), self.a(*b));
                match op {
                    Two::Add => whole::add(out, a, b),
                    Two::Subtract => whole::subtract(out, a, b),
                    Two::Multiply => whole::multiply(out, a, b),
                    Two::Min => whole::min(out, a, b),
                    Two::Max => whole::max(out, a, b),
                }
            }
            Node::Compare(comparison, a, b) => {
                whole::compare(out, *comparison, self.a(*a), self.a(*b));
            }
            Node::And(a, b) => whole::and(out, self.a(*a), self.a(*b)),
            Node::Or(a, b) => whole::or(out, self.a(*a), self.a(*b)),
            Node::Choose(c, a, b) => whole::choose(out, self.a(*c), self.a(*a), self.a(*b)),
            Node::Divide(a, b, mode) => divide::divide(out, self.a(*a), self.a(*b), *mode),
            Node::DivideBy(a, division) => division.run(out, self.a(*a)),
            Node::Pick(at, table) => whole::pick(out, self.a(*at), table),
            Node::Months(a, b) => whole::months(out, self.a(*a), self.a(*b)),
            Node::Year(a) => whole::year(out, self.a(*a)),
            Node::IsKnown(s) => whole::is_known(out, self.s(*s)),
            Node::OrTrue(a, s) => whole::or_true(out, self.a(*a), self.s(*s)),
            Node::OrZero(a, s) => whole::or_zero(out, self.a(*a), self.s(*s)),
            Node::CountZero(a, s) => whole::count_zero(out, self.a(*a), self.s(*s)),
            Node::Narrow(a) => whole::narrow(out, self.w(*a)),
            Node::WideCompare(comparison, a, b) => {
                wide::compare(out, *comparison, self.w(*a), self.w(*b));
            }
            _ => {}
        }
    }

    fn wide(&self, node: &Node, out: &mut [i128]) {
        match node {
            Node::LoadWide(source) => {
                if let Some(column) = self.table.column(*source) {
                    load_wide(out, column, self.rows.clone());
                }
            }
            Node::Widen(a) => match self.a(*a) {
                Arg::One(number) => out.fill(i128::from(number)),
                Arg::Many(numbers) => wide::load(out, numbers),
            },
            Node::WideTwo(op, a, b) => wide::two(out, checked(*op), self.w(*a), self.w(*b)),
            Node::WideChoose(c, a, b) => {
                wide::choose(out, self.a(*c), self.w(*a), self.w(*b));
            }
            Node::WideDivide(a, b, mode) => wide::divide(out, self.w(*a), self.w(*b), *mode),
            Node::WidePick(at, table) => wide::pick(out, self.a(*at), table),
            Node::WideOrZero(a, s) => wide::or_zero(out, self.w(*a), self.s(*s)),
            Node::WideCountZero(a, s) => wide::count_zero(out, self.w(*a), self.s(*s)),
            _ => {}
        }
    }

    fn status(&self, node: &Node, out: &mut [u8]) {
        match node {
            Node::LoadStatus(source) => match self.table.column(*source).map(Column::statuses) {
                Some(StatusRows::Same(same)) => out.fill(*same as u8),
                Some(StatusRows::Rows(rows)) => {
                    out.copy_from_slice(rows.get(self.rows.clone()).unwrap_or_default());
                }
                None => out.fill(Status::Missing as u8),
            },
            Node::Greatest(a, b) => status::greatest(out, self.s(*a), self.s(*b)),
            Node::Gate(a, b) => status::gate(out, self.s(*a), self.s(*b)),
            Node::ChooseStatus(c, a, b) => {
                status::choose(out, self.a(*c), self.s(*a), self.s(*b));
            }
            Node::Settled(c, deciding, s) => {
                status::settled(out, self.a(*c), *deciding, self.s(*s));
            }
            Node::CountStatus(s) => status::count(out, self.s(*s)),
            Node::PickStatus(at, table) => status::pick(out, self.a(*at), table),
            Node::ZeroDivisor(a) => status::zero_divisor(out, self.a(*a)),
            Node::WideZeroDivisor(a) => status::zero_divisor(out, self.w(*a)),
            Node::Overflow(op, a, b) => {
                wide::overflow(out, checked(*op), self.w(*a), self.w(*b));
            }
            Node::DivideOverflow(a, b, mode) => {
                wide::divide_overflow(out, self.w(*a), self.w(*b), *mode);
            }
            Node::NoDay(a) => status::no_day(out, self.a(*a)),
            _ => {}
        }
    }
}

fn checked(op: Two) -> wide::Checked {
    match op {
        Two::Add => i128::checked_add,
        Two::Subtract => i128::checked_sub,
        Two::Multiply => i128::checked_mul,
        Two::Min => |a, b| Some(a.min(b)),
        Two::Max => |a, b| Some(a.max(b)),
    }
}

fn load(out: &mut [i64], column: &Column, rows: Range<usize>) {
    match column.values() {
        Values::Same(number) => out.fill(super::lower::nearest(*number)),
        Values::I8(numbers) => whole::load(out, numbers.get(rows).unwrap_or_default()),
        Values::I16(numbers) => whole::load(out, numbers.get(rows).unwrap_or_default()),
        Values::I32(numbers) => whole::load(out, numbers.get(rows).unwrap_or_default()),
        Values::I64(numbers) => whole::load(out, numbers.get(rows).unwrap_or_default()),
        Values::I128(numbers) => {
            whole::narrow(out, Arg::Many(numbers.get(rows).unwrap_or_default()));
        }
    }
}

fn load_wide(out: &mut [i128], column: &Column, rows: Range<usize>) {
    match column.values() {
        Values::Same(number) => out.fill(*number),
        Values::I8(numbers) => wide::load(out, numbers.get(rows).unwrap_or_default()),
        Values::I16(numbers) => wide::load(out, numbers.get(rows).unwrap_or_default()),
        Values::I32(numbers) => wide::load(out, numbers.get(rows).unwrap_or_default()),
        Values::I64(numbers) => wide::load(out, numbers.get(rows).unwrap_or_default()),
        Values::I128(numbers) => wide::load(out, numbers.get(rows).unwrap_or_default()),
    }
}
