//! Rulebooks that need no file system: the one built in, and one held in memory.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::archive;
use super::sources::RuleFiles;

/// Names and texts of the files of `rules/qinghai`; a test holds the list equal to the folder.
macro_rules! embed {
    ($($name:literal),* $(,)?) => {
        &[$(($name, include_str!(concat!("../../rules/qinghai/", $name)))),*]
    };
}

const QINGHAI: &[(&str, &str)] = embed![
    "aluminium-tiers.toml",
    "book.toml",
    "cement-targets.toml",
    "contribution-base.toml",
    "differential-tariff.toml",
    "direct-financing.toml",
    "documents-energy.toml",
    "documents.toml",
    "electricity.toml",
    "energy-benchmarks.toml",
    "energy-environment.toml",
    "energy-import-price.toml",
    "energy-plan-deadlines.toml",
    "energy-plans.toml",
    "energy-supervision-limits.toml",
    "energy-supervision.toml",
    "energy-supply.toml",
    "energy-technical-targets.toml",
    "energy-winter-coal.toml",
    "environment-duties.toml",
    "equipment-credit.toml",
    "facts-duties.toml",
    "facts-energy.toml",
    "facts-environment.toml",
    "facts-finance.toml",
    "facts-funding.toml",
    "facts-institutions.toml",
    "facts-people.toml",
    "facts-renewal.toml",
    "facts-space.toml",
    "facts-startup.toml",
    "facts-support.toml",
    "facts-tax.toml",
    "facts-who.toml",
    "fees-ended.toml",
    "ferroalloy-benchmark.toml",
    "finance-arrears.toml",
    "finance-bank-fees.toml",
    "finance-banks.toml",
    "finance-bills.toml",
    "finance-bridge-fund.toml",
    "finance-consolidated-tax.toml",
    "finance-deposits.toml",
    "finance-direct-costs.toml",
    "finance-guarantee-companies.toml",
    "finance-guarantee-fees.toml",
    "finance-insurers.toml",
    "finance-listing.toml",
    "finance-loan-interest.toml",
    "finance-merger.toml",
    "finance-renewal-loans.toml",
    "finance-researchers.toml",
    "finance-small-loan-companies.toml",
    "finance-solar.toml",
    "housing-fund.toml",
    "income-tax.toml",
    "insurance.toml",
    "labour-housing-relief.toml",
    "land-price.toml",
    "measures.toml",
    "minimum-wage.toml",
    "pension-deferral.toml",
    "presets/aluminium-smelter.toml",
    "presets/bank.toml",
    "presets/builder.toml",
    "presets/cement-works.toml",
    "presets/ferroalloy-plant.toml",
    "presets/founder.toml",
    "presets/guarantee-company.toml",
    "presets/incubator.toml",
    "presets/insurer.toml",
    "presets/machine-maker.toml",
    "presets/power-station.toml",
    "presets/shop.toml",
    "presets/small-loan-company.toml",
    "presets/solar-maker.toml",
    "presets/steel-works.toml",
    "presets/technology-sme.toml",
    "research.toml",
    "size.toml",
    "spaces-incubator-research.toml",
    "stabilisation.toml",
    "startup-cooperatives.toml",
    "startup-rewards.toml",
    "subjects.toml",
    "support-labour.toml",
    "support-land.toml",
    "support-networks.toml",
    "support-origins.toml",
    "support-projects.toml",
    "support-retail.toml",
    "support-small.toml",
    "support-transport.toml",
    "support-winter.toml",
    "transport-tolls.toml",
];

/// The rulebook built into the program.
#[derive(Clone, Copy, Default, Debug)]
pub struct EmbeddedRules;

impl EmbeddedRules {
    /// Names of its files, in alphabetical order.
    pub fn names() -> impl Iterator<Item = &'static str> {
        QINGHAI.iter().map(|(name, _)| *name)
    }
}

impl RuleFiles for EmbeddedRules {
    fn read(&self, name: &str) -> Option<Arc<str>> {
        let (_, text) = QINGHAI.iter().find(|(known, _)| *known == name)?;
        Some(Arc::from(*text))
    }
}

/// A rulebook held in memory: texts by name.
#[derive(Clone, Default, Debug)]
pub struct MapRules(pub BTreeMap<String, Arc<str>>);

impl MapRules {
    /// The files of an archive; none if the text is no archive.
    pub fn unpack(packed: &str) -> MapRules {
        archive::unpack(packed).collect()
    }
}

impl RuleFiles for MapRules {
    fn read(&self, name: &str) -> Option<Arc<str>> {
        self.0.get(name).cloned()
    }
}

impl<N: Into<String>, T: Into<Arc<str>>> FromIterator<(N, T)> for MapRules {
    fn from_iter<I: IntoIterator<Item = (N, T)>>(files: I) -> MapRules {
        let files = files.into_iter();
        MapRules(
            files
                .map(|(name, text)| (name.into(), text.into()))
                .collect(),
        )
    }
}
