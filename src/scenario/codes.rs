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
        code: "P0105",
        title: "a reform past the limit",
        text: "A reform file has at most 1 000 000 bytes, twice what the whole rulebook has. A longer one \
               is refused before anything of it is read.",
    },
    CodePage {
        code: "P0106",
        title: "two values of one parameter overlap",
        text: "A reform says once what a parameter holds on a day. An entry without `to` ends where the \
               next begins; one with `to` must end before.",
    },
    CodePage {
        code: "P0107",
        title: "an empty reform",
        text: "A reform sets a value, switches a lever, adds or removes a record. One that does none of \
               this would be named in every result and change none.",
    },
    CodePage {
        code: "P0108",
        title: "a value that ends before it begins",
        text: "`from` and `to` are the first and the last day on which the value holds.",
    },
    CodePage {
        code: "P0109",
        title: "rows that are not there",
        text: "`edit` changes some rows of a table and leaves the others: the parameter must be such a \
               table, one must be in force on some of the days, and a bound that is taken out must be in it.",
    },
    CodePage {
        code: "P0110",
        title: "nothing to remove",
        text: "`remove` takes back records that a reform laid on earlier has added. What the rulebook \
               itself holds stays: its levers can be switched off, its figures set.",
    },
    CodePage {
        code: "P0111",
        title: "an example that does not hold",
        text: "A reform may carry what comes of it for the rulebook's presets, worked out by hand. Here the \
               engine finds another figure, or the preset, period or amount does not exist.",
    },
    CodePage {
        code: "P0112",
        title: "a reform without effect here",
        text: "The reform is sound and changes the law, but nothing of it reaches this enterprise in this \
               period. The reason stands beside each of its changes.",
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
    CodePage {
        code: "E0101",
        title: "an unknown fact or parameter to vary",
        text: "What is varied is a fact or a parameter by its id. A fact of a group is named with its \
               row: `line2.line_kwh`.",
    },
    CodePage {
        code: "E0102",
        title: "something that cannot be varied",
        text: "Only what holds a number can be varied along a range: not a choice, a date, a table, an \
               amount or a lever. Tables and readings are changed by a reform.",
    },
    CodePage {
        code: "E0103",
        title: "not a range",
        text: "A range is written `FACT=FROM..TO` or `FACT=FROM..TO:STEP`, each a number in the unit of \
               the fact or parameter, the lesser first: `housing_fund_rate=5%..12%`, \
               `electricity_kwh=1亿..30亿:1万`.",
    },
    CodePage {
        code: "E0104",
        title: "a value off the step or outside the bounds",
        text: "A fact is varied on its declared step and within its bounds: values between two steps \
               could never be stated.",
    },
    CodePage {
        code: "E0105",
        title: "a row that is not there",
        text: "A fact of a group can be varied only in a row the enterprise states.",
    },
    CodePage {
        code: "E0106",
        title: "not a goal",
        text: "A goal is written `AMOUNT=VALUE`, the value in the amount's unit; `total` is the whole \
               policy-related cost: `total=1200万`.",
    },
    CodePage {
        code: "E0107",
        title: "a search cut short",
        text: "Breakpoints and goals are followed exactly, each stretch on its own, up to a stated number \
               of stretches. Past it the answer holds up to the named value and says nothing beyond: \
               ask about a shorter range.",
    },
];
