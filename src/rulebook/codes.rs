//! The codes of what can be wrong with a rulebook as written, each with its page.

/// What a code means, for someone who has just met it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct CodePage {
    /// The code, e.g. `R0106`.
    pub code: &'static str,
    /// What is wrong, in a few words.
    pub title: &'static str,
    /// Why it is refused and what to do.
    pub text: &'static str,
}

/// Every code [`load`](super::load()) gives.
pub const CODES: &[CodePage] = &[
    CodePage {
        code: "R0101",
        title: "a file cannot be read",
        text: "A rulebook is `book.toml`, the files it lists in `files` and the presets it lists in \
               `presets`. The named file is not there, or is listed twice. Names are relative to the \
               folder of the book, with `/` between folders.",
    },
    CodePage {
        code: "R0102",
        title: "not TOML",
        text: "The text breaks the grammar of TOML. While a file has such errors nothing else is said \
               about it, because what the parser assumed to go on is not what was written.",
    },
    CodePage {
        code: "R0103",
        title: "an unknown field or kind of record",
        text: "Every field has a meaning, so a misspelt one would be silently without effect. Correct \
               its name, or remove it.",
    },
    CodePage {
        code: "R0104",
        title: "a field is missing",
        text: "The record cannot mean anything without this field, or its default would be a silent \
               assumption. Add it.",
    },
    CodePage {
        code: "R0105",
        title: "a value of the wrong type",
        text: "The field needs another type of TOML value. Texts that people read are always \
               `{ zh = \"…\", en = \"…\" }`.",
    },
    CodePage {
        code: "R0106",
        title: "a binary float",
        text: "A TOML float such as 0.1 is read as the nearest binary fraction, which is not one tenth. \
               Figures of the law are exact: put them in quotes.",
    },
    CodePage {
        code: "R0107",
        title: "not an exact number",
        text: "An exact number is a whole number, or digits in quotes with at most one point: no \
               exponent, no separators, no unit, at most 30 digits.",
    },
    CodePage {
        code: "R0108",
        title: "not a day or month",
        text: "Days are written `2017-07-21`, months `2017-09`, and the calendar must have them.",
    },
    CodePage {
        code: "R0109",
        title: "an unknown unit",
        text: "Units are products of the known base units, such as `元/人/月` or `kWh/t`, and `%`. \
               万元 and 亿元 are conveniences of input; rules are written in 元.",
    },
    CodePage {
        code: "R0110",
        title: "a name used twice",
        text: "Groups, facts, parameters, readings, tables, amounts and levers share one space of \
               names, so that formulas need no prefixes; choices, documents, sections and subjects \
               have one each. The later record is left out.",
    },
    CodePage {
        code: "R0111",
        title: "not an id",
        text: "An id is a letter followed by letters, digits and `_`, in any script, and is no word of \
               the formula language. A document's id may also hold `-` and `.`, and no space.",
    },
    CodePage {
        code: "R0112",
        title: "an unknown word",
        text: "The field holds one of a few words, and this is none of them.",
    },
    CodePage {
        code: "R0113",
        title: "fields that do not go together",
        text: "The field has no meaning beside the others in this record, such as a unit of a date or \
               a `without` of a value no lever owns. Remove it, or change the other field.",
    },
    CodePage {
        code: "R0115",
        title: "a number or date out of range",
        text: "The value is well written but cannot be meant: a step that is not a power of ten, an \
               end before its start, more than eight rows.",
    },
    CodePage {
        code: "R0116",
        title: "nothing where something is needed",
        text: "A text, list or table is there but empty.",
    },
    CodePage {
        code: "R0117",
        title: "a text that cannot be shown as it is",
        text: "Control characters, and those that turn the direction of writing, can make a text look \
               like another; and no label or note is longer than a few pages. Write the text without \
               them, or shorter.",
    },
];
