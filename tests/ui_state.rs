//! The page's state on the host: what each action does to inputs, results and history.
#![cfg(feature = "web")]

use std::rc::Rc;

use qingce::base::Lang;
use qingce::check::rulebook::{FactSlotId, GroupId, Named};
use qingce::rulebook::EmbeddedRules;
use qingce::ui::compute::Calculator;
use qingce::ui::kept::KeptList;
use qingce::ui::notice::Notice;
use qingce::ui::pages::{Module, PAGES, Page};
use qingce::ui::period_form::{Grain, PeriodProblem};
use qingce::ui::route::Route;
use qingce::ui::state::{Action, State, Theme};
use qingce::ui::workspace::Workspace;

fn state() -> State {
    let calculator = Calculator::load(&EmbeddedRules).expect("the rulebook is sound");
    State::new(Rc::new(calculator), KeptList::default())
}

#[track_caller]
fn slot(state: &State, id: &str) -> FactSlotId {
    let book = state.calculator.book();
    match book.names.get(id) {
        Some(Named::Fact(fact)) => book.slot(*fact, 0),
        other => panic!("{id} is {other:?}"),
    }
}

#[track_caller]
fn group(state: &State, id: &str) -> GroupId {
    match state.calculator.book().names.get(id) {
        Some(Named::Group(group)) => *group,
        other => panic!("{id} is {other:?}"),
    }
}

#[track_caller]
fn set(state: &State, id: &str, text: &str) -> State {
    state.after(Action::SetFact(slot(state, id), text.into()))
}

#[track_caller]
fn cost(state: &State) -> String {
    let assessment = state.outcome.assessment.as_ref().expect("a result");
    assessment.totals.cost.to_string()
}

#[test]
fn the_page_opens_on_a_preset_with_a_result() {
    let state = state();
    assert!(state.calculator.presets().len() >= 16);
    for index in 0..state.calculator.presets().len() {
        let state = state.after(Action::LoadPreset(index));
        assert!(
            state.outcome.problems.is_empty(),
            "{:?}",
            state.outcome.problems
        );
        assert_ne!(cost(&state), "0");
        // The year of most documents; institutions are paid in the winter of 2011/12.
        let period = state.outcome.period.to_string();
        assert!(["2017", "2012"].contains(&period.as_str()), "{period}");
    }
}

#[test]
fn a_text_that_cannot_be_read_stays_and_costs_only_its_fact() {
    let start = state();
    for text in ["4", "13", "1e400", "七百", "0.123456789", "-1"] {
        let state = set(&start, "housing_fund_rate", text);
        let slot = slot(&state, "housing_fund_rate");
        assert_eq!(&*state.inputs.form.text(slot), text);
        assert!(state.outcome.problems.contains_key(&slot), "{text}");
        assert_eq!(state.outcome.problems.len(), 1);
        assert_eq!(state.outcome.enterprise.fact(slot), None);
        let assessment = state.outcome.assessment.as_ref().expect("a result");
        assert!(!assessment.totals.complete, "an unknown is not zero");
        for lang in [Lang::Zh, Lang::En] {
            assert!(!state.outcome.problems[&slot].message(lang).is_empty());
        }
    }
    let back = set(
        &set(&start, "housing_fund_rate", "13"),
        "housing_fund_rate",
        "8",
    );
    assert_eq!(cost(&back), cost(&start));
}

#[test]
fn typing_in_one_field_is_one_step_of_undo() {
    let start = state();
    let mut typed = start.clone();
    for text in ["1", "12", "12.", "12.0"] {
        typed = set(&typed, "housing_fund_rate", text);
    }
    let undone = typed.after(Action::Undo);
    assert_eq!(undone.inputs, start.inputs);
    assert!(!undone.can_undo());
    assert_eq!(undone.after(Action::Redo).inputs, typed.inputs);

    let left = set(&typed.after(Action::Settle), "housing_fund_rate", "11");
    assert_eq!(left.after(Action::Undo).inputs, typed.inputs);
}

#[test]
fn a_new_step_after_undo_forgets_what_was_undone() {
    let state = set(&state(), "housing_fund_rate", "5").after(Action::Undo);
    assert!(state.can_redo());
    assert!(!set(&state, "housing_fund_rate", "6").can_redo());
}

#[test]
fn an_action_that_changes_nothing_is_no_step() {
    let state = state();
    assert!(!set(&state, "housing_fund_rate", "8").can_undo());
    assert!(!state.after(Action::LoadPreset(0)).can_undo());
    assert!(!state.after(Action::SetLang(Lang::En)).can_undo());
}

#[test]
fn removing_a_row_moves_the_rows_after_it_up() {
    let state = state();
    let staff = group(&state, "staff");
    let book = state.calculator.book();
    let heads = book.groups[staff].facts[0];
    let texts = |state: &State| {
        let rows = state.inputs.form.rows.get(&staff).copied();
        let text = |row| state.inputs.form.text(book.slot(heads, row)).to_string();
        (rows, text(0), text(1), text(2))
    };
    let (rows, _, second, third) = texts(&state);
    assert_eq!(rows, Some(3));
    let noted = state.after(Action::SetNote("staff2.staff_heads".into(), "二".into()));
    let fewer = noted.after(Action::RemoveRow(staff, 0));
    assert_eq!(texts(&fewer), (Some(2), second, third, String::new()));
    assert_eq!(&*fewer.inputs.form.note("staff1.staff_heads"), "二");
    assert_eq!(fewer.after(Action::Undo).inputs, noted.inputs);
    let none = fewer.after(Action::SetRows(staff, Some(0)));
    assert_eq!(texts(&none).0, Some(0));
    let unstated = none.after(Action::SetRows(staff, None));
    assert_eq!(texts(&unstated).0, None);
    let most = unstated.after(Action::SetRows(staff, Some(200)));
    assert_eq!(texts(&most).0, Some(book.groups[staff].max_rows));
}

#[test]
fn a_period_that_is_none_keeps_the_last_result() {
    let state = state();
    let mut form = state.inputs.period;
    form.grain = Grain::Span;
    (form.first, form.last) = (9, 3);
    let backwards = state.after(Action::SetPeriod(form));
    assert_eq!(
        backwards.outcome.period_problem,
        Some(PeriodProblem::Backwards)
    );
    assert_eq!(cost(&backwards), cost(&state));
    form.last = 11;
    let months = backwards.after(Action::SetPeriod(form));
    assert_eq!(months.outcome.period.to_string(), "2017-09..2017-11");
    form.year = 1999;
    let outside = months.after(Action::SetPeriod(form));
    assert_eq!(outside.outcome.period_problem, Some(PeriodProblem::Outside));
    assert_eq!(cost(&outside), cost(&months));
}

#[test]
fn amounts_open_from_one_another_and_back() {
    let state = state();
    let open = |state: &State, id: &str| state.after(Action::Visit(Route::Amount(id.into())));
    let first = open(&state, "unemployment_cost");
    let second = open(&first, "contribution_base.1");
    assert_eq!(second.path.len(), 2);
    assert!(second.explanation.is_some());
    assert_eq!(open(&second, "unemployment_cost").path, first.path);
    assert!(second.after(Action::Visit(Route::Assess)).path.is_empty());
    let none = open(&state, "no_such");
    assert_eq!(none.notices, [Notice::NoSuchAmount("no_such".into())]);
    assert!(none.path.is_empty());
}

#[test]
fn routes_are_their_hashes() {
    let routes = [
        Route::Assess,
        Route::Sheet,
        Route::Amount("line_cost.2".into()),
        Route::Studio(Page::Library, String::new()),
        Route::Studio(Page::Library, "lever/rd_subsidy".into()),
    ];
    for route in routes {
        assert_eq!(Route::parse(&route.hash()), route);
    }
    for odd in ["", "#", "#/", "#/amount/", "#nonsense", "#/sheet/x"] {
        assert_eq!(Route::parse(odd), Route::Assess, "{odd}");
    }
    assert_eq!(Route::parse("#/nonsense"), Route::Nowhere);
}

#[test]
fn the_shell_and_the_table_of_pages_agree_on_what_is_whose() {
    let boot = include_str!("../www/boot.js");
    let listed = boot.split_once("OF_APP = [").expect("a list").1;
    let listed = listed.split_once(']').expect("its end").0;
    let of_app: Vec<&str> = listed
        .split(',')
        .map(|name| name.trim().trim_matches('"'))
        .collect();
    for page in PAGES {
        assert_eq!(page.page.listed().name, page.name);
        let in_app = page.module == Module::App;
        assert_eq!(of_app.contains(&page.name), in_app, "{}", page.name);
        let route = Route::parse(&format!("#/{}", page.name));
        assert_eq!(
            (route.module(), route.page()),
            (page.module, Some(page.page))
        );
    }
    assert_eq!(Route::parse("#/amount/x").module(), Module::App);
}

#[test]
fn what_goes_from_one_program_to_the_other_comes_back_equal() {
    let fresh = state();
    let mut state = set(&fresh, "housing_fund_rate", "十三");
    state = state.after(Action::SetNote("region".into(), "\"<b>".into()));
    state = state.after(Action::SetLang(Lang::En));
    state = state.after(Action::SetTheme(Theme::Dark));
    let text = Workspace::of(&state).to_text();
    let resumed = Workspace::parse(&text)
        .expect("its own text")
        .resume(&fresh);
    assert_eq!(resumed.inputs, state.inputs);
    assert_eq!((resumed.lang, resumed.theme), (state.lang, state.theme));
    assert_eq!(cost(&resumed), cost(&state));
    assert!(!resumed.can_undo());
    assert!(Workspace::parse("{").is_none());
}

#[test]
fn what_is_kept_comes_back_as_it_was_typed() {
    let mut state = set(&state(), "housing_fund_rate", "十三");
    state = state.after(Action::SetName("测试".into()));
    state = state.after(Action::SetNote(
        "electricity_kwh".into(),
        "5月电费单".into(),
    ));
    let lever = state
        .calculator
        .book()
        .levers
        .ids()
        .next()
        .expect("a lever");
    state = state.after(Action::SwitchLever(lever)).after(Action::Keep);
    let stored = state.kept.to_text();
    let kept = KeptList::parse(&stored).expect("what was written can be read");
    assert_eq!(kept, *state.kept);
    let id = kept.list[0].0;
    let other = state.after(Action::LoadPreset(2));
    let back = other.after(Action::Restore(id));
    assert_eq!(back.inputs.form, state.inputs.form);
    assert_eq!(back.inputs.assumptions, state.inputs.assumptions);
    assert_eq!(&*back.inputs.name, "测试");

    let copied = back
        .after(Action::Duplicate(id))
        .after(Action::Duplicate(id));
    let names: Vec<_> = copied
        .kept
        .list
        .iter()
        .map(|(_, kept)| kept.name.clone())
        .collect();
    assert_eq!(names, ["测试", "测试（副本）", "测试（副本）（副本）"]);
    let renamed = copied.after(Action::RenameKept(id, " 新名 ".into()));
    assert_eq!(renamed.kept.list[0].1.name, "新名");
    assert_eq!(renamed.after(Action::Forget(id)).kept.list.len(), 2);
    assert_eq!(KeptList::parse("{ cut"), None);
}

#[test]
fn a_file_goes_out_and_comes_back_the_same() {
    for index in 0..3 {
        let state = state().after(Action::LoadPreset(index));
        let text = state.calculator.file(&state.inputs, &state.outcome);
        let other = state.after(Action::Clear);
        let back = other.after(Action::OpenFile("x.toml".into(), text.into()));
        assert_eq!(back.inputs.form, state.inputs.form);
        assert_eq!(back.inputs.name, state.inputs.name);
        assert_eq!(back.notices, [Notice::FileRead("x.toml".into())]);
        assert_eq!(cost(&back), cost(&state));
    }
}

#[test]
fn a_bad_file_gives_its_lines_and_what_can_be_read() {
    let state = state();
    let text = "name = \"x\"\n[facts]\nregion = \"xining\"\nno_such = 1\ntotal_assets = \"七百\"\n";
    let read = state.after(Action::OpenFile("bad.toml".into(), text.into()));
    let lines: Vec<_> = read.notices[0]
        .problems()
        .iter()
        .map(|one| one.line)
        .collect();
    assert_eq!(lines, [Some(4), Some(5)]);
    assert_eq!(&*read.inputs.name, "x");
    assert_eq!(&*read.inputs.form.text(slot(&state, "region")), "xining");

    let cut = read.after(Action::OpenFile(
        "cut.toml".into(),
        "name = \"x\n[facts".into(),
    ));
    assert_eq!(cut.inputs, read.inputs);
    assert!(cut.notices.last().is_some_and(Notice::is_warning));
}

#[test]
fn a_supplied_figure_and_a_reading_change_the_result_and_come_back() {
    let state = state().after(Action::LoadPreset(1));
    let book = state.calculator.book();
    let open = book.parameters.iter().find(|(_, parameter)| parameter.open);
    let (open, _) = open.expect("a figure the documents leave open");
    let wrong = state.after(Action::SupplyFigure(open, "七百".into()));
    assert!(wrong.outcome.figure_problems.contains_key(&open));
    assert_eq!(cost(&wrong), cost(&state));
    let given = state.after(Action::SupplyFigure(open, "0.05".into()));
    assert!(given.outcome.figure_problems.is_empty());
    assert!(
        given.outcome.assessment.is_ok(),
        "{:?}",
        given.outcome.assessment
    );
    let taken = given.after(Action::SupplyFigure(open, "".into()));
    assert_eq!(cost(&taken), cost(&state));
    let lever = book.levers.ids().next().expect("a lever");
    let off = state.after(Action::SwitchLever(lever));
    assert!(off.outcome.assessment.is_ok());
    assert_eq!(off.after(Action::SwitchLever(lever)).inputs, state.inputs);
}
