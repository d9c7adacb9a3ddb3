//! The `qingce` command: the engine natively, with tables for people and JSON for programs.
//!
//! Takes arguments, files, standard input and the language of the environment; gives text and an exit
//! status: 0 done, 1 refused (a rulebook, facts or a question with errors), 2 a command that cannot
//! be understood. Guarantees that everything that touches the system stands in `system`, and that
//! `--format json` says the same as the tables. Computes nothing itself.
#![allow(
    clippy::format_push_string,
    reason = "tables are short, and `write!` would give a result that cannot fail"
)]

mod args;
mod assess;
mod changes;
mod codes;
mod compare;
mod coverage;
mod explore;
mod consequences;
mod facts;
mod lists;
mod patching;
mod recap;
mod records;
mod reform;
mod render;
mod rules;
mod sheet;
mod show;
mod system;
mod table;
mod way_in;
mod why;
mod words;

use std::process::ExitCode;

use clap::Parser;

use args::{Arguments, Command, ReformCommand, RulesCommand};
use words::Words;

/// Runs the command of this process.
pub fn run() -> ExitCode {
    let arguments = Arguments::parse();
    let words = Words::new(arguments.lang.or_else(system::language));
    let answer = match &arguments.command {
        Command::Assess(asked) => assess::run(asked, words),
        Command::Compare(asked) => compare::run(asked, words),
        Command::Reform {
            command: ReformCommand::Check(asked),
        } => reform::check(asked, words),
        Command::Sweep(asked) => explore::sweep(asked, words),
        Command::Breakpoints(asked) => explore::breakpoints(asked, words),
        Command::Goal(asked) => explore::goal(asked, words),
        Command::Rules { command } => match command {
            RulesCommand::Check {
                dir,
                concise,
                format,
            } => rules::check(dir.as_deref(), *concise, *format, words),
            RulesCommand::List {
                kind,
                rules,
                format,
            } => rules::list(rules.as_deref(), *kind, *format, words),
            RulesCommand::Show { id, rules, format } => {
                rules::show(rules.as_deref(), id, *format, words)
            }
            RulesCommand::Coverage {
                document,
                rules,
                format,
            } => coverage::run(rules.as_deref(), document.as_deref(), *format, words),
            RulesCommand::History { id, rules, format } => {
                changes::history(rules.as_deref(), id, *format, words)
            }
            RulesCommand::Diff {
                old,
                new,
                facts,
                format,
            } => changes::diff(old, new.as_deref(), facts, *format, words),
        },
        Command::Facts(asked) => facts::run(asked, words),
        Command::ExplainCode { code, format } => codes::explain(code.as_deref(), *format),
    };
    system::finish(&answer)
}

/// What a command has to say.
#[derive(Default, Debug)]
struct Answer {
    /// For standard output.
    out: String,
    /// For standard error.
    err: String,
    /// Whether the question was refused.
    refused: bool,
}

impl Answer {
    fn done(out: String) -> Answer {
        Answer {
            out,
            ..Answer::default()
        }
    }

    /// Refused, with why for people.
    fn refused(err: String) -> Answer {
        Answer {
            err,
            refused: true,
            ..Answer::default()
        }
    }

    /// Refused, with why inside the JSON.
    fn refused_json(out: String) -> Answer {
        Answer {
            out,
            refused: true,
            ..Answer::default()
        }
    }
}

/// A value as indented JSON with a line break after it.
fn json(value: &impl serde::Serialize) -> String {
    // Keys are strings and numbers are text, so there is nothing serde_json could refuse.
    let mut text = serde_json::to_string_pretty(value).unwrap_or_default();
    text.push('\n');
    text
}
