//! What the browser remembers. Storage is optional: a refusal is told once and survived.

use gloo::storage::{LocalStorage, Storage};

use super::kept::KeptList;
use super::state::Theme;
use crate::base::Lang;

const KEPT: &str = "qingce.enterprises";
const LANG: &str = "qingce.language";
const THEME: &str = "qingce.theme";
const ELDER: &str = "qingce.elder";

/// The kept enterprises, and whether storage could be read at all. A list that was never written
/// is empty and no failure.
pub fn read_kept() -> (KeptList, bool) {
    match LocalStorage::raw().get_item(KEPT) {
        Ok(Some(text)) => match KeptList::parse(&text) {
            Some(kept) => (kept, true),
            None => (KeptList::default(), false),
        },
        Ok(None) => (KeptList::default(), true),
        Err(_) => (KeptList::default(), false),
    }
}

/// Stores the kept enterprises; false if the browser refuses. An empty list that was never stored
/// is not written, so that a first visit leaves nothing behind.
pub fn write_kept(kept: &KeptList) -> bool {
    let storage = LocalStorage::raw();
    if kept.list.is_empty() && !matches!(storage.get_item(KEPT), Ok(Some(_))) {
        return true;
    }
    storage.set_item(KEPT, &kept.to_text()).is_ok()
}

/// The language, colors and size chosen before.
pub fn read_view() -> (Lang, Theme, bool) {
    let read = |key| LocalStorage::get::<String>(key).unwrap_or_default();
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
    let lang = match lang {
        Lang::Zh => "zh",
        Lang::En => "en",
    };
    // Nothing is lost if the browser refuses: the choice holds until the page closes.
    let _ = LocalStorage::set(LANG, lang);
    let _ = LocalStorage::set(THEME, theme.name());
    let _ = LocalStorage::set(ELDER, if elder { "on" } else { "off" });
}
