//! How often each branch of the law was taken.

use std::cell::Cell;

macro_rules! branches {
    ($($name:ident)*) => {
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        pub(crate) enum Branch { $($name,)* }
        pub(crate) const BRANCHES: &[Branch] = &[$(Branch::$name,)*];
    };
}

branches! {
    BaseAtFloor BaseAtCap BaseBetween
    MonthlyFloorNobody MonthlyFloorPaid MonthlyFloorMet HourlyFloorNobody HourlyFloorPaid HourlyFloorMet
    WageRegionOne WageRegionTwo WageRegionThree
    PensionTwenty
    UnemploymentTwo UnemploymentOneAndHalf UnemploymentHalf
    MaternityHalf MaternityFourTenths
    InjuryKnownClass InjuryAverage
    HousingCapped HousingUncapped HousingChosen HousingBefore
    EmployeeCutTooDeep EmployeeBelowFloor EmployeeCut
    FeeWaived FeeDue FeeInTime PaidInPeriod PaidElsewhere
    StabilisationNotInsured StabilisationNotPaid StabilisationNoCase StabilisationCase StabilisationAll
    StabilisationLayoffs StabilisationSmall StabilisationLarge StabilisationOther
    TierOne TierTwo TierThree NoSmelter StepsNone StepsSome
    DifferentialAll DifferentialBesideTier DifferentialBesideSteps DifferentialBesideLines DifferentialNothingLeft
    DifferentialAllowed DifferentialNoIndustry Restricted Eliminated EliminatedCement EliminatedSteel
    LineThreeDouble LineThreeOver LineOther
    StartupRewarded ThreeMonths TooFewMonths LoanAlone LoanPartners LoanCapped CoopPaid CoopNothingLeft
    HousingLowered HousingDeferred SizeRecognized SizeLarge SizeMedium SizeSmall SizeMicro
    LevyEnded LevyGoesOn LandSaved LandNothingSaved
    FundsListed FundsNotListed
    TradingOpen TradingNothing TradingBarred
    Obstruction FalseMaterial Rectification
    FinancingPaid FinancingNotIndustry FinancingElsewhere
    WinterElsewhere VolumeTooSmall VolumeSteps ShareInPart ShareInFull BankLending
    FundingElsewhere FundingInSpan IntermediaryHalf IntermediaryCapped DepositReleased DepositBelow
    ListingSmall ListingMiddle ListingLarge BridgeRenewed
    RankFirst RankSecond RankNone RiskWithin RiskCapped
    RdHalf RdThreeQuarters RdWhole
    Loss
    SmallHalf SmallWhole SmallFirstBand SmallSecondBand SmallRestricted SmallTooBig SmallIncomeAbove
    TaxStandard TaxPreferential TaxSmall SavedStandard SavedPreferential SavedSmall SavedCapped
    HighTech Western
    SubsidyTenth SubsidyCapped
    CreditAll CreditUpToTax CreditLapses CreditTooOld CreditTooNew
}

/// Counts of a thread.
pub(crate) struct Tally {
    counts: Vec<Cell<u64>>,
}

impl Tally {
    pub(crate) fn new() -> Tally {
        Tally {
            counts: vec![Cell::new(0); BRANCHES.len()],
        }
    }

    pub(crate) fn hit(&self, branch: Branch) {
        let count = &self.counts[branch as usize];
        count.set(count.get() + 1);
    }

    pub(crate) fn counts(&self) -> Vec<u64> {
        self.counts.iter().map(Cell::get).collect()
    }
}
