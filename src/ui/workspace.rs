//! What one program of the page hands to the other, as text: what is entered and how it is looked at.

use super::compute::Calculator;
use super::inputs::Inputs;
use super::json;
use super::kept::Kept;
use super::state::{Action, State, Theme};
use crate::base::Lang;

/// Everything that goes along from page to page but undo.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Workspace {
    /// What is entered.
    inputs: Kept,
    /// The preset it began as.
    preset: Option<usize>,
    english: bool,
    /// `light` or `dark`, else as the system.
    theme: String,
    elder: bool,
}

impl Workspace {
    /// What is to be handed over.
    pub fn of(state: &State) -> Workspace {
        Workspace {
            inputs: Kept::of(state.calculator.book(), &state.inputs),
            preset: state.inputs.preset,
            english: state.lang == Lang::En,
            theme: state.theme.name().to_owned(),
            elder: state.elder,
        }
    }

    /// As text.
    pub fn to_text(&self) -> String {
        let mut out = String::from("{\"inputs\":");
        self.inputs.write(&mut out);
        json::name(&mut out, "lang");
        json::quote(&mut out, if self.english { "en" } else { "zh" });
        json::name(&mut out, "theme");
        json::quote(&mut out, &self.theme);
        json::name(&mut out, "elder");
        json::quote(&mut out, if self.elder { "1" } else { "" });
        if let Some(preset) = self.preset {
            json::name(&mut out, "preset");
            json::quote(&mut out, &preset.to_string());
        }
        out.push('}');
        out
    }

    /// Reads what the other program wrote; anything else is nothing.
    pub fn parse(text: &str) -> Option<Workspace> {
        let value = json::read(text)?;
        Some(Workspace {
            inputs: Kept::read(value.get("inputs")?)?,
            preset: json::text(&value, "preset")?.parse().ok(),
            english: json::text(&value, "lang")? == "en",
            theme: json::text(&value, "theme")?,
            elder: !json::text(&value, "elder")?.is_empty(),
        })
    }

    /// The calculator with the reforms laid on, what is entered for it, and the language.
    pub fn given(&self, calculator: &Calculator) -> (Calculator, Inputs, Lang) {
        let (calculator, mut inputs, _) = self.inputs.open(calculator);
        inputs.preset = self.preset.filter(|at| *at < calculator.presets().len());
        let lang = if self.english { Lang::En } else { Lang::Zh };
        (calculator, inputs, lang)
    }

    /// A fresh state with this in hand.
    #[must_use]
    pub fn resume(&self, fresh: &State) -> State {
        let (_, inputs, lang) = self.given(&fresh.calculator);
        let mut state = fresh
            .after(Action::SetLang(lang))
            .after(Action::SetTheme(Theme::named(&self.theme)))
            .after(Action::SetElder(self.elder));
        state.begin_with(inputs);
        state
    }
}
