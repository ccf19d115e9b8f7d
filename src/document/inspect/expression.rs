//! Expressions of a template: which shape they have, and which names in them do not exist.

use minijinja::machinery::Span as EngineSpan;
use minijinja::machinery::ast::{BinOpKind, Call, CallArg, Expr, Filter, Spanned, Test};

use super::Shape;
use super::vocabulary::{FILTERS, FUNCTIONS, TESTS, knows};
use super::walk::{Walker, constant};
use crate::base::did_you_mean;
use crate::document::problems;

/// What the walker does with expressions.
pub(super) trait Expressions {
    /// The shape of an expression.
    fn expression(&mut self, expression: &Expr<'_>) -> Shape;
    /// The shape of what a call gives.
    fn call(&mut self, call: &Spanned<Call<'_>>) -> Shape;
}

/// Functions that the engine itself brings.
const BUILT_IN: [&str; 3] = ["range", "dict", "namespace"];

impl Expressions for Walker<'_> {
    fn expression(&mut self, expression: &Expr<'_>) -> Shape {
        match expression {
            Expr::Const(_) => Shape::Plain,
            Expr::Var(var) => match self.lookup(var.id) {
                Some(shape) => shape,
                None if BUILT_IN.contains(&var.id) => Shape::Function,
                None => {
                    let guess = self.guess(var.id);
                    self.report(var.span(), |place| problems::unknown_variable(place, var.id, guess.as_deref()));
                    Shape::Any
                }
            },
            Expr::GetAttr(one) => {
                let shape = self.expression(&one.expr);
                self.field(&shape, one.name, one.span())
            }
            Expr::GetItem(one) => {
                let shape = self.expression(&one.expr);
                self.expression(&one.subscript_expr);
                match (&shape, constant(&one.subscript_expr)) {
                    (Shape::Object(_), Some(name)) => self.field(&shape, &name, one.subscript_expr.span()),
                    (Shape::List(_), None) => shape.element(),
                    _ => Shape::Any,
                }
            }
            Expr::Slice(one) => {
                for part in [&one.start, &one.stop, &one.step].into_iter().flatten() {
                    self.expression(part);
                }
                self.expression(&one.expr)
            }
            Expr::UnaryOp(one) => {
                self.expression(&one.expr);
                Shape::Plain
            }
            Expr::BinOp(one) => {
                let (left, right) = (self.expression(&one.left), self.expression(&one.right));
                match one.op {
                    BinOpKind::ScOr | BinOpKind::ScAnd => left.or(right),
                    BinOpKind::Add => Shape::Any,
                    _ => Shape::Plain,
                }
            }
            Expr::Compare(one) => {
                self.expression(&one.expr);
                one.ops.iter().for_each(|op| {
                    self.expression(&op.expr);
                });
                Shape::Plain
            }
            Expr::IfExpr(one) => {
                self.expression(&one.test_expr);
                let yes = self.expression(&one.true_expr);
                one.false_expr.as_ref().map_or(Shape::Any, |no| self.expression(no).or(yes))
            }
            Expr::Filter(one) => filter(self, one),
            Expr::Test(one) => test(self, one),
            Expr::Call(one) => self.call(one),
            Expr::List(one) => list(self, &one.items),
            Expr::Tuple(one) => list(self, &one.items),
            Expr::Map(one) => {
                one.values.iter().for_each(|value| {
                    self.expression(value);
                });
                Shape::Any
            }
        }
    }

    fn call(&mut self, call: &Spanned<Call<'_>>) -> Shape {
        self.arguments(&call.args);
        let Expr::Var(function) = &call.expr else {
            // methods of loops and namespaces
            if let Expr::GetAttr(one) = &call.expr {
                self.expression(&one.expr);
            }
            return Shape::Any;
        };
        let there = self.lookup(function.id);
        if there.is_none() && !BUILT_IN.contains(&function.id) {
            let guess = self.guess(function.id);
            self.report(function.span(), |place| problems::unknown_function(place, function.id, guess.as_deref(), knows(FUNCTIONS, function.id)));
            return Shape::Any;
        }
        match function.id {
            "control" => self.lookup("controls").map_or(Shape::Any, |shape| shape.element()),
            "role" => self.lookup("roles").map_or(Shape::Any, |shape| shape.element()),
            "table" | "t" | "link" | "figure" | "has_fact" => Shape::Plain,
            "range" => Shape::List(Box::new(Shape::Plain)),
            _ => Shape::Any,
        }
    }
}

impl Walker<'_> {
    /// A name that is known here and looks like this one.
    fn guess(&self, name: &str) -> Option<String> {
        let known = self.scopes.iter().flat_map(|scope| scope.keys()).map(String::as_str);
        did_you_mean(name, known).map(str::to_string)
    }

    /// A field of something; one that does not exist is reported.
    fn field(&mut self, shape: &Shape, name: &str, span: EngineSpan) -> Shape {
        if let Some(found) = shape.field(name) {
            return found;
        }
        let guess = did_you_mean(name, shape.fields()).map(str::to_string);
        let fields: Vec<String> = shape.fields().into_iter().map(str::to_string).collect();
        let words = shape.words();
        // the name stands at the end of what the engine marks
        let length = u32::try_from(name.len()).unwrap_or(0);
        let start = if span.end_offset >= span.start_offset + length { span.end_offset - length } else { span.start_offset };
        let span = EngineSpan { start_offset: start, ..span };
        self.report(span, |place| problems::unknown_field(place, name, words, &fields, guess.as_deref()));
        Shape::Any
    }

    /// A field of the elements of a list, named in a text: `sort(attribute="title")`.
    fn attribute(&mut self, list: &Shape, argument: &Expr<'_>) -> Shape {
        let Some(path) = constant(argument) else { return Shape::Any };
        let mut shape = list.element();
        for name in path.split('.') {
            let span = argument.span();
            shape = match shape.field(name) {
                Some(found) => found,
                None => {
                    let guess = did_you_mean(name, shape.fields()).map(str::to_string);
                    let fields: Vec<String> = shape.fields().into_iter().map(str::to_string).collect();
                    let words = shape.words();
                    self.report(span, |place| problems::unknown_field(place, name, words, &fields, guess.as_deref()));
                    return Shape::Any;
                }
            };
        }
        shape
    }
}

fn list(walker: &mut Walker<'_>, items: &[Expr<'_>]) -> Shape {
    let element = items.iter().map(|item| walker.expression(item)).fold(Shape::Nothing, Shape::or);
    Shape::List(Box::new(element))
}

fn filter(walker: &mut Walker<'_>, one: &Spanned<Filter<'_>>) -> Shape {
    let shape = one.expr.as_ref().map_or(Shape::Any, |inner| walker.expression(inner));
    walker.arguments(&one.args);
    if !knows(FILTERS, one.name) {
        let guess = did_you_mean(one.name, FILTERS.iter().map(|word| word.name));
        walker.report(one.span(), |place| problems::unknown_filter(place, "filter", one.name, guess));
        return Shape::Any;
    }
    let named = one.args.iter().find_map(|argument| match argument {
        CallArg::Kwarg("attribute", value) => Some(value),
        CallArg::Pos(value) if matches!(one.name, "selectattr" | "rejectattr" | "groupby") => Some(value),
        _ => None,
    });
    let field = named.map(|value| walker.attribute(&shape, value));
    match one.name {
        "first" | "last" | "min" | "max" => shape.element(),
        "sort" | "reverse" | "unique" | "select" | "reject" | "selectattr" | "rejectattr" | "list" => shape,
        "map" => Shape::List(Box::new(field.unwrap_or(Shape::Any))),
        "split" | "lines" => Shape::List(Box::new(Shape::Plain)),
        "attr" | "default" | "d" | "items" | "dictsort" | "groupby" | "batch" | "slice" | "chain" | "zip" => Shape::Any,
        _ => Shape::Plain,
    }
}

fn test(walker: &mut Walker<'_>, one: &Spanned<Test<'_>>) -> Shape {
    let asks_for_a_name = matches!(one.name, "defined" | "undefined") && matches!(one.expr, Expr::Var(_));
    if !asks_for_a_name {
        walker.expression(&one.expr);
    }
    walker.arguments(&one.args);
    if !knows(TESTS, one.name) && !matches!(one.name, "==" | "!=" | "<" | "<=" | ">" | ">=") {
        let guess = did_you_mean(one.name, TESTS.iter().map(|word| word.name));
        walker.report(one.span(), |place| problems::unknown_filter(place, "test", one.name, guess));
    }
    Shape::Plain
}
