//! Hash routes: they survive any sub-path and never reach a server.

use super::pages::{Module, Page};

/// What the address after `#` asks for.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub enum Route {
    /// The calculator.
    #[default]
    Assess,
    /// The recap sheet.
    Sheet,
    /// The calculator with one amount explained: its id, with the row as `.2`.
    Amount(String),
    /// One lever by itself, by id.
    Lever(String),
    /// The calculator with the enterprise a link carries: what comes after `#/s/`.
    Shared(String),
    /// A page of the studio, and what of its address comes after the page's name and a slash.
    Studio(Page, String),
    /// No page there is.
    Nowhere,
}

impl Route {
    /// Reads `#/sheet`, `#/library/lever/rd_subsidy`. What begins with no page's name is nowhere; without a
    /// name, or where the calculator does not know the rest, it is the calculator.
    ///
    /// `www/boot.js` tells by the same names which program to start.
    pub fn parse(hash: &str) -> Route {
        let Some(path) = hash.trim_start_matches('#').strip_prefix('/') else {
            return Route::Assess;
        };
        let path = path.trim_end_matches('/');
        let (name, rest) = path.split_once('/').unwrap_or((path, ""));
        match (name, rest) {
            ("sheet", "") => Route::Sheet,
            ("s", payload) if !payload.is_empty() => Route::Shared(payload.to_owned()),
            ("amount", id) if !id.is_empty() => Route::Amount(id.to_owned()),
            ("lever", id) if !id.is_empty() => Route::Lever(id.to_owned()),
            ("" | "assess" | "sheet" | "amount" | "lever" | "s", _) => Route::Assess,
            _ => match Page::in_studio(name) {
                Some(page) => Route::Studio(page, rest.to_owned()),
                None => Route::Nowhere,
            },
        }
    }

    /// The hash of an address that leads here.
    pub fn hash(&self) -> String {
        match self {
            Route::Assess | Route::Nowhere => "#/assess".to_owned(),
            Route::Sheet => "#/sheet".to_owned(),
            Route::Amount(id) => format!("#/amount/{id}"),
            Route::Lever(id) => format!("#/lever/{id}"),
            Route::Shared(payload) => format!("#/s/{payload}"),
            Route::Studio(page, rest) => {
                let name = page.listed().name;
                let slash = if rest.is_empty() { "" } else { "/" };
                format!("#/{name}{slash}{rest}")
            }
        }
    }

    /// The program that shows it.
    pub fn module(&self) -> Module {
        match self {
            Route::Assess
            | Route::Sheet
            | Route::Amount(_)
            | Route::Lever(_)
            | Route::Shared(_) => Module::App,
            Route::Studio(..) | Route::Nowhere => Module::Studio,
        }
    }

    /// The page it stands on, for the navigation.
    pub fn page(&self) -> Option<Page> {
        match self {
            Route::Assess | Route::Amount(_) | Route::Lever(_) | Route::Shared(_) => {
                Some(Page::Assess)
            }
            Route::Sheet => Some(Page::Sheet),
            Route::Studio(page, _) => Some(*page),
            Route::Nowhere => None,
        }
    }
}
