//! Enterprises to start from.

use yew::prelude::*;

use crate::ui::state::Action;
use crate::ui::store::use_frame;
use crate::ui::text::Key;

/// Props of [`Presets`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The one in hand, if it was not changed into something of its own.
    pub chosen: Option<usize>,
}

/// One button a preset, and one for a blank enterprise.
#[component]
pub fn Presets(props: &Props) -> Html {
    let frame = use_frame();
    let presets = frame.calculator().presets().iter().enumerate();
    let one = |(index, preset): (usize, &crate::ui::compute::Preset)| {
        let pressed = if props.chosen == Some(index) {
            "true"
        } else {
            "false"
        };
        html! {
            <button type="button" aria-pressed={pressed} onclick={frame.on(Action::LoadPreset(index))}>
                { frame.text(&preset.title) }
            </button>
        }
    };
    html! {
        <section class="presets" aria-labelledby="presets-title">
            <h2 id="presets-title">{ frame.say(Key::Presets) }</h2>
            <div class="segments" role="group" aria-labelledby="presets-title">
                { for presets.map(one) }
                <button type="button" aria-pressed="false" onclick={frame.on(Action::Clear)}>
                    { frame.say(Key::Blank) }
                </button>
            </div>
        </section>
    }
}
