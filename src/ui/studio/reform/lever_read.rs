//! Records read from a file as levers by form, where a form writes the very same records.

use super::lever_form::LeverForm;
use crate::base::{FileId, Rational};
use crate::check::Rulebook;
use crate::rulebook::draft::{AmountDraft, AmountKind, CellDraft, ConditionDraft, LawDraft};
use crate::rulebook::draft::{LeverDraft, ParameterDraft};
use crate::rulebook::{Draft, Reform, read_reform};

/// The levers of a reform that a form shows whole, and the reform without their records.
pub fn forms(book: &Rulebook, reform: &Reform) -> (Vec<LeverForm>, Reform) {
    let mut rest = reform.clone();
    let mut forms = Vec::new();
    for lever in &reform.added.levers {
        let Some(form) = form(&rest.added, lever) else {
            continue;
        };
        let ids = ids(&form);
        if same(book, &form, &of(&rest.added, &ids)) {
            without(&mut rest.added, &ids);
            forms.push(form);
        }
    }
    (forms, rest)
}

/// The ids of the records a form stands for: parameters, amount, lever.
fn ids(form: &LeverForm) -> Vec<String> {
    let id = &form.id;
    ["_rate", "_cap", "_tiers", "_amount", ""]
        .iter()
        .map(|end| format!("{id}{end}"))
        .collect()
}

/// Only the records of these ids.
fn of(added: &Draft, ids: &[String]) -> Draft {
    let mut only = Draft::default();
    let named = |id: &str| ids.iter().any(|known| known == id);
    let parameters = added.parameters.iter().cloned();
    only.parameters = parameters.filter(|one| named(&one.id.value)).collect();
    let amounts = added.amounts.iter().cloned();
    only.amounts = amounts.filter(|one| named(&one.id.value)).collect();
    let levers = added.levers.iter().cloned();
    only.levers = levers.filter(|one| named(&one.id.value)).collect();
    only
}

fn without(added: &mut Draft, ids: &[String]) {
    let stays = |id: &str| ids.iter().all(|known| known != id);
    added.parameters.retain(|one| stays(&one.id.value));
    added.amounts.retain(|one| stays(&one.id.value));
    added.levers.retain(|one| stays(&one.id.value));
}

/// Whether what a form writes reads as these records.
fn same(book: &Rulebook, form: &LeverForm, records: &Draft) -> bool {
    let text = format!(
        "[reform]\nid = \"form\"\ntitle = {{ zh = \"x\", en = \"x\" }}\n{}",
        form.to_toml(book)
    );
    let (written, found) = read_reform(&text, FileId(0));
    let head = |added: Draft| Reform {
        added,
        ..Reform::default()
    };
    found.is_empty()
        && written
            .is_some_and(|written| head(written.added).to_toml() == head(records.clone()).to_toml())
}

/// A lever as a form would hold it, as far as it has the shape of one.
fn form(added: &Draft, lever: &LeverDraft) -> Option<LeverForm> {
    let id = &lever.id.value;
    let parameter = |end: &str| -> Option<&ParameterDraft> {
        let name = format!("{id}{end}");
        added.parameters.iter().find(|one| one.id.value == name)
    };
    let name = format!("{id}_amount");
    let amount = added.amounts.iter().find(|one| one.id.value == name)?;
    let [span] = lever.in_force.as_slice() else {
        return None;
    };
    let tiers = parameter("_tiers").map(rows);
    let number = |end: &str| parameter(end).map_or(Some(String::new()), number);
    let conditions = lever.conditions.iter().map(condition);
    let start = LeverForm::new(1, "");
    Some(LeverForm {
        id: id.clone(),
        title: lever.title.zh.clone(),
        subject: lever.subject.value.clone(),
        kind: kind(amount)?.to_owned(),
        form: if tiers.is_some() { "tiers" } else { "rate" }.to_owned(),
        base: base(&amount.formula.value, id)?,
        // What the other form would begin with.
        rate: match &tiers {
            Some(_) => start.rate,
            None => number("_rate")?,
        },
        cap: number("_cap")?,
        tiers: match tiers {
            Some(rows) => rows?,
            None => start.tiers,
        },
        from: span.from.value.to_string(),
        to: span
            .to
            .as_ref()
            .map_or_else(String::new, |to| to.value.to_string()),
        conditions: conditions.collect::<Option<_>>()?,
    })
}

fn kind(amount: &AmountDraft) -> Option<&'static str> {
    match amount.kind {
        AmountKind::Subsidy => Some("subsidy"),
        AmountKind::Surcharge => Some("surcharge"),
        AmountKind::Cost => Some("cost"),
        _ => None,
    }
}

/// What a formula of a form is reckoned on.
fn base(formula: &str, id: &str) -> Option<String> {
    let capped = formula.strip_prefix("min(");
    let capped = capped.and_then(|rest| rest.strip_suffix(&format!(", {id}_cap)")));
    let product = capped.unwrap_or(formula);
    let marginal = product.strip_prefix(&format!("marginal({id}_tiers, "));
    let base = match marginal {
        Some(rest) => rest.strip_suffix(')')?,
        None => product.strip_suffix(&format!(" * {id}_rate"))?,
    };
    Some(base.to_owned())
}

fn number(parameter: &ParameterDraft) -> Option<String> {
    match &parameter.values.first()?.law.value {
        LawDraft::Number(value) => Some(value.to_string()),
        _ => None,
    }
}

fn rows(parameter: &ParameterDraft) -> Option<Vec<(String, String)>> {
    let LawDraft::Brackets(rows) = &parameter.values.first()?.law.value else {
        return None;
    };
    let text = |value: &Rational| value.to_string();
    let row = |(upto, cell): &(Option<crate::rulebook::draft::Spanned<Rational>>, _)| {
        let cell: &crate::rulebook::draft::Spanned<CellDraft> = cell;
        let CellDraft::Number(value) = &cell.value else {
            return None;
        };
        let upto = upto.as_ref().map(|upto| text(&upto.value));
        Some((upto.unwrap_or_default(), text(value)))
    };
    rows.iter().map(row).collect()
}

/// A condition of one comparison.
fn condition(condition: &ConditionDraft) -> Option<(String, String, String)> {
    let test = condition.test.value.as_str();
    let parts: Vec<&str> = test.splitn(3, ' ').collect();
    let (fact, how, value) = match parts.as_slice() {
        [fact] => (*fact, "=", "true"),
        ["not", fact] => (*fact, "=", "false"),
        [fact, how, value] => (*fact, *how, *value),
        _ => return None,
    };
    let value = value.trim_matches('\'').trim_start_matches('@');
    let value = value.split_once('[').map_or(value, |(number, _)| number);
    let value = value.trim_end_matches('%');
    Some((fact.to_owned(), how.to_owned(), value.to_owned()))
}
