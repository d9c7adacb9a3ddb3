//! One line an amount: base × rate = amount.

use super::data::{decimal, facts, laws};
use super::formula::{self, Places};
use super::words::{Words, money};
use super::{Asked, Clause, Datum, Figure, Group, Line, Part, Refused, total};
use crate::base::{Decimal, Measure, Rational, Rounding, Set, Unit};
use crate::check::rulebook::{Amount, AmountKind, Shape};
use crate::explain::Explanation;
use crate::explain::explanation::{DatedUse, ParameterUse};
use crate::explain::values::with_unit;
use crate::explain::working::{Factor, Joining, Worked, WorkedPart, Working, product};
use crate::program::{AmountRef, Status};
use crate::report::words as terms;
use crate::scenario::assessment::{AmountLine, Member};

/// The longest calculation of a base or rate that a line holds, in letters.
const DETAIL: usize = 72;

/// What the lines rest on.
pub(super) struct Drawn {
    pub(super) facts: Vec<Datum>,
    pub(super) laws: Vec<Datum>,
    pub(super) explanations: Vec<Explanation>,
}

/// An amount with everything that is known of it.
pub(super) struct Told<'a> {
    line: &'a AmountLine,
    member: Option<&'a Member>,
    pub(super) explanation: Explanation,
    pub(super) worked: Worked,
}

/// The groups of amounts, and what they rest on.
pub(super) fn groups(asked: &Asked<'_>, words: Words<'_>) -> Result<(Vec<Group>, Drawn), Refused> {
    let mut told = told(asked, words)?;
    order(words, &mut told);
    let mut places = Places::default();
    let facts = facts(asked, words, &mut places);
    let laws = laws(words, &told, &mut places);
    for (number, one) in told.iter().enumerate() {
        let factor = words.book.amounts[one.line.of.amount].measure.factor;
        places.amounts.insert(one.line.of, (number, factor));
    }
    let mut groups: Vec<Group> = Vec::new();
    for (number, one) in told.iter().enumerate() {
        let kind = words.book.amounts[one.line.of.amount].kind;
        let title = heading(words, kind);
        if groups.last().is_none_or(|group| group.title != title) {
            groups.push(group(asked, words, kind));
        }
        if let Some(group) = groups.last_mut() {
            group.lines.push(line(words, one, number, &places));
        }
    }
    let explanations = told.into_iter().map(|one| one.explanation).collect();
    let drawn = Drawn {
        facts,
        laws,
        explanations,
    };
    Ok((groups, drawn))
}

/// Amounts that have something to say, and the intermediate results their formulas read.
fn told<'a>(asked: &Asked<'a>, words: Words<'_>) -> Result<Vec<Told<'a>>, Refused> {
    let lines = &asked.assessment.amounts;
    let all = asked
        .engine
        .workings(asked.enterprise, asked.period, asked.patches, |_| true)?;
    let is_step = |of: AmountRef| words.book.amounts[of.amount].kind == AmountKind::Step;
    let mut wanted: Set<AmountRef> = Set::new();
    for line in lines
        .iter()
        .filter(|line| speaks(line) && !is_step(line.of))
    {
        wanted.insert(line.of);
    }
    // Each amount stands after those it reads, so one way back through the list finds every step.
    let order = words.book.amount_order.iter().rev();
    for id in order {
        for (_, worked) in all.iter().filter(|(_, worked)| worked.of.amount == *id) {
            if !wanted.contains(&worked.of) {
                continue;
            }
            let mut read = Vec::new();
            worked.parts.iter().for_each(|part| reads(part, &mut read));
            let steps = read.into_iter().filter(|of| is_step(*of));
            steps.for_each(|of| {
                wanted.insert(of);
            });
        }
    }
    let told = all.into_iter().filter_map(|(explanation, worked)| {
        let line = lines.iter().find(|line| line.of == worked.of)?;
        let mut members = asked.assessment.totals.members.iter();
        let member = members.find(|member| member.of == worked.of);
        wanted.contains(&worked.of).then_some(Told {
            line,
            member,
            explanation,
            worked,
        })
    });
    Ok(told.collect())
}

/// Whether an amount is more than nothing in this period.
fn speaks(line: &AmountLine) -> bool {
    let nothing =
        line.value.is_none_or(Decimal::is_zero) && line.baseline.is_none_or(Decimal::is_zero);
    let undetermined = !matches!(
        line.status,
        Status::Known | Status::NotInForce | Status::NotSettled
    );
    line.present && (!nothing || undetermined)
}

/// Amounts whose cells a part's formulas name.
fn reads(part: &WorkedPart, found: &mut Vec<AmountRef>) {
    fn walk(working: &Working, found: &mut Vec<AmountRef>) {
        match working {
            Working::Amount(of, _, value) if *value != Rational::ZERO => found.push(*of),
            Working::Negate(a) | Working::Rounded(a, ..) => walk(a, found),
            Working::Quotient(a, b) => [a, b].iter().for_each(|one| walk(one, found)),
            Working::Sum(all)
            | Working::Product(all)
            | Working::Least(all)
            | Working::Greatest(all) => all.iter().for_each(|one| walk(one, found)),
            _ => (),
        }
    }
    let factors = part.factors.iter();
    let factors = factors.flat_map(|factors| factors.base.iter().chain(&factors.rate));
    factors.for_each(|factor| walk(&factor.working, found));
}

/// Members of the total by kind, then other figures, then steps; the rulebook's order inside.
fn order(words: Words<'_>, told: &mut [Told<'_>]) {
    told.sort_by_key(|one| match words.book.amounts[one.line.of.amount].kind {
        AmountKind::Cost => 0,
        AmountKind::Surcharge => 1,
        AmountKind::Subsidy => 2,
        AmountKind::Step => 4,
        _ => 3,
    });
}

fn heading(words: Words<'_>, kind: AmountKind) -> &'static str {
    let (zh, en) = match kind {
        AmountKind::Cost => ("成本", "Costs"),
        AmountKind::Surcharge => ("加价", "Surcharges"),
        AmountKind::Subsidy => ("补贴（冲减成本）", "Subsidies (taken off the cost)"),
        AmountKind::Step => (
            "中间计算（供以上各行引用）",
            "Intermediate results (read by the lines above)",
        ),
        _ => (
            "其他金额和指标（不计入合计）",
            "Other figures (not in the total)",
        ),
    };
    match words.lang {
        crate::base::Lang::Zh => zh,
        crate::base::Lang::En => en,
    }
}

/// A group without its lines; its sums are over every member, also those that are nothing.
fn group(asked: &Asked<'_>, words: Words<'_>, kind: AmountKind) -> Group {
    let members = asked.assessment.totals.members.iter();
    let members = members.filter(|one| words.book.amounts[one.of.amount].kind == kind);
    let sign = match kind {
        AmountKind::Cost | AmountKind::Surcharge => "+",
        AmountKind::Subsidy => "-",
        _ => "",
    };
    // Members carry the sign of the total.
    let turned = |value: Decimal| if sign == "-" { value.neg() } else { value };
    let (mut sum, mut baseline) = (Some(Decimal::ZERO), Some(Decimal::ZERO));
    for member in members {
        let next = |sum: Option<Decimal>, value: Option<Decimal>| match value {
            Some(value) => sum?.add(turned(value)),
            None => sum,
        };
        sum = next(sum, member.value);
        baseline = next(baseline, member.baseline);
    }
    let label = words.say("小计", "Subtotal");
    let made = |value: Option<Decimal>| {
        let value = value.filter(|_| !sign.is_empty())?;
        Some(total("subtotal", label, value))
    };
    Group {
        title: heading(words, kind).to_owned(),
        sign: sign.to_owned(),
        lines: Vec::new(),
        sum: made(sum),
        baseline: made(baseline),
    }
}

fn line(words: Words<'_>, told: &Told<'_>, number: usize, places: &Places) -> Line {
    let amount = &words.book.amounts[told.line.of.amount];
    let of = told.line.of;
    let address = match of.row {
        Some(row) => format!("{}.{}", amount.id, row + 1),
        None => amount.id.clone(),
    };
    let worked = &told.worked;
    let dated = worked.parts.len() > 1;
    let parts: Vec<Part> = worked
        .parts
        .iter()
        .filter_map(|one| {
            let segment = told.explanation.segments.get(one.segment)?;
            let mut made = part(words, amount, worked.joining, one, places);
            if dated {
                made.when = words.span(Some(segment.from), Some(segment.to));
            }
            if made.base.text.is_empty() {
                made.base.text = words.phrase(&segment.numbers);
                made.base.name = without(words, segment.condition.as_ref(), segment.status);
            }
            Some(made)
        })
        .collect();
    // What counts toward the total is without a policy what the total says, signed.
    let change = told.member.and_then(|member| {
        let change = member.value?.sub(member.baseline?)?;
        Some(change.to_string())
    });
    let lowers = amount.kind.sign().is_some_and(|sign| sign < 0);
    let baseline = match told.member {
        Some(member) if lowers => member.baseline.map(Decimal::neg),
        Some(member) => member.baseline,
        None => told.line.baseline,
    };
    Line {
        number,
        address,
        label: words.amount(of),
        kind: words.kind(amount.kind).to_owned(),
        formula: whole(amount, worked, number),
        parts,
        text: match told.line.value {
            Some(value) if amount.measure.text == "元" => money(value),
            Some(value) => value.grouped(),
            None => words.status(told.line.status),
        },
        plain: told.line.value.map(|value| value.to_string()),
        unit: amount.measure.text.clone(),
        baseline: baseline.map(|value| value.to_string()),
        change,
        clauses: clauses(words, &told.explanation),
    }
}

/// Why a part is not base × rate: a condition fails, or the value is not known.
fn without(
    words: Words<'_>,
    condition: Option<&(crate::explain::explanation::Phrase, Option<bool>)>,
    status: Status,
) -> String {
    match condition {
        Some((asked, Some(false))) => words.pair(
            words.say("条件不成立，计为0", "nothing, for this does not hold"),
            &words.phrase(asked),
        ),
        _ if status == Status::Known => words
            .say(
                "政策不适用，计为0",
                "nothing, for the policy does not apply",
            )
            .to_owned(),
        _ => words.status(status),
    }
}

fn part(
    words: Words<'_>,
    amount: &Amount,
    joining: Option<Joining>,
    part: &WorkedPart,
    places: &Places,
) -> Part {
    let twelfths = joining == Some(Joining::Twelfths);
    let each = |formula: Option<String>| Figure {
        name: String::new(),
        detail: String::new(),
        text: part
            .value
            .map_or_else(String::new, |value| shown(value, amount)),
        plain: part.value.and_then(decimal),
        formula,
    };
    let months = match joining {
        Some(Joining::Months | Joining::Twelfths) => part.months,
        _ => 0,
    };
    let months = usize::try_from(months).unwrap_or_default();
    let Some(factors) = &part.factors else {
        return Part {
            each: each(None),
            months,
            twelfths,
            ..Part::default()
        };
    };
    let once = || Figure {
        name: words.say("定额", "a fixed sum").to_owned(),
        text: "1".to_owned(),
        detail: String::new(),
        plain: Some("1".to_owned()),
        formula: None,
    };
    let plainly = || Figure {
        name: String::new(),
        text: "—".to_owned(),
        detail: String::new(),
        plain: Some("1".to_owned()),
        formula: None,
    };
    let base = figure(words, &factors.base, places).unwrap_or_else(once);
    let rate = figure(words, &factors.rate, places).unwrap_or_else(plainly);
    let made = if twelfths {
        "{b}*{r}".to_owned()
    } else {
        formula::rounded("{b}*{r}", amount.rounding)
    };
    Part {
        when: String::new(),
        base,
        rate,
        each: each(Some(made)),
        months,
        twelfths,
    }
}

fn figure(words: Words<'_>, factors: &[Factor], places: &Places) -> Option<Figure> {
    if factors.is_empty() {
        return None;
    }
    let joined = |of: fn(&Factor) -> &crate::explain::explanation::Phrase| {
        let mut out = String::new();
        for factor in factors {
            if !out.is_empty() {
                out.push_str(if factor.divides { " ÷ " } else { " × " });
            } else if factor.divides {
                out.push_str("1 ÷ ");
            }
            let text = words.phrase(of(factor));
            // A sum among factors stands in brackets.
            let loose = matches!(factor.working, Working::Sum(_)) && !text.starts_with('(');
            if loose && factors.len() > 1 {
                out.push('(');
                out.push_str(&text);
                out.push(')');
            } else {
                out.push_str(&text);
            }
        }
        out
    };
    let numbers = joined(|factor| &factor.numbers);
    let single = factors.iter().all(|factor| factor.working.is_single());
    let (text, detail) = if single {
        (numbers, String::new())
    } else {
        let fits = numbers.chars().count() <= DETAIL;
        (
            value_of(factors),
            if fits { numbers } else { String::new() },
        )
    };
    Some(Figure {
        name: joined(|factor| &factor.words),
        text,
        detail,
        plain: product(factors).and_then(decimal),
        formula: Some(formula::product(places, factors)),
    })
}

/// What factors come to, with their unit.
fn value_of(factors: &[Factor]) -> String {
    let unit = factors.iter().fold(Unit::none(), |unit, factor| {
        if factor.divides {
            unit.per(&factor.unit)
        } else {
            unit.times(&factor.unit)
        }
    });
    let text = if unit.is_none() {
        String::new()
    } else {
        unit.to_string()
    };
    let measure = Measure {
        text,
        ..Measure::none()
    };
    product(factors).map_or_else(String::new, |value| with_unit(value, &measure))
}

/// A part's value for people; money without its unit, which the column names.
fn shown(value: Rational, amount: &Amount) -> String {
    if amount.measure.text == "元" {
        let exact = value.to_decimal().filter(|exact| exact.places() <= 6);
        let decimal = exact.or_else(|| value.rounded(6, Rounding::HalfUp));
        return decimal.map_or_else(String::new, money);
    }
    with_unit(value, &amount.measure)
}

/// The formula of the whole from its parts.
fn whole(amount: &Amount, worked: &Worked, number: usize) -> Option<String> {
    let parts = 0..worked.parts.len();
    let each = |at: usize| match worked.joining {
        Some(Joining::Single) => format!("{{a{number}.{at}}}"),
        Some(Joining::Months) => format!("{{a{number}.{at}}}*{{m{number}.{at}}}"),
        _ => format!("{{a{number}.{at}}}*{{m{number}.{at}}}/12"),
    };
    let all: Vec<String> = parts.map(each).collect();
    let sum = all.join("+");
    let sum = match worked.joining? {
        Joining::Twelfths => formula::rounded(&sum, amount.rounding),
        _ => sum,
    };
    let factor = amount.measure.factor;
    if factor == Rational::ONE {
        Some(sum)
    } else {
        Some(format!("({sum})/({})", decimal(factor)?))
    }
}

/// The amount's own clause, then each figure of the law with its clause and grade.
fn clauses(words: Words<'_>, explanation: &Explanation) -> Vec<Clause> {
    let mut out = Vec::new();
    if !explanation.cite.is_empty() {
        out.push(Clause {
            text: words.cites(&explanation.cite),
            ..Clause::default()
        });
    }
    for used in &explanation.parameters {
        // What has neither grade nor clause is no figure of the law: a rule that is not there yet, or
        // a reading, which stands further down.
        let sourced = used
            .values
            .iter()
            .filter(|value| value.grade.is_some() && !value.cite.is_empty());
        out.extend(sourced.map(|value| Clause {
            text: words.pair(&figure_of(words, used, value), &words.cites(&value.cite)),
            grade: value.grade.map(terms::grade).unwrap_or_default().to_owned(),
            marks: marks(words, used, value),
        }));
    }
    out
}

/// A figure of the law by name and value; of a table only the name.
pub(super) fn figure_of(words: Words<'_>, used: &ParameterUse, value: &DatedUse) -> String {
    let label = words.text(&used.label);
    let shape = &words.book.parameters[used.parameter].shape;
    if matches!(shape, Shape::Brackets { .. } | Shape::ByChoice { .. }) {
        return label.to_owned();
    }
    format!("{label} {}", words.text(&value.value))
}

/// Grade, "to be verified", "unchecked since".
pub(super) fn marks(words: Words<'_>, used: &ParameterUse, value: &DatedUse) -> Vec<String> {
    let grade = value.grade.map(|grade| words.grade(grade).to_owned());
    let verify = value.verify.then(|| words.to_verify().to_owned());
    let stale = used.checked_until.filter(|_| value.stale);
    let stale = stale.map(|day| words.stale(day));
    grade.into_iter().chain(verify).chain(stale).collect()
}
