//! Wording and number formats of the page.
#![cfg(feature = "web")]

use qingce::base::{Decimal, Lang, Period, Rational};
use qingce::ui::format;
use qingce::ui::text::{Key, TABLES, fill, list};

#[test]
fn every_wording_stands_in_both_languages_with_the_same_gaps() {
    let gaps = |text: &str| {
        (0..6)
            .filter(|n| text.contains(&format!("{{{n}}}")))
            .collect::<Vec<_>>()
    };
    let mut check = |key: String, zh: &str, en: &str| {
        assert!(!zh.trim().is_empty() && !en.trim().is_empty(), "{key}");
        assert_eq!(gaps(zh), gaps(en), "{key}");
        let chinese = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
        let switch = key.starts_with("LanguageSwitch");
        assert!(
            switch || !en.chars().any(chinese) || en.contains('万'),
            "{key}: {en}"
        );
    };
    TABLES.iter().for_each(|table| table(&mut check));
}

#[test]
fn gaps_are_filled_and_lists_joined_as_the_language_does() {
    assert_eq!(fill(Key::Saved, Lang::Zh, &["甲"]), "已保存“甲”。");
    assert_eq!(list(["a", "b"], Lang::Zh), "a、b");
    assert_eq!(list(["a", "b"], Lang::En), "a, b");
}

#[test]
fn numbers_are_written_as_accountants_do() {
    let number = |text| Decimal::parse(text).expect(text);
    assert_eq!(format::money(number("1234567.5")), "1,234,567.50");
    assert_eq!(format::money(number("-0.125")), "−0.125");
    assert_eq!(format::signed(number("5")), "+5.00");
    assert_eq!(format::signed(number("0")), "0.00");
    assert_eq!(format::trimmed(number("120.500")), "120.5");
    assert_eq!(format::trimmed(number("100")), "100");
    assert_eq!(
        format::short_text(number("123456789"), Lang::Zh),
        "1.2346 亿元"
    );
    assert_eq!(format::short_text(number("-95250"), Lang::Zh), "−9.53 万元");
    assert_eq!(format::short_text(number("999.5"), Lang::Zh), "999.50 元");
    assert_eq!(
        format::short_text(number("123456789"), Lang::En),
        "123.46 million yuan"
    );
    assert_eq!(
        format::echo(number("1250000000"), Lang::Zh).as_deref(),
        Some("12.5 亿")
    );
    assert_eq!(format::echo(number("999"), Lang::Zh), None);
    let third = format::shared(number("100"), Rational::whole(3));
    assert_eq!(third.map(format::money).as_deref(), Some("33.33"));
    assert_eq!(format::shared(number("100"), Rational::ZERO), None);
}

#[test]
fn periods_are_written_as_people_do() {
    let period = |text: &str| Period::parse(text).expect("a period");
    assert_eq!(format::period(period("2017"), Lang::Zh), "2017年");
    assert_eq!(format::period(period("2017-05"), Lang::Zh), "2017年5月");
    assert_eq!(
        format::period(period("2017-03..2017-09"), Lang::Zh),
        "2017年3月至9月"
    );
    assert_eq!(
        format::period(period("2017-03..2017-09"), Lang::En),
        "2017-03 to 2017-09"
    );
}
