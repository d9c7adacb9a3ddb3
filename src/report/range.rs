//! From a question about a range as text to its answer as data: what the command line, the JavaScript
//! interface and the page share.

use super::amount_name;
use super::explore::{ExploreReport, PointReport, RangeReport, TargetReport, Writer};
use super::request::{Question, patches, period, written};
use crate::base::diagnostic::nearest;
use crate::base::slices::{at_once, breath};
use crate::base::{Decimal, Diagnostic, Period, Rational};
use crate::check::Rulebook;
use crate::enterprise::Enterprise;
use crate::scenario::Patches;
use crate::scenario::explore::{AxisWords, Explorer, Followed, Target, named};

/// How many points a curve has if nothing else is said.
pub const POINTS: usize = 101;
/// How many points a curve has at most, besides those at breakpoints.
const MOST_POINTS: i128 = 20_000;

/// What is asked of a range.
#[derive(Clone, Debug, Default)]
pub struct RangeQuestion<'a> {
    /// `FACT=FROM..TO[:STEP]`; a goal may leave the range out.
    pub vary: &'a str,
    /// Amounts to look at, by id; none asks for the total.
    pub of: &'a [String],
    /// Curves, with this many points if the range names no step.
    pub points: Option<usize>,
    /// Intervals to stay out of.
    pub forbidden: bool,
    /// `AMOUNT=VALUE`.
    pub until: Option<&'a str>,
}

/// Answers a question about a range of one enterprise: what cannot be understood is a diagnostic.
///
/// Of `question` the months and what is laid over the rulebook are taken.
pub fn explored(
    book: &Rulebook,
    enterprise: &Enterprise,
    question: &Question<'_>,
    range: &RangeQuestion<'_>,
) -> (ExploreReport, Vec<Diagnostic>) {
    let mut found = Vec::new();
    let mut report = ExploreReport {
        rulebook: Some((&book.info).into()),
        ..ExploreReport::empty()
    };
    let patches = patches(enterprise, question, &mut found);
    let changes = patches.iter().flat_map(|patches| &patches.changes);
    report.patches = changes.map(written).collect();
    let period = period(book, question.period, enterprise, &mut found);
    report.period = period.map(|period| period.to_string());
    if let Some((patches, period)) = patches.zip(period) {
        let range = explore(book, &patches, period, enterprise, range, &mut found);
        report.range = range.unwrap_or_default();
    }
    (report, found)
}

/// Answers a question about a range; problems are added to `found`.
///
/// `book` is the rulebook without `patches`.
pub fn explore(
    book: &Rulebook,
    patches: &Patches,
    period: Period,
    enterprise: &Enterprise,
    question: &RangeQuestion<'_>,
    found: &mut Vec<Diagnostic>,
) -> Option<RangeReport> {
    at_once(explore_sliced(
        book, patches, period, enterprise, question, found,
    ))
}

/// The same in [slices](crate::base::slices).
pub async fn explore_sliced(
    book: &Rulebook,
    patches: &Patches,
    period: Period,
    enterprise: &Enterprise,
    question: &RangeQuestion<'_>,
    found: &mut Vec<Diagnostic>,
) -> Option<RangeReport> {
    let patched = match patches.lay_over(book) {
        Ok(patched) => patched,
        Err(why) => {
            found.extend(why);
            return None;
        }
    };
    let vary = Vary::read(&patched.book, period, question).map_err(|why| found.push(why));
    let vary = vary.ok()?;
    breath().await;
    let explorer = Explorer::new(book, patches, period, enterprise, vary.words);
    let explorer = explorer.map_err(|why| found.extend(why)).ok()?;
    found.extend(explorer.warnings.iter().cloned());
    let asked = Asked {
        explorer: &explorer,
        range: vary.range,
        question,
    };
    breath().await;
    asked.answer(vary.step, found).await
}

/// What is varied, read.
struct Vary {
    words: AxisWords,
    range: (i128, i128),
    step: Option<i128>,
}

impl Vary {
    fn read(
        book: &Rulebook,
        period: Period,
        question: &RangeQuestion<'_>,
    ) -> Result<Vary, Diagnostic> {
        let malformed = || {
            let message = format!("`{}` is not a range", question.vary);
            Diagnostic::error("E0103", message)
                .help("write FACT=FROM..TO or FACT=FROM..TO:STEP, as housing_fund_rate=5%..12%")
        };
        let (name, rest) = match question.vary.split_once('=') {
            Some((name, rest)) => (name.trim(), Some(rest)),
            None => (question.vary.trim(), None),
        };
        let Some(rest) = rest else {
            if question.until.is_none() {
                return Err(malformed());
            }
            let words = named(book, name, period, 0)?;
            return Ok(Vary {
                range: words.bounds,
                step: None,
                words,
            });
        };
        let (from, rest) = rest.split_once("..").ok_or_else(malformed)?;
        let (to, step) = match rest.split_once(':') {
            Some((to, step)) => (to, Some(step)),
            None => (rest, None),
        };
        // A parameter's step is as fine as what is asked.
        let places = |text: &str| {
            let digits = text.split_once('.').map_or("", |(_, rest)| rest);
            let count = digits.bytes().take_while(u8::is_ascii_digit).count();
            u32::try_from(count).unwrap_or(0).min(9)
        };
        let finest = places(from).max(places(to)).max(step.map_or(0, places));
        let words = named(book, name, period, finest)?;
        let range = (words.position(from)?, words.position(to)?);
        if range.0 > range.1 {
            return Err(malformed().help("write the lesser value first"));
        }
        let step = match step {
            Some(text) => match words.position(text)? {
                step if step > 0 => Some(step),
                _ => return Err(malformed().help("a step is more than 0")),
            },
            None => None,
        };
        Ok(Vary { words, range, step })
    }
}

struct Asked<'a> {
    explorer: &'a Explorer,
    range: (i128, i128),
    question: &'a RangeQuestion<'a>,
}

impl Asked<'_> {
    async fn answer(&self, step: Option<i128>, found: &mut Vec<Diagnostic>) -> Option<RangeReport> {
        let writer = Writer {
            explorer: self.explorer,
        };
        let mut report = RangeReport {
            axis: Some(writer.axis(self.range)),
            ..RangeReport::default()
        };
        if let Some(until) = self.question.until {
            let (target, value, wanted) = self.goal(until).map_err(|why| found.push(why)).ok()?;
            let goal = self
                .explorer
                .goal_sliced(target, wanted, self.range)
                .await?;
            if goal.reached < self.range.1 {
                found.push(cut_short(&writer.at(goal.reached)));
            }
            report.goal = Some(writer.goal(target, value, &goal));
            return Some(report);
        }
        let targets = self.targets(found)?;
        // The total is followed with the rest: one walk serves all.
        let mut followed = targets.clone();
        if self.question.forbidden && !followed.contains(&Target::Total) {
            followed.push(Target::Total);
        }
        let path = self.explorer.follow_sliced(&followed, self.range).await;
        if path.reached < self.range.1 {
            found.push(cut_short(&writer.at(path.reached)));
        }
        let each = targets.iter().zip(&path.outputs);
        let points = self.question.points.map(|count| (count, step));
        report.targets = each
            .map(|(target, followed)| TargetReport {
                id: writer.name(*target),
                label: writer.label(*target),
                unit: writer.unit(*target),
                here: self.here(&writer, *target),
                points: None,
                breakpoints: writer.breakpoints(*target, followed),
                reached: writer.at(path.reached),
            })
            .collect();
        if let Some((count, step)) = points {
            let points = (count, step);
            self.curves(&writer, &targets, &path.outputs, points, &mut report)
                .await;
        }
        breath().await;
        if self.question.forbidden {
            let total = followed.iter().position(|target| *target == Target::Total);
            let total = total.and_then(|at| path.outputs.get(at));
            report.forbidden = total.map(|total| {
                let (effort, found) = self.explorer.forbidden(total);
                writer.forbidden(effort, &found)
            });
        }
        Some(report)
    }

    fn here(&self, writer: &Writer<'_>, target: Target) -> Option<String> {
        let here = self.explorer.here()?;
        let curve = self.explorer.curve(&[target], vec![here]);
        writer.shown(target, (*curve.values.first()?.first()?)?)
    }

    /// Evenly spaced points, both ends, and both sides of every breakpoint.
    async fn curves(
        &self,
        writer: &Writer<'_>,
        targets: &[Target],
        paths: &[Followed],
        (count, step): (usize, Option<i128>),
        report: &mut RangeReport,
    ) {
        let (from, to) = self.range;
        let parts = i128::try_from(count.max(2)).unwrap_or(2) - 1;
        let least = (to - from) / MOST_POINTS;
        let mut xs: Vec<i128> = match step {
            Some(step) => {
                let step = step.max(least).max(1);
                (0..=(to - from) / step)
                    .map(|at| from + at * step)
                    .collect()
            }
            None => (0..=parts.min(MOST_POINTS))
                .map(|at| from + (to - from) * at / parts)
                .collect(),
        };
        xs.push(to);
        for followed in paths {
            let switches = followed.switches.iter();
            xs.extend(switches.flat_map(|switch| [switch.at, switch.at + 1]));
        }
        xs.sort_unstable();
        xs.dedup();
        let curve = self.explorer.curve_sliced(targets, xs).await;
        let each = targets.iter().zip(paths).zip(&curve.values);
        for (((target, followed), values), report) in each.zip(&mut report.targets) {
            let point = |(x, value): (&i128, &Option<Rational>)| PointReport {
                at: writer.at(*x),
                value: value.and_then(|value| writer.shown(*target, value)),
                marginal: followed
                    .stretch(*x)
                    .and_then(|stretch| writer.marginal(*target, stretch.line.slope_at(*x))),
            };
            report.points = Some(curve.xs.iter().zip(values).map(point).collect());
        }
    }

    /// The targets asked for; none asks for the total.
    fn targets(&self, found: &mut Vec<Diagnostic>) -> Option<Vec<Target>> {
        if self.question.of.is_empty() {
            return Some(vec![Target::Total]);
        }
        let mut targets = Vec::new();
        let before = found.len();
        for name in self.question.of {
            match self.target(name) {
                Ok(target) => targets.push(target),
                Err(why) => found.push(why),
            }
        }
        (found.len() == before).then_some(targets)
    }

    fn target(&self, name: &str) -> Result<Target, Diagnostic> {
        if name == "total" {
            return Ok(Target::Total);
        }
        let book = &self.explorer.book;
        let mut amounts = self.explorer.amounts();
        if let Some(of) = amounts.find(|of| amount_name(book, *of) == name) {
            return Ok(Target::Amount(of));
        }
        let known: Vec<String> = self
            .explorer
            .amounts()
            .map(|of| amount_name(book, of))
            .collect();
        let known = known.iter().map(String::as_str).chain(["total"]);
        let diagnostic = Diagnostic::error("Q0105", format!("there is no amount `{name}`"));
        Err(match nearest(name, known) {
            Some(near) => diagnostic.help(format!("did you mean `{near}`?")),
            None => diagnostic
                .help("`qingce rules list --kind amount` lists them; `total` is the whole"),
        })
    }

    /// Target, value as written, value in base units.
    fn goal(&self, text: &str) -> Result<(Target, Decimal, Rational), Diagnostic> {
        let malformed = || {
            Diagnostic::error("E0106", format!("`{text}` is not a goal"))
                .help("write AMOUNT=VALUE, the value in the amount's unit: total=1200万")
        };
        let (name, value) = text.split_once('=').ok_or_else(malformed)?;
        let target = self.target(name.trim())?;
        let measure = match target {
            Target::Total => None,
            Target::Amount(of) => Some(&self.explorer.book.amounts[of.amount].measure),
        };
        let unit = measure.map_or("元", |measure| measure.text.as_str());
        let bare = value.trim().replace(',', "");
        let bare = bare.strip_suffix(unit).unwrap_or(&bare).trim();
        let (bare, zeros) = match (bare.strip_suffix('亿'), bare.strip_suffix('万')) {
            (Some(bare), _) => (bare, 100_000_000),
            (_, Some(bare)) => (bare, 10_000),
            _ => (bare, 1),
        };
        let written = Rational::parse(bare.trim())
            .and_then(|value| value.mul(Rational::whole(zeros)))
            .ok_or_else(malformed)?;
        let factor = measure.map_or(Rational::ONE, |measure| measure.factor);
        let wanted = written.mul(factor).ok_or_else(malformed)?;
        Ok((target, written.to_decimal().ok_or_else(malformed)?, wanted))
    }
}

fn cut_short(reached: &str) -> Diagnostic {
    Diagnostic::warning("E0107", format!("the search was cut short at {reached}"))
        .help("ask about a shorter range: nothing is said beyond")
}
