//! Reads an expression against the schema of the model, before it is run: every name, at its column.

use std::ops::Range;

use minijinja::machinery::ast::{BinOpKind, CallArg, CompareOpKind, Expr};
use minijinja::machinery::parse_expr;

use super::engine::{FILTERS, FUNCTIONS, TESTS};
use super::groups::Group;
use super::problems::{BROKEN_RULE, UNKNOWN_RULE_FIELD, UNKNOWN_RULE_FUNCTION};
use super::types::{Field, Type};
use crate::base::did_you_mean;
use crate::diagnostic::Code;
use crate::vocabulary;

/// Expressions larger than this are refused.
pub(super) const MAX_BYTES: usize = 4096;

/// A mistake in an expression.
pub(super) struct Wrong {
    /// Its kind.
    pub code: &'static Code,
    /// What is wrong.
    pub message: String,
    /// Where, in bytes of the expression.
    pub range: Range<usize>,
    /// What is there.
    pub label: &'static str,
    /// The name that was meant.
    pub guess: Option<String>,
    /// The way out.
    pub help: Option<String>,
}

/// What is wrong with an expression about a group; nothing where it may be run.
pub(super) fn inspect(group: &'static Group, text: &str) -> Vec<Wrong> {
    let whole = 0..text.len();
    let broken = |message: String, range: Range<usize>| Wrong { code: &BROKEN_RULE, message, range, label: "here", guess: None, help: None };
    if text.trim().is_empty() {
        return vec![broken("the expression is empty".into(), whole)];
    }
    if text.len() > MAX_BYTES {
        return vec![broken(format!("the expression has {} bytes, and {MAX_BYTES} are the limit", text.len()), whole)];
    }
    // one pass before anyone parses it: what is nested or chained without end would not survive the parser
    if let Some((_, why)) = crate::document::refuse(&format!("{{{{ {} }}}}", text.replace("}}", "} }").replace("%}", "% }"))) {
        return vec![broken(format!("the expression is too large: {why}"), whole)];
    }
    match parse_expr(text) {
        Err(error) => {
            let range = error.range().filter(|range| range.end <= text.len() && range.start <= range.end).unwrap_or(whole);
            let detail = error.detail().map_or_else(|| error.kind().to_string(), str::to_string);
            vec![broken(format!("the expression cannot be read: {detail}"), range)]
        }
        Ok(tree) => {
            let mut reader = Reader { group, text, wrong: Vec::new() };
            reader.expr(&tree);
            reader.wrong
        }
    }
}

/// What is wrong with a message beyond the expressions in it: statements and comments of templates are none of a rule's.
pub(super) fn inspect_message(text: &str) -> Vec<Wrong> {
    let at = ["{%", "{#"].iter().filter_map(|sign| text.find(sign)).min();
    let wrong = |at: usize| Wrong {
        code: &BROKEN_RULE,
        message: "a message has no statements".into(),
        range: at..at + 2,
        label: "only expressions in `{{ }}`",
        guess: None,
        help: Some("compute it in an expression: `{{ evidence | map(attribute='text') | join(', ') }}`".into()),
    };
    at.map(wrong).into_iter().collect()
}

struct Reader<'t> {
    group: &'static Group,
    text: &'t str,
    wrong: Vec<Wrong>,
}

fn range(expr: &Expr<'_>) -> Range<usize> {
    let span = expr.span();
    span.start_offset as usize..span.end_offset as usize
}

impl Reader<'_> {
    fn say(&mut self, code: &'static Code, message: String, range: Range<usize>, guess: Option<&str>, help: Option<String>) {
        self.wrong.push(Wrong { code, message, range, label: "not known", guess: guess.map(str::to_string), help });
    }

    /// The range of a name that stands behind another expression.
    fn named(&self, before: &Expr<'_>, whole: &Range<usize>, name: &str) -> Range<usize> {
        let from = range(before).end.min(whole.end);
        let found = self.text.get(from..).and_then(|rest| rest.find(name)).map(|at| from + at);
        found.map_or_else(|| whole.clone(), |at| at..at + name.len())
    }

    fn expr(&mut self, expr: &Expr<'_>) -> Type {
        match expr {
            Expr::Const(_) => Type::Any,
            Expr::Var(var) => self.var(var.id, range(expr)),
            Expr::GetAttr(one) => {
                let of = self.expr(&one.expr);
                let at = self.named(&one.expr, &range(expr), one.name);
                self.field(of, one.name, at, &one.expr)
            }
            Expr::GetItem(one) => {
                let of = self.expr(&one.expr);
                self.expr(&one.subscript_expr);
                match &one.subscript_expr {
                    Expr::Const(key) => match key.value.as_str() {
                        Some(name) => self.field(of, name, range(&one.subscript_expr), &one.expr),
                        None => of.element(),
                    },
                    _ => of.element(),
                }
            }
            Expr::Slice(one) => {
                for part in [&one.start, &one.stop, &one.step].into_iter().flatten() {
                    self.expr(part);
                }
                self.expr(&one.expr).list_of_elements()
            }
            Expr::UnaryOp(one) => {
                self.expr(&one.expr);
                Type::Any
            }
            Expr::BinOp(one) => {
                self.expr(&one.left);
                self.expr(&one.right);
                match (one.op, &one.right) {
                    (BinOpKind::Eq | BinOpKind::Ne, right) => self.word(&one.left, right),
                    (BinOpKind::In, Expr::List(list)) => list.items.iter().for_each(|item| self.word(&one.left, item)),
                    _ => {}
                }
                Type::Any
            }
            Expr::Compare(one) => {
                self.expr(&one.expr);
                let mut left = &one.expr;
                for op in &one.ops {
                    self.expr(&op.expr);
                    if matches!(op.op, CompareOpKind::Eq | CompareOpKind::Ne) {
                        self.word(left, &op.expr);
                    } else if let (CompareOpKind::In | CompareOpKind::NotIn, Expr::List(list)) = (op.op, &op.expr) {
                        list.items.iter().for_each(|item| self.word(left, item));
                    }
                    left = &op.expr;
                }
                Type::Any
            }
            Expr::IfExpr(one) => {
                self.expr(&one.test_expr);
                let ty = self.expr(&one.true_expr);
                if let Some(other) = &one.false_expr {
                    self.expr(other);
                }
                ty
            }
            Expr::Filter(one) => self.filter(expr, one.name, one.expr.as_ref(), &one.args),
            Expr::Test(one) => {
                self.expr(&one.expr);
                self.arguments(&one.args);
                if !TESTS.contains(&one.name) {
                    let at = self.named(&one.expr, &range(expr), one.name);
                    self.say(
                        &UNKNOWN_RULE_FUNCTION,
                        format!("there is no test `{}`", one.name),
                        at,
                        did_you_mean(one.name, TESTS.iter().copied()),
                        Some(format!("known: {}", TESTS.join(", "))),
                    );
                }
                Type::Any
            }
            Expr::Call(one) => {
                self.arguments(&one.args);
                match &one.expr {
                    Expr::Var(var) if FUNCTIONS.contains(&var.id) => {}
                    Expr::Var(var) => {
                        let known = FUNCTIONS.join(", ");
                        self.say(
                            &UNKNOWN_RULE_FUNCTION,
                            format!("there is no function `{}`", var.id),
                            range(&one.expr),
                            did_you_mean(var.id, FUNCTIONS.iter().copied()),
                            Some(format!("known: {known}")),
                        );
                    }
                    Expr::GetAttr(method) => {
                        self.expr(&method.expr);
                        let at = self.named(&method.expr, &range(&one.expr), method.name);
                        let filter = FILTERS.contains(&method.name).then(|| format!("it is a filter: write `| {}`", method.name));
                        self.say(&UNKNOWN_RULE_FUNCTION, format!("values have no method `{}`", method.name), at, None, filter);
                    }
                    other => {
                        self.expr(other);
                    }
                }
                Type::Any
            }
            Expr::List(one) => {
                one.items.iter().for_each(|item| {
                    self.expr(item);
                });
                Type::Any
            }
            Expr::Tuple(one) => {
                one.items.iter().for_each(|item| {
                    self.expr(item);
                });
                Type::Any
            }
            Expr::Map(one) => {
                one.keys.iter().chain(&one.values).for_each(|item| {
                    self.expr(item);
                });
                Type::Any
            }
        }
    }

    fn arguments(&mut self, arguments: &[CallArg<'_>]) {
        for argument in arguments {
            match argument {
                CallArg::Pos(one) | CallArg::Kwarg(_, one) | CallArg::PosSplat(one) | CallArg::KwargSplat(one) => self.expr(one),
            };
        }
    }

    fn var(&mut self, name: &str, at: Range<usize>) -> Type {
        let own = Type::at(self.group.schema);
        match name {
            "it" => return own,
            "model" => return Type::model(),
            "as_of" => return Type::Any,
            _ => {}
        }
        match own.field(name) {
            Field::Found(ty) => ty,
            Field::NoFields(_) => Type::Any,
            Field::Missing(known) => {
                let of_model = matches!(Type::model().field(name), Field::Found(_));
                let guess = did_you_mean(name, known.iter().map(String::as_str).chain(["it", "model", "as_of"]));
                let help = if of_model { format!("`model.{name}` is a group of the whole model") } else { format!("known here: {}", known.join(", ")) };
                let guess = if of_model { None } else { guess };
                self.say(&UNKNOWN_RULE_FIELD, format!("`{}` have no `{name}`", self.group.name), at, guess, Some(help));
                Type::Any
            }
        }
    }

    fn field(&mut self, of: Type, name: &str, at: Range<usize>, before: &Expr<'_>) -> Type {
        let written = self.text.get(range(before)).unwrap_or_default().to_string();
        match of.field(name) {
            Field::Found(ty) => ty,
            Field::Missing(known) => {
                let guess = did_you_mean(name, known.iter().map(String::as_str));
                self.say(&UNKNOWN_RULE_FIELD, format!("`{written}` has no `{name}`"), at, guess, Some(format!("known here: {}", known.join(", "))));
                Type::Any
            }
            Field::NoFields(what) => {
                let help = (what == "a list").then(|| format!("take the fields of its members: `{written} | map(attribute=\"{name}\")`"));
                self.say(&UNKNOWN_RULE_FIELD, format!("`{written}` is {what} and has no `{name}`"), at, None, help);
                Type::Any
            }
        }
    }

    fn filter(&mut self, whole: &Expr<'_>, name: &str, of: Option<&Expr<'_>>, arguments: &[CallArg<'_>]) -> Type {
        let ty = of.map_or(Type::Any, |of| self.expr(of));
        self.arguments(arguments);
        let Some(of) = of else { return Type::Any };
        if !FILTERS.contains(&name) {
            let at = self.named(of, &range(whole), name);
            self.say(
                &UNKNOWN_RULE_FUNCTION,
                format!("there is no filter `{name}`"),
                at,
                did_you_mean(name, FILTERS.iter().copied()),
                Some(format!("known: {}", FILTERS.join(", "))),
            );
            return Type::Any;
        }
        let constant = |argument: &CallArg<'_>| match argument {
            CallArg::Pos(Expr::Const(value)) | CallArg::Kwarg("attribute", Expr::Const(value)) => value.value.as_str().map(str::to_string),
            _ => None,
        };
        let attribute = arguments.first().filter(|one| !(name == "map" || name == "sort" || name == "unique") || matches!(one, CallArg::Kwarg("attribute", _)));
        let members = if ty.is_map() && name != "values" { Type::Any } else { ty.element() };
        if ty.is_map() && matches!(name, "selectattr" | "rejectattr" | "map" | "first" | "last") {
            let written = self.text.get(range(of)).unwrap_or_default().to_string();
            let at = self.named(of, &range(whole), name);
            let help = Some(format!("write `{written} | values | {name}(…)`"));
            self.say(&UNKNOWN_RULE_FUNCTION, format!("`{written}` is kept by name, and `{name}` would see only the names"), at, None, help);
            return Type::Any;
        }
        let mut inner = members;
        if let Some(path) =
            attribute.and_then(constant).filter(|_| matches!(name, "selectattr" | "rejectattr" | "map" | "sort" | "unique" | "groupby" | "sum" | "min" | "max"))
        {
            let at = match arguments.first() {
                Some(CallArg::Pos(one) | CallArg::Kwarg(_, one)) => range(one),
                _ => range(whole),
            };
            for step in path.split('.') {
                inner = match inner.field(step) {
                    Field::Found(ty) => ty,
                    Field::NoFields(_) => Type::Any,
                    Field::Missing(known) => {
                        let guess = did_you_mean(step, known.iter().map(String::as_str)).map(|guess| format!("'{}'", path.replace(step, guess)));
                        self.say(
                            &UNKNOWN_RULE_FIELD,
                            format!("the members of `{}` have no `{step}`", self.text.get(range(of)).unwrap_or_default()),
                            at.clone(),
                            guess.as_deref(),
                            Some(format!("known here: {}", known.join(", "))),
                        );
                        Type::Any
                    }
                };
            }
        }
        match name {
            "selectattr" | "rejectattr" | "select" | "reject" | "sort" | "unique" | "reverse" | "list" if !ty.is_map() => ty,
            "values" => ty.list_of_elements(),
            "first" | "last" if !ty.is_map() => members,
            _ => Type::Any,
        }
    }

    /// A word that a property never has: the comparison could never be true.
    fn word(&mut self, left: &Expr<'_>, right: &Expr<'_>) {
        let name = match left {
            Expr::Var(var) => var.id,
            Expr::GetAttr(one) if matches!(&one.expr, Expr::Var(var) if var.id == "it") => one.name,
            _ => return,
        };
        let Expr::Const(value) = right else { return };
        let Some(text) = value.value.as_str() else { return };
        let spec = vocabulary::declaration(self.group.word).and_then(|spec| spec.member(name));
        let Some(vocabulary::Type::Word(words)) = spec.map(|spec| spec.value) else { return };
        if !words.iter().any(|(word, _)| *word == text) {
            let known = words.iter().map(|(word, _)| *word);
            let guess = did_you_mean(text, known.clone()).map(|guess| format!("'{guess}'"));
            let help = format!("`{name}` is one of {}", known.collect::<Vec<_>>().join(", "));
            self.say(&UNKNOWN_RULE_FIELD, format!("`{name}` is never `{text}`"), range(right), guess.as_deref(), Some(help));
        }
    }
}
