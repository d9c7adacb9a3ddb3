//! What the browser remembers. Storage is optional: a refusal is told once and survived.

use gloo::utils::window;
use web_sys::Storage;

use super::json;
use super::kept::KeptList;
use super::state::Theme;
use crate::base::Lang;
use crate::enterprise::RawValue;

const KEPT: &str = "qingce.enterprises";
const HAND: &str = "qingce.hand";
const REFORMS: &str = "qingce.reforms.ready";
const LANG: &str = "qingce.language";
const THEME: &str = "qingce.theme";
const ELDER: &str = "qingce.elder";

/// What outlives the window; `None` where the browser forbids it.
fn lasting() -> Option<Storage> {
    window().local_storage().ok().flatten()
}

/// What lives as long as the tab; `None` where the browser forbids it.
fn passing() -> Option<Storage> {
    window().session_storage().ok().flatten()
}

/// The kept enterprises, and whether storage could be read at all. A list that was never written
/// is empty and no failure.
pub fn read_kept() -> (KeptList, bool) {
    match lasting().map(|storage| storage.get_item(KEPT)) {
        Some(Ok(Some(text))) => match KeptList::parse(&text) {
            Some(kept) => (kept, true),
            None => (KeptList::default(), false),
        },
        Some(Ok(None)) => (KeptList::default(), true),
        Some(Err(_)) | None => (KeptList::default(), false),
    }
}

/// Stores the kept enterprises; false if the browser refuses. An empty list that was never stored
/// is not written, so that a first visit leaves nothing behind.
pub fn write_kept(kept: &KeptList) -> bool {
    let Some(storage) = lasting() else {
        return kept.list.is_empty();
    };
    if kept.list.is_empty() && !matches!(storage.get_item(KEPT), Ok(Some(_))) {
        return true;
    }
    storage.set_item(KEPT, &kept.to_text()).is_ok()
}

/// Reforms drafted in this browser: title in both languages and text.
pub fn read_reforms() -> Vec<[String; 3]> {
    let text = lasting().and_then(|storage| storage.get_item(REFORMS).ok().flatten());
    let read = text.as_deref().and_then(json::read);
    let items = read.as_ref().and_then(|read| json::items(read, "list"));
    let one = |item: &RawValue| {
        let [zh, en, text] = ["zh", "en", "text"].map(|name| json::text(item, name));
        Some([zh?, en?, text?])
    };
    items.into_iter().flatten().filter_map(one).collect()
}

/// Keeps them for [`read_reforms`]; false if the browser refuses. No reforms that were never kept leave
/// nothing behind.
pub fn write_reforms(reforms: &[[String; 3]]) -> bool {
    let Some(storage) = lasting() else {
        return reforms.is_empty();
    };
    if reforms.is_empty() && !matches!(storage.get_item(REFORMS), Ok(Some(_))) {
        return true;
    }
    let mut out = String::from("{\"list\":[");
    for (at, [zh, en, text]) in reforms.iter().enumerate() {
        out.push_str(if at == 0 { "{" } else { ",{" });
        for (name, value) in [("zh", zh), ("en", en), ("text", text)] {
            json::name(&mut out, name);
            json::quote(&mut out, value);
        }
        out.push('}');
    }
    out.push_str("]}");
    storage.set_item(REFORMS, &out).is_ok()
}

/// What was in hand when this tab was last closed or reloaded.
pub fn read_hand() -> Option<String> {
    passing()?.get_item(HAND).ok().flatten()
}

/// Keeps what is in hand for a reload of this tab; what is as it was at the start is not kept.
pub fn write_hand(text: &str, untouched: bool) {
    let Some(storage) = passing() else { return };
    // A refusal costs a reload what was not saved: nothing to stop anybody for.
    let _ = if untouched {
        storage.remove_item(HAND)
    } else {
        storage.set_item(HAND, text)
    };
}

/// The language, colors and size chosen before.
pub fn read_view() -> (Lang, Theme, bool) {
    let read = |key| {
        let stored = lasting().and_then(|storage| storage.get_item(key).ok().flatten());
        // In quotes, as a JSON text.
        stored.unwrap_or_default().trim_matches('"').to_owned()
    };
    let lang = match read(LANG).as_str() {
        "en" => Lang::En,
        _ => Lang::Zh,
    };
    (lang, Theme::named(&read(THEME)), read(ELDER) == "on")
}

/// Remembers language, colors and size where they differ from the default or were remembered before.
pub fn write_view(lang: Lang, theme: Theme, elder: bool) {
    if read_view() == (lang, theme, elder) {
        return;
    }
    let Some(storage) = lasting() else { return };
    let lang = match lang {
        Lang::Zh => "zh",
        Lang::En => "en",
    };
    let elder = if elder { "on" } else { "off" };
    // Nothing is lost if the browser refuses: the choice holds until the page closes.
    for (key, value) in [(LANG, lang), (THEME, theme.name()), (ELDER, elder)] {
        let _ = storage.set_item(key, &format!("\"{value}\""));
    }
}

/// How long something is kept.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Keep {
    /// Beyond the window.
    Lasting,
    /// As long as the tab.
    Passing,
}

impl Keep {
    fn storage(self) -> Option<Storage> {
        match self {
            Keep::Lasting => lasting(),
            Keep::Passing => passing(),
        }
    }

    /// What a page keeps under a name of its own; `None` if there is nothing or the browser forbids it.
    pub fn read(self, name: &str) -> Option<String> {
        self.storage()?.get_item(name).ok().flatten()
    }

    /// Keeps it; false if the browser refuses.
    pub fn write(self, name: &str, text: &str) -> bool {
        let storage = self.storage();
        storage.is_some_and(|storage| storage.set_item(name, text).is_ok())
    }
}
