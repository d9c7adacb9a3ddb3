//! Which wording, and which look, belongs to each status, kind and grade.

use super::text::Key;
use super::text::plan::PlanKey;
use crate::check::history::Grade;
use crate::check::rulebook::{AmountKind, Nature};
use crate::program::Status;
use crate::scenario::assessment::LeverStatus;

/// The word for a lever's status.
pub fn lever_status(status: LeverStatus) -> Key {
    match status {
        LeverStatus::Applies => Key::Applies,
        LeverStatus::DoesNotApply => Key::DoesNotApply,
        LeverStatus::NeedsFacts => Key::NeedsFacts,
        LeverStatus::AmountOpen => Key::AmountOpen,
        LeverStatus::NotInForce => Key::NotInForce,
        LeverStatus::NotSettled => Key::NotSettled,
        LeverStatus::NotCovered => Key::NotCovered,
    }
}

/// The order in which the page lists levers by status.
pub const LEVER_ORDER: [LeverStatus; 7] = [
    LeverStatus::Applies,
    LeverStatus::AmountOpen,
    LeverStatus::NeedsFacts,
    LeverStatus::DoesNotApply,
    LeverStatus::NotSettled,
    LeverStatus::NotCovered,
    LeverStatus::NotInForce,
];

/// The class that colors a lever's status.
pub fn lever_class(status: LeverStatus) -> &'static str {
    match status {
        LeverStatus::Applies => "applies",
        LeverStatus::DoesNotApply => "fails",
        LeverStatus::NeedsFacts => "needs",
        LeverStatus::AmountOpen => "open",
        LeverStatus::NotInForce | LeverStatus::NotSettled | LeverStatus::NotCovered => "quiet",
    }
}

/// The word for what a lever is to the enterprise.
pub fn nature(nature: Nature) -> PlanKey {
    match nature {
        Nature::Support => PlanKey::NatureSupport,
        Nature::Duty => PlanKey::NatureDuty,
        Nature::Fine => PlanKey::NatureFine,
        Nature::Price => PlanKey::NaturePrice,
        Nature::Supply => PlanKey::NatureSupply,
        Nature::Preferences => PlanKey::NaturePreferences,
    }
}

/// The word for an amount's status.
pub fn status(status: Status) -> Key {
    match status {
        Status::Known => Key::StatusKnown,
        Status::NotInForce => Key::StatusNotInForce,
        Status::NotSettled => Key::StatusNotSettled,
        Status::Missing => Key::StatusMissing,
        Status::Open => Key::StatusOpen,
        Status::NotCovered => Key::StatusNotCovered,
        Status::ZeroDivisor => Key::StatusZeroDivisor,
        Status::Overflow => Key::StatusOverflow,
    }
}

/// The class that colors an amount's status.
pub fn status_class(status: Status) -> &'static str {
    match status {
        Status::Known => "known",
        Status::NotInForce | Status::NotSettled => "quiet",
        Status::Missing => "needs",
        Status::Open | Status::NotCovered => "open",
        Status::ZeroDivisor | Status::Overflow => "broken",
    }
}

/// The word for an amount's kind.
pub fn kind(kind: AmountKind) -> Key {
    match kind {
        AmountKind::Cost => Key::KindCost,
        AmountKind::Surcharge => Key::KindSurcharge,
        AmountKind::Subsidy => Key::KindSubsidy,
        AmountKind::Memo => Key::KindMemo,
        AmountKind::CashKept => Key::KindCashKept,
        AmountKind::Entitlement => Key::KindEntitlement,
        AmountKind::Exposure => Key::KindExposure,
        AmountKind::Indicator => Key::KindIndicator,
        AmountKind::Step => Key::KindStep,
    }
}

/// Whether amounts of a kind make the total.
pub fn in_total(kind: AmountKind) -> bool {
    matches!(
        kind,
        AmountKind::Cost | AmountKind::Surcharge | AmountKind::Subsidy
    )
}

/// The word for a grade.
pub fn grade(grade: Grade) -> Key {
    match grade {
        Grade::Document => Key::GradeDocument,
        Grade::National => Key::GradeNational,
        Grade::Assumption => Key::GradeAssumption,
    }
}

/// The class of a grade's mark.
pub fn grade_class(grade: Grade) -> &'static str {
    match grade {
        Grade::Document => "document",
        Grade::National => "national",
        Grade::Assumption => "assumption",
    }
}
