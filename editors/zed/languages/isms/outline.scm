(declaration
  word: (word) @context
  .
  (name) @name
  (string)? @context.extra
  (#not-eq? @context "reference")) @item

(declaration
  word: (word) @context
  .
  (name) @context
  .
  (name) @name
  (#eq? @context "reference")) @item

(member
  word: (word) @context
  .
  (name) @name
  .
  (string)
  (#any-of? @context "task" "unit" "site" "theme" "parameter")) @item
