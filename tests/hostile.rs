//! Whatever text comes in from a file, a link, a rulebook or a portal: it stays a text, it does not look
//! like another, and it is not longer or deeper than what can be read.
#![cfg(feature = "web")]

use std::rc::Rc;

use qingce::base::{FileId, Lang, is_deceptive};
use qingce::check::Rulebook;
use qingce::enterprise::{self, FactProblem};
use qingce::rulebook::{BOOK, EmbeddedRules, MapRules, load};
use qingce::ui::compute::Calculator;
use qingce::ui::embedding::{self, Opening};
use qingce::ui::inputs::Inputs;
use qingce::ui::kept::{Kept, KeptList};
use qingce::ui::state::{Action, State};
use qingce::ui::studio::compare::saved::{LONGEST_LINK, Saved};

/// Turns the direction, hides, clears the terminal, and is markup.
const HOSTILE: &str = "</b><img src=x onerror=alert(1)>\u{202e}001\u{2066}\u{200b}\u{1b}[2J\u{0}";
/// What is left of it.
const SEEN: &str = "</b><img src=x onerror=alert(1)>001[2J";

fn calculator() -> Calculator {
    Calculator::load(&EmbeddedRules).expect("the rulebook is sound")
}

/// Any text as TOML and JSON both write it.
fn quoted(text: &str) -> String {
    let escaped = text.chars().map(|char| match char {
        '"' | '\\' => format!("\\{char}"),
        char if char.is_control() || is_deceptive(char) => format!("\\u{:04x}", u32::from(char)),
        char => char.to_string(),
    });
    format!("\"{}\"", escaped.collect::<String>())
}

fn read(book: &Rulebook, text: &str) -> (enterprise::Enterprise, Vec<FactProblem>) {
    enterprise::from_text(book, text, FileId(0))
}

fn codes(problems: &[FactProblem]) -> Vec<&'static str> {
    problems.iter().map(|one| one.kind.code()).collect()
}

#[test]
fn a_file_keeps_of_its_texts_what_can_be_seen_and_says_so() {
    let calculator = calculator();
    let book = calculator.book();
    let hostile = quoted(HOSTILE);
    let toml =
        format!("name = {hostile}\n\n[notes]\nregion = {hostile}\n\n[facts]\nregion = {hostile}\n");
    let json = format!(
        r#"{{"name": {hostile}, "notes": {{"region": {hostile}}}, "facts": {{"region": {hostile}}}}}"#
    );
    for text in [toml, json] {
        let (read, problems) = read(book, &text);
        assert_eq!(read.name.as_deref(), Some(SEEN));
        assert_eq!(read.notes.get("region").map(String::as_str), Some(SEEN));
        assert_eq!(codes(&problems), ["F0115", "F0115", "F0115", "F0108"]);
        for problem in &problems {
            let said = [
                problem.message(Lang::Zh),
                problem.message(Lang::En),
                problem.diagnostic().message,
            ];
            assert!(
                !said.iter().any(|text| text.contains(is_deceptive)),
                "{said:?}"
            );
        }
        // What is written back is read as the same, without a word.
        let again = self::read(book, &enterprise::to_toml(book, &read));
        assert_eq!((again.0.name, again.1), (read.name, Vec::new()));
    }
}

#[test]
fn texts_and_files_beyond_measure_are_refused() {
    let calculator = calculator();
    let book = calculator.book();
    let mega = "长".repeat(1 << 18);
    let (stated, problems) = read(
        book,
        &format!("name = {}\nregion = \"xining\"", quoted(&mega)),
    );
    assert_eq!((stated.name, codes(&problems)), (None, vec!["F0116"]));
    assert!(problems[0].diagnostic().message.len() < 200);
    let (stated, problems) = read(book, &format!("{{\"title\": {}}}", quoted(&mega)));
    assert_eq!((stated.title, codes(&problems)), (None, vec!["F0116"]));
    // A value of a fact is quoted, not repeated.
    let (_, problems) = read(book, &format!("region = {}", quoted(&mega)));
    assert!(problems[0].diagnostic().message.len() < 200);
    for text in [
        format!("# {mega}{mega}"),
        format!("{{ {} }}", " ".repeat(1 << 20)),
    ] {
        assert_eq!(codes(&read(book, &text).1), ["F0101"]);
    }
    for deep in [
        "[".repeat(100_000),
        "{\"a\":".repeat(100_000),
        format!("a = {}", "[".repeat(100_000)),
        format!("a = {}", "{a=".repeat(100_000)),
    ] {
        assert!(!read(book, &deep).1.is_empty());
    }
}

#[test]
fn what_the_page_takes_in_is_what_is_seen() {
    let fresh = State::new(Rc::new(calculator()), KeptList::default());
    let opened = fresh.after(Action::OpenFile(
        "x".into(),
        format!("name = {}\nregion = \"xining\"", quoted(HOSTILE)).into(),
    ));
    assert_eq!(&*opened.inputs.name, SEEN);
    // Kept in this browser by whoever wrote there.
    let inputs = Inputs {
        name: Rc::from(HOSTILE),
        ..(*fresh.inputs).clone()
    };
    let kept = KeptList {
        list: vec![(1, Kept::of(fresh.calculator.book(), &inputs))],
    };
    let read = KeptList::parse(&kept.to_text()).expect("a list");
    assert_eq!(read.list[0].1.name, SEEN);
    // Told by the page around.
    let opening = Opening::parse(&format!(
        r#"{{"host": "https://a.example", "preset": {}}}"#,
        quoted(HOSTILE)
    ));
    assert!(
        opening
            .apply(&fresh)
            .1
            .iter()
            .all(|said| !said.contains(is_deceptive))
    );
    let mut inputs = (*fresh.inputs).clone();
    let facts = format!(r#"{{"region": {0}, {0}: 1}}"#, quoted(HOSTILE));
    let said = embedding::state_facts(&fresh.calculator, &mut inputs, &facts);
    assert!(
        !said.is_empty() && said.iter().all(|said| !said.contains(is_deceptive)),
        "{said:?}"
    );
}

#[test]
fn links_of_comparisons_are_limited_and_strict() {
    assert_eq!(Saved::from_link(&"e".repeat(LONGEST_LINK + 1)), None);
    let text = r#"{"columns":[{"name":"甲","members":[],"period":"2017","changes":[]}]}"#;
    let saved = Saved::parse(text).expect("a set");
    let link = saved.to_link();
    assert_eq!(Saved::from_link(&link).as_ref(), Some(&saved));
    assert_eq!(Saved::from_link(&format!("{link}A")), None);
    let turned = Saved::parse(&text.replace('甲', "甲\u{202e}")).expect("a set");
    assert_eq!(Saved::from_link(&turned.to_link()), None);
}

#[test]
fn a_rulebook_that_would_deceive_is_refused_in_words_that_do_not() {
    let book = "[book]\nid = \"x\"\nversion = \"1\"\ntitle = { zh = \"书\", en = \"Book\" }\nfrom = \"2011-01\"\nto = \"2020-12\"\nfiles = [\"a.toml\"]\n";
    let refused = |record: &str| {
        let files = [
            (BOOK.to_owned(), book.to_owned()),
            ("a.toml".to_owned(), record.to_owned()),
        ];
        let (_, found, _) = load(&files.into_iter().collect::<MapRules>());
        assert!(
            found.iter().any(qingce::base::Diagnostic::is_error),
            "{record:.60}"
        );
        for one in &found {
            let labels = one.labels.iter().map(|label| &label.message);
            for said in labels
                .chain([&one.message])
                .chain(&one.help)
                .chain(&one.notes)
            {
                assert!(
                    !said.contains(is_deceptive) && said.len() <= 2_000,
                    "{said:.200}"
                );
            }
        }
        found.iter().map(|one| one.code).collect::<Vec<_>>()
    };
    let hostile = quoted(HOSTILE);
    assert_eq!(
        refused(&format!(
            "[subject.a]\nlabel = {{ zh = {hostile}, en = \"A\" }}"
        )),
        ["R0117"]
    );
    let mega = quoted(&"长".repeat(1 << 18));
    assert_eq!(
        refused(&format!(
            "[subject.a]\nlabel = {{ zh = {mega}, en = \"A\" }}"
        )),
        ["R0117"]
    );
    refused(&format!("[subject.a]\nlabel = {hostile}\n{hostile} = 1"));
    refused(&format!("[{hostile}.{hostile}]\nlabel = 1"));
    refused(&format!(
        "[parameter.a]\nlabel = {{ zh = \"甲\", en = \"A\" }}\nunit = {hostile}\nvalues = [{{ from = {hostile}, value = {hostile} }}]"
    ));
    refused(&format!("a = {}", "[".repeat(100_000)));
}
