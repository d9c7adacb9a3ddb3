//! Texts in the two languages of the product, and what no text may have in it.

use std::borrow::Cow;

/// A language of labels and sentences.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Lang {
    /// Simplified Chinese, the first language.
    #[default]
    Zh,
    /// English.
    En,
}

/// One text in both languages.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Text {
    /// Simplified Chinese.
    pub zh: String,
    /// English.
    pub en: String,
}

impl Text {
    /// A text from its two wordings.
    pub fn new(zh: impl Into<String>, en: impl Into<String>) -> Text {
        Text {
            zh: zh.into(),
            en: en.into(),
        }
    }

    /// The wording in one language.
    pub fn get(&self, lang: Lang) -> &str {
        match lang {
            Lang::Zh => &self.zh,
            Lang::En => &self.en,
        }
    }
}

/// Whether a character makes a text look like another: controls other than line ends and tabs, those
/// that turn the direction of writing, and those that are there but not seen. No label, name or note in
/// Chinese or English needs one; joiners, which other scripts need, are none of them.
pub fn is_deceptive(char: char) -> bool {
    let unseen = matches!(
        char,
        '\u{61c}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
            | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}'
    );
    unseen || (char.is_control() && !matches!(char, '\n' | '\t'))
}

/// A text without [deceptive](is_deceptive) characters.
pub fn plain(text: &str) -> Cow<'_, str> {
    if text.contains(is_deceptive) {
        text.chars().filter(|char| !is_deceptive(*char)).collect()
    } else {
        Cow::Borrowed(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_turns_or_hides_is_left_out_and_nothing_else() {
        assert_eq!(plain("a\u{202e}b\u{0}\u{200b}c\u{85}\r"), "abc");
        for whole in ["青海 铝业（西宁）", "a\n\tb", "བོད་ཡིག", "ئۇيغۇر", "👨‍👩‍👧", ""]
        {
            assert!(matches!(plain(whole), Cow::Borrowed(same) if same == whole));
        }
    }
}
