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
        // What charts are drawn in, on the panel they stand on; text in a bar is the panel's color.
        let charts = colors.keys().filter(|name| name.starts_with("--series-"));
        for ink in charts.map(String::as_str).chain(["--before"]) {
            let ratio = contrast(colors[ink], colors["--panel"]);
            assert!(ratio >= 4.5, "{ink} in charts: {ratio:.2}");
        }
        for (line, ground) in [
            ("--edge", "--panel"),
            ("--edge", "--ground"),
            ("--focus", "--panel"),
            ("--focus", "--ground"),
        ] {
            let ratio = contrast(colors[line], colors[ground]);
            assert!(ratio >= 3.0, "{line} on {ground}: {ratio:.2}");
        }
    }
}

#[test]
fn dark_is_the_same_by_the_system_and_by_hand() {
    let themes = themes();
    assert_eq!(themes[1], themes[2]);
}

#[test]
fn a_chart_in_a_file_has_the_colors_of_the_light_page() {
    use qingce::charts::ink::{AFTER, ALL, BEFORE, ON_PAPER, SERIES};
    let light = &themes()[0];
    let on_paper = |color| {
        let at = ALL.iter().position(|one| *one == color).expect("listed");
        rgb(ON_PAPER[at].trim_start_matches('#'))
    };
    // Both were read from the same three pairs of digits: equal to the bit, or another color.
    let bits = |color: [f64; 3]| color.map(f64::to_bits);
    assert_eq!(bits(on_paper(BEFORE)), bits(light["--before"]));
    assert_eq!(bits(on_paper(AFTER)), bits(light["--accent"]));
    for (at, color) in SERIES.iter().enumerate().skip(1) {
        let name = format!("--series-{}", at + 1);
        assert_eq!(bits(on_paper(*color)), bits(light[&name]), "{name}");
    }
}
