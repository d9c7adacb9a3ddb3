//! The codes of what can be wrong with a rulebook whose every record reads well, each with its page.

use crate::rulebook::codes::CodePage;

const fn page(code: &'static str, title: &'static str, text: &'static str) -> CodePage {
    CodePage { code, title, text }
}

/// Every code [`check`](super::check()) gives.
pub const CODES: &[CodePage] = &[
    page(
        "R0201",
        "an unknown name",
        "Nothing in the rulebook has this name. Names are ids, not labels, and a record that could not be \
         read has none; then only what is wrong with that record is said.",
    ),
    page(
        "R0202",
        "a name of the wrong kind",
        "The name means something else than what is needed here: a table is looked up, a group is summed, \
         a lever is asked whether it applies.",
    ),
    page(
        "R0203",
        "units that differ",
        "Only like can be added, compared or chosen between. A year and a month are different units: \
         convert with a factor such as `12[月/年]`.",
    ),
    page(
        "R0204",
        "a value of the wrong type",
        "Numbers, conditions, dates and options do not stand for one another. Compare a number to get a \
         condition; compare an option with a choice.",
    ),
    page(
        "R0205",
        "an unrounded quotient",
        "A value divided by one that varies has no exact decimal. It may be compared or looked up exactly; \
         anywhere else the formula must say how it is rounded.",
    ),
    page(
        "R0206",
        "amounts in a loop",
        "Each of these reads the next, so none can be computed first. Each label shows one of the reads.",
    ),
    page(
        "R0207",
        "an unknown function",
        "The formula language has no such function, or the function takes another number of arguments.",
    ),
    page(
        "R0208",
        "an event read from outside",
        "An event's amount is computed by the law of its own day. Only amounts of the same event share \
         that day.",
    ),
    page(
        "R0209",
        "a formula that cannot be read",
        "The text breaks the grammar of formulas at the place shown.",
    ),
    page(
        "R0210",
        "a divisor that may be negative",
        "Quotients are compared by multiplying both sides, which keeps the order only if the divisor is \
         not negative. Its bounds must show that.",
    ),
    page(
        "R0211",
        "a row that is not in hand",
        "Facts and amounts of a group have one value a row. Read them inside `sum` or `any`, or in an \
         amount of that group. Groups do not nest.",
    ),
    page(
        "R0212",
        "a formula of another unit than its amount",
        "The unit of the formula must be the amount's unit, a month or a year where its timing says so.",
    ),
    page(
        "R0213",
        "an unknown option",
        "The choice or reading has no such option, or an option stands where nothing tells which choice it \
         is of.",
    ),
    page(
        "R0214",
        "a rounding without a proper step",
        "A step is a number written out, greater than zero, in the unit of what is rounded. Only a pure \
         number has the step 1 by itself.",
    ),
    page(
        "R0215",
        "an unknown unit in a formula",
        "The unit in brackets is not a product of the known units.",
    ),
    page(
        "R0216",
        "an event without its date",
        "An event counts on the day a date fact states, and only an event does.",
    ),
    page(
        "R0217",
        "a chain too long to follow",
        "An amount reads one declared after it, that one another, and so on past a depth anybody follows. \
         Declare what is read before what reads it, or join some of the formulas.",
    ),
    page(
        "R0218",
        "a member of the total that cannot be summed",
        "Costs, surcharges and subsidies make the total, so each is money, in 元, rounded as it is paid; \
         else the lines of a sheet would not add up to its sum. Anything else is of another kind.",
    ),
    page(
        "R0301",
        "dated values out of order",
        "Values stand in ascending order of their first day, one a day, so that exactly one of them holds \
         on any day.",
    ),
    page(
        "R0302",
        "a figure without its clause",
        "Every figure names document and clause, or says that it is an assumption. So does the time a \
         lever is in force, and the lever itself.",
    ),
    page(
        "R0303",
        "an assumption without its reason",
        "A figure that stands in no document must say in a note what it rests on.",
    ),
    page(
        "R0304",
        "`without` without a lever",
        "What stands without a lever has a meaning only for a value that a lever owns.",
    ),
    page(
        "R0305",
        "a number past the engine's range",
        "The number cannot be kept exactly once it is in base units.",
    ),
    page(
        "R0306",
        "brackets that do not fit together",
        "Bounds ascend, and the last row, and only the last, has none, so that every argument meets exactly \
         one row. Where the documents say nothing, the value of a row is `\"unknown\"`.",
    ),
    page(
        "R0307",
        "options without a row",
        "A table by choice says something for every option, be it `\"unknown\"` or `\"absent\"`.",
    ),
    page(
        "R0308",
        "a value of another kind than its parameter",
        "A number parameter holds numbers, a table rows, a switch true or false. Only a patch can get this \
         wrong; in a file the value would not have been read.",
    ),
    page(
        "R0309",
        "a parameter without values",
        "A parameter has dated values, or says `open = true` because the documents set no figure.",
    ),
    page(
        "R0310",
        "a parameter never checked",
        "Each history says until when somebody checked that nothing newer is in force; after that day its \
         figures are shown as unchecked.",
    ),
    page(
        "R0311",
        "a lever that is never in force",
        "A lever is in force for one span of time or several.",
    ),
    page(
        "R0312",
        "spans in force that do not fit together",
        "Spans stand in ascending order and apart from each other, and end after they begin.",
    ),
    page(
        "R0401",
        "something never used",
        "Nothing depends on this, so it moves no amount. It may be misspelt where it should be used.",
    ),
    page(
        "R0402",
        "a comparison that always comes out the same",
        "The bounds of the two sides decide it, whatever an enterprise states. A limit may have the wrong \
         unit or the wrong side.",
    ),
    page(
        "R0403",
        "an amount without its clause",
        "The amount uses figures of the law and names no clause for how it does so.",
    ),
    page(
        "R0501",
        "a step that is no part of the base unit",
        "Facts are counted in equal parts of their base unit: 1, 0.1, 0.01 and so on.",
    ),
    page(
        "R0502",
        "a bound finer than its step",
        "The least and greatest value of a fact must themselves be values it can hold.",
    ),
    page(
        "R0503",
        "a least value above the greatest",
        "No value would be allowed.",
    ),
    page(
        "R0504",
        "a typical range out of bounds",
        "The range used to rank questions must hold values the fact can hold.",
    ),
    page(
        "R0505",
        "a default out of bounds",
        "What fills a form must be a value the fact can hold.",
    ),
    page(
        "R0506",
        "an amount rounded to a coarse step",
        "An amount is rounded to 1, 0.1, 0.01 or finer; rounding to larger steps is part of the formula.",
    ),
];
