//! The arguments of every command.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::base::Lang;

/// 青策: what the policies of Qinghai cost and save an enterprise, exactly, with every clause
#[derive(Parser, Debug)]
#[command(name = "qingce", version, propagate_version = true)]
pub(super) struct Arguments {
    /// Language of tables and labels [default: by LANG, else zh]
    #[arg(long, global = true, value_parser = lang)]
    pub(super) lang: Option<Lang>,
    #[command(subcommand)]
    pub(super) command: Command,
}

fn lang(text: &str) -> Result<Lang, String> {
    match text {
        "zh" => Ok(Lang::Zh),
        "en" => Ok(Lang::En),
        _ => Err("expected zh or en".to_owned()),
    }
}

#[derive(Subcommand, Debug)]
pub(super) enum Command {
    /// Assess an enterprise: cost with and without policies, what applies and why
    Assess(AssessArgs),
    /// Set scenarios side by side: what differs, every amount, and where differences come from
    Compare(CompareArgs),
    /// Look into a reform
    Reform {
        #[command(subcommand)]
        command: ReformCommand,
    },
    /// Draw amounts along a fact or parameter, with every breakpoint
    Sweep(SweepArgs),
    /// Find every value of a fact or parameter at which an amount jumps or bends, and why
    Breakpoints(SweepArgs),
    /// Find every value of a fact or parameter that makes an amount reach a target
    Goal(GoalArgs),
    /// Look into a rulebook
    Rules {
        #[command(subcommand)]
        command: RulesCommand,
    },
    /// List the facts an enterprise may state, or print an empty facts file
    Facts(FactsArgs),
    /// Say what the code of a diagnostic means, or list all codes
    ExplainCode {
        /// The code, e.g. R0106
        code: Option<String>,
        /// How to print it
        #[arg(long, default_value = "table")]
        format: Format,
    },
}

#[derive(Args, Debug)]
pub(super) struct AssessArgs {
    /// Facts as TOML or JSON; - for standard input
    pub(super) facts: PathBuf,
    /// Months of one year: 2017, 2017-09 or 2017-03..2017-09 [default: what the facts say]
    #[arg(long, value_name = "PERIOD")]
    pub(super) period: Option<String>,
    #[command(flatten)]
    pub(super) changes: PatchArgs,
    /// Say how an amount came about
    #[arg(long, value_name = "AMOUNT")]
    pub(super) explain: Vec<String>,
    /// Say what would make a lever apply, and what that is worth (all: every one that does not)
    #[arg(long, value_name = "LEVER")]
    pub(super) why: Vec<String>,
    /// Show the months of the period: what is paid, received, kept back, due
    #[arg(long)]
    pub(super) calendar: bool,
    /// Refuse assumptions, and values not checked for the period
    #[arg(long)]
    pub(super) official: bool,
    /// Print the recap sheet: a line an amount with its clause, policies, offices, what to hand in
    #[arg(long)]
    pub(super) sheet: bool,
    /// Write the recap sheet as a workbook with live formulas
    #[arg(long, value_name = "FILE")]
    pub(super) xlsx: Option<PathBuf>,
    /// Folder with book.toml [default: the rulebook built in]
    #[arg(long, value_name = "DIR")]
    pub(super) rules: Option<PathBuf>,
    /// How to print it
    #[arg(long, default_value = "table")]
    pub(super) format: Format,
}

/// What is laid over the rulebook, reforms first.
#[derive(Args, Clone, Default, Debug)]
pub(super) struct PatchArgs {
    /// Lay a reform over the rulebook: a TOML file; several are laid on in order
    #[arg(long, value_name = "FILE")]
    pub(super) patch: Vec<PathBuf>,
    /// Lay a change over the rulebook: PARAM=VALUE, PARAM@DATE=VALUE, READING=OPTION or -LEVER
    #[arg(long, value_name = "CHANGE", allow_hyphen_values = true)]
    pub(super) set: Vec<String>,
}

impl PatchArgs {
    /// Whether nothing is laid on.
    pub(super) fn is_empty(&self) -> bool {
        self.patch.is_empty() && self.set.is_empty()
    }
}

/// Every FACTS for every period, as it is and with the changes
#[derive(Args, Debug)]
pub(super) struct CompareArgs {
    /// Facts files, or sets of scenarios, as TOML or JSON
    #[arg(required = true)]
    pub(super) facts: Vec<PathBuf>,
    /// Months of one year: 2017, 2017-09 or 2017-03..2017-09 [default: what the facts say]
    #[arg(long, value_name = "PERIOD", conflicts_with_all = ["periods", "years"])]
    pub(super) period: Option<String>,
    /// Several periods, each a scenario
    #[arg(
        long,
        value_name = "PERIOD,…",
        value_delimiter = ',',
        conflicts_with = "years"
    )]
    pub(super) periods: Vec<String>,
    /// Every year the rulebook covers, each a scenario
    #[arg(long)]
    pub(super) years: bool,
    /// With any of these, each scenario stands twice: as it is, and with all of them laid on
    #[command(flatten)]
    pub(super) changes: PatchArgs,
    /// Each scenario also under another rulebook: a released one by version or hash, a folder or a file
    #[arg(long, value_name = "RULES")]
    pub(super) also_rules: Vec<String>,
    /// Sum the enterprises instead of comparing them with each other
    #[arg(long)]
    pub(super) group: bool,
    /// What the others are compared with, by name or number [default: the first]
    #[arg(long, value_name = "SCENARIO")]
    pub(super) reference: Option<String>,
    /// Say where the difference between two scenarios comes from, by name or number
    #[arg(long, num_args = 2, value_names = ["FROM", "TO"])]
    pub(super) between: Vec<String>,
    /// Only amounts that differ
    #[arg(long)]
    pub(super) only_differences: bool,
    /// Draw the totals as stacked bars into a file
    #[arg(long, value_name = "FILE")]
    pub(super) svg: Option<PathBuf>,
    /// Draw the way of the last --between (else to the last scenario) line by line into a file
    #[arg(long, value_name = "FILE")]
    pub(super) waterfall: Option<PathBuf>,
    /// Folder with book.toml [default: the rulebook built in]
    #[arg(long, value_name = "DIR")]
    pub(super) rules: Option<PathBuf>,
    /// How to print it
    #[arg(long, default_value = "table")]
    pub(super) format: CompareFormat,
}

impl CompareArgs {
    /// Whether anything asks for more than what a set of scenarios says itself.
    pub(super) fn varies(&self) -> bool {
        let periods = self.period.is_some() || !self.periods.is_empty() || self.years;
        periods || !self.changes.is_empty() || self.group
    }

    /// Whether each enterprise has several periods.
    pub(super) fn several(&self) -> bool {
        self.periods.len() > 1 || self.years
    }
}

/// How a comparison is printed.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum, Debug)]
pub(super) enum CompareFormat {
    /// Aligned tables
    Table,
    /// One JSON value
    Json,
    /// A row an amount
    Csv,
}

/// An enterprise, its months, and what is varied.
#[derive(Args, Debug)]
pub(super) struct RangeArgs {
    /// Facts as TOML or JSON; - for standard input
    pub(super) facts: PathBuf,
    /// What is varied: FACT=FROM..TO or FACT=FROM..TO:STEP, in its unit; a parameter likewise
    #[arg(long, value_name = "FACT=FROM..TO")]
    pub(super) vary: String,
    /// Months of one year: 2017, 2017-09 or 2017-03..2017-09 [default: what the facts say]
    #[arg(long, value_name = "PERIOD")]
    pub(super) period: Option<String>,
    #[command(flatten)]
    pub(super) changes: PatchArgs,
    /// Folder with book.toml [default: the rulebook built in]
    #[arg(long, value_name = "DIR")]
    pub(super) rules: Option<PathBuf>,
    /// How to print it
    #[arg(long, default_value = "table")]
    pub(super) format: RangeFormat,
}

#[derive(Args, Debug)]
pub(super) struct SweepArgs {
    #[command(flatten)]
    pub(super) range: RangeArgs,
    /// An amount to look at; a group's with its row, as line1.line_surcharge [default: total]
    #[arg(long, value_name = "AMOUNT")]
    pub(super) of: Vec<String>,
    /// Write the curve of the first amount as a chart
    #[arg(long, value_name = "FILE")]
    pub(super) svg: Option<PathBuf>,
}

#[derive(Args, Debug)]
pub(super) struct GoalArgs {
    #[command(flatten)]
    pub(super) range: RangeArgs,
    /// What is to be reached: AMOUNT=VALUE in the amount's unit, or total=VALUE
    #[arg(long, value_name = "AMOUNT=VALUE")]
    pub(super) until: String,
}

/// For people, for programs, for tables.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum, Debug)]
pub(super) enum RangeFormat {
    /// Aligned tables
    Table,
    /// One JSON value
    Json,
    /// Comma-separated values
    Csv,
}

#[derive(Subcommand, Debug)]
pub(super) enum ReformCommand {
    /// Check reforms: every problem, what each changes, and whether its examples hold
    Check(ReformArgs),
}

#[derive(Args, Debug)]
pub(super) struct ReformArgs {
    /// Reforms as TOML, laid on in this order
    #[arg(required = true)]
    pub(super) files: Vec<PathBuf>,
    /// Say what they change for this enterprise, and why not
    #[arg(long, value_name = "FACTS")]
    pub(super) facts: Option<PathBuf>,
    /// Months of one year: 2017, 2017-09 or 2017-03..2017-09 [default: what the facts say]
    #[arg(long, value_name = "PERIOD")]
    pub(super) period: Option<String>,
    /// Folder with book.toml [default: the rulebook built in]
    #[arg(long, value_name = "DIR")]
    pub(super) rules: Option<PathBuf>,
    /// How to print it
    #[arg(long, default_value = "table")]
    pub(super) format: Format,
}

#[derive(Subcommand, Debug)]
pub(super) enum RulesCommand {
    /// Check a rulebook and print every problem
    Check {
        /// Folder with book.toml [default: the rulebook built in]
        dir: Option<PathBuf>,
        /// One line a problem, for editors and logs
        #[arg(long)]
        concise: bool,
        /// How to print it
        #[arg(long, default_value = "table")]
        format: Format,
    },
    /// List what a rulebook holds
    List {
        /// Only this kind
        #[arg(long)]
        kind: Option<Kind>,
        /// Folder with book.toml [default: the rulebook built in]
        #[arg(long, value_name = "DIR")]
        rules: Option<PathBuf>,
        /// How to print it
        #[arg(long, default_value = "table")]
        format: Format,
    },
    /// Say which figures and levers of the documents are computed, and which are not and why
    Coverage {
        /// Only this document, figure by figure
        #[arg(long, value_name = "ID")]
        document: Option<String>,
        /// Folder with book.toml [default: the rulebook built in]
        #[arg(long, value_name = "DIR")]
        rules: Option<PathBuf>,
        /// How to print it
        #[arg(long, default_value = "table")]
        format: Format,
    },
    /// How a parameter, what an amount reads, or what a lever owns came to be
    History {
        /// Id of a parameter, table, reading, amount or lever
        id: String,
        /// Folder with book.toml [default: the rulebook built in]
        #[arg(long, value_name = "DIR")]
        rules: Option<PathBuf>,
        /// How to print it
        #[arg(long, default_value = "table")]
        format: Format,
    },
    /// What changed between two rulebooks, and what it moves for enterprises
    Diff {
        /// Folder with book.toml, or a rulebook in one file
        old: PathBuf,
        /// The other [default: the rulebook built in]
        new: Option<PathBuf>,
        /// Facts of an enterprise, as often as wanted [default: the examples built in]
        #[arg(long, value_name = "FACTS")]
        facts: Vec<PathBuf>,
        /// How to print it
        #[arg(long, default_value = "table")]
        format: Format,
    },
    /// Show one document, parameter, amount, lever or fact
    Show {
        /// Its id
        id: String,
        /// Folder with book.toml [default: the rulebook built in]
        #[arg(long, value_name = "DIR")]
        rules: Option<PathBuf>,
        /// How to print it
        #[arg(long, default_value = "table")]
        format: Format,
    },
}

#[derive(Args, Debug)]
pub(super) struct FactsArgs {
    /// Print an empty facts file instead of the list (TOML, or JSON with --format json)
    #[arg(long)]
    pub(super) template: bool,
    /// Folder with book.toml [default: the rulebook built in]
    #[arg(long, value_name = "DIR")]
    pub(super) rules: Option<PathBuf>,
    /// How to print it; toml is an empty facts file
    #[arg(long)]
    pub(super) format: Option<FactsFormat>,
}

/// For people or for programs.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum, Debug)]
pub(super) enum Format {
    /// Aligned tables
    Table,
    /// One JSON value
    Json,
}

/// How facts are listed.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum, Debug)]
pub(super) enum FactsFormat {
    /// Aligned tables
    Table,
    /// One JSON value
    Json,
    /// An empty facts file
    Toml,
}

/// A kind of record.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum, Debug)]
pub(super) enum Kind {
    /// Documents
    Document,
    /// Facts
    Fact,
    /// Parameters with one value at a time
    Parameter,
    /// Tables
    Table,
    /// Alternative readings
    Reading,
    /// Amounts
    Amount,
    /// Levers
    Lever,
}
