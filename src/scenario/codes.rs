//! The codes of what an engine refuses when it is asked: periods and patches, each with its page.

use crate::rulebook::codes::CodePage;

/// Every code [`Engine`](super::Engine) and [`Patches`](super::Patches) give.
pub const CODES: &[CodePage] = &[
    CodePage {
        code: "P0101",
        title: "not a change",
        text: "A patch sets a parameter (`PARAMETER=VALUE`, from a day on `PARAMETER@2018-01-01=VALUE`), \
               chooses a reading (`READING=OPTION`) or switches a lever off (`-LEVER`).",
    },
    CodePage {
        code: "P0102",
        title: "a patch of an unknown name",
        text: "The rulebook has no parameter, reading or lever of this name, so the patch would be \
               silently without effect.",
    },
    CodePage {
        code: "P0103",
        title: "a value the parameter cannot hold",
        text: "A number is given in the parameter's written unit, a day as 2018-01-01, a switch as true \
               or false, a reading by the id of one of its options. Tables are not set by one value.",
    },
    CodePage {
        code: "P0104",
        title: "a patch that changes nothing",
        text: "The law is already what the patch says, in every month it touches. The result stands; \
               it does not differ from the one without the patch.",
    },
    CodePage {
        code: "R0601",
        title: "a period outside the rulebook",
        text: "A rulebook says which months it covers. Outside them it knows no law, which is another \
               thing than no law being in force.",
    },
    CodePage {
        code: "R0602",
        title: "figures that multiply to too fine a fraction",
        text: "Denominators are kept exact, and those of a product multiply. This formula's would leave \
               the range in which amounts stay exact: round an intermediate amount.",
    },
    CodePage {
        code: "R0603",
        title: "a divisor kept as an input",
        text: "Quotients are told apart when a rulebook is checked, so what a formula divides by cannot \
               become a slider afterwards. Set it by a patch instead.",
    },
];
