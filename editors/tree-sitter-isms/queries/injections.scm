; policies and descriptions are written in Markdown
((text_content) @injection.content
  (#set! injection.language "markdown"))

((comment) @injection.content
  (#set! injection.language "comment"))
