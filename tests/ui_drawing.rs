//! Charts become elements of the page without ever being markup.
#![cfg(feature = "web")]

use qingce::base::Lang;
use qingce::charts::waterfall::Waterfall;
use qingce::charts::{Curve, Jump, Pair, Step, curve, structure, waterfall};
use qingce::ui::components::drawing::parts;

const HOSTILE: &str = "<img src=x onerror=alert(1)> & \"补贴\" 'x'";

fn drawings() -> Vec<String> {
    let step = |label: &str, change| Step {
        label: label.to_owned(),
        written: format!("{change}"),
        change,
    };
    let fall = Waterfall {
        start: ("政策前".into(), "1000".into(), 1000.0),
        steps: vec![step(HOSTILE, -100.0), step("电解铝阶梯电价", 250.0)],
        end: ("政策后".into(), "1150".into(), 1150.0),
    };
    let pair = Pair {
        label: HOSTILE.into(),
        written: "10 元".into(),
        before: Some(10.0),
        after: Some(12.0),
    };
    let line = Curve {
        pieces: vec![vec![(0.0, 1.0), (1.0, 2.0)], vec![(1.0, 5.0), (2.0, 6.0)]],
        jumps: vec![Jump {
            left: (1.0, 2.0),
            right: (1.0, 5.0),
        }],
        here: Some((0.5, 1.5)),
        y_unit: 1.0,
    };
    vec![
        waterfall(&fall, 820, Lang::Zh).expect("a waterfall").0,
        structure(&[pair], 820, Lang::Zh).expect("a structure"),
        curve(&line, 820).expect("a curve"),
    ]
}

#[test]
fn every_part_of_a_chart_is_known() {
    for svg in drawings() {
        let found = parts(&svg).unwrap_or_else(|| panic!("not a chart: {svg}"));
        let opened = svg.matches('<').count() - svg.matches("</").count();
        assert_eq!(found.len(), opened, "{svg}");
        assert_eq!(found[0].name, "svg");
    }
}

#[test]
fn markup_in_a_label_stays_a_text() {
    let svg = &drawings()[1];
    let found = parts(svg).expect("a chart");
    let written: Vec<&str> = found.iter().map(|part| part.words.as_str()).collect();
    assert!(
        written.iter().any(|words| words.starts_with("<img src=x")),
        "{written:?}"
    );
}

#[test]
fn what_no_chart_is_made_of_is_no_drawing() {
    let within = |part: &str| format!("<svg width=\"1\">\n{part}\n</svg>\n");
    assert!(parts(&within("<rect x=\"1\"/>")).is_some());
    for part in [
        "<script >alert(1)</script>",
        "<image href=\"x\"/>",
        "<rect onclick=\"x\"/>",
        "<rect style=\"x\"/>",
        "<text x=\"1\"><b>x</b></text>",
        "<text x=\"1\">&nbsp;</text>",
        "<rect x=\"1\"",
        "words",
    ] {
        assert_eq!(parts(&within(part)), None, "{part}");
    }
    assert_eq!(parts(""), None);
    assert_eq!(parts("<rect x=\"1\"/></svg>"), None);
    assert_eq!(parts("<svg width=\"1\"></svg> more"), None);
}
