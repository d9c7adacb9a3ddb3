//! The words answers use for kinds and statuses. One list each, so that the published schema can be
//! held equal to them.

use crate::base::Severity;
use crate::check::history::Grade;
use crate::check::rulebook::{AmountKind, Figures, Nature, Timing};
use crate::program::Status;
use crate::scenario::assessment::{Effect, LeverStatus};

/// Every status of an amount, in the engine's order.
pub const STATUSES: [Status; 8] = [
    Status::Known,
    Status::NotInForce,
    Status::NotSettled,
    Status::Missing,
    Status::Open,
    Status::NotCovered,
    Status::ZeroDivisor,
    Status::Overflow,
];

/// Every status of a lever.
pub const LEVER_STATUSES: [LeverStatus; 7] = [
    LeverStatus::Applies,
    LeverStatus::DoesNotApply,
    LeverStatus::NeedsFacts,
    LeverStatus::AmountOpen,
    LeverStatus::NotInForce,
    LeverStatus::NotSettled,
    LeverStatus::NotCovered,
];

/// Every kind of amount.
pub const KINDS: [AmountKind; 9] = [
    AmountKind::Cost,
    AmountKind::Surcharge,
    AmountKind::Subsidy,
    AmountKind::Memo,
    AmountKind::CashKept,
    AmountKind::Entitlement,
    AmountKind::Exposure,
    AmountKind::Indicator,
    AmountKind::Step,
];

/// Every timing.
pub const TIMINGS: [Timing; 6] = [
    Timing::Month,
    Timing::Year,
    Timing::Settlement,
    Timing::Event,
    Timing::Status,
    Timing::PreviousYear,
];

/// A kind of amount.
pub fn kind(kind: AmountKind) -> &'static str {
    match kind {
        AmountKind::Cost => "cost",
        AmountKind::Surcharge => "surcharge",
        AmountKind::Subsidy => "subsidy",
        AmountKind::Memo => "memo",
        AmountKind::CashKept => "cashKept",
        AmountKind::Entitlement => "entitlement",
        AmountKind::Exposure => "exposure",
        AmountKind::Indicator => "indicator",
        AmountKind::Step => "step",
    }
}

/// When an amount counts.
pub fn timing(timing: Timing) -> &'static str {
    match timing {
        Timing::Month => "month",
        Timing::Year => "year",
        Timing::Settlement => "settlement",
        Timing::Event => "event",
        Timing::Status => "status",
        Timing::PreviousYear => "previousYear",
    }
}

/// How sure a dated value is.
pub fn grade(grade: Grade) -> &'static str {
    match grade {
        Grade::Document => "document",
        Grade::National => "national",
        Grade::Assumption => "assumption",
    }
}

/// Where a lever's figures come from.
pub fn figures(figures: Figures) -> &'static str {
    match figures {
        Figures::Set => "set",
        Figures::National => "national",
        Figures::Open => "open",
        Figures::Bill => "bill",
    }
}

/// What a lever is to the enterprise.
pub fn nature(nature: Nature) -> &'static str {
    match nature {
        Nature::Support => "support",
        Nature::Duty => "duty",
        Nature::Fine => "fine",
        Nature::Price => "price",
        Nature::Supply => "supply",
        Nature::Preferences => "preferences",
    }
}

/// Whether work can go on.
pub fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Warning => "warning",
        Severity::Error => "error",
    }
}

/// How far an effect is known.
pub fn effect(effect: Effect) -> &'static str {
    match effect {
        Effect::Known(_) => "known",
        Effect::Partial(_) => "partial",
        Effect::Open => "open",
    }
}
