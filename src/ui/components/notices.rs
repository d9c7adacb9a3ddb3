//! What is to be said once: saved, deleted, a file's problems, a refusal of storage.

use yew::prelude::*;

use crate::ui::notice::Notice;
use crate::ui::state::Action;
use crate::ui::store::use_frame;
use crate::ui::text::Key;

/// Props of [`Notices`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// In the order they arose.
    pub notices: Vec<Notice>,
}

/// The notices, each with a button to put it away.
#[component]
pub fn Notices(props: &Props) -> Html {
    let frame = use_frame();
    let one = |(index, notice): (usize, &Notice)| {
        let class = if notice.is_warning() {
            "notice warning"
        } else {
            "notice"
        };
        html! {
            <div {class}>
                <div>
                    <p>{ notice.sentence(frame.lang) }</p>
                    if let Some(link) = notice.link() {
                        <input class="link-field" type="text" readonly=true aria-label={frame.say(Key::LinkField)}
                            value={link.to_string()} />
                    }
                    if !notice.problems().is_empty() {
                        <ul>
                            { for notice.problems().iter().map(|problem| html! {
                                <li>{ problem.sentence(frame.lang) }</li>
                            }) }
                        </ul>
                    }
                </div>
                <button type="button" class="quiet" onclick={frame.on(Action::Dismiss(index))}>
                    { frame.say(Key::Dismiss) }
                </button>
            </div>
        }
    };
    html! {
        <div class="notices" role="status">
            { for props.notices.iter().enumerate().map(one) }
        </div>
    }
}
