//! The tag as text: what was chosen, written as HTML that means just that.

use std::fmt::Write as _;

/// What stands in the tag.
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a switch of the tag, independent of the others"
)]
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Choice {
    /// The lever shown by itself; empty for the whole calculator.
    pub lever: String,
    /// The recap sheet in place of the calculator.
    pub sheet: bool,
    /// The example enterprise to start from; empty for the first.
    pub preset: String,
    /// Facts as JSON; empty for none.
    pub facts: String,
    /// Ids the user cannot change, separated by spaces.
    pub locked: String,
    /// The period; empty for the preset's.
    pub period: String,
    /// `zh`, `en` or empty.
    pub lang: String,
    /// `auto`, `light`, `dark` or empty.
    pub theme: String,
    /// A color, or empty.
    pub accent: String,
    /// Large mode.
    pub elder: bool,
    /// Less space.
    pub compact: bool,
    /// Events carry what is entered.
    pub share_facts: bool,
}

impl Choice {
    /// The attributes in their order; without value where they are switches.
    pub fn attributes(&self) -> Vec<(&'static str, Option<&str>)> {
        let texts = [
            given(
                "page",
                if self.sheet && self.lever.is_empty() {
                    "sheet"
                } else {
                    ""
                },
            ),
            given("lever", &self.lever),
            given("preset", &self.preset),
            given("facts", &self.facts),
            given("locked", &self.locked),
            given("period", &self.period),
            given("lang", &self.lang),
            given("theme", &self.theme),
            given("accent", &self.accent),
            given("density", if self.compact { "compact" } else { "" }),
        ];
        let switches = [("elder", self.elder), ("share-facts", self.share_facts)];
        let texts = texts.into_iter().flatten();
        let mut all: Vec<_> = texts.map(|(name, value)| (name, Some(value))).collect();
        all.extend(
            switches
                .iter()
                .filter(|(_, on)| *on)
                .map(|(name, _)| (*name, None)),
        );
        all
    }

    /// Script and tag, to be put into a page; `base` is the address of the calculator with its slash.
    pub fn html(&self, base: &str) -> String {
        let mut text = format!(
            "<script src=\"{}embed.js\" defer></script>\n",
            escaped(base)
        );
        text.push_str("<qingce-calculator");
        for (name, value) in self.attributes() {
            // Writing to a text cannot fail.
            let _ = match value {
                Some(value) => write!(text, " {name}=\"{}\"", escaped(value)),
                None => write!(text, " {name}"),
            };
        }
        text.push_str("></qingce-calculator>\n");
        text
    }
}

/// An attribute, unless there is nothing to say.
fn given<'a>(name: &'static str, value: &'a str) -> Option<(&'static str, &'a str)> {
    (!value.is_empty()).then_some((name, value))
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '"' => out.push_str("&quot;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            other => out.push(other),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::Choice;

    #[test]
    fn nothing_chosen_is_the_bare_tag() {
        let html = Choice::default().html("https://a.example/q/");
        let tag = "<script src=\"https://a.example/q/embed.js\" defer></script>\n\
            <qingce-calculator></qingce-calculator>\n";
        assert_eq!(html, tag);
    }

    #[test]
    fn what_is_typed_cannot_leave_its_attribute() {
        let choice = Choice {
            lever: "rd_subsidy".to_owned(),
            sheet: true,
            facts: "{\"a\": \"<b> & 'c'\"}".to_owned(),
            elder: true,
            ..Choice::default()
        };
        let html = choice.html("./");
        assert!(html.contains(
            "<qingce-calculator lever=\"rd_subsidy\" \
             facts=\"{&quot;a&quot;: &quot;&lt;b&gt; &amp; 'c'&quot;}\" elder>"
        ));
    }
}
