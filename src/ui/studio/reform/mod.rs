//! 改革: reforms drafted over the rulebook, checked as typed, with what they do to the enterprise in hand.
//!
//! Takes the state's enterprise, period and assumptions; gives drafts kept in this browser, files and
//! links. Guarantees that a draft is only ever its TOML: what is shown as wrong is what the command
//! line says of the same file. Computes nothing itself.
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

use std::rc::Rc;

use yew::prelude::*;

use super::{PageProps, use_frame};
use crate::base::is_deceptive;
use crate::check::Rulebook;
use crate::ui::dom;
use crate::ui::memory::{self, Keep};
use crate::ui::store::Shared;
use crate::ui::text::reform::ReformKey as Key;
use state::{Edit, Editor, Item};

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
    let shown = {
        let (engine, state) = (frame.clone(), props.state.clone());
        use_memo(
            (
                editor.stack.clone(),
                editor.at,
                Shared(Rc::clone(&props.state.outcome)),
            ),
            move |(stack, at, outcome)| {
                let engine = engine.calculator().engine();
                let asked = outcome::asked(engine.rulebook(), stack);
                let (enterprise, patches) = outcome::scene(&state, outcome, &asked);
                outcome::shown(engine, stack, *at, (&enterprise, outcome.period, &patches))
            },
        )
    };
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
                    <result::Outcome shown={Shared(shown)} state={props.state.clone()}
                        item={editor.item().cloned()} />
                </div>
            </div>
        </article>
    }
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
