//! The desk as Yew keeps it, the keyboard's undo, and computing in short tasks.

use std::cell::Cell;
use std::rc::Rc;

use gloo::timers::callback::Timeout;
use yew::prelude::*;

use super::find::{self, Found, Prepared};
use super::saved::Saved;
use super::state::{Column, Desk, Edit, Set};
use crate::scenario::compare::Laws;
use crate::ui::dom;
use crate::ui::memory::Keep;
use crate::ui::state::State;
use crate::ui::store::{Frame, Shared, use_frame};
use crate::ui::text::compare::CompareKey as Key;
use crate::ui::text::{fill, list};

/// Where the set in hand waits while another page is visited.
const HAND: &str = "qingce.comparison";

/// The desk as Yew keeps it.
#[derive(Clone, PartialEq)]
pub struct Kept(pub Rc<Desk>);

impl Reducible for Kept {
    type Action = Edit;

    fn reduce(self: Rc<Self>, edit: Edit) -> Rc<Self> {
        Rc::new(Kept(Rc::new(self.0.after(&edit))))
    }
}

/// The desk, where edits go, and what is to be said about where the set came from.
#[hook]
pub fn use_desk(
    state: &Shared<State>,
    rest: &AttrValue,
) -> (Rc<Desk>, Callback<Edit>, Option<String>) {
    let begun = {
        let (state, rest) = (state.clone(), rest.clone());
        use_memo((), move |()| first(&state, &rest))
    };
    let kept = {
        let begun = Rc::clone(&begun);
        use_reducer(move || Kept(Rc::new(Desk::new(begun.0.clone()))))
    };
    let dispatcher = kept.dispatcher();
    let act = use_callback((), move |edit: Edit, ()| dispatcher.dispatch(edit));
    {
        let (act, state) = (act.clone(), state.clone());
        use_effect_with(rest.clone(), move |rest| {
            // A link opened while the page is open.
            if let Some(saved) = Saved::from_link(rest) {
                act.emit(Edit::Take(saved.set(state.calculator.law()).0));
            }
        });
    }
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
        let set = Shared(Rc::clone(&kept.0.set));
        use_effect_with(set, move |set| {
            let saved = Saved::of(set);
            // Only for coming back to the page: nothing is lost of what the user kept.
            let _ = Keep::Passing.write(HAND, &saved.to_text());
        });
    }
    (Rc::clone(&kept.0), act, begun.1.clone())
}

/// The set of a link, else the one in hand before, else the enterprise in hand under its period and
/// the year before.
fn first(state: &State, rest: &str) -> (Set, Option<String>) {
    let book = state.calculator.law();
    let mut said = None;
    if !rest.is_empty() {
        match Saved::from_link(rest) {
            Some(saved) => {
                let (set, unknown) = saved.set(book);
                let names = list(&unknown, state.lang);
                let words = fill(Key::LinkUnknown, state.lang, &[&names]);
                return (set, (!unknown.is_empty()).then_some(words));
            }
            None => said = Some(Key::LinkUnreadable.get(state.lang).to_owned()),
        }
    }
    let before = Keep::Passing.read(HAND);
    let before = before
        .and_then(|text| Saved::parse(&text))
        .map(|saved| saved.set(book).0);
    if let Some(set) = before.filter(|set| said.is_none() && !set.columns.is_empty()) {
        return (set, said);
    }
    let column = Column::of(state.calculator.book(), &state.inputs);
    let year = state.outcome.period.calendar_year();
    let mut columns = Vec::new();
    if year > book.info.from.year() {
        columns.push(Column {
            period: Rc::from((year - 1).to_string()),
            ..column.clone()
        });
    }
    columns.push(column);
    let way = (0, columns.len().saturating_sub(1));
    (
        Set {
            way,
            columns,
            ..Set::default()
        },
        said,
    )
}

/// One computation, given up when another begins.
struct Work {
    frame: Frame,
    laws: Rc<Laws>,
    set: Shared<Set>,
    prepared: Prepared,
    given_up: Rc<Cell<bool>>,
    publish: Callback<Option<Shared<Found>>>,
}

/// What follows from a set, and whether a newer one is being computed. One law a task, so that no task
/// holds the page up.
#[hook]
pub fn use_found(set: &Shared<Set>) -> (Option<Shared<Found>>, bool) {
    let frame = use_frame();
    let laws = use_memo((), |()| Laws::default());
    let found = use_state(|| None::<Shared<Found>>);
    let busy = use_state(|| true);
    {
        let (found, busy, set) = (found.clone(), busy.clone(), set.clone());
        use_effect_with((set, frame.lang), move |(set, lang)| {
            busy.set(true);
            let given_up = Rc::new(Cell::new(false));
            let prepared = find::prepare(frame.calculator(), set, *lang);
            let publish = Callback::from(move |result| {
                found.set(result);
                busy.set(false);
            });
            let work = Work {
                frame,
                laws,
                set: set.clone(),
                prepared,
                given_up: Rc::clone(&given_up),
                publish,
            };
            go_on(Rc::new(work), 0);
            move || given_up.set(true)
        });
    }
    ((*found).clone(), *busy)
}

fn go_on(work: Rc<Work>, at: usize) {
    Timeout::new(0, move || {
        if work.given_up.get() {
            return;
        }
        let calculator = work.frame.calculator();
        if find::warm(calculator, &work.laws, &work.prepared, at) {
            go_on(work, at + 1);
        } else {
            let found = find::found(calculator, &work.laws, &work.set, work.prepared.clone());
            work.publish.emit(Some(Shared(Rc::new(found))));
        }
    })
    .forget();
}
