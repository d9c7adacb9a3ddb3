//! Fields that tell every key and rewrite nothing while an input method composes.

use std::cell::RefCell;
use std::rc::Rc;

use gloo::events::EventListener;
use wasm_bindgen::JsCast;
use web_sys::{Element, EventTarget, HtmlInputElement, HtmlTextAreaElement};
use yew::prelude::*;

/// What a field is drawn with: see [`use_typing`].
pub struct Typing {
    /// The element, to be given to it.
    pub node: NodeRef,
    /// What it shows: the state's text, but what is being composed while it is.
    pub value: AttrValue,
    /// To be called on input.
    pub on_input: Callback<InputEvent>,
}

/// Whether an input method is at work in a field.
#[hook]
pub fn use_composing(node: &NodeRef) -> Rc<RefCell<bool>> {
    let composing = use_mut_ref(|| false);
    {
        let (node, composing) = (node.clone(), Rc::clone(&composing));
        use_effect_with((), move |()| {
            let listeners = node.cast::<Element>().map(|field| {
                ["compositionstart", "compositionend"].map(|name| {
                    let composing = Rc::clone(&composing);
                    EventListener::new(&field, name, move |_| {
                        *composing.borrow_mut() = name == "compositionstart";
                    })
                })
            });
            move || drop(listeners)
        });
    }
    composing
}

/// Ties a field to a text: keys are told at once; the letters an input method tries out are not, only
/// what comes of them, and nothing that is drawn meanwhile takes them from the field.
#[hook]
pub fn use_typing(value: &AttrValue, on_type: &Callback<String>) -> Typing {
    let node = use_node_ref();
    let composing = use_composing(&node);
    {
        let node = node.clone();
        use_effect_with(on_type.clone(), move |on_type| {
            let on_type = on_type.clone();
            // The last input event of a composition still counts as composing.
            let listener = node.cast::<Element>().map(|field| {
                EventListener::new(&field, "compositionend", move |event| {
                    if let Some(text) = text_of(event.target()) {
                        on_type.emit(text);
                    }
                })
            });
            move || drop(listener)
        });
    }
    let on_input = {
        let on_type = on_type.clone();
        Callback::from(move |event: InputEvent| {
            // An input method at work is not finished yet.
            if event.is_composing() {
                return;
            }
            if let Some(text) = text_of(event.target()) {
                on_type.emit(text);
            }
        })
    };
    let held = composing.borrow().then(|| {
        let field = node.cast::<Element>();
        text_of(field.map(EventTarget::from)).map(AttrValue::from)
    });
    Typing {
        node,
        value: held.flatten().unwrap_or_else(|| value.clone()),
        on_input,
    }
}

/// What a field holds.
pub fn text_of(field: Option<EventTarget>) -> Option<String> {
    let field = field?;
    if let Some(input) = field.dyn_ref::<HtmlInputElement>() {
        return Some(input.value());
    }
    let area = field.dyn_ref::<HtmlTextAreaElement>()?;
    Some(area.value())
}

/// Props of [`SearchField`].
#[derive(Properties, PartialEq)]
pub struct SearchProps {
    /// Its id, for labels.
    #[prop_or_default]
    pub id: Option<AttrValue>,
    /// Its name, where no label names it; shown while it is empty.
    #[prop_or_default]
    pub label: Option<AttrValue>,
    /// What describes it.
    #[prop_or_default]
    pub described_by: Option<AttrValue>,
    /// What is looked for.
    pub value: AttrValue,
    /// Told every text.
    pub on_type: Callback<String>,
}

/// A field to look something up with.
#[component]
pub fn SearchField(props: &SearchProps) -> Html {
    let Typing {
        node,
        value,
        on_input,
    } = use_typing(&props.value, &props.on_type);
    html! {
        <input ref={node} type="search" id={props.id.clone()} placeholder={props.label.clone()}
            aria-label={props.label.clone()} aria-describedby={props.described_by.clone()} autocomplete="off"
            maxlength="200" {value} oninput={on_input} />
    }
}

/// Props of [`PlainField`].
#[derive(Properties, PartialEq)]
pub struct PlainProps {
    /// Its id, for labels.
    pub id: AttrValue,
    /// Its name, where no label names it.
    #[prop_or_default]
    pub label: Option<AttrValue>,
    /// Shown while empty.
    #[prop_or_default]
    pub placeholder: AttrValue,
    /// The text.
    pub value: AttrValue,
    /// Told every text.
    pub on_type: Callback<String>,
}

/// A line of text that tells every key.
#[component]
pub fn PlainField(props: &PlainProps) -> Html {
    let Typing {
        node,
        value,
        on_input,
    } = use_typing(&props.value, &props.on_type);
    let on_type = props.on_type.clone();
    let on_change = Callback::from(move |event: Event| {
        if let Some(text) = text_of(event.target()) {
            on_type.emit(text);
        }
    });
    html! {
        <input ref={node} type="text" id={props.id.clone()} aria-label={props.label.clone()} autocomplete="off"
            placeholder={props.placeholder.clone()} {value} oninput={on_input} onchange={on_change} />
    }
}
