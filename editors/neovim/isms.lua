-- isms in Neovim, from 0.7 on: findings, completion, hover, colours from the tree-sitter grammar if it is installed.
-- Put this file into ~/.config/nvim/plugin/; install.sh does, and builds the grammar. Needs the program `isms` on PATH.

local program = vim.g.isms_program or "isms"
local options = vim.g.isms_as_of and { asOf = vim.g.isms_as_of } or vim.empty_dict()

-- the folder with isms.toml above a file; its own folder where there is none
local function package_of(file)
  local here = vim.fn.fnamemodify(file, ":p:h")
  local found = vim.fn.findfile("isms.toml", vim.fn.escape(here, " ,;") .. ";")
  return found ~= "" and vim.fn.fnamemodify(found, ":p:h") or here
end

local function clients()
  local all = vim.lsp.get_clients and vim.lsp.get_clients() or vim.lsp.get_active_clients()
  return vim.tbl_filter(function(client) return client.name == "isms" end, all)
end

local function attach(buffer)
  local root = package_of(vim.api.nvim_buf_get_name(buffer))
  local config = { name = "isms", cmd = { program, "lsp" }, root_dir = root, init_options = options }
  if vim.lsp.start then
    vim.lsp.start(config, { bufnr = buffer })
    return
  end
  -- 0.7: one client for each package
  for _, client in ipairs(clients()) do
    if client.config.root_dir == root then
      vim.lsp.buf_attach_client(buffer, client.id)
      return
    end
  end
  vim.lsp.buf_attach_client(buffer, vim.lsp.start_client(config))
end

local function colour(buffer)
  if vim.treesitter.start then
    pcall(vim.treesitter.start, buffer, "isms")
  else
    pcall(function() vim.treesitter.highlighter.new(vim.treesitter.get_parser(buffer, "isms")) end)
  end
end

local group = vim.api.nvim_create_augroup("isms", {})

vim.api.nvim_create_autocmd({ "BufRead", "BufNewFile" }, {
  group = group,
  pattern = "*.isms",
  callback = function() vim.bo.filetype = "isms" end,
})

vim.api.nvim_create_autocmd("FileType", {
  group = group,
  pattern = "isms",
  callback = function(event)
    local buffer = event.buf
    vim.bo[buffer].commentstring = "// %s"
    vim.bo[buffer].comments = ":///,://"
    vim.bo[buffer].shiftwidth = 2
    vim.bo[buffer].tabstop = 2
    vim.bo[buffer].expandtab = true
    vim.bo[buffer].smartindent = true
    -- names have dots and dashes inside: A.8.24, R-004
    vim.bo[buffer].iskeyword = "@,48-57,_,-,.,192-255"
    vim.bo[buffer].omnifunc = "v:lua.vim.lsp.omnifunc"
    colour(buffer)
    if vim.bo[buffer].buftype == "" and vim.fn.executable(program) == 1 then
      attach(buffer)
      if vim.lsp.inlay_hint and vim.lsp.inlay_hint.enable then
        pcall(vim.lsp.inlay_hint.enable, true, { bufnr = buffer })
      end
    end
  end,
})

-- the settings of a package are completed and checked too
vim.api.nvim_create_autocmd({ "BufRead", "BufNewFile" }, {
  group = group,
  pattern = "isms.toml",
  callback = function(event)
    if vim.fn.executable(program) == 1 then
      attach(event.buf)
    end
  end,
})

-- a definition may lead into the library inside the program: shown, never changed
vim.api.nvim_create_autocmd("BufReadCmd", {
  group = group,
  pattern = "isms-library:/*",
  callback = function(event)
    local client = clients()[1]
    local answer = client and client.request_sync("isms/libraryText", { uri = event.match }, 2000, 0)
    local text = answer and answer.result and answer.result.text or "the language server does not run"
    vim.api.nvim_buf_set_lines(event.buf, 0, -1, false, vim.split(text, "\n"))
    vim.bo[event.buf].buftype = "nofile"
    vim.bo[event.buf].modified = false
    vim.bo[event.buf].modifiable = false
    vim.bo[event.buf].filetype = event.match:match("%.md$") and "markdown" or "isms"
  end,
})

-- the lines above a control or a risk: why it is so, what follows
local function ask(command, context)
  local client = vim.lsp.get_client_by_id(context.client_id)
  local answer = client and client.request_sync("workspace/executeCommand", { command = command.command, arguments = command.arguments }, 5000, 0)
  if answer and answer.result then
    vim.lsp.util.open_floating_preview(vim.split(answer.result, "\n"), "markdown", { focus_id = "isms", border = "rounded" })
  end
end
vim.lsp.commands = vim.lsp.commands or {}
vim.lsp.commands["isms.why"] = ask
vim.lsp.commands["isms.trace"] = ask

-- a document as it would be written now, in the browser: :IsmsPreview soa
vim.api.nvim_create_user_command("IsmsPreview", function(command)
  local client = clients()[1]
  if not client then
    vim.notify("isms: the language server does not run", vim.log.levels.WARN)
    return
  end
  local answer = client.request_sync("isms/preview", { name = command.args, uri = vim.uri_from_bufnr(0) }, 10000, 0)
  if not answer or answer.err then
    vim.notify("isms: " .. (answer and answer.err and answer.err.message or "no answer"), vim.log.levels.WARN)
    return
  end
  local file = vim.fn.tempname() .. ".html"
  vim.fn.writefile(vim.split(answer.result.html, "\n"), file)
  if vim.ui.open then vim.ui.open(file) else vim.notify("isms: " .. file) end
end, {
  nargs = 1,
  complete = function(lead)
    local client = clients()[1]
    local answer = client and client.request_sync("isms/documents", { uri = vim.uri_from_bufnr(0) }, 2000, 0)
    local names = vim.tbl_map(function(one) return one.name end, answer and answer.result or {})
    return vim.tbl_filter(function(name) return name:find(lead, 1, true) == 1 end, names)
  end,
})
