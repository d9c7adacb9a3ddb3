//! A parameter as used: value, dates, document, clause, and how sure it is.

use yew::prelude::*;

use crate::base::Text;
use crate::explain::explanation::{DatedUse, ParameterUse};
use crate::ui::store::{Frame, use_frame};
use crate::ui::text::Key;
use crate::ui::words;

/// Props of [`ParameterUseRow`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The parameter and the values used.
    pub used: ParameterUse,
}

/// One parameter with its dated values.
#[component]
pub fn ParameterUseRow(props: &Props) -> Html {
    let frame = use_frame();
    let used = &props.used;
    let parameter = &frame.book().parameters[used.parameter];
    // A value may carry its parameter's note; it is said once.
    let said = |note: &Text| {
        used.values
            .iter()
            .any(|value| value.note.as_ref() == Some(note))
    };
    html! {
        <div class="parameter" id={format!("parameter-{}", parameter.id)} tabindex="-1">
            <h4><a class="stand" href={format!("#/library/parameter/{}", parameter.id)}>{ frame.text(&used.label) }</a></h4>
            if let Some(note) = parameter.note.as_ref().filter(|note| !said(note)) {
                <p class="note">{ frame.text(note) }</p>
            }
            <ul>{ for used.values.iter().map(|value| dated(&frame, used, value)) }</ul>
        </div>
    }
}

fn dated(frame: &Frame, used: &ParameterUse, value: &DatedUse) -> Html {
    let span = match (value.from, value.to) {
        (Some(from), Some(to)) => {
            frame.fill(Key::ValidFromTo, &[&from.to_string(), &to.to_string()])
        }
        (Some(from), None) => frame.fill(Key::ValidFrom, &[&from.to_string()]),
        (None, Some(to)) => frame.fill(Key::ValidTo, &[&to.to_string()]),
        (None, None) => frame.say(Key::ValidAlways).to_owned(),
    };
    html! {
        <li>
            <span class="parameter-value">{ frame.text(&value.value) }</span>
            <span class="parameter-span">{ span }</span>
            { marks(frame, used, value) }
            <span class="cite">{ frame.cites(&value.cite) }</span>
            if let Some(note) = &value.note {
                <span class="note">{ frame.text(note) }</span>
            }
        </li>
    }
}

/// Grade, "to be verified", "unchecked since".
pub fn marks(frame: &Frame, used: &ParameterUse, value: &DatedUse) -> Html {
    let stale = used.checked_until.filter(|_| value.stale);
    html! {
        <>
            if let Some(grade) = value.grade {
                <span class={classes!("grade", words::grade_class(grade))}>{ frame.say(words::grade(grade)) }</span>
            }
            if value.verify {
                <span class="grade verify">{ frame.say(Key::Verify) }</span>
            }
            if let Some(day) = stale {
                <span class="grade stale">{ frame.fill(Key::Stale, &[&day.to_string()]) }</span>
            }
        </>
    }
}
