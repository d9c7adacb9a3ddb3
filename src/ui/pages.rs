//! The pages there are: one line each, for the navigation, the address and the program they stand in.

use super::text::Key;

/// A page.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Page {
    /// The calculator.
    Assess,
    /// The recap sheet.
    Sheet,
    /// Scenarios side by side.
    Compare,
    /// One fact or parameter varied.
    Explore,
    /// Reforms drafted over the rulebook.
    Reform,
    /// Documents and policies of the rulebook.
    Library,
    /// Every figure of the documents, and where it is computed.
    Coverage,
    /// What changed since another rulebook.
    Changes,
    /// The tag for other sites.
    Embed,
    /// What was done so that everyone can use the page, and what falls short.
    AboutAccess,
}

/// Which of the two programs draws a page: each is a WebAssembly module of its own, so that the first
/// visit waits for the calculator only.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Module {
    /// `src/bin/web.rs`: what a first visit loads.
    App,
    /// `src/bin/studio.rs`: loaded when one of its pages is visited.
    Studio,
}

/// What is known of a page.
#[derive(Clone, Copy, Debug)]
pub struct Listed {
    /// The page.
    pub page: Page,
    /// The first part of its address, after `#/`.
    pub name: &'static str,
    /// Where it is drawn.
    pub module: Module,
    /// What it is called.
    pub label: Key,
    /// Whether it stands in the navigation; others are reached from a page.
    pub in_nav: bool,
}

/// All pages, in the order of the navigation.
pub const PAGES: &[Listed] = &[
    listed(Page::Assess, "assess", Module::App, Key::PageAssess, true),
    listed(Page::Sheet, "sheet", Module::App, Key::PageSheet, true),
    listed(
        Page::Compare,
        "compare",
        Module::Studio,
        Key::PageCompare,
        true,
    ),
    listed(
        Page::Explore,
        "explore",
        Module::Studio,
        Key::PageExplore,
        true,
    ),
    listed(
        Page::Reform,
        "reform",
        Module::Studio,
        Key::PageReform,
        true,
    ),
    listed(
        Page::Library,
        "library",
        Module::Studio,
        Key::PageLibrary,
        true,
    ),
    listed(
        Page::Coverage,
        "coverage",
        Module::Studio,
        Key::PageCoverage,
        false,
    ),
    listed(
        Page::Changes,
        "changes",
        Module::Studio,
        Key::PageChanges,
        false,
    ),
    listed(Page::Embed, "embed", Module::Studio, Key::PageEmbed, true),
    listed(
        Page::AboutAccess,
        "about-access",
        Module::Studio,
        Key::AboutAccess,
        false,
    ),
];

const fn listed(
    page: Page,
    name: &'static str,
    module: Module,
    label: Key,
    in_nav: bool,
) -> Listed {
    Listed {
        page,
        name,
        module,
        label,
        in_nav,
    }
}

impl Page {
    /// The page of the studio whose address begins so.
    pub fn in_studio(name: &str) -> Option<Page> {
        let found = PAGES
            .iter()
            .find(|listed| listed.module == Module::Studio && listed.name == name)?;
        Some(found.page)
    }

    /// Whether undo goes back in something of its own, not in what the calculator has in hand.
    pub fn undoes_itself(self) -> bool {
        matches!(self, Page::Compare | Page::Reform)
    }

    /// What is known of it.
    pub fn listed(self) -> &'static Listed {
        // Invariant: every page is listed (tests/ui_state.rs); the first is the calculator.
        let found = PAGES.iter().find(|listed| listed.page == self);
        found.unwrap_or(&PAGES[0])
    }
}
