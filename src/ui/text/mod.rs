//! Every wording of the page in both languages: one line a key, so that neither can be forgotten.

mod table;

pub use table::Key;

use crate::base::Lang;

/// A wording with its gaps `{0}`, `{1}` … filled.
pub fn fill(key: Key, lang: Lang, with: &[&str]) -> String {
    let mut text = key.get(lang).to_owned();
    for (index, value) in with.iter().enumerate() {
        text = text.replace(&format!("{{{index}}}"), value);
    }
    text
}

/// Words in brackets behind others, as the language writes them.
pub fn bracketed(words: &str, inside: &str, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("{words}（{inside}）"),
        Lang::En => format!("{words} ({inside})"),
    }
}

/// Joins words as the language does: 、 or a comma.
pub fn list<S: AsRef<str>>(words: impl IntoIterator<Item = S>, lang: Lang) -> String {
    let separator = match lang {
        Lang::Zh => "、",
        Lang::En => ", ",
    };
    let mut joined = String::new();
    for word in words {
        if !joined.is_empty() {
            joined.push_str(separator);
        }
        joined.push_str(word.as_ref());
    }
    joined
}
