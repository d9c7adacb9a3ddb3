//! The worksheets of words: cover, policies, and the data the formulas read.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::cells::{Book, Row, number, text};
use crate::report::sheet::Datum;

/// The first row of facts.
const FACTS: Row = 2;

/// Name and number of the facts' and figures' columns.
const NAME: u16 = 0;
const VALUE: u16 = 1;

fn rows(count: usize) -> Row {
    Row::try_from(count).unwrap_or(Row::MAX)
}

fn laws(book: &Book<'_>) -> Row {
    FACTS + rows(book.sheet.facts.len()) + 3
}

/// The cell of a fact, as formulas of other worksheets name it.
pub(super) fn fact_cell(book: &Book<'_>, at: usize) -> String {
    format!("'{}'!$B${}", book.names.data, FACTS + rows(at) + 1)
}

/// The cell of a figure of the law.
pub(super) fn law_cell(book: &Book<'_>, at: usize) -> String {
    format!("'{}'!$B${}", book.names.data, laws(book) + rows(at) + 1)
}

/// A4, upright, one page wide.
fn upright(to: &mut Worksheet) {
    to.set_paper_size(9);
    to.set_print_fit_to_pages(1, 0);
    to.set_footer("&C&P / &N");
}

/// Cover: what it is about, bottom line, readings, disclaimer.
pub(super) fn cover(book: &Book<'_>, to: &mut Worksheet) -> Result<(), XlsxError> {
    let (sheet, looks) = (book.sheet, &book.looks);
    to.set_name(book.names.cover)?;
    upright(to);
    to.set_column_width(0, 30.0)?;
    to.set_column_width(1, 78.0)?;
    text(to, (0, 0), &sheet.title, &looks.title)?;
    let mut row = 2;
    let mut line = |to: &mut Worksheet, label: &str, value: &str| {
        text(to, (row, 0), label, &looks.heading)?;
        text(to, (row, 1), value, &looks.text)?;
        row += 1;
        Ok::<(), XlsxError>(())
    };
    for entry in &sheet.cover {
        line(to, &entry.label, &entry.value)?;
    }
    for total in &sheet.totals {
        let yuan = book.say("元", "yuan");
        line(to, &total.label, &format!("{} {yuan}", total.text))?;
    }
    line(
        to,
        book.say("完整性", "Completeness"),
        &sheet.remarks.join("\n"),
    )?;
    for entry in &sheet.notes {
        line(to, &entry.label, &entry.value)?;
    }
    line(
        to,
        book.say("声明", "Disclaimer"),
        &sheet.disclaimer.join("\n"),
    )?;
    line(to, book.say("签署", "Signed"), &sheet.signed)
}

/// Policies by status; offices and what to hand in.
pub(super) fn policies(book: &Book<'_>, to: &mut Worksheet) -> Result<(), XlsxError> {
    let looks = &book.looks;
    to.set_name(book.names.policies)?;
    upright(to);
    to.set_landscape();
    to.set_repeat_rows(0, 0)?;
    to.set_freeze_panes(1, 0)?;
    for (column, width) in (0..).zip([26.0, 34.0, 44.0, 56.0, 40.0]) {
        to.set_column_width(column, width)?;
    }
    let heads = [
        book.say("状态", "Status"),
        book.say("政策", "Policy"),
        book.say("结果与原因", "How it comes out"),
        book.say("怎样才适用；办理材料", "The way in; what to hand in"),
        book.say("依据", "Clause"),
    ];
    for (column, head) in (0..).zip(heads) {
        text(to, (0, column), head, &looks.head)?;
    }
    let mut row = 1;
    let mut line = |to: &mut Worksheet, cells: [&str; 5]| {
        for (column, cell) in (0..).zip(cells) {
            text(to, (row, column), cell, &looks.text)?;
        }
        row += 1;
        Ok::<(), XlsxError>(())
    };
    for group in &book.sheet.policies {
        for policy in &group.rows {
            let (why, ways) = (policy.why.join("\n"), policy.ways.join("\n"));
            line(
                to,
                [&group.title, &policy.title, &why, &ways, &policy.clause],
            )?;
        }
    }
    let label = book.say("主管部门与办理材料", "Office in charge, what to hand in");
    for office in &book.sheet.offices {
        for errand in &office.rows {
            line(
                to,
                [
                    label,
                    &errand.title,
                    &office.name,
                    &errand.apply,
                    &errand.clause,
                ],
            )?;
        }
    }
    Ok(())
}

/// Facts as stated, figures of the law: the cells the formulas read.
pub(super) fn data(book: &Book<'_>, to: &mut Worksheet) -> Result<(), XlsxError> {
    let looks = &book.looks;
    to.set_name(book.names.data)?;
    upright(to);
    to.set_landscape();
    for (column, width) in (0..).zip([44.0, 20.0, 14.0, 34.0, 52.0, 24.0]) {
        to.set_column_width(column, width)?;
    }
    let sections = [
        (
            FACTS,
            book.say("企业数据", "Facts as stated"),
            &book.sheet.facts,
        ),
        (
            laws(book),
            book.say("规定的费率和标准", "Figures of the law"),
            &book.sheet.laws,
        ),
    ];
    for (first, title, all) in sections {
        text(to, (first - 2, 0), title, &looks.heading)?;
        let heads = [
            book.say("名称", "Name"),
            book.say("数值", "Number"),
            book.say("单位", "Unit"),
            book.say("显示", "As shown"),
            book.say("依据或备注", "Clause or remark"),
            book.say("来源等级", "Grade"),
        ];
        for (column, head) in (0..).zip(heads) {
            text(to, (first - 1, column), head, &looks.head)?;
        }
        for (at, one) in all.iter().enumerate() {
            datum(book, to, first + rows(at), one)?;
        }
    }
    Ok(())
}

fn datum(book: &Book<'_>, to: &mut Worksheet, row: Row, one: &Datum) -> Result<(), XlsxError> {
    let looks = &book.looks;
    text(to, (row, NAME), &one.label, &looks.text)?;
    match &one.plain {
        Some(plain) => number(to, (row, VALUE), plain, (&looks.text, one.percent, 0))?,
        None => text(to, (row, VALUE), &one.text, &looks.text)?,
    }
    let rest = [&one.unit, &one.text, &one.note, &one.grade];
    for (column, cell) in (2..).zip(rest) {
        text(to, (row, column), cell, &looks.quiet)?;
    }
    Ok(())
}
