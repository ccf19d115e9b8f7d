(declaration) @class.around
(declaration block: (block) @class.inside)
(member) @entry.around
(comment) @comment.inside
(comment)+ @comment.around
