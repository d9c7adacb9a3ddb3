//! The worksheet of amounts: a row each, base × rate × months = amount, sums as formulas.

use rust_xlsxwriter::{Format, Worksheet, XlsxError};

use super::cells::{Book, Row, formula, number, text};
use crate::report::sheet::{Figure, Group, Line, Part, Sheet, Total};

/// Columns.
const NUMBER: u16 = 0;
const ITEM: u16 = 1;
const WHEN: u16 = 2;
const BASE: u16 = 3;
const BASE_NAME: u16 = 4;
const RATE: u16 = 5;
const RATE_NAME: u16 = 6;
const EACH: u16 = 7;
const MONTHS: u16 = 8;
const AMOUNT: u16 = 9;
const UNIT: u16 = 10;
const BASELINE: u16 = 11;
const CHANGE: u16 = 12;
const CLAUSE: u16 = 13;
const GRADE: u16 = 14;

/// The row of the column heads.
const HEAD: Row = 2;

/// Where lines, parts and sums stand.
pub(super) struct Places {
    /// Row of each line's amount, by number.
    lines: Vec<Row>,
    /// Rows of each line's parts.
    parts: Vec<Vec<Row>>,
    /// Row of each group's heading and of its sum, if it has one.
    groups: Vec<(Row, Option<Row>)>,
    /// Row of the first total.
    totals: Row,
}

impl Places {
    /// Lays the rows out: heading, lines, sum of each group; totals after the last that has a sum.
    pub(super) fn of(sheet: &Sheet) -> Places {
        let mut places = Places {
            lines: Vec::new(),
            parts: Vec::new(),
            groups: Vec::new(),
            totals: 0,
        };
        let mut row = HEAD + 1;
        let last = sheet.groups.iter().rposition(|group| group.sum.is_some());
        if last.is_none() {
            places.totals = row;
            row += rows(sheet.totals.len());
        }
        for (at, group) in sheet.groups.iter().enumerate() {
            let heading = row;
            row += 1;
            for line in &group.lines {
                places.lines.push(row);
                let parts = line.parts.len();
                if parts > 1 {
                    places
                        .parts
                        .push((1..=rows(parts)).map(|n| row + n).collect());
                    row += rows(parts);
                } else {
                    places.parts.push(vec![row]);
                }
                row += 1;
            }
            let sum = group.sum.as_ref().map(|_| row);
            row += rows(sum.iter().len());
            places.groups.push((heading, sum));
            if last == Some(at) {
                places.totals = row;
                row += rows(sheet.totals.len());
            }
        }
        places
    }
}

fn rows(count: usize) -> Row {
    Row::try_from(count).unwrap_or(Row::MAX)
}

/// `J12`.
fn cell(column: u16, row: Row) -> String {
    let letter = u8::try_from(column).map_or('A', |column| char::from(b'A' + column % 26));
    format!("{letter}{}", row + 1)
}

/// Fills the gaps of a formula; `part` is the row that `{b}` and `{r}` stand in.
fn filled(book: &Book<'_>, made: &str, part: Row) -> String {
    let mut out = String::new();
    let mut rest = made;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        let Some((gap, after)) = after.split_once('}') else {
            break;
        };
        out.push_str(&named(book, gap, part));
        rest = after;
    }
    out.push_str(rest);
    out
}

/// The cell of a gap.
fn named(book: &Book<'_>, gap: &str, part: Row) -> String {
    let (kind, number) = gap.split_at_checked(1).unwrap_or((gap, ""));
    let (line, at) = number.split_once('.').unwrap_or((number, ""));
    let line: usize = line.parse().unwrap_or(usize::MAX);
    let row_of = || {
        let rows = book.places.parts.get(line);
        let at = at.parse().ok().and_then(|at: usize| rows?.get(at));
        at.copied().unwrap_or_default()
    };
    match kind {
        "b" => cell(BASE, part),
        "r" => cell(RATE, part),
        "f" => super::texts::fact_cell(book, line),
        "l" => super::texts::law_cell(book, line),
        "m" => cell(MONTHS, row_of()),
        "a" if at.is_empty() => {
            let row = book.places.lines.get(line).copied();
            cell(AMOUNT, row.unwrap_or_default())
        }
        _ => cell(EACH, row_of()),
    }
}

/// Writes the worksheet.
pub(super) fn write(book: &Book<'_>, to: &mut Worksheet) -> Result<(), XlsxError> {
    to.set_name(book.names.amounts)?;
    to.set_paper_size(9).set_landscape();
    to.set_print_fit_to_pages(1, 0);
    to.set_repeat_rows(HEAD, HEAD)?;
    to.set_freeze_panes(HEAD + 1, WHEN)?;
    to.set_footer("&C&P / &N");
    let widths = [
        5.0, 24.0, 13.0, 18.0, 26.0, 12.0, 22.0, 17.0, 6.0, 18.0, 7.0, 18.0, 17.0, 46.0, 12.0,
    ];
    for (column, width) in (0..).zip(widths) {
        to.set_column_width(column, width)?;
    }
    let looks = &book.looks;
    text(to, (0, 0), &book.sheet.title, &looks.title)?;
    let about = book.sheet.cover.iter().take(2);
    let about: Vec<String> = about
        .map(|entry| format!("{} {}", entry.label, entry.value))
        .collect();
    text(
        to,
        (1, 0),
        &about.join("　"),
        &book.looks.bare.clone().unset_text_wrap(),
    )?;
    for (column, head) in (0..).zip(heads(book)) {
        text(to, (HEAD, column), head, &looks.head)?;
    }
    for (at, group) in book.sheet.groups.iter().enumerate() {
        self::group(book, to, group, at)?;
    }
    totals(book, to)
}

fn heads(book: &Book<'_>) -> [&'static str; 15] {
    [
        book.say("序号", "No."),
        book.say("项目", "Item"),
        book.say("期段", "Span"),
        book.say("计费基数", "Base"),
        book.say("基数说明", "What the base is"),
        book.say("费率（标准）", "Rate"),
        book.say("费率说明", "What the rate is"),
        book.say("单期金额", "Each"),
        book.say("月数", "Months"),
        book.say("金额", "Amount"),
        book.say("单位", "Unit"),
        book.say("没有政策时", "Without policies"),
        book.say("政策影响（元）", "Change (yuan)"),
        book.say("依据", "Clause"),
        book.say("来源等级", "Grade"),
    ]
}

fn group(book: &Book<'_>, to: &mut Worksheet, group: &Group, at: usize) -> Result<(), XlsxError> {
    let looks = &book.looks;
    let Some(&(heading, sum)) = book.places.groups.get(at) else {
        return Ok(());
    };
    text(to, (heading, NUMBER), &group.title, &looks.heading)?;
    for column in ITEM..=GRADE {
        text(to, (heading, column), "", &looks.heading)?;
    }
    for one in &group.lines {
        line(book, to, one)?;
    }
    let Some(row) = sum else { return Ok(()) };
    for column in NUMBER..=GRADE {
        text(to, (row, column), "", &looks.strong)?;
    }
    let label = group.sum.as_ref().map_or("", |sum| sum.label.as_str());
    text(to, (row, ITEM), label, &looks.strong)?;
    let between = |column: u16| {
        format!(
            "SUM({}:{})",
            cell(column, heading + 1),
            cell(column, row - 1)
        )
    };
    for (column, total) in [(AMOUNT, &group.sum), (BASELINE, &group.baseline)] {
        if let Some(total) = total {
            let made = (&*between(column), total.plain.as_str());
            formula(to, (row, column), made, (&looks.strong, false, 2))?;
        }
    }
    let change = sum_of(group.lines.iter().filter_map(|line| line.change.as_deref()));
    let made = (&*between(CHANGE), change.as_str());
    formula(to, (row, CHANGE), made, (&looks.strong, false, 2))
}

/// Decimals added, for the result a sum is kept with.
fn sum_of<'t>(all: impl Iterator<Item = &'t str>) -> String {
    use crate::base::Decimal;
    let mut all = all.filter_map(Decimal::parse);
    let sum = all.try_fold(Decimal::ZERO, Decimal::add);
    sum.unwrap_or(Decimal::ZERO).to_string()
}

fn line(book: &Book<'_>, to: &mut Worksheet, line: &Line) -> Result<(), XlsxError> {
    let looks = &book.looks;
    let Some(&row) = book.places.lines.get(line.number) else {
        return Ok(());
    };
    for column in NUMBER..=GRADE {
        text(to, (row, column), "", &looks.text)?;
    }
    let number_shown = (line.number + 1).to_string();
    number(to, (row, NUMBER), &number_shown, (&looks.quiet, false, 0))?;
    text(to, (row, ITEM), &line.label, &looks.strong)?;
    text(to, (row, UNIT), &line.unit, &looks.quiet)?;
    let money = least(line);
    match (&line.plain, &line.formula) {
        (Some(plain), Some(made)) => {
            let made = filled(book, made, row);
            formula(
                to,
                (row, AMOUNT),
                (&made, plain),
                (&looks.strong, false, money),
            )?;
        }
        (Some(plain), None) => {
            number(to, (row, AMOUNT), plain, (&looks.strong, false, money))?;
        }
        (None, _) => text(to, (row, AMOUNT), &line.text, &looks.strong)?,
    }
    if let Some(baseline) = &line.baseline {
        number(to, (row, BASELINE), baseline, (&looks.text, false, money))?;
    }
    if let (Some(change), Some(_), Some(_)) = (&line.change, &line.plain, &line.baseline) {
        let (after, before) = (cell(AMOUNT, row), cell(BASELINE, row));
        // A subsidy lowers the cost by what it pays.
        let lowers = book.sheet.groups.iter().any(|group| {
            group.sign == "-" && group.lines.iter().any(|one| one.number == line.number)
        });
        let made = if lowers {
            format!("{before}-{after}")
        } else {
            format!("{after}-{before}")
        };
        formula(to, (row, CHANGE), (&made, change), (&looks.text, false, 2))?;
    }
    let clauses: Vec<&str> = line.clauses.iter().map(|one| one.text.as_str()).collect();
    text(to, (row, CLAUSE), &clauses.join("\n"), &looks.quiet)?;
    let mut marks: Vec<&str> = Vec::new();
    for mark in line.clauses.iter().flat_map(|clause| &clause.marks) {
        if !marks.contains(&mark.as_str()) {
            marks.push(mark);
        }
    }
    text(to, (row, GRADE), &marks.join("\n"), &looks.quiet)?;
    let rows = book.places.parts.get(line.number).into_iter().flatten();
    for (part, at) in line.parts.iter().zip(rows) {
        self::part(book, to, (line, part), (*at, row))?;
    }
    Ok(())
}

/// Money shows its 分.
fn least(line: &Line) -> usize {
    if line.unit == "元" { 2 } else { 0 }
}

fn part(
    book: &Book<'_>,
    to: &mut Worksheet,
    (line, part): (&Line, &Part),
    (row, of_line): (Row, Row),
) -> Result<(), XlsxError> {
    let looks = &book.looks;
    if row != of_line {
        for column in NUMBER..=GRADE {
            text(to, (row, column), "", &looks.quiet)?;
        }
    }
    text(to, (row, WHEN), &part.when, &looks.quiet)?;
    let each = part.each.formula.as_deref();
    for (column, name, figure) in [(BASE, BASE_NAME, &part.base), (RATE, RATE_NAME, &part.rate)] {
        let words = match (figure.name.as_str(), figure.plain.is_some()) {
            // Not base × rate: the words say why.
            (name, false) if !figure.text.is_empty() => {
                [figure.text.as_str(), name].join("\n").trim().to_owned()
            }
            (name, _) => name.to_owned(),
        };
        text(to, (row, name), &words, &looks.quiet)?;
        self::figure(book, to, (row, column), (figure, &looks.text, 0))?;
    }
    if let Some(plain) = &part.each.plain {
        let look = (&looks.text, false, least(line));
        match each {
            Some(made) => {
                let made = filled(book, made, row);
                formula(to, (row, EACH), (&made, plain), look)?;
            }
            None => number(to, (row, EACH), plain, look)?,
        }
    }
    if part.months > 0 {
        let months = part.months.to_string();
        number(to, (row, MONTHS), &months, (&looks.text, false, 0))?;
    }
    Ok(())
}

fn figure(
    book: &Book<'_>,
    to: &mut Worksheet,
    (row, column): (Row, u16),
    (figure, look, least): (&Figure, &Format, usize),
) -> Result<(), XlsxError> {
    let percent = figure.text.ends_with('%');
    match (&figure.plain, &figure.formula) {
        (Some(plain), Some(made)) => {
            let made = filled(book, made, row);
            formula(to, (row, column), (&made, plain), (look, percent, least))
        }
        (Some(plain), None) => number(to, (row, column), plain, (look, percent, least)),
        (None, _) => Ok(()),
    }
}

/// Before, change, after.
fn totals(book: &Book<'_>, to: &mut Worksheet) -> Result<(), XlsxError> {
    let looks = &book.looks;
    for (at, total) in book.sheet.totals.iter().enumerate() {
        let row = book.places.totals + rows(at);
        for column in NUMBER..=GRADE {
            text(to, (row, column), "", &looks.heading)?;
        }
        text(to, (row, ITEM), &total.label, &looks.heading)?;
        text(to, (row, UNIT), "元", &looks.heading)?;
        let made = total_formula(book, total);
        let made = (made.as_str(), total.plain.as_str());
        formula(to, (row, AMOUNT), made, (&looks.heading, false, 2))?;
    }
    Ok(())
}

/// `SUM(J9,J13)-SUM(J20)` over the sums of the groups.
fn total_formula(book: &Book<'_>, total: &Total) -> String {
    let column = match total.role.as_str() {
        "before" => BASELINE,
        "saves" | "adds" => CHANGE,
        _ => AMOUNT,
    };
    let (mut plus, mut minus) = (Vec::new(), Vec::new());
    for (group, (_, sum)) in book.sheet.groups.iter().zip(&book.places.groups) {
        let Some(row) = sum else { continue };
        // What the policies change carries its sign already; what they save is the other way round.
        let less = match total.role.as_str() {
            "saves" => true,
            "adds" => false,
            _ => group.sign == "-",
        };
        let cells = if less { &mut minus } else { &mut plus };
        cells.push(cell(column, *row));
    }
    let sum = |cells: &[String]| format!("SUM({})", cells.join(","));
    match (plus.is_empty(), minus.is_empty()) {
        (true, true) => "SUM(0)".to_owned(),
        (true, false) => format!("-{}", sum(&minus)),
        (false, true) => sum(&plus),
        (false, false) => format!("{}-{}", sum(&plus), sum(&minus)),
    }
}
