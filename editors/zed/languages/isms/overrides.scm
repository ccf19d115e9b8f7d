; where a bracket or a quote is a letter like any other
(comment) @comment
[
  (string)
  (text)
] @string
