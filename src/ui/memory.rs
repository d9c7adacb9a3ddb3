//! What the browser remembers. Storage is optional: a refusal is told once and survived.

use gloo::storage::{LocalStorage, Storage};

use super::kept::KeptList;
use super::state::Theme;
use crate::base::Lang;

const KEPT: &str = "qingce.enterprises";
const LANG: &str = "qingce.language";
const THEME: &str = "qingce.theme";

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

/// The language and colors chosen before.
pub fn read_view() -> (Lang, Theme) {
    let read = |key| {
        let stored = LocalStorage::raw().get_item(key).ok().flatten();
        // In quotes, as a JSON text.
        stored.unwrap_or_default().trim_matches('"').to_owned()
    };
    let lang = match read(LANG).as_str() {
        "en" => Lang::En,
        _ => Lang::Zh,
    };
    (lang, Theme::named(&read(THEME)))
}

/// Remembers language and colors where they differ from the default or were remembered before.
pub fn write_view(lang: Lang, theme: Theme) {
    if read_view() == (lang, theme) {
        return;
    }
    let lang = match lang {
        Lang::Zh => "zh",
        Lang::En => "en",
    };
    // Nothing is lost if the browser refuses: the choice holds until the page closes.
    let storage = LocalStorage::raw();
    for (key, value) in [(LANG, lang), (THEME, theme.name())] {
        let _ = storage.set_item(key, &format!("\"{value}\""));
    }
}
