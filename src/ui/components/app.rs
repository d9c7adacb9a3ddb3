//! The whole page: the state, what it listens to, and which page stands in the middle.

use std::rc::Rc;

use gloo::events::EventListener;
use gloo::utils::window;
use wasm_bindgen::JsCast;
use yew::prelude::*;

use super::announcer::Announcer;
use super::assess::Assess;
use super::explanation::ExplanationPanel;
use super::header::Header;
use super::notices::Notices;
use super::sheet::Sheet;
use crate::ui::compute::Calculator;
use crate::ui::dom;
use crate::ui::memory;
use crate::ui::route::Route;
use crate::ui::state::{Action, State};
use crate::ui::store::{Frame, Shared, Store};
use crate::ui::text::Key;

/// Props of [`App`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The engine with its rulebook.
    pub calculator: Shared<Calculator>,
}

/// The whole page.
#[component]
pub fn App(props: &Props) -> Html {
    let calculator = Rc::clone(&props.calculator.0);
    let store = use_reducer(|| Store(Rc::new(first_state(calculator))));
    let state = Rc::clone(&store.0);
    let frame = Frame::new(state.lang, &state.calculator, store.dispatcher());

    use_listeners(&frame);
    use_effect_with((state.lang, state.theme), |(lang, theme)| {
        dom::dress(*lang, *theme, Key::PageTitle.get(*lang));
        memory::write_view(*lang, *theme);
    });
    {
        let frame = frame.clone();
        use_effect_with(Shared(Rc::clone(&state.kept)), move |kept| {
            if !memory::write_kept(kept) {
                frame.act(Action::StorageFailed);
            }
        });
    }

    let skip = |id: &'static str| {
        Callback::from(move |event: MouseEvent| {
            event.prevent_default();
            dom::focus_soon(id.to_owned());
        })
    };
    let shared = Shared(Rc::clone(&state));
    let assess = state.page == Route::Assess;
    html! {
        <ContextProvider<Frame> context={frame.clone()}>
            <nav class="skips" aria-label={frame.say(Key::SkipLinks)}>
                <a class="skip" href="#/assess" onclick={skip("result")}>{ frame.say(Key::SkipToResult) }</a>
                <a class="skip" href="#/assess" onclick={skip("form")}>{ frame.say(Key::SkipToForm) }</a>
            </nav>
            <Header state={shared.clone()} />
            <Notices notices={state.notices.clone()} />
            <main id="main">
                if assess {
                    <Assess state={shared.clone()} />
                } else {
                    <Sheet state={shared.clone()} />
                }
            </main>
            <footer class="foot">
                <p>{ frame.say(Key::Disclaimer) }{ " " }{ frame.say(Key::Privacy) }</p>
                <p>{ rulebook_line(&frame) }{ " · " }{ frame.fill(Key::EngineLine, &[env!("CARGO_PKG_VERSION")]) }</p>
            </footer>
            <ExplanationPanel state={shared.clone()} />
            <Announcer state={shared} />
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

/// What the browser remembers, and where its address points.
fn first_state(calculator: Rc<Calculator>) -> State {
    let (kept, readable) = memory::read_kept();
    let mut state = State::new(calculator, kept);
    let (lang, theme) = memory::read_view();
    state = state
        .after(Action::SetLang(lang))
        .after(Action::SetTheme(theme));
    if !readable {
        state = state.after(Action::StorageFailed);
    }
    state.after(Action::Visit(dom::route()))
}

/// Follows the address, and undoes on Ctrl+Z where no text field has an undo of its own.
#[hook]
fn use_listeners(frame: &Frame) {
    let frame = frame.clone();
    use_effect_with((), move |()| {
        let on_route = {
            let frame = frame.clone();
            dom::on_route(move |route| frame.act(Action::Visit(route)))
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
