//! Hash routes: they survive any sub-path and never reach a server.

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
}

impl Route {
    /// Reads `#/sheet`; what is not known is the calculator.
    pub fn parse(hash: &str) -> Route {
        let path = hash.trim_start_matches('#').trim_matches('/');
        match path.split_once('/') {
            Some(("amount", id)) if !id.is_empty() => Route::Amount(id.to_owned()),
            None if path == "sheet" => Route::Sheet,
            _ => Route::Assess,
        }
    }

    /// The hash of an address that leads here.
    pub fn hash(&self) -> String {
        match self {
            Route::Assess => "#/assess".to_owned(),
            Route::Sheet => "#/sheet".to_owned(),
            Route::Amount(id) => format!("#/amount/{id}"),
        }
    }
}
