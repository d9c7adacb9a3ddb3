//! The comparison, drawn from the same JSON the command prints.

use serde_json::Value;
use yew::prelude::*;

use crate::base::Decimal;
use crate::ui::store::Frame;
use crate::ui::text::changes::ChangesKey as Key;

/// The view.
pub(super) fn view(frame: &Frame, report: &Value) -> Html {
    let list = |field: &str| -> Vec<Value> {
        let items = report.get(field).and_then(Value::as_array);
        items.cloned().unwrap_or_default()
    };
    let (records, enterprises) = (list("records"), list("enterprises"));
    html! {
        <>
            <section class="panel">
                <h3>{ frame.say(Key::Money) }</h3>
                { money(frame, &enterprises) }
            </section>
            <section class="panel">
                <h3>{ frame.fill(Key::Records, &[&records.len().to_string()]) }</h3>
                if records.is_empty() {
                    <p>{ frame.say(Key::NoRecords) }</p>
                } else {
                    <ul>{ for records.iter().map(|one| record(frame, one)) }</ul>
                }
            </section>
        </>
    }
}

fn text<'v>(of: &'v Value, field: &str) -> &'v str {
    of.get(field).and_then(Value::as_str).unwrap_or_default()
}

fn label(frame: &Frame, of: &Value) -> String {
    let lang = match frame.lang {
        crate::base::Lang::Zh => "zh",
        crate::base::Lang::En => "en",
    };
    let label = of.get("label").map_or("", |label| text(label, lang));
    label.to_owned()
}

fn amount(frame: &Frame, of: &Value, field: &str) -> String {
    match of.get(field).and_then(Value::as_str) {
        Some(value) => Decimal::parse(value).map_or_else(|| value.to_owned(), Decimal::grouped),
        None => frame.say(Key::Unknown).to_owned(),
    }
}

fn money(frame: &Frame, enterprises: &[Value]) -> Html {
    let heads = [Key::Enterprise, Key::Old, Key::New, Key::Difference];
    let parts = |one: &Value| {
        let parts = one.get("amounts").and_then(Value::as_array);
        parts.cloned().unwrap_or_default()
    };
    let row = |one: &Value| {
        let name = format!("{} · {}", text(one, "name"), text(one, "period"));
        let complete = one.get("complete") == Some(&Value::Bool(true));
        html! {
            <>
                <tr>
                    <th scope="row">
                        { name }
                        if !complete { <span class="hint">{ " " }{ frame.say(Key::Partial) }</span> }
                    </th>
                    { for ["old", "new", "difference"].map(|field| html! {
                        <td class="num">{ amount(frame, one, field) }</td>
                    }) }
                </tr>
                { for parts(one).iter().map(|part| html! {
                    <tr class="part">
                        <td>{ label(frame, part) }</td>
                        <td class="num">{ amount(frame, part, "old") }</td>
                        <td class="num">{ amount(frame, part, "new") }</td>
                        <td></td>
                    </tr>
                }) }
            </>
        }
    };
    html! {
        <div class="scroll" tabindex="0" role="group" aria-label={frame.say(Key::Money)}>
            <table>
                <caption>{ frame.say(Key::MoneyCaption) }</caption>
                <thead><tr>{ for heads.iter().enumerate().map(|(at, head)| html! {
                    <th scope="col" class={(at > 0).then_some("num")}>{ frame.say(*head) }</th>
                }) }</tr></thead>
                <tbody>{ for enterprises.iter().map(row) }</tbody>
            </table>
        </div>
    }
}

fn record(frame: &Frame, of: &Value) -> Html {
    let change = match text(of, "change") {
        "added" => Key::Added,
        "removed" => Key::Removed,
        _ => Key::Changed,
    };
    let (kind, id) = (text(of, "kind"), text(of, "id"));
    let gone = change == Key::Removed || kind == "fact";
    let name = if gone {
        html! { { label(frame, of) } }
    } else {
        html! { <a href={format!("#/library/{kind}/{id}")}>{ label(frame, of) }</a> }
    };
    let fields = of.get("fields").and_then(Value::as_array);
    let field = |one: &Value| {
        let side = |side: &str| {
            let said = one.get(side).and_then(Value::as_str);
            said.map_or_else(|| frame.say(Key::Nothing).to_owned(), str::to_owned)
        };
        html! {
            <li>
                <code>{ text(one, "field").to_owned() }</code>{ " " }
                <del>{ side("old") }</del>{ " → " }<ins>{ side("new") }</ins>
            </li>
        }
    };
    html! {
        <li>
            <strong>{ frame.say(change) }</strong>{ " " }{ name }{ " " }<code>{ id.to_owned() }</code>
            if let Some(fields) = fields.filter(|fields| !fields.is_empty()) {
                <ul>{ for fields.iter().map(field) }</ul>
            }
        </li>
    }
}
