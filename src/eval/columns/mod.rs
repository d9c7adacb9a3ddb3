//! Many enterprises, column by column: the meaning of [`one`](super::one) at the speed of memory.
//!
//! Takes a program, a [`Table`] and the slots wanted; hands each chunk of their results to a [`Sink`].
//! Guarantees the same values and statuses as `one`, bit for bit, whatever the chunk size and the order
//! of rows. Needs memory for the table and for one chunk of every slot alive at once, never for whole
//! columns of results. Leaves to callers which rows run where: a [`Runner`] a thread, any ranges.
//!
//! - `table`, `column`: facts in the narrowest width, with the interval of their numbers
//! - `about`, `ranges`: interval analysis from these intervals through the operations
//! - `node`, `lower`, `rules`: the program as operations on planes; `i64` where that is proved to hold
//! - `schedule`: which buffer each plane lies in; `buffers`: making it there
//! - `run`: chunk by chunk; `armed`: again and again for other settings of the knobs

mod about;
mod armed;
mod bounds;
mod buffers;
mod column;
mod lower;
mod node;
mod ranges;
mod rules;
mod run;
mod schedule;
mod sink;
mod table;

pub use armed::Armed;
pub use bounds::{Bounds, bound};
pub use column::{Column, ColumnBuilder};
pub use run::Runner;
pub use sink::{Chunk, Collect, Numbers, Sink, Statuses, Summaries, Summary};
pub use table::{Row, Source, Table, WrongLength};
