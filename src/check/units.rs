//! Unit mismatch: the message a maintainer meets most often, so it says what each side is and which
//! factor is missing.

use crate::base::diagnostic::Place;
use crate::base::{Diagnostic, Unit};

/// Two sides that should have had one unit.
pub(super) struct Mismatch<'a> {
    /// What was done: `add`, `compare`…
    pub(super) doing: &'a str,
    /// Unit and place of the left side.
    pub(super) left: (&'a Unit, Place),
    /// Unit and place of the right side.
    pub(super) right: (&'a Unit, Place),
}

impl Mismatch<'_> {
    /// The diagnostic, with the missing factor if there is a plain one.
    pub(super) fn diagnostic(&self) -> Diagnostic {
        let (left, right) = (self.left.0, self.right.0);
        Diagnostic::error(
            "R0203",
            format!("cannot {} {} and {}", self.doing, name(left), name(right)),
        )
        .at(self.right.1, format!("this is {}", name(right)))
        .at(self.left.1, format!("this is {}", name(left)))
        .help(factor(left, right, "right-hand side"))
    }
}

/// The diagnostic for a formula whose unit is not the one declared.
pub(super) fn result(declared: (&Unit, Place), found: (&Unit, Place), why: &str) -> Diagnostic {
    let message = format!(
        "this formula gives {}, not {}",
        name(found.0),
        name(declared.0)
    );
    Diagnostic::error("R0212", message)
        .at(found.1, format!("gives {}", name(found.0)))
        .at(declared.1, format!("needs {}{why}", name(declared.0)))
        .help(factor(declared.0, found.0, "formula"))
}

fn factor(wanted: &Unit, has: &Unit, what: &str) -> String {
    format!("the {what} lacks a factor in {}", name(&wanted.per(has)))
}

fn name(unit: &Unit) -> String {
    if unit.is_none() {
        "a pure number".to_owned()
    } else {
        unit.to_string()
    }
}
