//! Plans: tasks in an order that can be followed, dates that fit, money that is there.

use crate::support::codes;

const HEAD: &str = "organisation acme \"Acme\" {\n  scope \"All.\"\n  currency EUR\n  unit it \"IT\"\n}\n\nrole ciso \"CISO\" held_by \"A\"\n\n";

fn found(text: &str, of: &[&'static str]) -> Vec<&'static str> {
    let all = codes(&format!("{HEAD}{text}"));
    of.iter().copied().filter(|slug| all.contains(slug)).collect()
}

fn plan(due: &str, tasks: &str) -> String {
    format!("control A.8.16 {{\n  status planned\n  owner ciso\n  funded by isms\n  plan {{\n    due {due}\n{tasks}  }}\n}}\n")
}

const TASKS: [&str; 3] = ["task-cycle", "task-before-predecessor", "task-ends-late"];

#[test]
fn tasks_are_an_order_that_can_be_followed() {
    let good = plan("2026-12-01", "    task a \"Choose\" due 2026-09-01 by ciso\n    task b \"Roll out\" start 2026-09-02 due 2026-11-01 by ciso after a\n");
    assert_eq!(found(&good, &TASKS), Vec::<&str>::new());
    let circle = plan("2026-12-01", "    task a \"Choose\" due 2026-09-01 by ciso after b\n    task b \"Roll out\" due 2026-11-01 by ciso after a\n");
    assert_eq!(found(&circle, &["task-cycle"]), ["task-cycle"]);
    let early = plan("2026-12-01", "    task a \"Choose\" due 2026-09-01 by ciso\n    task b \"Roll out\" start 2026-08-01 due 2026-11-01 by ciso after a\n");
    assert_eq!(found(&early, &TASKS), ["task-before-predecessor"]);
    let late = plan("2026-10-01", "    task a \"Choose\" due 2026-11-01 by ciso\n");
    assert_eq!(found(&late, &TASKS), ["task-ends-late"]);
}

#[test]
fn money_is_there_for_what_is_planned() {
    let budget = |money: &str| format!("budget B2026 \"Budget 2026\" {{\n  year 2026\n  fund isms money {money} EUR\n}}\n\n");
    let costs =
        plan("2026-12-01", "    task a \"Choose\" due 2026-09-01 by ciso cost 8000 EUR\n    task b \"Roll out\" due 2026-11-01 by ciso cost 5000 EUR\n");
    assert_eq!(found(&(budget("20000") + &costs), &["over-budget"]), Vec::<&str>::new());
    assert_eq!(found(&(budget("12999") + &costs), &["over-budget"]), ["over-budget"]);
    let dollars = plan("2026-12-01", "    task a \"Choose\" due 2026-09-01 by ciso cost 8000 USD\n");
    assert_eq!(found(&dollars, &["foreign-currency"]), ["foreign-currency"]);
}

#[test]
fn a_date_that_is_past_is_said_and_one_that_is_ahead_is_not() {
    let of = |due: &str| found(&plan(due, ""), &["past-due"]);
    assert_eq!(of("2026-06-29"), ["past-due"], "judged at 2026-06-30");
    assert_eq!(of("2026-06-30"), Vec::<&str>::new(), "the day itself is not over");
}
