//! The filters, tests and functions that templates may use, each with what it does: the checks and the manual read
//! these tables.

/// A filter, test or function.
#[derive(Debug)]
pub struct Word {
    /// Its name.
    pub name: &'static str,
    /// How it is used.
    pub usage: &'static str,
    /// What it does, in a sentence.
    pub about: &'static str,
}

const fn word(name: &'static str, usage: &'static str, about: &'static str) -> Word {
    Word { name, usage, about }
}

/// The filters, by name.
pub static FILTERS: &[Word] = &[
    word("abs", "n|abs", "A number without its sign."),
    word("attr", "x|attr(\"title\")", "A field by a name that is computed."),
    word("batch", "list|batch(3)", "A list in groups of so many."),
    word("bool", "x|bool", "Whether something is there and not empty."),
    word("capitalize", "text|capitalize", "The first letter as a capital, the others small."),
    word("cell", "x|cell", "A text for a cell of a table; nothing where there is none."),
    word("chain", "a|chain(b)", "One list after the other."),
    word("count", "list|count", "How many there are."),
    word("d", "x|d(\"none\")", "Short for `default`."),
    word("default", "x|default(\"none\")", "A value in place of one that is undefined."),
    word("dictsort", "map|dictsort", "The pairs of a map, sorted."),
    word("first", "list|first", "The first element."),
    word("float", "x|float", "A decimal number."),
    word("format", "\"%05.1f\"|format(n)", "Values in a pattern."),
    word("groupby", "list|groupby(\"status\")", "A list in groups with the same field."),
    word("indent", "text|indent(2)", "A text moved to the right."),
    word("int", "x|int", "A whole number."),
    word("items", "map|items", "The pairs of a map."),
    word("join", "list|join(\", \")", "A list as one text."),
    word("last", "list|last", "The last element."),
    word("length", "list|length", "How many there are."),
    word("lines", "text|lines", "A text as a list of lines."),
    word("list", "x|list", "Anything one can loop over as a list."),
    word("lower", "text|lower", "Small letters."),
    word("map", "list|map(attribute=\"title\")", "One field of each element."),
    word("max", "list|max", "The largest element."),
    word("md", "text|md(3)", "A text of the sources as Markdown; its headings begin at this level."),
    word("min", "list|min", "The smallest element."),
    word("reject", "list|reject(\"none\")", "The elements that do not pass a test."),
    word("rejectattr", "list|rejectattr(\"due\")", "The elements whose field does not pass a test."),
    word("replace", "text|replace(\"a\", \"b\")", "One text in place of another."),
    word("reverse", "list|reverse", "The other way round."),
    word("round", "n|round(1)", "A number with so many digits."),
    word("select", "list|select", "The elements that pass a test."),
    word("selectattr", "list|selectattr(\"status\", \"eq\", \"planned\")", "The elements whose field passes a test."),
    word("slice", "list|slice(2)", "A list in so many parts."),
    word("sort", "list|sort(attribute=\"title\")", "A list in order."),
    word("split", "text|split(\", \")", "A text as a list."),
    word("string", "x|string", "Anything as a text."),
    word("sum", "list|sum", "The sum of numbers."),
    word("title", "text|title", "Every word with a capital."),
    word("trim", "text|trim", "Without blanks at the ends."),
    word("unique", "list|unique", "Each element once."),
    word("upper", "text|upper", "Capital letters."),
    word("zip", "a|zip(b)", "Two lists, pair by pair."),
];

/// The tests, by name.
pub static TESTS: &[Word] = &[
    word("boolean", "x is boolean", "It is yes or no."),
    word("defined", "x is defined", "It is there."),
    word("divisibleby", "n is divisibleby(2)", "A number goes into it."),
    word("endingwith", "text is endingwith(\".\")", "A text ends with another."),
    word("eq", "x is eq(1)", "Both are the same; also `==` and `equalto`."),
    word("equalto", "x is equalto(1)", "As `eq`."),
    word("even", "n is even", "It is even."),
    word("false", "x is false", "It is no."),
    word("filter", "\"md\" is filter", "There is a filter of this name."),
    word("float", "x is float", "It is a decimal number."),
    word("ge", "n is ge(3)", "It is at least this."),
    word("greaterthan", "n is greaterthan(3)", "It is more than this."),
    word("gt", "n is gt(3)", "It is more than this."),
    word("in", "x is in(list)", "It is one of them."),
    word("integer", "x is integer", "It is a whole number."),
    word("int", "x is int", "It is a whole number."),
    word("iterable", "x is iterable", "One can loop over it."),
    word("le", "n is le(3)", "It is at most this."),
    word("lessthan", "n is lessthan(3)", "It is less than this."),
    word("lower", "text is lower", "It has small letters only."),
    word("lt", "n is lt(3)", "It is less than this."),
    word("mapping", "x is mapping", "It has fields."),
    word("ne", "x is ne(1)", "They are not the same."),
    word("none", "x is none", "There is no value."),
    word("number", "x is number", "It is a number."),
    word("odd", "n is odd", "It is odd."),
    word("safe", "x is safe", "It is Markdown already."),
    word("sameas", "x is sameas(y)", "Both are the same thing."),
    word("sequence", "x is sequence", "It is a list."),
    word("startingwith", "text is startingwith(\"A.\")", "A text begins with another."),
    word("string", "x is string", "It is a text."),
    word("test", "\"odd\" is test", "There is a test of this name."),
    word("true", "x is true", "It is yes."),
    word("undefined", "x is undefined", "It is not there."),
    word("upper", "text is upper", "It has capital letters only."),
];

/// The functions that are there in every template.
pub static FUNCTIONS: &[Word] = &[
    word("control", "control(\"A.8.13\")", "In policies: a control that applies, as in the list `controls`; none where it does not apply."),
    word("dict", "dict(a=1)", "A map."),
    word("figure", "figure(\"interfaces\")", "A picture of this document; each document has its own."),
    word("has_fact", "has_fact(\"cloud\")", "In policies: whether the organisation states a fact."),
    word(
        "link",
        "link(\"risk\", \"R-1\", \"text\")",
        "A name that leads to where it is described; kinds are `control`, `plan`, `risk`, `policy`, `process`, `document`, `requirement`, `supplier`, `asset`, `objective`, `record`, `audit`, `measure`, `training`, `nonconformity`, `change`, `role` and `party`.",
    ),
    word("namespace", "namespace(found=false)", "An object whose fields can be set inside a loop."),
    word("range", "range(3)", "The numbers from 0 on."),
    word("role", "role(\"ciso\")", "In policies: a role by its name, as in the list `roles`."),
    word("t", "t(\"Scope of {name}\", name=org.name)", "A message in the language of the documents, with values in its places."),
    word(
        "table",
        "table(\"soa\", theme=\"people\", columns=[\"id\", \"title\"])",
        "A table of this document: all of it, or the rows with these values, with all columns or these.",
    ),
];

/// Whether a word stands in a table.
pub(super) fn knows(table: &[Word], name: &str) -> bool {
    table.iter().any(|word| word.name == name)
}
