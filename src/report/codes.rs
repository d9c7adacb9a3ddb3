//! The codes of what can be wrong with a question, each with its page.

use crate::rulebook::codes::CodePage;

/// The codes of what can be wrong with a question.
pub const CODES: &[CodePage] = &[
    CodePage {
        code: "Q0101",
        title: "a file or folder cannot be read",
        text: "The file or folder named in the command is not there, may not be read, or is not \
               UTF-8 text. A rulebook is a folder with `book.toml` in it.",
    },
    CodePage {
        code: "Q0102",
        title: "no period",
        text: "Neither the question nor the facts file says which months to assess, and no period is \
               assumed. Add `--period 2017`, or `period = \"2017\"` to the facts file.",
    },
    CodePage {
        code: "Q0103",
        title: "not a period",
        text: "A period is a year (`2017`), a month (`2017-09`) or months of one year \
               (`2017-03..2017-09`). Longer spans are several periods, because yearly settlements \
               belong to one year.",
    },
    CodePage {
        code: "Q0104",
        title: "a period outside the rulebook",
        text: "A rulebook states the first and the last month it covers. Outside them its parameters \
               say nothing, so there is nothing to compute.",
    },
    CodePage {
        code: "Q0105",
        title: "an unknown amount",
        text: "The rulebook computes no amount of that name. `qingce rules list --kind amount` lists \
               them; an amount of a group is named with its row, as in `line1.line_surcharge`.",
    },
    CodePage {
        code: "Q0106",
        title: "a request of the wrong shape",
        text: "A request of the JavaScript interface is one object whose fields have the types the \
               package declares. A field it does not know would be silently without effect, so it is \
               refused.",
    },
    CodePage {
        code: "Q0107",
        title: "not official",
        text: "An official sheet rests only on values of documents and national rules that somebody \
               has checked for the whole period: no assumptions, nothing still to be verified, no \
               changes laid over the rulebook. Each refused value is listed with its reason.",
    },
    CodePage {
        code: "Q0108",
        title: "an unknown id",
        text: "The rulebook has no document, fact, parameter, amount or lever of that id. \
               `qingce rules list` lists them.",
    },
    CodePage {
        code: "Q0109",
        title: "not a set of scenarios",
        text: "A set of scenarios is a table with `scenarios`: a list of tables, each with `facts` (a \
               facts file, a table of facts, or a list of either for a group) or `like` (the name of \
               an earlier scenario), and as wanted `name`, `period`, `changes` and `with` (facts that \
               are different). `reference` names the scenario the others are compared with. A key it \
               does not know would be silently without effect, so it is refused.",
    },
    CodePage {
        code: "Q0110",
        title: "no such scenario",
        text: "A scenario is named by its name or its number, counted from 1, and must stand in the \
               set; `like` names one that stands before.",
    },
    CodePage {
        code: "Q0111",
        title: "too many scenarios",
        text: "A comparison holds up to 100 scenarios of up to 1 000 enterprises each: beyond that a \
               table is nobody's to read. Larger groups are a population.",
    },
];
