//! The recap sheet: one line an amount, base × rate = amount, for print and for a workbook.
//!
//! A worker makes it ([`crate::ui::studio::sheet`]): the ways into every policy take a while. This
//! page draws what the worker gives, so that nothing of the making is in the first load.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::calendar::Months;
use super::exposures::Exposures;
use super::reforms::ReformStrip;
use super::sheet_parts as parts;
use crate::report::sheet::packed::Packed;
use crate::report::sheet::{PolicyGroup, Sheet as Recap};
use crate::ui::dom;
use crate::ui::state::State;
use crate::ui::store::{Frame, Shared, use_frame};
use crate::ui::studio::worker;
use crate::ui::text::Key;
use crate::ui::text::plan::PlanKey;
use crate::ui::workspace::Workspace;

/// Props of [`Sheet`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The state.
    pub state: Shared<State>,
}

/// What the worker gave: the text of a sheet and the sheet, or why there is none.
type Made = Result<(Rc<str>, Shared<Recap>), String>;

/// The sheet of what is in hand; nothing while the worker makes it.
#[hook]
fn use_made(state: &Shared<State>) -> Option<Made> {
    let made = use_state(|| None::<Made>);
    let text = Workspace::of(state).to_text();
    {
        let made = made.clone();
        use_effect_with(text, move |text| {
            made.set(None);
            let take = made.clone();
            let wanted = Rc::new(Cell::new(true));
            let kept = Rc::new(RefCell::new(None));
            let (still, done) = (Rc::clone(&wanted), Rc::clone(&kept));
            let asked = worker::ask("sheet", text, move |answer| {
                done.replace(None);
                if !still.get() {
                    return;
                }
                let read = answer.and_then(|text| match Recap::unpack(&mut text.as_str()) {
                    Some(sheet) => Ok((Rc::from(text), Shared(Rc::new(sheet)))),
                    None => Err("sheet".to_owned()),
                });
                take.set(Some(read));
            });
            // It is soon done: giving it up would end the worker, and starting one takes longer.
            kept.replace(Some(asked));
            move || wanted.set(false)
        });
    }
    (*made).clone()
}

/// The sheet.
#[component]
pub fn Sheet(props: &Props) -> Html {
    let frame = use_frame();
    let state = &props.state;
    let made = use_made(state);
    if state.outcome.assessment.is_err() {
        return html! { <section class="panel trouble"><h2>{ frame.say(Key::CannotAssess) }</h2></section> };
    }
    let (text, sheet) = match made {
        Some(Ok(made)) => made,
        Some(Err(why)) => {
            return html! {
                <section class="panel trouble" role="alert">
                    <h2 id="result" tabindex="-1">{ frame.say(Key::SheetRefused) }</h2><p>{ why }</p>
                </section>
            };
        }
        None => {
            return html! {
                <article class="sheet" aria-busy="true">
                    <h2 id="result" tabindex="-1">{ frame.say(Key::PageSheet) }</h2>
                    <p role="status">{ frame.say(Key::SheetAtWork) }</p>
                </article>
            };
        }
    };
    let outcome = Shared(Rc::clone(&state.outcome));
    let concerns = |group: &&PolicyGroup| {
        matches!(
            group.status.as_str(),
            "applies" | "amountOpen" | "needsFacts"
        )
    };
    let concerned = sheet.policies.iter().filter(concerns);
    let others = sheet.policies.iter().filter(|group| !concerns(group));
    html! {
        <article class="sheet">
            <Tools text={AttrValue::from(text)} name={file_name(&frame, &sheet)} />
            <header class="sheet-head">
                <h2 id="result" tabindex="-1">{ &sheet.title }</h2>
                <dl class="sheet-cover">{ for sheet.cover.iter().map(parts::entry) }</dl>
            </header>
            <ReformStrip state={state.clone()} />
            { parts::totals(&frame, &sheet) }
            { for sheet.groups.iter().map(|group| parts::amounts(&frame, group)) }
            { for concerned.map(|group| parts::policies(&frame, group)) }
            { parts::offices(&frame, &sheet) }
            { for others.map(|group| parts::policies(&frame, group)) }
            <section><h3>{ frame.say(PlanKey::Exposures) }</h3>
                <p class="hint">{ frame.say(PlanKey::ExposuresHint) }</p>
                <Exposures outcome={outcome.clone()} /></section>
            <section><h3>{ frame.say(PlanKey::Calendar) }</h3>
                <Months {outcome} /></section>
            <section><h3>{ frame.say(Key::SheetAssumptions) }</h3>
                <dl class="sheet-notes">{ for sheet.notes.iter().map(parts::entry) }</dl></section>
            { parts::facts(&frame, &sheet) }
            <footer class="sheet-foot">
                { for sheet.disclaimer.iter().map(|line| html! { <p>{ line }</p> }) }
                <p class="signed">{ &sheet.signed }</p>
            </footer>
        </article>
    }
}

/// `某科技公司 2017年 测算底稿.xlsx`, without what file systems refuse.
fn file_name(frame: &Frame, sheet: &Recap) -> String {
    let about = sheet.cover.iter().take(2).map(|entry| entry.value.as_str());
    let about: Vec<&str> = about.chain([frame.say(Key::PageSheet)]).collect();
    let fit = |c: char| !c.is_control() && !"/\\:*?\"<>|（".contains(c);
    let part = |text: &str| text.chars().take_while(|c| fit(*c)).take(60).collect();
    let parts: Vec<String> = about.into_iter().map(part).collect();
    format!("{}.xlsx", parts.join(" ").trim())
}

/// How far the workbook is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stage {
    Idle,
    AtWork,
    Done,
    Failed,
}

/// Props of [`Tools`].
#[derive(Properties, PartialEq)]
struct ToolsProps {
    /// The sheet, packed.
    text: AttrValue,
    /// What its file is called.
    name: String,
}

/// Print, and the workbook.
#[component]
fn Tools(props: &ToolsProps) -> Html {
    let frame = use_frame();
    let stage = use_state(|| Stage::Idle);
    let print = Callback::from(|_: MouseEvent| dom::print());
    let export = {
        let (stage, text, name) = (stage.clone(), props.text.clone(), props.name.clone());
        Callback::from(move |_: MouseEvent| {
            let (stage, text, name) = (stage.clone(), text.clone(), name.clone());
            stage.set(Stage::AtWork);
            spawn_local(async move {
                let done = dom::ask_shell("xlsx", &[text.as_str(), &name]).await;
                stage.set(if done.is_some() {
                    Stage::Done
                } else {
                    Stage::Failed
                });
            });
        })
    };
    let said = match *stage {
        Stage::Idle => "",
        Stage::AtWork => frame.say(Key::XlsxAtWork),
        Stage::Done => frame.say(Key::XlsxDone),
        Stage::Failed => frame.say(Key::XlsxFailed),
    };
    html! {
        <div class="sheet-tools">
            <p class="hint">{ frame.say(Key::SheetHint) }</p>
            <p class="hint" role="status">{ said }</p>
            <button type="button" onclick={export}>{ frame.say(Key::ExportXlsx) }</button>
            <button type="button" class="primary" onclick={print}>{ frame.say(Key::Print) }</button>
        </div>
    }
}
