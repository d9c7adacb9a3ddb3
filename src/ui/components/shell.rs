//! What stands around every page: the state and what it listens to, head, notices, foot.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use gloo::events::EventListener;
use gloo::timers::callback::Timeout;
use gloo::utils::window;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::header::Header;
use super::notices::Notices;
use crate::ui::compute::Calculator;
use crate::ui::dom;
use crate::ui::embedding::{self, Opening};
use crate::ui::memory;
use crate::ui::pages::{Module, Page};
use crate::ui::route::Route;
use crate::ui::state::{Action, State};
use crate::ui::store::{Frame, Shared, Store};
use crate::ui::text::Key;
use crate::ui::workspace::Workspace;

/// What a program is started with, and where it leaves what is to be handed on.
#[derive(Clone, PartialEq)]
pub struct Desk {
    /// The engine with its rulebook.
    pub calculator: Shared<Calculator>,
    /// What the other program handed over.
    pub workspace: Option<Workspace>,
    /// The state as last drawn, and the way to act on it.
    pub last: Shared<RefCell<Option<Drawn>>>,
    /// What the page around asked for and how it hears, if this one stands inside another.
    pub around: Option<Around>,
}

/// A state as drawn, and the way to act on it.
pub type Drawn = (Rc<State>, Frame);

/// The page around this one.
#[derive(Clone, PartialEq)]
pub struct Around {
    /// What it asked for.
    pub opening: Opening,
    /// Tells it something: the kind of event and a JSON text.
    pub tell: Callback<(&'static str, String)>,
}

/// The state of a program's page, kept up with the address, the keyboard and the browser's memory.
#[hook]
pub fn use_page(desk: &Desk, module: Module) -> (Rc<State>, Frame) {
    let store = {
        let desk = desk.clone();
        use_reducer(move || Store(Rc::new(first_state(&desk))))
    };
    let state = Rc::clone(&store.0);
    let frame = Frame::new(&state, store.dispatcher());
    *desk.last.borrow_mut() = Some((Rc::clone(&state), frame.clone()));
    let led = use_memo((), |()| Cell::new(false));
    use_listeners(&frame, module, &led);
    use_arrival(&state, &led);
    {
        let title = title(&state);
        let view = (state.lang, state.theme, state.elder);
        let remembered = state.embedding.is_none();
        use_effect_with((view, title), move |((lang, theme, elder), title)| {
            dom::dress(*lang, *theme, *elder, title);
            if remembered {
                memory::write_view(*lang, *theme, *elder);
            }
        });
    }
    use_telling(desk, &state);
    {
        let frame = frame.clone();
        use_effect_with(Shared(Rc::clone(&state.kept)), move |kept| {
            if !memory::write_kept(kept) {
                frame.act(Action::StorageFailed);
            }
        });
    }
    use_hand(&state);
    use_links(&frame, &state);
    (state, frame)
}

/// Brings the focus along when another page is gone to; whoever does not see it change hears its name.
#[hook]
fn use_arrival(state: &Rc<State>, led: &Rc<Cell<bool>>) {
    let first = use_mut_ref(|| true);
    let led = Rc::clone(led);
    use_effect_with(state.page.clone(), move |_| {
        if !std::mem::replace(&mut *first.borrow_mut(), false) {
            dom::arrive(led.take());
        }
    });
}

/// Keeps what is in hand for a reload of this tab, once it has been left alone for a moment.
#[hook]
fn use_hand(state: &Rc<State>) {
    let state = Shared(Rc::clone(state));
    let inputs = Shared(Rc::clone(&state.inputs));
    // In another page, what is in hand is that page's to keep.
    let own = state.embedding.is_none();
    let view = (state.lang, state.theme, state.elder);
    use_effect_with((inputs, view), move |_| {
        let timer = Timeout::new(SETTLED, move || {
            let untouched = state.calculator.presets().first();
            let untouched = untouched.is_some_and(|preset| preset.inputs == state.inputs);
            if !own {
                return;
            }
            memory::write_hand(&Workspace::of(&state).to_text(), untouched);
        });
        move || drop(timer)
    });
}

/// A link that was opened gives way to the calculator's own address; one that was made is copied.
#[hook]
fn use_links(frame: &Frame, state: &Rc<State>) {
    {
        let frame = frame.clone();
        use_effect_with(state.route.clone(), move |route| {
            if matches!(route, Route::Shared(_)) {
                dom::replace_address(&Route::Assess);
                frame.act(Action::Visit(Route::Assess));
            }
        });
    }
    let link = state
        .notices
        .iter()
        .find_map(|notice| notice.link().cloned());
    use_effect_with(link, move |link| {
        if let Some(link) = link.clone() {
            spawn_local(async move {
                // Where the browser does not let it, the link is there to be copied by hand.
                let _ = dom::ask_shell("copy", &[&link]).await;
            });
        }
    });
}

/// How long nothing must change before what is in hand is kept, in milliseconds.
const SETTLED: u32 = 300;

/// Props of [`Shell`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The state.
    pub state: Shared<State>,
    /// The frame, given to everything inside.
    pub frame: Frame,
    /// Elements the keyboard may skip to, by id, with what the link says.
    pub skips: Vec<(&'static str, Key)>,
    /// The page.
    pub page: Html,
    /// What stands beside it: dialogs, live regions.
    #[prop_or_default]
    pub beside: Html,
}

/// The frame of a page.
#[component]
pub fn Shell(props: &Props) -> Html {
    let frame = &props.frame;
    let state = &props.state;
    let skip = |(id, key): &(&'static str, Key)| {
        let id = *id;
        let on_skip = Callback::from(move |event: MouseEvent| {
            event.prevent_default();
            dom::focus_soon(id.to_owned());
        });
        html! { <a class="skip" href={state.page.hash()} onclick={on_skip}>{ frame.say(*key) }</a> }
    };
    html! {
        <ContextProvider<Frame> context={frame.clone()}>
            <nav class="skips" aria-label={frame.say(Key::SkipLinks)}>{ for props.skips.iter().map(skip) }</nav>
            <Header state={state.clone()} />
            <Notices notices={state.notices.clone()} />
            <main id="main" tabindex="-1">{ props.page.clone() }</main>
            <footer class="foot">
                <p>{ frame.say(Key::Disclaimer) }{ " " }{ privacy(frame) }</p>
                if frame.embedding.is_none() {
                    <p><a class="stand" href="#/about-access">{ frame.say(Key::AboutAccess) }</a></p>
                }
                <p>{ rulebook_line(frame) }{ " · " }{ frame.fill(Key::EngineLine, &[env!("CARGO_PKG_VERSION")]) }</p>
            </footer>
            { props.beside.clone() }
        </ContextProvider<Frame>>
    }
}

/// Where what is entered goes: nowhere, or to the page around where that asked for it.
fn privacy(frame: &Frame) -> String {
    match frame
        .embedding
        .as_deref()
        .filter(|around| around.shares_facts)
    {
        Some(around) => frame.fill(Key::SharesFacts, &[&around.host]),
        None => frame.say(Key::Privacy).to_owned(),
    }
}

/// Rulebook id, version and the first part of its hash.
pub fn rulebook_line(frame: &Frame) -> String {
    let info = &frame.book().info;
    let hash: String = info.hash.chars().take(16).collect();
    frame.fill(
        Key::RulebookLine,
        &[frame.text(&info.title), &info.version, &hash],
    )
}

/// What the window is called: the product, after the page where that is not the calculator's first.
fn title(state: &State) -> String {
    let product = Key::PageTitle.get(state.lang);
    let listed = state.page.page().map(Page::listed);
    match listed.filter(|listed| listed.page != Page::Assess) {
        Some(listed) => format!("{} · {product}", listed.label.get(state.lang)),
        None => product.to_owned(),
    }
}

/// Tells the page around of every new result.
#[hook]
fn use_telling(desk: &Desk, state: &Rc<State>) {
    let around = desk.around.clone();
    let now = Rc::clone(state);
    use_effect_with(Shared(Rc::clone(&state.outcome)), move |_| {
        if let Some(around) = around {
            around.tell.emit(("change", embedding::change(&now)));
            around.tell.emit(("result", embedding::result(&now)));
        }
    });
}

/// What the browser remembers and the other program handed over, and where the address points.
fn first_state(desk: &Desk) -> State {
    let (kept, readable) = memory::read_kept();
    let mut state = State::new(Rc::clone(&desk.calculator.0), kept);
    let workspace = match &desk.workspace {
        Some(workspace) => Some(workspace.clone()),
        None if desk.around.is_some() => None,
        None => memory::read_hand().and_then(|text| Workspace::parse(&text)),
    };
    match &workspace {
        Some(workspace) => state = workspace.resume(&state),
        None => {
            let (lang, theme, elder) = memory::read_view();
            state = state
                .after(Action::SetLang(lang))
                .after(Action::SetTheme(theme))
                .after(Action::SetElder(elder));
        }
    }
    if let Some(around) = &desk.around {
        let (opened, problems) = around.opening.apply(&state);
        state = opened;
        for problem in problems {
            around.tell.emit(("error", problem));
        }
    }
    if !readable {
        state = state.after(Action::StorageFailed);
    }
    state.after(Action::Visit(dom::route()))
}

/// Follows the address, and undoes on Ctrl+Z where no text field has an undo of its own.
#[hook]
fn use_listeners(frame: &Frame, module: Module, led: &Rc<Cell<bool>>) {
    let (frame, led) = (frame.clone(), Rc::clone(led));
    use_effect_with((), move |()| {
        let on_route = {
            let frame = frame.clone();
            dom::on_route(module, move |route| {
                led.set(dom::led_here());
                frame.act(Action::Visit(route));
            })
        };
        let on_key = EventListener::new(&window(), "keydown", move |event| {
            match dom::undo_key(event) {
                Some(dom::Step::Back) => frame.act(Action::Undo),
                Some(dom::Step::Forth) => frame.act(Action::Redo),
                None => (),
            }
        });
        move || drop((on_route, on_key))
    });
}
