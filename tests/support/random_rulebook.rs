//! Random rulebooks as text: every operator of the formula language, every timing, every way a law can
//! be absent, unknown or open.

use std::fmt::Write;

use super::random::Random;

/// Facts and parameters every random rulebook has; amounts, levers and histories differ.
const COMMON: &str = r#"
[book]
id = "random"
version = "1"
title = { zh = "随机", en = "Random" }
from = "2015-01"
to = "2019-12"
files = []

[document.law]
number = "法"
title = { zh = "法", en = "Law" }
kind = "document"
issued = "2010-01-01"

[section.all]
label = { zh = "全", en = "All" }

[subject.all]
label = { zh = "全", en = "All" }

[choice.color]
label = { zh = "色", en = "Color" }
options = { red = { zh = "红", en = "Red" }, green = { zh = "绿", en = "Green" }, blue = { zh = "蓝", en = "Blue" } }

[fact]
small = { label = { zh = "小", en = "Small" }, section = "all", unit = "人", step = "1", min = "0", max = "20" }
cents = { label = { zh = "分", en = "Cents" }, section = "all", unit = "元/月", step = "0.01", min = "-100000", max = "1000000" }
large = { label = { zh = "大", en = "Large" }, section = "all", unit = "元/年", step = "1", min = "0", max = "1000000000000" }
share = { label = { zh = "比", en = "Share" }, section = "all", unit = "%", step = "0.1", min = "0", max = "100" }
flag = { label = { zh = "否", en = "Flag" }, section = "all", type = "bool" }
switch = { label = { zh = "关", en = "Switch" }, section = "all", type = "bool" }
color = { label = { zh = "色", en = "Color" }, section = "all", type = "choice", choice = "color" }
opened = { label = { zh = "开", en = "Opened" }, section = "all", type = "date" }
paid = { label = { zh = "付", en = "Paid" }, section = "all", type = "date" }

[group.line]
label = { zh = "线", en = "Line" }
section = "all"
max_rows = 3

[group.line.fact]
output = { label = { zh = "量", en = "Output" }, unit = "t", step = "0.1", min = "0", max = "10000" }
modern = { label = { zh = "新", en = "Modern" }, type = "bool" }

[reading.meaning]
label = { zh = "读", en = "Meaning" }
default = "narrow"
options = { narrow = { zh = "窄", en = "Narrow", cite = "law 1" }, broad = { zh = "宽", en = "Broad", cite = "law 2" } }

[parameter.not_stated]
label = { zh = "未定", en = "Not stated" }
unit = "%"
open = true
cite = "law 3"
"#;

const STARTS: [&str; 5] = [
    "2014-01-01",
    "2016-07-01",
    "2017-03-01",
    "2017-07-21",
    "2018-01-01",
];
const TIMINGS: [&str; 6] = [
    "month",
    "year",
    "settlement",
    "event",
    "status",
    "previous_year",
];
const LEVERS: usize = 4;

/// Text of a `book.toml`, and its number parameters.
pub(crate) fn rulebook(random: &mut Random) -> String {
    let mut text = COMMON.to_owned();
    for number in 0..3 {
        parameter(
            random,
            &mut text,
            &format!("rate{number}"),
            "unit = \"%\"",
            |random| format!("\"{}\"", random.below(200)),
        );
    }
    parameter(random, &mut text, "deadline", "type = \"date\"", |random| {
        format!("\"201{}-06-30\"", 5 + random.below(5))
    });
    parameter(
        random,
        &mut text,
        "open_door",
        "type = \"bool\"",
        |random| if random.one_in(2) { "true" } else { "false" }.to_owned(),
    );
    tables(random, &mut text);
    let mut maker = Maker {
        random,
        amounts: Vec::new(),
        timing: "status",
        row: false,
        levers: false,
    };
    for lever in 0..LEVERS {
        maker.lever(&mut text, lever);
    }
    for number in 0..8 {
        maker.amount(&mut text, number);
    }
    text
}

/// Dated values, some of them owned by a lever, some absent or unknown.
fn history(random: &mut Random, value: impl Fn(&mut Random) -> String, key: &str) -> String {
    let mut values = Vec::new();
    for start in STARTS {
        if !random.one_in(3) {
            continue;
        }
        if random.one_in(6) {
            let word = random.pick(&["absent", "unknown"]);
            values.push(format!(
                "{{ from = \"{start}\", value = \"{word}\", cite = \"law 3\" }}"
            ));
            continue;
        }
        let owner = if random.one_in(3) {
            let without = random.pick(&["previous", "absent", "unknown"]);
            let lever = random.below(LEVERS);
            format!(", lever = \"lever{lever}\", without = \"{without}\"")
        } else {
            String::new()
        };
        let value = value(random);
        values.push(format!(
            "{{ from = \"{start}\", {key} = {value}, cite = \"law 4\"{owner} }}"
        ));
    }
    if values.is_empty() {
        let value = value(random);
        values.push(format!(
            "{{ from = \"2017-01-01\", {key} = {value}, cite = \"law 5\" }}"
        ));
    }
    let opens = random.pick(&["absent", "unknown"]);
    format!(
        "opens = \"{opens}\"\nchecked_until = \"2019-12-31\"\nvalues = [ {} ]\n",
        values.join(", ")
    )
}

fn parameter(
    random: &mut Random,
    text: &mut String,
    id: &str,
    kind: &str,
    value: impl Fn(&mut Random) -> String,
) {
    let history = history(random, value, "value");
    let yearly = if random.one_in(5) && kind.contains('%') {
        "yearly = true\n"
    } else {
        ""
    };
    writeln!(
        text,
        "\n[parameter.{id}]\nlabel = {{ zh = \"参\", en = \"{id}\" }}\n{kind}\n{yearly}{history}"
    )
    .unwrap();
}

fn tables(random: &mut Random, text: &mut String) {
    let cell = |random: &mut Random| match random.below(8) {
        0 => random.pick(&["absent", "unknown", "open"]).to_owned(),
        _ => random.below(90).to_string(),
    };
    let rows = |random: &mut Random| {
        let mut rows = String::from("[ ");
        let mut bound = 0;
        for _ in 0..random.below(4) {
            bound += 1 + random.below(50);
            write!(
                rows,
                "{{ upto = \"{bound}\", value = \"{}\" }}, ",
                random.below(90)
            )
            .unwrap();
        }
        format!("{rows}{{ value = \"{}\" }} ]", random.below(90))
    };
    let upper = random.pick(&["included", "excluded"]);
    let brackets = history(random, rows, "rows");
    writeln!(
        text,
        "\n[table.brackets]\nlabel = {{ zh = \"档\", en = \"Brackets\" }}\nby = \"人\"\nunit = \"%\"\nupper = \"{upper}\"\n{brackets}"
    )
    .unwrap();
    let options = |random: &mut Random| {
        let (red, green, blue) = (cell(random), cell(random), cell(random));
        format!("{{ red = \"{red}\", green = \"{green}\", blue = \"{blue}\" }}")
    };
    let by_color = history(random, options, "rows");
    writeln!(
        text,
        "\n[table.colors]\nlabel = {{ zh = \"色\", en = \"Colors\" }}\nby_choice = \"color\"\nunit = \"%\"\n{by_color}"
    )
    .unwrap();
}

struct Maker<'a> {
    random: &'a mut Random,
    /// Amounts made so far: name, timing, of a group.
    amounts: Vec<(String, &'static str, bool)>,
    timing: &'static str,
    /// Whether a row is in hand.
    row: bool,
    /// Whether levers may be asked: amounts may, conditions of levers may not.
    levers: bool,
}

impl Maker<'_> {
    fn lever(&mut self, text: &mut String, number: usize) {
        self.timing = self.random.pick(&["status", "month", "settlement"]);
        self.row = false;
        let spans = self.random.pick(&[
            "{ from = \"2010-01-01\", cite = \"law 6\" }",
            "{ from = \"2017-05-01\", cite = \"law 6\" }",
            "{ from = \"2010-01-01\", to = \"2017-08-31\", cite = \"law 6\" }, { from = \"2018-01-01\", cite = \"law 6\" }",
        ]);
        let test = self.condition(2);
        let conditions = if self.random.one_in(3) {
            String::new()
        } else {
            format!(
                "conditions = [ {{ test = \"{test}\", label = {{ zh = \"须\", en = \"Must\" }} }} ]\n"
            )
        };
        writeln!(
            text,
            "\n[lever.lever{number}]\ntitle = {{ zh = \"策\", en = \"Lever\" }}\nsubject = \"all\"\ncite = \"law 7\"\nfigures = \"set\"\ntiming = \"{}\"\nin_force = [ {spans} ]\n{conditions}",
            self.timing
        )
        .unwrap();
    }

    fn amount(&mut self, text: &mut String, number: usize) {
        self.timing = self.random.pick(&TIMINGS);
        self.row = self.timing != "event" && self.random.one_in(5);
        self.levers = true;
        let unit = match self.timing {
            "month" | "previous_year" => "元/月",
            "year" | "settlement" => "元/年",
            _ => "元",
        };
        let formula = format!("({}) * 1[{unit}]", self.number(4));
        let mut extra = String::new();
        if self.random.one_in(2) {
            let when = self.condition(2);
            writeln!(extra, "when = \"{when}\"").unwrap();
        }
        if self.random.one_in(2) {
            writeln!(extra, "lever = \"lever{}\"", self.random.below(LEVERS)).unwrap();
        }
        if self.timing == "event" {
            writeln!(extra, "on = \"paid\"").unwrap();
        }
        if self.row {
            writeln!(extra, "group = \"line\"").unwrap();
        }
        let mode = self.random.pick(&["half_up", "half_even", "down", "up"]);
        let rounding = self.random.pick(&["1", "0.1", "0.01", "0.01"]);
        writeln!(
            text,
            "\n[amount.amount{number}]\nlabel = {{ zh = \"额\", en = \"Amount\" }}\nkind = \"indicator\"\nunit = \"元\"\ntiming = \"{}\"\nrounding = \"{rounding}\"\nmode = \"{mode}\"\nformula = \"{formula}\"\ncite = \"law 8\"\n{extra}",
            self.timing
        )
        .unwrap();
        self.amounts
            .push((format!("amount{number}"), self.timing, self.row));
    }

    /// An earlier amount this one may read, as a pure number.
    fn read(&mut self) -> Option<String> {
        let (timing, row) = (self.timing, self.row);
        let readable: Vec<&(String, &str, bool)> = self
            .amounts
            .iter()
            .filter(|(_, theirs, grouped)| {
                let same = *theirs == timing;
                let last_year = timing == "settlement" && *theirs == "previous_year";
                (same || last_year) && (!grouped || row)
            })
            .collect();
        if readable.is_empty() {
            return None;
        }
        let (name, theirs, _) = readable[self.random.below(readable.len())].clone();
        let unit = match theirs {
            "month" => "元/月",
            "previous_year" | "year" | "settlement" => "元/年",
            _ => "元",
        };
        Some(format!("{name} / 1[{unit}]"))
    }

    /// A pure number.
    fn number(&mut self, depth: usize) -> String {
        if depth == 0 {
            return self.leaf();
        }
        let d = depth - 1;
        match self.random.below(18) {
            0 | 1 => format!("({} + {})", self.number(d), self.number(d)),
            2 | 3 => format!("({} - {})", self.number(d), self.number(d)),
            4 | 5 => format!("({} * {})", self.number(d), self.leaf()),
            6 => format!(
                "({} / {})",
                self.number(d),
                self.random.pick(&["3", "12", "50%"])
            ),
            7 => format!("(-{})", self.number(d)),
            8 => format!("min({}, {}, {})", self.number(d), self.leaf(), self.leaf()),
            9 => format!("max({}, {})", self.number(d), self.number(d)),
            10 => format!("clamp({}, 2, 40)", self.number(d)),
            11 => {
                let how = self.random.pick(&["floor", "ceil", "round"]);
                let step = self.random.pick(&["0.1", "5", "0.25"]);
                format!("{how}({}, {step})", self.number(d))
            }
            12 => {
                let how = self.random.pick(&["floor", "ceil", "round"]);
                let divisor = self.divisor();
                format!("{how}({} / {divisor}, 0.01)", self.number(d))
            }
            13 | 14 => {
                let condition = self.condition(d);
                format!(
                    "(if {condition} then {} else {})",
                    self.number(d),
                    self.number(d)
                )
            }
            15 => format!("lookup(brackets, {} * 1[人])", self.number(d)),
            16 => format!("(marginal(brackets, small) / 1[人] + {})", self.number(d)),
            _ if self.row => self.number(d),
            _ => {
                self.row = true;
                let inner = self.number(d);
                self.row = false;
                format!("sum(line, {inner})")
            }
        }
    }

    fn leaf(&mut self) -> String {
        match self.random.below(16) {
            0 => "small / 1[人]".to_owned(),
            1 => "cents / 1[元/月]".to_owned(),
            2 => "large / 1[元/年]".to_owned(),
            3 => "share".to_owned(),
            4 | 5 => format!("rate{}", self.random.below(3)),
            6 => self.random.pick(&["1.5", "7", "30%", "0.01"]).to_owned(),
            7 => "count(line)".to_owned(),
            8 => "lookup(colors, color)".to_owned(),
            9 => format!("lookup(brackets, large / {} * 1[人·年/元])", self.divisor()),
            10 => format!("months_between({}, {}) / 1[月]", self.date(), self.date()),
            11 => format!("days_between({}, {}) / 1[天]", self.date(), self.date()),
            12 => format!("(year_of({}) - period_year)", self.date()),
            13 if self.row => "output / 1[t]".to_owned(),
            14 if self.random.one_in(4) => "not_stated".to_owned(),
            // Past i64, or past i128.
            15 if self.random.one_in(3) => {
                let large = "(large / 1[元/年])";
                let factors = self.random.pick(&[2, 4]);
                vec![large; factors].join(" * ")
            }
            _ => self.read().unwrap_or_else(|| "small / 1[人]".to_owned()),
        }
    }

    /// A pure number that is zero or more.
    fn divisor(&mut self) -> String {
        match self.random.below(3) {
            0 => "(small / 1[人])".to_owned(),
            1 if self.row => "(output / 1[t])".to_owned(),
            1 => "share".to_owned(),
            _ => "(large / 1[元/年])".to_owned(),
        }
    }

    fn date(&mut self) -> String {
        let options = [
            "opened",
            "paid",
            "@2017-02-28",
            "deadline",
            "period_start",
            "period_end",
        ];
        let date = self.random.pick(&options).to_owned();
        if self.random.one_in(8) {
            format!("(if flag then {date} else opened)")
        } else {
            date
        }
    }

    fn condition(&mut self, depth: usize) -> String {
        if depth == 0 {
            return self.simple_condition();
        }
        let d = depth - 1;
        match self.random.below(9) {
            0 => format!("({} and {})", self.condition(d), self.condition(d)),
            1 => format!("({} or {})", self.condition(d), self.condition(d)),
            2 => format!("(not {})", self.condition(d)),
            3 => {
                let op = self.random.pick(&["<", "<=", ">", ">=", "=", "!="]);
                format!("({} {op} {})", self.leaf(), self.leaf())
            }
            4 => {
                let op = self.random.pick(&["<", "<=", ">", ">=", "=", "!="]);
                let divisor = self.divisor();
                format!("({} / {divisor} {op} {})", self.leaf(), self.leaf())
            }
            5 => {
                let op = self.random.pick(&["<", "<=", ">", ">=", "=", "!="]);
                format!("({} {op} {})", self.date(), self.date())
            }
            6 if !self.row => {
                self.row = true;
                let inner = self.condition(d);
                self.row = false;
                format!("any(line, {inner})")
            }
            7 => format!(
                "(if {} then {} else {})",
                self.simple_condition(),
                self.condition(d),
                self.condition(d)
            ),
            _ => self.simple_condition(),
        }
    }

    fn simple_condition(&mut self) -> String {
        let lever = self.random.below(LEVERS);
        match self.random.below(12) {
            0 | 1 => "switch".to_owned(),
            2 => "open_door".to_owned(),
            3 => "color = 'red'".to_owned(),
            4 => "'blue' != color".to_owned(),
            5 => "meaning = 'broad'".to_owned(),
            6 => format!(
                "known({})",
                self.random.pick(&["small", "flag", "opened", "color"])
            ),
            7 => format!(
                "in_force({})",
                self.random.pick(&["rate0", "rate1", "brackets"])
            ),
            8 if self.levers => format!("applies(lever{lever})"),
            9 if self.levers => format!("in_force(lever{lever})"),
            10 if self.row => "modern".to_owned(),
            11 => self.random.pick(&["true", "false"]).to_owned(),
            _ => "flag".to_owned(),
        }
    }
}
