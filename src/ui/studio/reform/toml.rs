//! Drafts as TOML, and what was read as drafts.

use super::state::{Edit, Item, Part, SetForm};
use crate::check::Rulebook;
use crate::check::history::Law;
use crate::check::rulebook::{Named, Shape};
use crate::rulebook::Reform;
use crate::rulebook::draft::{CellDraft, Spanned};
use crate::rulebook::reform::{SetDraft, ValueDraft, quoted};
use crate::scenario::reverse::written;

impl Item {
    /// The reform as a TOML file, as typed: what is wrong in it is wrong there.
    pub fn to_toml(&self, book: &Rulebook) -> String {
        let mut out = format!("[reform]\nid = {}\n", quoted(&self.id));
        let en = if self.en.trim().is_empty() {
            &self.zh
        } else {
            &self.en
        };
        out.push_str(&format!(
            "title = {{ zh = {}, en = {} }}\n",
            quoted(&self.zh),
            quoted(en)
        ));
        if !self.date.is_empty() {
            out.push_str(&format!("date = {}\n", quoted(&self.date)));
        }
        if !self.about.trim().is_empty() {
            let about = quoted(&self.about);
            out.push_str(&format!("description = {{ zh = {about}, en = {about} }}\n"));
        }
        if !self.remove.is_empty() {
            let names: Vec<String> = self.remove.iter().map(|name| quoted(name)).collect();
            out.push_str(&format!("remove = [{}]\n", names.join(", ")));
        }
        let mut names: Vec<&str> = Vec::new();
        for set in &self.sets {
            if !names.contains(&set.parameter.as_str()) {
                names.push(&set.parameter);
            }
        }
        if !names.is_empty() {
            out.push_str("\n[set]\n");
        }
        for name in names {
            let entries = self.sets.iter().filter(|set| set.parameter == name);
            let entries: Vec<String> = entries
                .map(|set| format!("  {},\n", set.to_toml()))
                .collect();
            out.push_str(&format!("{} = [\n{}]\n", quoted(name), entries.concat()));
        }
        let (switch, more) = self
            .more
            .strip_prefix("[switch]\n")
            .map_or(("", self.more.as_str()), |rest| {
                rest.split_once("\n\n").unwrap_or((rest, ""))
            });
        if !self.off.is_empty() || !switch.is_empty() {
            out.push_str("\n[switch]\n");
            for lever in &self.off {
                out.push_str(&format!("{} = \"off\"\n", quoted(lever)));
            }
            if !switch.is_empty() {
                out.push_str(switch.trim_end());
                out.push('\n');
            }
        }
        for lever in &self.levers {
            out.push('\n');
            out.push_str(&lever.to_toml(book));
        }
        if !more.trim().is_empty() {
            out.push('\n');
            out.push_str(more);
        }
        out
    }
}

impl SetForm {
    /// What holds on a day, as a start.
    pub(super) fn standing(book: &Rulebook, parameter: &str, from: &str) -> SetForm {
        let mut form = SetForm {
            parameter: parameter.to_owned(),
            from: from.to_owned(),
            ..SetForm::default()
        };
        let Some(Named::Parameter(id)) = book.names.get(parameter) else {
            return form;
        };
        let parameter = &book.parameters[*id];
        if matches!(parameter.shape, Shape::Reading(_)) || parameter.open {
            form.from.clear();
        }
        let values = parameter.history.values.iter().rev();
        let day = crate::base::Date::parse(&form.from);
        let law = day.map_or(&parameter.history.opens, |day| {
            parameter.history.at(day, &|_| false).0
        });
        let table = |law: &&Law| matches!(law, Law::Brackets(_) | Law::Rows(_));
        // A table that does not stand on the day starts from the last one that did.
        let wanted = matches!(
            parameter.shape,
            Shape::Brackets { .. } | Shape::ByChoice { .. }
        );
        let last = values.map(|value| &value.law).find(|law| table(law));
        let law = match last {
            Some(last) if wanted && !table(&law) => last,
            _ => law,
        };
        form.take(&written(book, &parameter.shape, law));
        if parameter.open {
            form.value.clear();
        }
        form
    }

    pub(super) fn of(set: &SetDraft) -> SetForm {
        let day = |day: &Option<Spanned<crate::base::Date>>| {
            day.as_ref()
                .map_or_else(String::new, |day| day.value.to_string())
        };
        let mut form = SetForm {
            parameter: set.parameter.value.clone(),
            from: day(&set.from),
            to: day(&set.to),
            ..SetForm::default()
        };
        // What the form has no field for is kept as it is written.
        let bare = Reform {
            sets: vec![SetDraft {
                from: None,
                to: None,
                ..set.clone()
            }],
            ..Reform::default()
        };
        let edits = matches!(
            set.value.value,
            ValueDraft::EditBrackets(_) | ValueDraft::EditRows(_)
        );
        if edits || set.lever.is_some() || set.without.is_some() || set.note.is_some() {
            let text = bare.to_toml();
            let entry = text
                .split_once("[set]\n")
                .and_then(|(_, set)| set.split_once(" = { "));
            let entry = entry.map_or("", |(_, entry)| entry.trim_end());
            entry
                .strip_suffix(" }")
                .unwrap_or(entry)
                .clone_into(&mut form.more);
        } else {
            form.take(&set.value.value);
        }
        form
    }

    fn take(&mut self, value: &ValueDraft) {
        let number = |cell: &CellDraft| match cell {
            CellDraft::Absent => "absent".to_owned(),
            CellDraft::Unknown => "unknown".to_owned(),
            CellDraft::Open => "open".to_owned(),
            CellDraft::Number(value) => value.to_string(),
        };
        match value {
            ValueDraft::Word(word) => self.value.clone_from(word),
            ValueDraft::Brackets(rows) => {
                let rows = rows.iter().map(|(upto, cell)| {
                    let upto = upto
                        .as_ref()
                        .map_or_else(String::new, |upto| upto.value.to_string());
                    (upto, number(&cell.value))
                });
                self.rows = rows.collect();
            }
            ValueDraft::Rows(rows) => {
                self.by_option = true;
                let rows = rows
                    .iter()
                    .map(|(option, cell)| (option.value.clone(), number(&cell.value)));
                self.rows = rows.collect();
            }
            ValueDraft::EditBrackets(_) | ValueDraft::EditRows(_) => {}
        }
    }

    pub(super) fn edit(&mut self, edit: &Edit) {
        match edit {
            Edit::Part(_, Part::From, text) => self.from.clone_from(text),
            Edit::Part(_, Part::To, text) => self.to.clone_from(text),
            Edit::Part(_, Part::Value, text) => self.value.clone_from(text),
            Edit::Row(_, row, bound, text) => {
                if let Some((key, value)) = self.rows.get_mut(*row) {
                    if *bound { key } else { value }.clone_from(text);
                }
            }
            Edit::AddRow(_, row) => {
                let at = (*row).min(self.rows.len());
                let value = self
                    .rows
                    .get(at)
                    .map_or_else(String::new, |(_, value)| value.clone());
                self.rows.insert(at, ("0".to_owned(), value));
            }
            Edit::RemoveRow(_, row) if *row < self.rows.len() => {
                self.rows.remove(*row);
            }
            _ => {}
        }
    }

    fn to_toml(&self) -> String {
        let mut parts = Vec::new();
        for (name, text) in [("from", &self.from), ("to", &self.to)] {
            if !text.trim().is_empty() {
                parts.push(format!("{name} = {}", quoted(text.trim())));
            }
        }
        if !self.more.is_empty() {
            parts.push(self.more.clone());
        } else if self.rows.is_empty() {
            parts.push(format!("value = {}", quoted(self.value.trim())));
        } else if self.by_option {
            let rows = self.rows.iter();
            let rows: Vec<String> = rows
                .map(|(key, value)| format!("{} = {}", quoted(key), quoted(value.trim())))
                .collect();
            parts.push(format!("rows = {{ {} }}", rows.join(", ")));
        } else {
            let rows = self.rows.iter().map(|(upto, value)| {
                let value = quoted(value.trim());
                if upto.trim().is_empty() {
                    format!("{{ value = {value} }}")
                } else {
                    format!("{{ upto = {}, value = {value} }}", quoted(upto.trim()))
                }
            });
            let rows: Vec<String> = rows.collect();
            parts.push(format!("rows = [{}]", rows.join(", ")));
        }
        format!("{{ {} }}", parts.join(", "))
    }
}
