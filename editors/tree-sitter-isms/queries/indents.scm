[
  (block)
  (list)
] @indent.begin

[
  "}"
  "]"
] @indent.branch

"}" @indent.end

; a text block keeps the lines that were written
(text) @indent.ignore
(comment) @indent.auto
