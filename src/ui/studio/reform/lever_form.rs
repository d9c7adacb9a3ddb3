//! A new lever by form: base × rate with a cap, an amount a head, or tiers, under conditions; and the
//! records it stands for.

use serde::{Deserialize, Serialize};

use crate::base::Unit;
use crate::check::Rulebook;
use crate::check::rulebook::{FactKind, Named, Timing};
use crate::rulebook::reform::quoted;

/// Heads of the staff, as a base.
pub const HEADS: &str = "sum(staff, staff_heads)";

/// A lever as typed.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct LeverForm {
    /// Id; its parameters, table and amount begin with it.
    pub id: String,
    /// Title.
    pub title: String,
    /// Subject.
    pub subject: String,
    /// `subsidy`, `surcharge` or `cost`.
    pub kind: String,
    /// `rate` or `tiers`.
    pub form: String,
    /// A fact, an amount, or the heads.
    pub base: String,
    /// Rate.
    pub rate: String,
    /// Cap; empty for none.
    pub cap: String,
    /// Tiers: upper bound (empty for the last) and rate.
    pub tiers: Vec<(String, String)>,
    /// First day.
    pub from: String,
    /// Last day; empty for none.
    pub to: String,
    /// Conditions: a fact, a comparison, a value.
    pub conditions: Vec<(String, String, String)>,
}

impl LeverForm {
    /// A start.
    pub fn new(number: usize, date: &str) -> LeverForm {
        let year = date.get(..4).unwrap_or("2017");
        LeverForm {
            id: format!("new_lever_{number}"),
            title: format!("新政策{number}"),
            subject: "labour".to_owned(),
            kind: "subsidy".to_owned(),
            form: "rate".to_owned(),
            base: HEADS.to_owned(),
            rate: "500".to_owned(),
            tiers: vec![
                ("1000".to_owned(), "0".to_owned()),
                (String::new(), "1".to_owned()),
            ],
            from: format!("{year}-01-01"),
            ..LeverForm::default()
        }
    }

    /// Units of its rate, its cap and the base.
    pub fn units(&self, book: &Rulebook) -> Units {
        Units::of(book, &self.base)
    }

    /// The records it stands for.
    pub fn to_toml(&self, book: &Rulebook) -> String {
        let units = self.units(book);
        let id = &self.id;
        let label = |what: &str, en: &str| {
            format!(
                "{{ zh = {}, en = {} }}",
                quoted(&format!("{}{what}", self.title)),
                quoted(&format!("{}{en}", self.title))
            )
        };
        let last = book.info.to.last_day();
        let dated = |value: &str| {
            let ends = match crate::base::Date::parse(&self.to) {
                Some(to) => format!(", {{ from = \"{}\", value = \"absent\" }}", to.next()),
                None => String::new(),
            };
            format!(
                "[ {{ from = {}, {value}, lever = {} }}{ends} ]",
                quoted(&self.from),
                quoted(id)
            )
        };
        let parameter = |name: &str, what: &str, en: &str, unit: &str, value: &str| {
            format!(
                "[parameter.{name}]\nlabel = {}\nunit = {}\nopens = \"absent\"\nchecked_until = \"{last}\"\nvalues = {}\n\n",
                label(what, en),
                quoted(unit),
                dated(&format!("value = {}", quoted(value.trim())))
            )
        };
        let mut out = String::new();
        let product = if self.form == "tiers" {
            let rows = self.tiers.iter().map(|(upto, value)| {
                let value = quoted(value.trim());
                if upto.trim().is_empty() {
                    format!("{{ value = {value} }}")
                } else {
                    format!("{{ upto = {}, value = {value} }}", quoted(upto.trim()))
                }
            });
            let rows = rows.collect::<Vec<_>>().join(", ");
            out.push_str(&format!(
                "[table.{id}_tiers]\nlabel = {}\nby = {}\nunit = {}\nupper = \"included\"\nopens = \"absent\"\nchecked_until = \"{last}\"\nvalues = {}\n\n",
                label("分档标准", ": tiers"), quoted(&units.base), quoted(&units.rate), dated(&format!("rows = [{rows}]"))
            ));
            format!("marginal({id}_tiers, {})", self.base)
        } else {
            out.push_str(&parameter(
                &format!("{id}_rate"),
                "标准",
                ": rate",
                &units.rate,
                &self.rate,
            ));
            format!("{} * {id}_rate", self.base)
        };
        let formula = if self.cap.trim().is_empty() {
            product
        } else {
            out.push_str(&parameter(
                &format!("{id}_cap"),
                "上限",
                ": cap",
                &units.cap,
                &self.cap,
            ));
            format!("min({product}, {id}_cap)")
        };
        self.owner(book, &units, &formula, &mut out);
        out
    }

    /// The amount and the lever that owns it.
    fn owner(&self, book: &Rulebook, units: &Units, formula: &str, out: &mut String) {
        let (id, title) = (&self.id, quoted(&self.title));
        out.push_str(&format!(
            "[amount.{id}_amount]\nlabel = {{ zh = {title}, en = {title} }}\nkind = {}\nunit = \"元\"\ntiming = {}\nlever = {}\nformula = {}\n\n",
            quoted(&self.kind), quoted(units.timing), quoted(id), quoted(formula)
        ));
        let to = if self.to.is_empty() {
            String::new()
        } else {
            format!(", to = {}", quoted(&self.to))
        };
        out.push_str(&format!(
            "[lever.{id}]\ntitle = {{ zh = {title}, en = {title} }}\nsubject = {}\nfigures = \"set\"\ntiming = {}\nin_force = [ {{ from = {}{to} }} ]\n",
            quoted(&self.subject), quoted(if units.timing == "settlement" { "settlement" } else { "status" }), quoted(&self.from)
        ));
        let conditions: Vec<String> = self
            .conditions
            .iter()
            .map(|one| condition(book, one))
            .collect();
        if !conditions.is_empty() {
            out.push_str(&format!("conditions = [\n{}]\n", conditions.concat()));
        }
    }
}

fn condition(book: &Rulebook, (fact, how, value): &(String, String, String)) -> String {
    let known = match book.names.get(fact) {
        Some(Named::Fact(id)) => Some(&book.facts[*id]),
        _ => None,
    };
    let (zh, en) = known.map_or((fact.clone(), fact.clone()), |fact| {
        (fact.label.zh.clone(), fact.label.en.clone())
    });
    let test = match known.map(|fact| &fact.kind) {
        Some(FactKind::Bool) => {
            if value == "false" {
                format!("not {fact}")
            } else {
                fact.clone()
            }
        }
        Some(FactKind::Choice(_)) => {
            format!("{fact} {} '{value}'", if how == "!=" { "!=" } else { "=" })
        }
        Some(FactKind::Date) => format!("{fact} {how} @{value}"),
        Some(FactKind::Number { measure, .. }) if measure.text == "%" => {
            format!("{fact} {how} {value}%")
        }
        Some(FactKind::Number { measure, .. }) if !measure.unit.is_none() => {
            format!("{fact} {how} {value}[{}]", measure.text)
        }
        _ => format!("{fact} {how} {value}"),
    };
    let words = |name: &str| quoted(&format!("{name} {how} {value}"));
    format!(
        "  {{ test = {}, label = {{ zh = {}, en = {} }} }},\n",
        quoted(&test),
        words(&zh),
        words(&en)
    )
}

/// The units of a lever's figures, and when it counts.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Units {
    /// Of the base.
    pub base: String,
    /// Of the rate.
    pub rate: String,
    /// Of the cap.
    pub cap: String,
    /// When it counts.
    pub timing: &'static str,
}

impl Units {
    /// For a base. A rate on money is a percentage.
    pub fn of(book: &Rulebook, base: &str) -> Units {
        let unit = |name: &str| Unit::base(name).unwrap_or_else(Unit::none);
        let (money, month, year) = (unit("元"), unit("月"), unit("年"));
        let (of, timing) = base_of(book, base);
        let per = if timing == "month" { &month } else { &year };
        let cap = money.per(per);
        let rate = cap.per(&of);
        Units {
            base: of.to_string(),
            rate: if rate.is_none() {
                "%".to_owned()
            } else {
                rate.to_string()
            },
            cap: cap.to_string(),
            timing,
        }
    }
}

/// The unit a base has in formulas, and the timing of what is made of it.
fn base_of(book: &Rulebook, base: &str) -> (Unit, &'static str) {
    let unit = |name: &str| Unit::base(name).unwrap_or_else(Unit::none);
    let by_month = |of: &Unit| of.to_string().ends_with("/月");
    match book.names.get(base) {
        Some(Named::Fact(id)) => match &book.facts[*id].kind {
            FactKind::Number { measure, .. } => {
                let timing = if by_month(&measure.unit) {
                    "month"
                } else {
                    "year"
                };
                (measure.unit.clone(), timing)
            }
            _ => (Unit::none(), "year"),
        },
        Some(Named::Amount(id)) => {
            let amount = &book.amounts[*id];
            match amount.timing {
                Timing::Month => (amount.measure.unit.per(&unit("月")), "month"),
                Timing::Settlement => (amount.measure.unit.per(&unit("年")), "settlement"),
                _ => (amount.measure.unit.per(&unit("年")), "year"),
            }
        }
        _ => (unit("人"), "year"),
    }
}

/// What a lever can be reckoned on: facts and amounts by the month or year, rows of groups left out.
pub fn bases(book: &Rulebook) -> Vec<(String, crate::base::Text)> {
    use crate::base::Text;
    let mut found = vec![(
        HEADS.to_owned(),
        Text::new("职工人数", "Heads of the staff"),
    )];
    for fact in book.facts.values().filter(|fact| fact.group.is_none()) {
        if let FactKind::Number { measure, .. } = &fact.kind {
            let unit = measure.unit.to_string();
            if unit.ends_with("/年") || unit.ends_with("/月") {
                found.push((fact.id.clone(), fact.label.clone()));
            }
        }
    }
    for amount in book
        .amounts
        .values()
        .filter(|amount| amount.group.is_none())
    {
        let timed = matches!(
            amount.timing,
            Timing::Month | Timing::Year | Timing::Settlement
        );
        if timed && amount.measure.unit.to_string() == "元" {
            found.push((amount.id.clone(), amount.label.clone()));
        }
    }
    found
}
