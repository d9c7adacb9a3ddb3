//! What changed: another rulebook held against the one in use, and what that moves for the examples and
//! for the enterprises kept in this browser.
//!
//! The other rulebook is one text, as the site serves it under its hash; it is opened in the worker, and
//! nothing of it touches what is in hand.

mod answer;

use std::cell::RefCell;
use std::rc::Rc;

use gloo::file::callbacks::{FileReader, read_as_text};
use serde_json::{Value, json};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::worker::{Asked, ask};
use super::{PageProps, use_frame};
use crate::rulebook::released::RELEASED;
use crate::ui::components::select::Select;
use crate::ui::compute::Calculator;
use crate::ui::dom;
use crate::ui::inputs::Inputs;
use crate::ui::state::State;
use crate::ui::store::Frame;
use crate::ui::text::bracketed;
use crate::ui::text::changes::ChangesKey as Key;

/// How far the comparison is.
#[derive(Clone, PartialEq)]
enum Stage {
    Nothing,
    Waiting,
    Refused(String),
    Here(Rc<Value>),
}

/// The page.
#[component]
pub fn Changes(props: &PageProps) -> Html {
    let frame = use_frame();
    let stage = use_state(|| Stage::Nothing);
    let under_way: Rc<RefCell<Option<Asked>>> = use_mut_ref(|| None);
    let reading: Rc<RefCell<Option<FileReader>>> = use_mut_ref(|| None);
    // Holds a rulebook's text against the one in use, in the worker.
    let against = {
        let (stage, frame, state) = (stage.clone(), frame.clone(), props.state.clone());
        Callback::from(move |old: String| {
            let enterprises = enterprises(&frame, &state);
            let question = json!({ "old": old, "enterprises": enterprises }).to_string();
            let answered = stage.clone();
            let asked = ask("rules-diff", &question, move |answer| {
                answered.set(answer.map_or_else(Stage::Refused, |text| {
                    serde_json::from_str(&text).map_or_else(
                        |why| Stage::Refused(why.to_string()),
                        |value| Stage::Here(Rc::new(value)),
                    )
                }));
            });
            *under_way.borrow_mut() = Some(asked);
        })
    };
    let on_file = {
        let (stage, against) = (stage.clone(), against.clone());
        Callback::from(move |event: Event| {
            let input = event.target().and_then(|target| target.dyn_into().ok());
            let file = input.and_then(|input: HtmlInputElement| input.files()?.get(0));
            let Some(file) = file else { return };
            stage.set(Stage::Waiting);
            let (stage, against) = (stage.clone(), against.clone());
            let reader = read_as_text(&gloo::file::File::from(file), move |text| match text {
                Ok(old) => against.emit(old),
                Err(why) => stage.set(Stage::Refused(why.to_string())),
            });
            *reading.borrow_mut() = Some(reader);
        })
    };
    let on_choose = {
        let (stage, frame) = (stage.clone(), frame.clone());
        Callback::from(move |hash: String| {
            if hash.is_empty() {
                return;
            }
            stage.set(Stage::Waiting);
            let (stage, against) = (stage.clone(), against.clone());
            let missing = frame.say(Key::NotToBeHad);
            spawn_local(async move {
                match dom::ask_shell("rulebook", &[&hash]).await {
                    Some(old) => against.emit(old),
                    None => stage.set(Stage::Refused(missing.to_owned())),
                }
            });
        })
    };
    let mut releases = vec![(AttrValue::from(""), frame.say(Key::ChooseReleased).into())];
    releases.extend(RELEASED.iter().map(|one| {
        let hash = one.hash.get(..12).unwrap_or(one.hash);
        let words = bracketed(one.version, hash, frame.lang);
        (AttrValue::from(one.hash), AttrValue::from(words))
    }));
    let info = &frame.book().info;
    let hash = info.hash.get(..12).unwrap_or(&info.hash).to_owned();
    html! {
        <article class="changes">
            <nav aria-label={frame.say(Key::Library)}><a class="stand" href="#/library">{ frame.say(Key::Library) }</a></nav>
            <h2>{ frame.say(Key::Title) }</h2>
            <p>{ frame.say(Key::Lead) }</p>
            <section class="panel">
                <p>{ frame.fill(Key::InUse, &[&info.version, &hash]) }</p>
                <label for="changes-released">{ frame.say(Key::ReleasedRulebook) }</label>
                <Select id="changes-released" options={releases} value="" {on_choose} />
                <label for="changes-file">{ frame.say(Key::OtherRulebook) }</label>
                <input id="changes-file" type="file" accept=".txt,text/plain" onchange={on_file}
                    aria-describedby="changes-hint" />
                <p class="hint" id="changes-hint">{ frame.say(Key::OtherHint) }</p>
            </section>
            <div aria-live="polite">{ shown(&frame, &stage) }</div>
        </article>
    }
}

fn shown(frame: &Frame, stage: &Stage) -> Html {
    match stage {
        Stage::Nothing => Html::default(),
        Stage::Waiting => html! { <p>{ frame.say(Key::Comparing) }</p> },
        Stage::Refused(why) => html! {
            <div role="alert"><p>{ frame.say(Key::Refused) }</p><pre>{ why }</pre></div>
        },
        Stage::Here(report) => answer::view(frame, report),
    }
}

/// The enterprise in hand, the examples and those kept, each as a facts file.
fn enterprises(frame: &Frame, state: &State) -> Vec<Value> {
    let calculator = frame.calculator();
    let file = |calculator: &Calculator, inputs: &Inputs, name: &str| {
        let outcome = calculator.assess(inputs, None);
        json!({ "name": name, "text": calculator.file(inputs, &outcome) })
    };
    let law = calculator.carrying(&[]);
    let in_hand = (!state.inputs.form.texts.is_empty())
        .then(|| file(calculator, &state.inputs, frame.say(Key::InHand)));
    let presets = calculator.presets().iter();
    let presets = presets.map(|preset| file(&law, &preset.inputs, &preset.inputs.name));
    let kept = state.kept.list.iter().map(|(_, kept)| {
        let (calculator, inputs, _) = kept.open(calculator);
        file(&calculator, &inputs, &kept.name)
    });
    in_hand.into_iter().chain(presets).chain(kept).collect()
}
