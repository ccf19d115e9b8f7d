//! Walks over a template with the shapes of what it gets in hand.

use std::collections::{BTreeMap, BTreeSet};

use minijinja::machinery::ast::{CallArg, Expr, Macro, Spanned, Stmt};
use minijinja::machinery::{Span as EngineSpan, parse};

use super::expression::Expressions;
use super::{Shape, TemplateFile, text_of};
use crate::base::{FileId, Place, Span, did_you_mean};
use crate::diagnostic::Diagnostic;
use crate::document::{guard, problems};

/// Templates that include each other are followed so deep.
const MAX_DEPTH: usize = 16;

/// Walks over templates and collects findings.
pub(super) struct Walker<'a> {
    pub(super) files: &'a [TemplateFile],
    findings: &'a mut Vec<Diagnostic>,
    reached: BTreeSet<String>,
    seen: BTreeSet<String>,
    /// The templates that are being walked, from the outside in.
    open: Vec<String>,
    /// The package's file that is being walked; library templates are followed and not reported.
    pub(super) file: Option<FileId>,
    /// The names that are known, innermost last.
    pub(super) scopes: Vec<BTreeMap<String, Shape>>,
}

impl<'a> Walker<'a> {
    pub fn new(files: &'a [TemplateFile], findings: &'a mut Vec<Diagnostic>) -> Self {
        Walker { files, findings, reached: BTreeSet::new(), seen: BTreeSet::new(), open: Vec::new(), file: None, scopes: Vec::new() }
    }

    /// The templates that others include or import.
    pub fn reached(self) -> BTreeSet<String> {
        self.reached
    }

    /// Walks over a template that gets values of a shape.
    pub fn walk(&mut self, name: &str, shape: Shape) {
        let fields = match shape {
            Shape::Object(fields) => fields,
            _ => return,
        };
        self.scopes = vec![fields];
        self.enter(name);
    }

    /// Walks over a template with the names that are known here.
    fn enter(&mut self, name: &str) {
        if self.open.len() >= MAX_DEPTH || self.open.iter().any(|open| open == name) {
            return;
        }
        let Some((text, file)) = text_of(self.files, name) else { return };
        if guard::refuse(text).is_some() {
            self.refused(name, text, file);
            return;
        }
        let outer = std::mem::replace(&mut self.file, file);
        self.open.push(name.to_string());
        match parse(text, name, crate::document::templates::syntax()) {
            Ok(Stmt::Template(template)) => {
                self.scopes.push(BTreeMap::new());
                self.declare(&template.children);
                self.statements(&template.children);
                self.scopes.pop();
            }
            Ok(_) => {}
            Err(error) => self.broken(name, text, &error),
        }
        self.open.pop();
        self.file = outer;
    }

    /// A template that is not even read: it is too large, or has one endless chain.
    fn refused(&mut self, name: &str, text: &str, file: Option<FileId>) {
        let (Some(file), true) = (file, self.seen.insert(format!("!{name}"))) else { return };
        if let Some((line, why)) = guard::refuse(text) {
            let start = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
            self.findings.push(problems::refused_template(Place::new(file, Span::new(start, start)), name, &why));
        }
    }

    fn broken(&mut self, name: &str, text: &str, error: &minijinja::Error) {
        let (Some(file), true) = (self.file, self.seen.insert(format!("!{name}"))) else { return };
        let range = error.range().unwrap_or_else(|| {
            let start = text.split_inclusive('\n').take(error.line().unwrap_or(1).saturating_sub(1)).map(str::len).sum();
            start..start
        });
        let what = error.detail().map_or_else(|| error.kind().to_string(), str::to_string);
        self.findings.push(problems::broken_syntax(Place::new(file, Span::new(range.start, range.end.max(range.start))), name, &what));
    }

    /// Reports something in a template of the package, once however often the template is included.
    pub(super) fn report(&mut self, span: EngineSpan, make: impl FnOnce(Place) -> Diagnostic) {
        let Some(file) = self.file else { return };
        let place = Place::new(file, Span::new(span.start_offset as usize, span.end_offset as usize));
        if self.seen.insert(format!("{}:{}:{}", file.0, span.start_offset, span.end_offset)) {
            self.findings.push(make(place));
        }
    }

    pub(super) fn lookup(&self, name: &str) -> Option<Shape> {
        self.scopes.iter().rev().find_map(|scope| scope.get(name)).cloned()
    }

    pub(super) fn set(&mut self, name: &str, shape: Shape) {
        if let Some(scope) = self.scopes.last_mut() {
            scope.insert(name.to_string(), shape);
        }
    }

    /// Macros and what is set at the top are known everywhere in a template: macros may use what comes after them.
    fn declare(&mut self, statements: &[Stmt<'_>]) {
        for statement in statements {
            match statement {
                Stmt::Macro(one) => self.set(one.name, Shape::Function),
                Stmt::Set(one) => self.target(&one.target, Shape::Any),
                _ => {}
            }
        }
    }

    /// What a loop or an assignment names.
    fn target(&mut self, target: &Expr<'_>, shape: Shape) {
        match target {
            Expr::Var(var) => self.set(var.id, shape),
            Expr::List(list) => list.items.iter().for_each(|item| self.target(item, Shape::Any)),
            Expr::Tuple(tuple) => tuple.items.iter().for_each(|item| self.target(item, Shape::Any)),
            _ => {}
        }
    }

    fn block(&mut self, names: &[(&str, Shape)], body: &[Stmt<'_>]) {
        self.scopes.push(names.iter().map(|(name, shape)| ((*name).to_string(), shape.clone())).collect());
        self.statements(body);
        self.scopes.pop();
    }

    fn statements(&mut self, statements: &[Stmt<'_>]) {
        statements.iter().for_each(|statement| self.statement(statement));
    }

    fn statement(&mut self, statement: &Stmt<'_>) {
        match statement {
            Stmt::EmitExpr(one) => {
                self.expression(&one.expr);
            }
            Stmt::ForLoop(one) => {
                let element = self.expression(&one.iter).element();
                self.scopes.push(BTreeMap::from([("loop".to_string(), Shape::Any)]));
                self.target(&one.target, element);
                if let Some(filter) = &one.filter_expr {
                    self.expression(filter);
                }
                self.statements(&one.body);
                self.scopes.pop();
                self.statements(&one.else_body);
            }
            Stmt::IfCond(one) => {
                self.expression(&one.expr);
                self.statements(&one.true_body);
                self.statements(&one.false_body);
            }
            Stmt::WithBlock(one) => {
                self.scopes.push(BTreeMap::new());
                for (target, value) in &one.assignments {
                    let shape = self.expression(value);
                    self.target(target, shape);
                }
                self.statements(&one.body);
                self.scopes.pop();
            }
            Stmt::Set(one) => {
                let shape = self.expression(&one.expr);
                self.target(&one.target, shape);
            }
            Stmt::SetBlock(one) => {
                if let Some(filter) = &one.filter {
                    self.expression(filter);
                }
                self.block(&[], &one.body);
                self.target(&one.target, Shape::Plain);
            }
            Stmt::AutoEscape(one) => self.statements(&one.body),
            Stmt::FilterBlock(one) => {
                self.expression(&one.filter);
                self.block(&[], &one.body);
            }
            Stmt::Block(one) => self.block(&[("super", Shape::Function)], &one.body),
            Stmt::Import(one) => {
                self.follow(&one.expr, statement_span(&one.expr));
                self.target(&one.name, Shape::Any);
            }
            Stmt::FromImport(one) => {
                let from = self.follow(&one.expr, statement_span(&one.expr));
                for (name, alias) in &one.names {
                    self.imported(from.as_deref(), name);
                    self.target(alias.as_ref().unwrap_or(name), Shape::Function);
                }
            }
            Stmt::Extends(one) => {
                if let Some(name) = self.follow(&one.name, statement_span(&one.name)) {
                    self.enter(&name);
                }
            }
            Stmt::Include(one) => {
                let there = if one.ignore_missing { constant(&one.name) } else { self.follow(&one.name, statement_span(&one.name)) };
                if let Some(name) = there {
                    self.reached.insert(name.clone());
                    self.enter(&name);
                }
            }
            Stmt::Macro(one) => self.declared_macro(one),
            Stmt::CallBlock(one) => {
                self.call(&one.call);
                self.declared_macro(&one.macro_decl);
            }
            Stmt::Do(one) => {
                self.call(&one.call);
            }
            Stmt::Template(_) | Stmt::EmitRaw(_) | Stmt::Continue(_) | Stmt::Break(_) => {}
        }
    }

    fn declared_macro(&mut self, one: &Spanned<Macro<'_>>) {
        one.defaults.iter().for_each(|value| {
            self.expression(value);
        });
        self.scopes.push(BTreeMap::from([("caller".to_string(), Shape::Function)]));
        one.args.iter().for_each(|argument| self.target(argument, Shape::Any));
        self.statements(&one.body);
        self.scopes.pop();
        self.set(one.name, Shape::Function);
    }

    /// Another template by its name; one that does not exist is reported.
    fn follow(&mut self, name: &Expr<'_>, span: EngineSpan) -> Option<String> {
        let Some(name) = constant(name) else {
            self.expression(name);
            return None;
        };
        if text_of(self.files, &name).is_none() {
            let all: Vec<&str> = crate::source::template_names().map(|name: &str| name).chain(self.files.iter().map(|file| file.name.as_str())).collect();
            let guess = did_you_mean(&name, all).map(str::to_string);
            self.report(span, |place| problems::unknown_include(place, &name, guess.as_deref()));
            return None;
        }
        self.reached.insert(name.clone());
        // what it holds is looked at too: a mistake in a shared file is a mistake
        if let Some((text, Some(file))) = text_of(self.files, &name)
            && guard::refuse(text).is_none()
            && self.seen.insert(format!("?{name}"))
        {
            let outer = (self.file.replace(file), std::mem::take(&mut self.scopes));
            match parse(text, &name, crate::document::templates::syntax()) {
                Ok(Stmt::Template(template)) if self.open.len() < MAX_DEPTH => {
                    // a library of macros sees its arguments only; other templates are walked where they are included
                    if template.children.iter().all(|child| matches!(child, Stmt::Macro(_) | Stmt::EmitRaw(_) | Stmt::FromImport(_) | Stmt::Import(_))) {
                        self.scopes = vec![BTreeMap::new()];
                        self.open.push(name.clone());
                        self.declare(&template.children);
                        self.statements(&template.children);
                        self.open.pop();
                    }
                }
                Ok(_) => {}
                Err(error) => self.broken(&name, text, &error),
            }
            (self.file, self.scopes) = outer;
        }
        Some(name)
    }

    /// A macro that is imported must be there.
    fn imported(&mut self, from: Option<&str>, name: &Expr<'_>) {
        let (Some(from), Expr::Var(wanted)) = (from, name) else { return };
        let Some((text, target)) = text_of(self.files, from) else { return };
        if guard::refuse(text).is_some() {
            return;
        }
        let Ok(Stmt::Template(template)) = parse(text, from, crate::document::templates::syntax()) else { return };
        let mut there: Vec<&str> = Vec::new();
        for child in &template.children {
            match child {
                Stmt::Macro(one) => there.push(one.name),
                Stmt::Set(one) => there.extend(variable(&one.target)),
                Stmt::FromImport(one) => there.extend(one.names.iter().filter_map(|(name, alias)| variable(alias.as_ref().unwrap_or(name)))),
                _ => {}
            }
        }
        if there.contains(&wanted.id) {
            return;
        }
        let guess = did_you_mean(wanted.id, there.iter().copied());
        match (self.file, target) {
            (Some(_), _) => self.report(wanted.span(), |place| problems::unknown_macro(place, from, wanted.id, guess)),
            // the library asks a file of the package for a macro that it took out
            (None, Some(file)) if self.seen.insert(format!("{from}#{}", wanted.id)) => {
                self.findings.push(problems::unknown_macro(Place::new(file, Span::new(0, 0)), from, wanted.id, guess));
            }
            _ => {}
        }
    }

    pub(super) fn arguments(&mut self, arguments: &[CallArg<'_>]) {
        for argument in arguments {
            let (CallArg::Pos(value) | CallArg::Kwarg(_, value) | CallArg::PosSplat(value) | CallArg::KwargSplat(value)) = argument;
            self.expression(value);
        }
    }
}

/// A text that is written as it is.
pub(super) fn constant(expression: &Expr<'_>) -> Option<String> {
    match expression {
        Expr::Const(value) => value.value.as_str().map(str::to_string),
        _ => None,
    }
}

fn variable<'s>(expression: &Expr<'s>) -> Option<&'s str> {
    match expression {
        Expr::Var(var) => Some(var.id),
        _ => None,
    }
}

fn statement_span(expression: &Expr<'_>) -> EngineSpan {
    expression.span()
}
