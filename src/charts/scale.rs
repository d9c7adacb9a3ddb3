//! Axes: round steps, units of money that keep labels short, and where a value lies in pixels.

use crate::base::Lang;

/// A stretch of numbers laid on a stretch of pixels.
#[derive(Clone, Copy, Debug)]
pub struct Scale {
    low: f64,
    high: f64,
    from: f64,
    to: f64,
}

impl Scale {
    /// Lays `low..high` on the pixels `from..to`.
    pub fn new(low: f64, high: f64, from: i32, to: i32) -> Scale {
        let high = if high > low { high } else { low + 1.0 };
        Scale {
            low,
            high,
            from: f64::from(from),
            to: f64::from(to),
        }
    }

    /// The pixel of a value.
    #[expect(
        clippy::cast_possible_truncation,
        reason = "pixels are small whole numbers"
    )]
    pub fn at(&self, value: f64) -> i32 {
        let share = (value - self.low) / (self.high - self.low);
        (self.from + share * (self.to - self.from)).round() as i32
    }

    /// The distance between round values when there are about `count` of them.
    pub fn step(&self, count: u32) -> f64 {
        round_step((self.high - self.low) / f64::from(count.max(1)))
    }

    /// Round values inside, about `count` of them.
    pub fn ticks(&self, count: u32) -> Vec<f64> {
        let step = self.step(count);
        let mut ticks = Vec::new();
        let mut tick = (self.low / step).ceil() * step;
        while tick <= self.high + step * 1e-9 && ticks.len() < 50 {
            ticks.push(if tick.abs() < step * 1e-6 { 0.0 } else { tick });
            tick += step;
        }
        ticks
    }
}

/// How many labels stand side by side under a drawing of some width.
pub fn across(width: u32) -> u32 {
    match width {
        ..280 => 2,
        280..560 => 4,
        _ => 8,
    }
}

/// The next of 1, 2, 5 × a power of ten.
fn round_step(rough: f64) -> f64 {
    if !rough.is_finite() || rough <= 0.0 {
        return 1.0;
    }
    let power = 10f64.powf(rough.log10().floor());
    let lead = rough / power;
    let round = [1.0, 2.0, 5.0].into_iter().find(|step| lead <= *step);
    round.unwrap_or(10.0) * power
}

/// A unit of money for an axis: what one of it is in 元, and its name.
pub fn money_unit(largest: f64, lang: Lang) -> (f64, &'static str) {
    // English counts in millions; Chinese in myriads.
    let units: &[(f64, &str)] = match lang {
        Lang::Zh => &[(1e8, "亿元"), (1e4, "万元")],
        Lang::En => &[(1e6, "million yuan")],
    };
    let one = match lang {
        Lang::Zh => "元",
        Lang::En => "yuan",
    };
    let found = units.iter().find(|(size, _)| largest >= *size);
    found.copied().unwrap_or((1.0, one))
}

/// A label of an axis: as few places as the step needs, commas between thousands.
pub fn label(value: f64, step: f64) -> String {
    let places = if step >= 1.0 || step <= 0.0 {
        0
    } else {
        // Between 1 and 6 for the steps an axis can have.
        [1usize, 2, 3, 4, 5]
            .into_iter()
            .find(|places| step * 10f64.powi(i32::try_from(*places).unwrap_or(0)) >= 0.999)
            .unwrap_or(6)
    };
    let text = format!("{:.places$}", value.abs());
    let (whole, rest) = text
        .split_once('.')
        .map_or((text.as_str(), ""), |(w, r)| (w, r));
    let mut grouped = String::new();
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    if !rest.is_empty() {
        grouped.push('.');
        grouped.push_str(rest);
    }
    if value < 0.0 {
        grouped.insert(0, '−');
    }
    grouped
}
