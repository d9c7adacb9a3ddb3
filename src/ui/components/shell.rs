//! What stands around every page: the state and what it listens to, head, notices, foot.

use std::cell::RefCell;
use std::rc::Rc;

use gloo::events::EventListener;
use gloo::utils::window;
use wasm_bindgen::JsCast;
use yew::prelude::*;

use super::header::Header;
use super::notices::Notices;
use crate::ui::compute::Calculator;
use crate::ui::dom;
use crate::ui::memory;
use crate::ui::pages::{Module, Page};
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
    /// The state as last drawn.
    pub last: Shared<RefCell<Option<Rc<State>>>>,
}

/// The state of a program's page, kept up with the address, the keyboard and the browser's memory.
#[hook]
pub fn use_page(desk: &Desk, module: Module) -> (Rc<State>, Frame) {
    let store = {
        let desk = desk.clone();
        use_reducer(move || Store(Rc::new(first_state(&desk))))
    };
    let state = Rc::clone(&store.0);
    *desk.last.borrow_mut() = Some(Rc::clone(&state));
    let frame = Frame::new(state.lang, &state.calculator, store.dispatcher());
    use_listeners(&frame, module);
    {
        let title = title(&state);
        use_effect_with((state.lang, state.theme, title), |(lang, theme, title)| {
            dom::dress(*lang, *theme, title);
            memory::write_view(*lang, *theme);
        });
    }
    {
        let frame = frame.clone();
        use_effect_with(Shared(Rc::clone(&state.kept)), move |kept| {
            if !memory::write_kept(kept) {
                frame.act(Action::StorageFailed);
            }
        });
    }
    (state, frame)
}

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
                <p>{ frame.say(Key::Disclaimer) }{ " " }{ frame.say(Key::Privacy) }</p>
                <p>{ rulebook_line(frame) }{ " · " }{ frame.fill(Key::EngineLine, &[env!("CARGO_PKG_VERSION")]) }</p>
            </footer>
            { props.beside.clone() }
        </ContextProvider<Frame>>
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

/// What the window is called: the product, after the page where that is not the calculator.
fn title(state: &State) -> String {
    let product = Key::PageTitle.get(state.lang);
    let listed = state.page.page().map(Page::listed);
    match listed.filter(|listed| listed.module == Module::Studio) {
        Some(listed) => match listed.label {
            Some(label) => format!("{} · {product}", label.get(state.lang)),
            None => product.to_owned(),
        },
        None => product.to_owned(),
    }
}

/// What the browser remembers and the other program handed over, and where the address points.
fn first_state(desk: &Desk) -> State {
    let (kept, readable) = memory::read_kept();
    let mut state = State::new(Rc::clone(&desk.calculator.0), kept);
    match &desk.workspace {
        Some(workspace) => state = workspace.resume(&state),
        None => {
            let (lang, theme) = memory::read_view();
            state = state
                .after(Action::SetLang(lang))
                .after(Action::SetTheme(theme));
        }
    }
    if !readable {
        state = state.after(Action::StorageFailed);
    }
    state.after(Action::Visit(dom::route()))
}

/// Follows the address, and undoes on Ctrl+Z where no text field has an undo of its own.
#[hook]
fn use_listeners(frame: &Frame, module: Module) {
    let frame = frame.clone();
    use_effect_with((), move |()| {
        let on_route = {
            let frame = frame.clone();
            dom::on_route(module, move |route| frame.act(Action::Visit(route)))
        };
        let on_key = EventListener::new(&window(), "keydown", move |event| {
            let Some(key) = event.dyn_ref::<web_sys::KeyboardEvent>() else {
                return;
            };
            if !(key.ctrl_key() || key.meta_key()) || dom::in_text_field(event) {
                return;
            }
            match (key.key().as_str(), key.shift_key()) {
                ("z", false) => frame.act(Action::Undo),
                ("y", false) | ("z" | "Z", true) => frame.act(Action::Redo),
                _ => (),
            }
        });
        move || drop((on_route, on_key))
    });
}
