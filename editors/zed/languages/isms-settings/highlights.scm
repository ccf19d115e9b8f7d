(comment) @comment
(string) @string
(bare_key) @property
(table (bare_key) @keyword)
["[" "]"] @punctuation.bracket
"=" @operator
