//! The few things done to the document by hand: address, focus, language, colors, download.

use std::future::Future;
use std::pin::Pin;

use gloo::events::{EventListener, EventListenerOptions, EventListenerPhase};
use gloo::timers::callback::Timeout;
use gloo::utils::{document, document_element, window};
use js_sys::{Array, Function, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, HtmlAnchorElement, HtmlElement, Url};

use super::pages::Module;
use super::route::Route;
use super::state::Theme;
use super::text::Key;
use crate::base::Lang;
use crate::base::slices::slice;

/// Where the address points.
pub fn route() -> Route {
    Route::parse(&window().location().hash().unwrap_or_default())
}

/// Changes the address; the page follows through `hashchange`.
pub fn go(route: &Route) {
    let hash = route.hash();
    if window().location().hash().is_ok_and(|now| now != hash) {
        // Only a malformed hash could fail here, and it is not malformed.
        let _ = window().location().set_hash(&hash);
    }
}

/// Listens to changes of the address; those that lead to the other program are `www/boot.js`'s to follow.
pub fn on_route(module: Module, act: impl Fn(Route) + 'static) -> EventListener {
    EventListener::new(&window(), "hashchange", move |_| {
        let route = route();
        if route.module() == module {
            act(route);
        }
    })
}

/// Whether a link to this address has the focus: then it led here, and not the browser's back or forth.
pub fn led_here() -> bool {
    let hash = window().location().hash().unwrap_or_default();
    let active = document().active_element();
    active.and_then(|link| link.get_attribute("href")) == Some(hash)
}

/// Brings the focus to a page just drawn, unless it is in a field or button that is still there; to its
/// top where a link led, to where it was before otherwise.
pub fn arrive(led: bool) {
    let active = document().active_element();
    let kept = active.is_some_and(|active| !matches!(active.tag_name().as_str(), "A" | "BODY"));
    if kept {
        return;
    }
    if led {
        window().scroll_to_with_x_and_y(0.0, 0.0);
    }
    let main = document().get_element_by_id("main");
    if let Some(main) = main.and_then(|main| main.dyn_into::<HtmlElement>().ok()) {
        let _ = main.focus();
    }
}

/// Focuses an element once what is under way has been drawn, opening what it is folded into.
pub fn focus_soon(id: String) {
    Timeout::new(30, move || {
        let Some(element) = document().get_element_by_id(&id) else {
            return;
        };
        let mut around = element.parent_element();
        while let Some(parent) = around {
            if parent.tag_name() == "DETAILS" {
                let _ = parent.set_attribute("open", "");
            }
            around = parent.parent_element();
        }
        if let Ok(element) = element.dyn_into::<HtmlElement>() {
            element.scroll_into_view_with_bool(true);
            let _ = element.focus();
        }
    })
    .forget();
}

/// Whether an element is on the page.
pub fn exists(id: &str) -> bool {
    document().get_element_by_id(id).is_some()
}

/// Writes language, title, colors and size onto the document.
pub fn dress(lang: Lang, theme: Theme, elder: bool, title: &str) {
    let html = document_element();
    let tag = match lang {
        Lang::Zh => "zh-CN",
        Lang::En => "en",
    };
    let _ = html.set_attribute("lang", tag);
    let _ = html.set_attribute("data-theme", theme.name());
    let _ = if elder {
        html.set_attribute("data-elder", "")
    } else {
        html.remove_attribute("data-elder")
    };
    document().set_title(title);
}

/// Whether an event comes from a field that has an undo of its own.
pub fn in_text_field(event: &web_sys::Event) -> bool {
    let Some(element) = event
        .target()
        .and_then(|target| target.dyn_into::<web_sys::Element>().ok())
    else {
        return false;
    };
    match element.tag_name().as_str() {
        "TEXTAREA" => true,
        "INPUT" => !matches!(
            element.get_attribute("type").as_deref(),
            Some("radio" | "checkbox" | "button" | "file")
        ),
        _ => false,
    }
}

/// A step through what was done.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Step {
    /// Undo.
    Back,
    /// Redo.
    Forth,
}

/// The step the keys of an event ask for, unless they are for a field that has an undo of its own.
pub fn undo_key(event: &web_sys::Event) -> Option<Step> {
    let key = event.dyn_ref::<web_sys::KeyboardEvent>()?;
    if !(key.ctrl_key() || key.meta_key()) || in_text_field(event) {
        return None;
    }
    match (key.key().as_str(), key.shift_key()) {
        ("z", false) => Some(Step::Back),
        ("y", false) | ("z" | "Z", true) => Some(Step::Forth),
        _ => None,
    }
}

/// Listens to the keys of undo before the page's own listener, which then never hears them: for a page
/// that undoes what was done on it.
pub fn on_undo(act: impl Fn(Step) + 'static) -> EventListener {
    let options = EventListenerOptions {
        phase: EventListenerPhase::Capture,
        passive: false,
    };
    EventListener::new_with_options(&document(), "keydown", options, move |event| {
        if let Some(step) = undo_key(event) {
            event.prevent_default();
            event.stop_propagation();
            act(step);
        }
    })
}

/// Hands a text to the browser as a file to keep.
///
/// # Errors
///
/// What the browser says when it refuses.
pub fn download(name: &str, text: &str) -> Result<(), JsValue> {
    let parts = js_sys::Array::of1(&JsValue::from_str(text));
    let blob = Blob::new_with_str_sequence(&parts)?;
    let address = Url::create_object_url_with_blob(&blob)?;
    let anchor: HtmlAnchorElement = document().create_element("a")?.unchecked_into();
    anchor.set_href(&address);
    anchor.set_download(name);
    anchor.click();
    Url::revoke_object_url(&address)
}

/// The address of the page without its fragment.
pub fn address() -> String {
    let address = window().location().href().unwrap_or_default();
    match address.split_once('#') {
        Some((page, _)) => page.to_owned(),
        None => address,
    }
}

/// Puts another address in the place of the one in hand, without going there.
pub fn replace_address(route: &Route) {
    if let Ok(history) = window().history() {
        // Refused only to pages that may not have an address of their own; the page works all the same.
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(&route.hash()));
    }
}

/// Asks `www/boot.js` for what only it does; `None` if it refused, or is not there.
pub async fn ask_shell(verb: &str, with: &[&str]) -> Option<String> {
    let get = |of: &JsValue, name: &str| Reflect::get(of, &JsValue::from_str(name)).ok();
    let shell = get(&window(), "qingce")?;
    let verb: Function = get(&shell, verb)?.dyn_into().ok()?;
    let arguments: Array = with.iter().map(|text| JsValue::from_str(text)).collect();
    let promise: Promise = verb.apply(&shell, &arguments).ok()?.dyn_into().ok()?;
    JsFuture::from(promise).await.ok()?.as_string()
}

/// The address of one of the page's own scripts, as a script element takes it.
///
/// # Errors
///
/// There is no such script; the single-file page has none beside it.
pub fn own_script(name: &str) -> Result<JsValue, JsValue> {
    let shell = Reflect::get(&window(), &JsValue::from_str("qingce"))?;
    let own: Function = Reflect::get(&shell, &JsValue::from_str("ownScript"))?.dyn_into()?;
    own.call1(&shell, &JsValue::from_str(name))
}

/// Lets the browser do what else waits.
pub async fn pause() {
    gloo::timers::future::TimeoutFuture::new(0).await;
}

/// How long work on the page goes on before the browser gets its turn, in milliseconds: a frame.
const TURN: f64 = 12.0;

/// Does divided work, letting the browser do what else waits between turns; `None` once it is not wanted.
#[expect(clippy::float_arithmetic, reason = "milliseconds of a clock")]
pub async fn divided<T>(
    mut work: Pin<Box<dyn Future<Output = T>>>,
    wanted: impl Fn() -> bool,
) -> Option<T> {
    loop {
        pause().await;
        if !wanted() {
            return None;
        }
        let began = js_sys::Date::now();
        while js_sys::Date::now() - began < TURN {
            if let Some(answer) = slice(work.as_mut()) {
                return Some(answer);
            }
        }
    }
}

/// The width the charts have, from the window's: the page's columns are known to the stylesheet.
pub fn window_width() -> u32 {
    let width = window().inner_width().ok().and_then(|width| width.as_f64());
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "pixels of a window"
    )]
    width.map_or(1280, |width| width as u32)
}

/// Says at the top of the page that the program broke, in both languages: what was typed is still in
/// its fields and can be copied, but nothing computes any more.
pub fn show_breakdown() {
    let shown = || -> Result<(), JsValue> {
        let bar = document().create_element("div")?;
        bar.set_attribute("role", "alert")?;
        bar.set_class_name("breakdown");
        let words = [Lang::Zh, Lang::En].map(|lang| Key::Breakdown.get(lang));
        bar.set_text_content(Some(&words.join(" ")));
        document()
            .body()
            .ok_or(JsValue::NULL)?
            .prepend_with_node_1(&bar)
    };
    // There is nobody left to tell if even this is refused.
    let _ = shown();
}

/// The address of the folder the page lies in, with its slash.
pub fn base() -> String {
    let location = window().location();
    let path = location.pathname().unwrap_or_default();
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    format!("{}{folder}/", location.origin().unwrap_or_default())
}

/// Puts a text on the clipboard, where the browser allows it.
pub fn copy(text: &str) {
    let _ = window().navigator().clipboard().write_text(text);
}

/// Prints the page.
pub fn print() {
    let _ = window().print();
}

/// The year today, for choosing periods.
pub fn this_year() -> i32 {
    i32::try_from(js_sys::Date::new_0().get_full_year()).unwrap_or(2026)
}
