//! Any text is a formula or a problem with its place; what parses prints and parses back the same.
#![no_main]

use libfuzzer_sys::fuzz_target;
use qingce::formula::parse;

fuzz_target!(|text: &str| match parse(text) {
    Ok(formula) => {
        let printed = formula.to_string();
        assert_eq!(parse(&printed).map(|again| again.to_string()), Ok(printed));
    }
    Err(problem) => assert!(problem.span.1 as usize <= text.len()),
});
