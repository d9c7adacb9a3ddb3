//! The style of the page: contrast of its colors in every theme.

#![allow(
    clippy::disallowed_methods,
    reason = "contrast is a matter of light, not of money"
)]
#![cfg(feature = "web")]

use std::collections::BTreeMap;

type Colors = BTreeMap<String, [f64; 3]>;

/// The custom properties that are colors, of each block that declares `--ground`.
fn themes() -> Vec<Colors> {
    let css = include_str!("../www/style/app.css");
    let blocks = css
        .split('{')
        .skip(1)
        .filter_map(|block| block.split('}').next());
    blocks
        .filter(|block| block.contains("--ground:"))
        .map(|block| {
            let declared = block
                .split(';')
                .filter_map(|line| line.trim().split_once(": #"));
            declared
                .map(|(name, hex)| (name.to_owned(), rgb(hex)))
                .collect()
        })
        .collect()
}

fn rgb(hex: &str) -> [f64; 3] {
    let part = |at: usize| u8::from_str_radix(&hex[at..at + 2], 16).expect("two digits");
    [0, 2, 4].map(|at| f64::from(part(at)) / 255.0)
}

/// Contrast ratio of WCAG 2.
fn contrast(a: [f64; 3], b: [f64; 3]) -> f64 {
    let light = |color: [f64; 3]| {
        let linear = |part: f64| {
            if part <= 0.03928 {
                part / 12.92
            } else {
                ((part + 0.055) / 1.055).powf(2.4)
            }
        };
        let [r, g, b] = color.map(linear);
        0.2126 * r + 0.7152 * g + 0.0722 * b
    };
    let (a, b) = (light(a), light(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

#[test]
fn text_stands_out_from_what_is_behind_it_in_every_theme() {
    let themes = themes();
    assert_eq!(themes.len(), 3, "light, dark by the system, dark by hand");
    for colors in &themes {
        let grounds = ["--panel", "--ground", "--sunken"];
        let inks = [
            "--ink", "--soft", "--accent", "--less", "--more", "--needs", "--open",
        ];
        let mut pairs: Vec<(&str, &str)> = Vec::new();
        for ground in grounds {
            pairs.extend(inks.iter().map(|ink| (*ink, ground)));
        }
        pairs.extend([
            ("--accent-ink", "--accent"),
            ("--accent", "--accent-soft"),
            ("--needs", "--needs-soft"),
            ("--open", "--open-soft"),
            ("--less", "--less-soft"),
            ("--more", "--more-soft"),
            ("--ink", "--needs-soft"),
            ("--ink", "--less-soft"),
            ("--ink", "--more-soft"),
        ]);
        for (ink, ground) in pairs {
            let ratio = contrast(colors[ink], colors[ground]);
            assert!(ratio >= 4.5, "{ink} on {ground}: {ratio:.2}");
        }
        let bars = contrast(colors["--before"], colors["--panel"]);
        assert!(bars >= 1.5, "bars before: {bars:.2}");
    }
}

#[test]
fn dark_is_the_same_by_the_system_and_by_hand() {
    let themes = themes();
    assert_eq!(themes[1], themes[2]);
}
