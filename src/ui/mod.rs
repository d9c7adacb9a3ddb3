//! The page: state without DOM, components, wording.
//!
//! Takes the engine's results; gives HTML. Guarantees that every amount shown is one the engine
//! computed, that whatever is typed stays as typed, and that a problem becomes a message beside its
//! field, never a blank page. [`state`] knows no browser and is tested on the host;
//! [`dom`] and [`memory`] are the only places that touch it outside components.

pub mod state;
mod arrivals;
pub mod inputs;
pub mod period_form;
pub mod carried;
pub mod compute;
pub mod file;
pub mod json;
pub mod kept;
pub mod embedding;
pub mod link;
pub mod then;
pub mod lever_filter;
pub mod workspace;
pub mod notice;
pub mod pages;
pub mod route;
pub mod share;
pub mod curves;
pub mod text;
pub mod words;
pub mod format;
pub mod store;
pub mod dom;
pub mod memory;
pub mod components;
pub mod studio;
pub mod launch;
