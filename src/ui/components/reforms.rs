//! Reforms the result rests on: said above it, and chosen among those drafted in this browser.

use std::rc::Rc;
use std::sync::Arc;

use yew::prelude::*;

use crate::rulebook::Reform;
use crate::ui::carried::id_of;
use crate::ui::dom;
use crate::ui::memory;
use crate::ui::state::{Action, State};
use crate::ui::store::{Frame, Shared, use_frame};
use crate::ui::text::{Key, bracketed, list};

/// Props of [`ReformStrip`] and [`ReformChooser`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The state.
    pub state: Shared<State>,
}

/// What a reform is called: its title, id and day.
pub fn title(frame: &Frame, reform: Option<&Arc<Reform>>) -> String {
    let Some(reform) = reform else {
        return frame.say(Key::ReformUnread).to_owned();
    };
    let day = reform.date.map(|day| day.to_string());
    let aside = [Some(reform.id.value.clone()), day].into_iter().flatten();
    let aside = list(aside, frame.lang);
    bracketed(frame.text(&reform.title), &aside, frame.lang)
}

/// Lays on or lifts off. The page is drawn anew then, so the keyboard goes on at the result.
fn relay(frame: &Frame, action: Action) -> Callback<MouseEvent> {
    let frame = frame.clone();
    Callback::from(move |_| {
        frame.act(action.clone());
        dom::focus_soon("result".to_owned());
    })
}

/// The reforms laid on, above everything computed with them; nothing if there are none.
#[component]
pub fn ReformStrip(props: &Props) -> Html {
    let frame = use_frame();
    let reforms = props.state.calculator.carried().reforms();
    if reforms.is_empty() {
        return Html::default();
    }
    let one = |(at, reform): (usize, &Option<Arc<Reform>>)| {
        let title = title(&frame, reform.as_ref());
        let label = format!("{} {title}", frame.say(Key::ReformLiftOff));
        html! {
            <li>{ &title }{ " " }
                <button type="button" class="quiet" aria-label={label} onclick={relay(&frame, Action::LiftOff(at))}>
                    { frame.say(Key::ReformLiftOff) }</button></li>
        }
    };
    html! {
        <section class="reform-strip" aria-label={frame.say(Key::Reforms)}>
            <p>{ frame.say(Key::ReformsLaid) }</p>
            <ul>{ for reforms.iter().enumerate().map(one) }</ul>
        </section>
    }
}

/// Reforms drafted in this browser, to be laid on.
#[component]
pub fn ReformChooser(props: &Props) -> Html {
    let frame = use_frame();
    let drafted = use_memo((), |()| memory::read_reforms());
    let laid = &props.state.inputs.assumptions.reforms;
    let one = |[zh, en, text]: &[String; 3]| {
        let name = match frame.lang {
            crate::base::Lang::Zh => zh,
            crate::base::Lang::En => en,
        };
        let at = laid.iter().position(|known| **known == **text);
        let (key, action) = match at {
            Some(at) => (Key::ReformLiftOff, Action::LiftOff(at)),
            None => {
                let id = id_of(text);
                let older = id.is_some() && laid.iter().any(|known| id_of(known) == id);
                let key = if older {
                    Key::ReformRenew
                } else {
                    Key::ReformLayOn
                };
                (key, Action::LayOn(Rc::from(text.as_str())))
            }
        };
        let label = format!("{} {name}", frame.say(key));
        html! {
            <li>
                <span>{ name }</span>{ " " }
                <button type="button" aria-label={label} onclick={relay(&frame, action)}>{ frame.say(key) }</button>
            </li>
        }
    };
    html! {
        <div class="reform-chooser">
            <h3>{ frame.say(Key::Reforms) }</h3>
            <p class="hint">{ frame.say(if drafted.is_empty() { Key::ReformsNone } else { Key::ReformsHint }) }
                { " " }<a href="#/reform">{ frame.say(Key::ReformsDraft) }</a></p>
            <ul>{ for drafted.iter().map(one) }</ul>
        </div>
    }
}
