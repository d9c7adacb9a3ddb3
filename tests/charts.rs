//! Charts on the host: the same text as in the browser.
#![cfg(feature = "charts")]

use qingce::base::Lang;
use qingce::charts::waterfall::Waterfall;
use qingce::charts::{
    Caption, Curve, Jump, Pair, Step, WIDTHS, curve, file, ink, structure, waterfall, width_for,
};

fn steps() -> Waterfall {
    let step = |label: &str, change| Step {
        label: label.to_owned(),
        written: format!("{change}"),
        change,
    };
    Waterfall {
        start: ("政策前".into(), "1000".into(), 1000.0),
        steps: vec![
            step("失业保险费率降低", -100.0),
            step("电解铝阶梯电价", 250.0),
        ],
        end: ("政策后".into(), "1150".into(), 1150.0),
    }
}

fn rects(svg: &str, color: plotters::style::RGBColor) -> Vec<(i32, i32)> {
    let fill = format!("fill=\"{}\"", ink::hex(color));
    let number = |line: &str, name: &str| -> i32 {
        let from = line.split(&format!(" {name}=\"")).nth(1).expect(name);
        from.split('"').next().expect(name).parse().expect(name)
    };
    svg.lines()
        .filter(|line| line.starts_with("<rect") && line.contains(&fill))
        .map(|line| (number(line, "x"), number(line, "width")))
        .collect()
}

#[test]
fn a_waterfall_is_as_long_as_its_numbers() {
    let (svg, cut) = waterfall(&steps(), 820, Lang::Zh).expect("a drawing");
    assert!(cut, "steps of a tenth are seen only without zero");
    let (less, more) = (rects(&svg, ink::LESS), rects(&svg, ink::MORE));
    assert_eq!((less.len(), more.len()), (1, 1));
    let ratio = f64::from(more[0].1) / f64::from(less[0].1);
    assert!((ratio - 2.5).abs() < 0.05, "{ratio}");
    assert_eq!(
        less[0].0, more[0].0,
        "the second begins where the first ended"
    );
}

#[test]
fn every_width_and_language_draws_in_sentinels_without_styles() {
    let pairs = [
        Pair {
            label: "工资".into(),
            written: "10 元".into(),
            before: Some(10.0),
            after: Some(12.0),
        },
        Pair {
            label: "稳岗补贴 & <补贴>".into(),
            written: "−3 元".into(),
            before: None,
            after: Some(-3.0),
        },
    ];
    let line = Curve {
        pieces: vec![vec![(0.0, 1.0), (1.0, 2.0)], vec![(1.0, 5.0), (2.0, 6.0)]],
        jumps: vec![Jump {
            left: (1.0, 2.0),
            right: (1.0, 5.0),
        }],
        here: Some((0.5, 1.5)),
        y_unit: 1.0,
    };
    for width in WIDTHS {
        for lang in [Lang::Zh, Lang::En] {
            let drawings = [
                waterfall(&steps(), width, lang).expect("a waterfall").0,
                structure(&pairs, width, lang).expect("a structure"),
                curve(&line, width).expect("a curve"),
            ];
            for svg in drawings {
                assert!(svg.starts_with(&format!("<svg width=\"{width}\"")), "{svg}");
                assert!(svg.ends_with("</svg>\n"));
                assert!(!svg.contains("style="), "an inline style breaks the policy");
                assert!(!svg.contains("<补贴>"), "text is escaped");
                let known: Vec<String> = ink::ALL.iter().map(|color| ink::hex(*color)).collect();
                for part in svg.split(['"']).filter(|part| part.starts_with('#')) {
                    assert!(
                        known.iter().any(|color| color == part),
                        "{part} is no sentinel"
                    );
                }
            }
        }
    }
}

#[test]
fn the_stylesheet_maps_every_sentinel_that_is_used() {
    let css = concat!(
        include_str!("../www/style/charts.css"),
        include_str!("../www/style/compare.css")
    );
    for color in ink::ALL {
        assert!(css.contains(&ink::hex(color)), "{}", ink::hex(color));
    }
}

#[test]
fn a_jump_stands_exactly_between_its_pieces() {
    let svg = curve(
        &Curve {
            pieces: vec![
                vec![(0.0, 0.0), (50.0, 0.0)],
                vec![(50.0, 10.0), (100.0, 10.0)],
            ],
            jumps: vec![Jump {
                left: (50.0, 0.0),
                right: (50.0, 10.0),
            }],
            here: None,
            y_unit: 1.0,
        },
        560,
    )
    .expect("a curve");
    let xs: Vec<&str> = svg
        .lines()
        .filter(|line| line.starts_with("<circle"))
        .filter_map(|line| line.split("cx=\"").nth(1)?.split('"').next())
        .collect();
    assert!(xs.len() >= 2 && xs.iter().all(|x| x == &xs[0]), "{xs:?}");
    assert_eq!(
        svg.matches("<polyline").count() - 2,
        svg.matches("stroke=\"#010205\"").count()
            + svg.matches("stroke=\"#010204\"").count()
            + svg.matches("stroke=\"#0A1004\"").count()
    );
}

#[test]
fn a_curve_with_nothing_to_draw_is_none() {
    assert_eq!(curve(&Curve::default(), 560), None);
}

#[test]
fn widths_never_exceed_the_container() {
    assert_eq!(width_for(1000, false), 820);
    assert_eq!(width_for(421, false), 420);
    assert_eq!(width_for(100, false), WIDTHS[0]);
    // Text of 12.5 px is above 18 once the drawing fills the room.
    for room in [276, 344, 700, 1180] {
        let drawn = width_for(room, true);
        assert!(drawn * 18 * 10 <= room * 125, "{drawn} in {room}");
    }
}

#[test]
fn a_file_of_its_own_has_title_legend_and_real_colors() {
    let (svg, _) = waterfall(&steps(), 560, Lang::Zh).expect("a drawing");
    let caption = Caption {
        title: "2016年与2017年 <比较>",
        notes: &["金额单位：元".to_owned()],
        legend: &[
            (ink::LESS, "减少".to_owned()),
            (ink::MORE, "增加".to_owned()),
        ],
    };
    let whole = file(&svg, &caption).expect("a file");
    assert!(whole.starts_with("<svg xmlns") && whole.ends_with("</svg>\n"));
    assert_eq!(whole.matches("<svg").count(), 1);
    assert!(whole.contains("2016年与2017年 &lt;比较&gt;"));
    assert!(whole.contains(">减少</text>") && whole.contains("#0a6a4c"));
    for color in ink::ALL {
        assert!(!whole.contains(&ink::hex(color)), "{}", ink::hex(color));
    }
    assert_eq!(file("no drawing", &caption), None);
}
