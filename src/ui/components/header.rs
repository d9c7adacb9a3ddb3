//! Name of the product, pages, undo, language and colors.

use yew::prelude::*;

use super::select::Select;
use crate::base::Lang;
use crate::ui::pages::{PAGES, Page};
use crate::ui::state::{Action, State, Theme};
use crate::ui::store::{Shared, use_frame};
use crate::ui::text::Key;

/// Props of [`Header`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The state.
    pub state: Shared<State>,
}

/// The head of the page.
#[component]
pub fn Header(props: &Props) -> Html {
    let frame = use_frame();
    let state = &props.state;
    let other = match state.lang {
        Lang::Zh => Lang::En,
        Lang::En => Lang::Zh,
    };
    let here = state.page.page();
    let pages = PAGES.iter().filter(|listed| listed.in_nav).map(|listed| {
        let label = frame.say(listed.label);
        let current = (here == Some(listed.page)).then_some("page");
        html! { <li><a href={format!("#/{}", listed.name)} aria-current={current}>{ label }</a></li> }
    });
    html! {
        <header class="head">
            <div class="brand">
                <svg class="mark" viewBox="0 0 32 32" aria-hidden="true">
                    <rect width="32" height="32" rx="3" />
                    <path d="M4 24 12 11l5 8 4-6 7 11z" />
                </svg>
                <h1><span class="brand-name">{ frame.say(Key::Brand) }</span>
                    <span class="brand-what">{ frame.say(Key::Product) }</span></h1>
            </div>
            if state.embedding.is_none() {
                <nav aria-label={frame.say(Key::Pages)}>
                    <ul>{ for pages }</ul>
                </nav>
            }
            <div class="tools" role="group" aria-label={frame.say(Key::Tools)}>
                if !here.is_some_and(Page::undoes_itself) {
                <button type="button" class="quiet" disabled={!state.can_undo()} onclick={frame.on(Action::Undo)}
                    aria-keyshortcuts="Control+Z">{ frame.say(Key::Undo) }</button>
                <button type="button" class="quiet" disabled={!state.can_redo()} onclick={frame.on(Action::Redo)}
                    aria-keyshortcuts="Control+Shift+Z">{ frame.say(Key::Redo) }</button>
                }
                <button type="button" class="quiet" aria-pressed={if state.elder { "true" } else { "false" }}
                    onclick={frame.on(Action::SetElder(!state.elder))}>{ frame.say(Key::Elder) }</button>
                <ThemeChooser theme={state.theme} />
                <button type="button" class="quiet" lang={if other == Lang::En { "en" } else { "zh-CN" }}
                    aria-label={frame.say(Key::LanguageSwitchLabel)}
                    onclick={frame.on(Action::SetLang(other))}>{ frame.say(Key::LanguageSwitch) }</button>
            </div>
        </header>
    }
}

#[derive(Properties, PartialEq)]
struct ThemeProps {
    theme: Theme,
}

#[component]
fn ThemeChooser(props: &ThemeProps) -> Html {
    let frame = use_frame();
    let choices = [
        ("auto", Theme::Auto, Key::ThemeAuto),
        ("light", Theme::Light, Key::ThemeLight),
        ("dark", Theme::Dark, Key::ThemeDark),
    ];
    let on_choose = {
        let frame = frame.clone();
        Callback::from(move |value: String| {
            if let Some((_, theme, _)) = choices.iter().find(|(name, ..)| *name == value) {
                frame.act(Action::SetTheme(*theme));
            }
        })
    };
    let options = choices
        .iter()
        .map(|(name, _, key)| (AttrValue::from(*name), AttrValue::from(frame.say(*key))));
    let chosen = choices.iter().find(|(_, theme, _)| *theme == props.theme);
    let value = chosen.map_or("auto", |(name, ..)| name);
    html! {
        <Select class="quiet" label={frame.say(Key::Theme)} options={options.collect::<Vec<_>>()} {value} {on_choose} />
    }
}
