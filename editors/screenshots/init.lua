-- The look of the pictures: a quiet dark scheme, findings beside their lines, and the menu of completion.
vim.g.isms_as_of = "2026-06-30"
vim.o.termguicolors = true
vim.o.number = true
vim.o.signcolumn = "yes"
vim.o.cursorline = true
vim.o.laststatus = 2
vim.o.showmode = false
vim.o.ruler = false
vim.o.showcmd = false
vim.o.shortmess = "filnxtToOFcIsS"
vim.o.wrap = false
vim.o.linebreak = true
vim.o.completeopt = "menuone,noinsert"
vim.o.pumheight = 12
vim.o.statusline = " %t %= %{&filetype}  %l:%c "
vim.o.fillchars = "eob: ,vert:│"
vim.o.hlsearch = false
vim.o.incsearch = false

local colours = {
  Normal = { fg = "#d6deeb", bg = "#101a26" },
  NormalFloat = { fg = "#d6deeb", bg = "#1b2a3b" },
  FloatBorder = { fg = "#4f6f8f", bg = "#1b2a3b" },
  LineNr = { fg = "#3f5468" },
  CursorLineNr = { fg = "#9fb4c7" },
  CursorLine = { bg = "#162334" },
  SignColumn = { bg = "#101a26" },
  StatusLine = { fg = "#9fb4c7", bg = "#1b2a3b" },
  Pmenu = { fg = "#d6deeb", bg = "#1b2a3b" },
  PmenuSel = { fg = "#101a26", bg = "#7fc8f8" },
  PmenuThumb = { bg = "#4f6f8f" },
  PmenuSbar = { bg = "#24384d" },
  Keyword = { fg = "#c792ea", bold = true },
  Identifier = { fg = "#7fdbca" },
  Type = { fg = "#ffcb6b" },
  Constant = { fg = "#f78c6c" },
  String = { fg = "#addb67" },
  SpecialChar = { fg = "#89ddff" },
  Number = { fg = "#f78c6c" },
  Comment = { fg = "#637f99", italic = true },
  Delimiter = { fg = "#8aa2b8" },
  Operator = { fg = "#8aa2b8" },
  Title = { fg = "#82aaff", bold = true },
  DiagnosticError = { fg = "#ff6b7d" },
  DiagnosticWarn = { fg = "#f6c177" },
  DiagnosticUnderlineError = { undercurl = true, sp = "#ff6b7d" },
  DiagnosticUnderlineWarn = { undercurl = true, sp = "#f6c177" },
  ModeMsg = { fg = "#101a26" },
}
for name, look in pairs(colours) do
  vim.api.nvim_set_hl(0, name, look)
end
vim.api.nvim_set_hl(0, "markdownCode", { fg = "#7fdbca" })
vim.api.nvim_set_hl(0, "markdownError", { fg = "#d6deeb" })

vim.diagnostic.config({
  virtual_text = { prefix = "●", spacing = 2, format = function(one) return vim.split(one.message, "\n")[1] end },
  severity_sort = true,
})
for _, name in ipairs({ "Error", "Warn", "Info", "Hint" }) do
  vim.fn.sign_define("DiagnosticSign" .. name, { text = "●", texthl = "Diagnostic" .. name })
end
vim.lsp.handlers["textDocument/hover"] = vim.lsp.with(vim.lsp.handlers.hover, { border = "rounded", max_width = 110 })
