//! The second program: pages for those who compare, explore and read the rules. One folder a page.
//!
//! Takes the same rulebook, state and workspace as the calculator; gives its pages, which act on the
//! same state, so that what they change is in hand when the calculator is visited again. Guarantees
//! that nothing here weighs on the first load: the calculator's program links none of it but
//! [`worker`], through which it asks for its sheet.

pub mod app;
pub mod jobs;
pub mod worker;
pub mod about_access;
pub mod embed;
pub mod compare;
pub mod explore;
pub mod library;
pub mod coverage;
pub mod changes;
mod fetched;
pub mod reform;
pub mod sheet;

use yew::prelude::*;

use super::state::State;
use super::store::Shared;

pub use super::store::use_frame;

/// Props of every page of the studio.
///
/// [`use_frame`] gives wording, rulebook and engine; `state` has the inputs in hand and what follows
/// from them, the kept enterprises, and takes changed inputs back through
/// `frame.act(Action::Take(inputs))`.
#[derive(Properties, PartialEq)]
pub struct PageProps {
    /// The state.
    pub state: Shared<State>,
    /// What of the address comes after the page's name: `lever/rd_subsidy` of `#/library/lever/rd_subsidy`.
    pub rest: AttrValue,
}
