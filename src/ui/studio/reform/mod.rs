//! 改革: reforms drafted over the rulebook, checked as typed, with what they do to the enterprise in hand.
//!
//! Takes the state's enterprise, period and assumptions; gives drafts kept in this browser, files and
//! links. Guarantees that a draft is only ever its TOML: what is shown as wrong is what the command
//! line says of the same file. What a stack comes to is worked out in the worker.
#![allow(
    clippy::format_push_string,
    reason = "a file is short, and `write!` would give a result that cannot fail"
)]

pub mod fields;
pub mod lever_form;
pub mod lever_read;
pub mod levers;
pub mod outcome;
pub mod result;
pub mod state;
pub mod stack;
mod toml;
pub mod values;
pub mod view;

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use gloo::timers::callback::Timeout;
use yew::prelude::*;

use super::worker::{Asked, ask};
use super::{PageProps, use_frame};
use crate::base::is_deceptive;
use crate::check::Rulebook;
use crate::ui::dom;
use crate::ui::memory::{self, Keep};
use crate::ui::state::State;
use crate::ui::store::Shared;
use crate::ui::text::reform::ReformKey as Key;
use state::{Edit, Editor, Item};
use view::View;

const KEPT: &str = "qingce.reforms";

/// The editor as Yew keeps it.
struct Kept {
    book: Rc<Rulebook>,
    editor: Editor,
}

impl Reducible for Kept {
    type Action = Edit;

    fn reduce(self: Rc<Self>, edit: Edit) -> Rc<Self> {
        Rc::new(Kept {
            book: Rc::clone(&self.book),
            editor: self.editor.after(&self.book, &edit),
        })
    }
}

/// What the parts of the page are given.
#[derive(Properties, Clone, PartialEq)]
pub struct PartProps {
    /// The reforms.
    pub editor: Rc<Editor>,
    /// Takes edits.
    pub act: Callback<Edit>,
    /// First day of the period in hand: what is new begins in its year.
    pub day: AttrValue,
}

/// The page.
#[component]
pub fn ReformPage(props: &PageProps) -> Html {
    let frame = use_frame();
    let kept = {
        let (frame, rest) = (frame.clone(), props.rest.clone());
        use_reducer(move || {
            let editor = Editor::default();
            let stack = from_link(&rest).or_else(remembered).unwrap_or_default();
            let editor = editor.after(frame.book(), &Edit::Stack(stack));
            Kept {
                book: Rc::new(frame.book().clone()),
                editor,
            }
        })
    };
    let refused = use_state_eq(|| false);
    let editor = Rc::new(kept.editor.clone());
    let act = {
        let kept = kept.dispatcher();
        Callback::from(move |edit| kept.dispatch(edit))
    };
    {
        let act = act.clone();
        use_effect_with((), move |()| {
            let listener = dom::on_undo(move |step| {
                act.emit(match step {
                    dom::Step::Back => Edit::Undo,
                    dom::Step::Forth => Edit::Redo,
                });
            });
            move || drop(listener)
        });
    }
    {
        let (refused, frame) = (refused.setter(), frame.clone());
        use_effect_with(editor.stack.clone(), move |stack| {
            let ready = outcome::ready(frame.book(), stack);
            let kept = remember(stack) && memory::write_reforms(&ready);
            refused.set(!kept);
        });
    }
    let (view, pending) = use_view(&editor, &props.state);
    let part = PartProps {
        editor: Rc::clone(&editor),
        act: act.clone(),
        day: props
            .state
            .outcome
            .period
            .first()
            .first_day()
            .to_string()
            .into(),
    };
    html! {
        <article class="reform">
            <h2>{ frame.say(Key::Title) }</h2>
            <p>{ frame.say(Key::Lead) }</p>
            if *refused {
                <p class="hint" role="status">{ frame.say(Key::StorageFailed) }</p>
            }
            <div class="reform-columns">
                <div class="reform-edit">
                    <stack::Stack ..part.clone() />
                    if editor.item().is_some() {
                        <values::Values ..part.clone() />
                        <levers::Levers ..part.clone() />
                    }
                </div>
                <div class="reform-result">
                    <result::Outcome {view} {pending} state={props.state.clone()}
                        item={editor.item().cloned()} />
                </div>
            </div>
        </article>
    }
}

/// How long a stack must stand before it is worked out, in milliseconds.
const SETTLED: u32 = 150;

/// Questions to the worker, one at a time: a worker that is still starting is not to be ended for a key.
#[derive(Default)]
struct Queue {
    /// The one under way.
    asked: Option<Asked>,
    /// The newest that waits.
    next: Option<String>,
}

/// Asks the newest question once nothing is under way, and tells each answer with whether it is the last.
fn go_on(queue: &Rc<RefCell<Queue>>, told: &Callback<(Result<String, String>, bool)>) {
    let text = {
        let mut held = queue.borrow_mut();
        if held.asked.is_some() {
            return;
        }
        held.next.take()
    };
    let Some(text) = text else { return };
    let (again, tell) = (Rc::clone(queue), told.clone());
    let answered = Rc::new(Cell::new(false));
    let done = Rc::clone(&answered);
    let asked = ask("reform", &text, move |answer| {
        done.set(true);
        let last = {
            let mut held = again.borrow_mut();
            held.asked = None;
            held.next.is_none()
        };
        tell.emit((answer, last));
        go_on(&again, &tell);
    });
    // Where there is no worker to be had the answer came at once.
    if !answered.get() {
        queue.borrow_mut().asked = Some(asked);
    }
}

/// What the stack comes to, and whether a newer one is being worked out; by the worker.
#[hook]
fn use_view(editor: &Editor, state: &Shared<State>) -> (Shared<View>, bool) {
    let view = use_state(|| Shared(Rc::new(View::default())));
    let pending = use_state_eq(|| false);
    let queue: Rc<RefCell<Queue>> = use_mut_ref(Queue::default);
    {
        let (view, pending, state) = (view.clone(), pending.clone(), state.clone());
        let outcome = Shared(Rc::clone(&state.outcome));
        let deps = (editor.stack.clone(), editor.at, outcome);
        use_effect_with(deps, move |(stack, at, _)| {
            pending.set(!stack.is_empty());
            if stack.is_empty() {
                view.set(Shared(Rc::new(View::default())));
            }
            let timer = (!stack.is_empty()).then(|| {
                let text = view::question(&state, stack, *at);
                let told = Callback::from(move |(answer, last): (Result<String, String>, bool)| {
                    pending.set(!last);
                    let read = answer
                        .ok()
                        .and_then(|text| serde_json::from_str(&text).ok());
                    view.set(Shared(Rc::new(read.unwrap_or_default())));
                });
                Timeout::new(SETTLED, move || {
                    queue.borrow_mut().next = Some(text);
                    go_on(&queue, &told);
                })
            });
            move || drop(timer)
        });
    }
    ((*view).clone(), *pending)
}

fn remembered() -> Option<Vec<Item>> {
    serde_json::from_str(&Keep::Lasting.read(KEPT)?).ok()
}

/// Keeps the stack; whether the browser let it. An empty one that was never kept leaves nothing behind.
fn remember(stack: &[Item]) -> bool {
    if stack.is_empty() && Keep::Lasting.read(KEPT).is_none() {
        return true;
    }
    let text = serde_json::to_string(stack).unwrap_or_default();
    Keep::Lasting.write(KEPT, &text)
}

/// Longest link that is read, in characters: a reform is at most a tenth of it.
const LONGEST_LINK: usize = 1_000_000;

/// The stack a link carries: only what [`to_link`] writes.
fn from_link(rest: &str) -> Option<Vec<Item>> {
    let text = rest.strip_prefix("with/")?;
    if text.len() > LONGEST_LINK {
        return None;
    }
    let text = String::from(js_sys::decode_uri_component(text).ok()?);
    let stack: Vec<Item> = serde_json::from_str(&text).ok()?;
    let same = serde_json::to_string(&stack).is_ok_and(|same| same == text);
    (same && !text.contains(is_deceptive)).then_some(stack)
}

/// What of an address carries a stack.
fn to_link(stack: &[Item]) -> String {
    let text = serde_json::to_string(stack).unwrap_or_default();
    format!("with/{}", String::from(js_sys::encode_uri_component(&text)))
}
