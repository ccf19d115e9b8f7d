[
  (block)
  (list)
  (text)
] @fold
