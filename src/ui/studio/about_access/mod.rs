//! 无障碍说明: what was done and tested so that everyone can use the page, and what falls short.

use yew::prelude::*;

use super::{PageProps, use_frame};
use crate::ui::store::Frame;
use crate::ui::text::about_access::AccessKey as Key;

/// Ways of using the page.
const MODES: [Key; 7] = [
    Key::ModeElder,
    Key::ModeColors,
    Key::ModeKeyboard,
    Key::ModeSpeech,
    Key::ModeSize,
    Key::ModeMotion,
    Key::ModeInput,
];

/// What was tested, and how.
const TESTED: [(Key, Key); 8] = [
    (Key::TestAxe, Key::HowAxe),
    (Key::TestKeyboard, Key::HowKeyboard),
    (Key::TestTargets, Key::HowTargets),
    (Key::TestType, Key::HowTargets),
    (Key::TestReflow, Key::HowTargets),
    (Key::TestContrast, Key::HowContrast),
    (Key::TestForced, Key::HowEmulated),
    (Key::TestIme, Key::HowIme),
];

/// What falls short.
const FAILS: [Key; 8] = [
    Key::FailReaders,
    Key::FailBrowsers,
    Key::FailCharts,
    Key::FailLinks,
    Key::FailWide,
    Key::FailLong,
    Key::FailPdf,
    Key::FailLanguage,
];

/// The page.
#[component]
pub fn AboutAccess(_props: &PageProps) -> Html {
    let frame = use_frame();
    html! {
        <article class="about">
            <h2>{ frame.say(Key::Title) }</h2>
            <p>{ frame.say(Key::Lead) }</p>
            { part(&frame, Key::Standard, html! { <p>{ frame.say(Key::StandardText) }</p> }) }
            { part(&frame, Key::Modes, list(&frame, &MODES)) }
            { part(&frame, Key::Tested, tested(&frame)) }
            { part(&frame, Key::Fails, list(&frame, &FAILS)) }
            { part(&frame, Key::Report, html! {
                <>
                    <p>{ frame.say(Key::ReportText) }</p>
                    <p class="hint">{ frame.fill(Key::Version, &[env!("CARGO_PKG_VERSION")]) }</p>
                </>
            }) }
        </article>
    }
}

fn part(frame: &Frame, title: Key, body: Html) -> Html {
    html! { <section class="panel"><h3>{ frame.say(title) }</h3>{ body }</section> }
}

fn list(frame: &Frame, keys: &[Key]) -> Html {
    html! { <ul>{ for keys.iter().map(|key| html! { <li>{ frame.say(*key) }</li> }) }</ul> }
}

fn tested(frame: &Frame) -> Html {
    html! {
        <div class="scroll" tabindex="0" role="group" aria-label={frame.say(Key::Tested)}>
        <table>
            <thead><tr>
                <th scope="col">{ frame.say(Key::TestedHead) }</th>
                <th scope="col">{ frame.say(Key::HowHead) }</th>
            </tr></thead>
            <tbody>{ for TESTED.iter().map(|(what, how)| html! {
                <tr><th scope="row">{ frame.say(*what) }</th><td>{ frame.say(*how) }</td></tr>
            }) }</tbody>
        </table>
        </div>
    }
}
