//! Every wording of the page in both languages: one line a key, so that neither can be forgotten.
//!
//! Each page of the studio has a table of its own, `NAME.rs`, so that the first load carries only what
//! the calculator says; all of them are listed in [`TABLES`], and tests read every one.

use std::fmt::Debug;

use crate::base::Lang;

/// A key of one of the tables.
pub trait Wording: Copy + Debug + 'static {
    /// Every key of its table.
    const ALL: &'static [Self];

    /// The wording in one language.
    fn get(self, lang: Lang) -> &'static str;
}

/// A table: `Name: Key: "中文", "English"; …`, with gaps `{0}`, `{1}` … .
macro_rules! texts {
    ($name:ident: $($key:ident: $zh:literal, $en:literal;)*) => {
        /// A wording of the page.
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        #[expect(missing_docs, reason = "each key is documented by its wording")]
        pub enum $name { $($key,)* }

        impl $name {
            /// Every key.
            pub const ALL: &'static [$name] = &[$($name::$key,)*];

            /// The wording in one language.
            pub fn get(self, lang: crate::base::Lang) -> &'static str {
                match (self, lang) {
                    $(($name::$key, crate::base::Lang::Zh) => $zh,
                      ($name::$key, crate::base::Lang::En) => $en,)*
                }
            }
        }

        impl super::Wording for $name {
            const ALL: &'static [$name] = $name::ALL;

            fn get(self, lang: crate::base::Lang) -> &'static str {
                $name::get(self, lang)
            }
        }
    };
}

mod table;
pub mod about_access;
pub mod changes;
pub mod coverage;
pub mod embed;
pub mod compare;
pub mod explore;
pub mod library;
pub mod plan;
pub mod reform;

pub use table::Key;

/// Calls back with every key of a table: its name, Chinese, English.
pub type Table = fn(&mut dyn FnMut(String, &str, &str));

/// All tables, for tests.
pub const TABLES: &[Table] = &[
    every::<Key>,
    every::<plan::PlanKey>,
    every::<library::LibraryKey>,
    every::<coverage::CoverageKey>,
    every::<changes::ChangesKey>,
    every::<embed::EmbedKey>,
    every::<about_access::AccessKey>,
    every::<compare::CompareKey>,
    every::<explore::ExploreKey>,
    every::<reform::ReformKey>,
];

fn every<K: Wording>(tell: &mut dyn FnMut(String, &str, &str)) {
    for key in K::ALL {
        tell(format!("{key:?}"), key.get(Lang::Zh), key.get(Lang::En));
    }
}

/// A wording with its gaps `{0}`, `{1}` … filled.
pub fn fill(key: impl Wording, lang: Lang, with: &[&str]) -> String {
    filled(key.get(lang), with)
}

fn filled(text: &str, with: &[&str]) -> String {
    let mut text = text.to_owned();
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
