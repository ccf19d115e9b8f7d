; what is declared, with its title as documentation
(declaration
  word: (word) @_word
  .
  (name) @name
  (string)? @doc
  (#not-eq? @_word "reference")) @definition.class

; `reference process risk_assessment "…"`: the name follows two words
(declaration
  word: (word) @_word
  .
  (name)
  .
  (name) @name
  (string)? @doc
  (#eq? @_word "reference")) @definition.class

; names inside a declaration: tasks, units, sites
(member
  word: (word) @_word
  .
  (name) @name
  .
  (string) @doc
  (#any-of? @_word "task" "unit" "site" "theme" "parameter")) @definition.constant

; every other name is a use
(member
  (name) @name) @reference.class
