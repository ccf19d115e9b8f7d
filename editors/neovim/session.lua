-- A session of Neovim without a screen: opens the example, breaks it, sees the finding, applies the fix, saves.
-- Run by test.sh, which sets ISMS to the command and PACKAGE to a copy of the example.
local function fail(text)
  io.stderr:write("neovim: " .. text .. "\n")
  vim.cmd("cquit 1")
end
local function wait_for(what, condition)
  if not vim.wait(20000, condition, 50) then
    fail("waited in vain for " .. what)
  end
end

-- only the commands of the plugin: the client is started below, where the day is said
vim.g.isms_program = "/nowhere/isms"
vim.cmd("source isms.lua")
vim.cmd("edit " .. vim.env.PACKAGE .. "/risks.isms")
local buffer = vim.api.nvim_get_current_buf()
local client_id = vim.lsp.start_client({ name = "isms", cmd = { vim.env.ISMS, "lsp", "--as-of", "2026-06-30" }, root_dir = vim.env.PACKAGE })
vim.lsp.buf_attach_client(buffer, client_id)
local client = vim.lsp.get_client_by_id(client_id)
wait_for("the server", function() return client.initialized or client.server_capabilities ~= nil end)

-- break it: a word with a letter too few
local line_number
for number, line in ipairs(vim.api.nvim_buf_get_lines(buffer, 0, -1, false)) do
  if line:match("^  owner ") then
    line_number = number
    vim.api.nvim_buf_set_lines(buffer, number - 1, number, false, { (line:gsub("owner", "ownr")) })
    break
  end
end
local function found()
  for _, one in ipairs(vim.diagnostic.get(buffer)) do
    if one.code == "unknown-word" or one.message:match("ownr") then
      return one
    end
  end
end
wait_for("the finding", function() return found() ~= nil end)

-- apply the fix that the server offers there
local at = { line = line_number - 1, character = 3 }
local params = { textDocument = vim.lsp.util.make_text_document_params(buffer), range = { start = at, ["end"] = at }, context = { diagnostics = {} } }
local answers = vim.lsp.buf_request_sync(buffer, "textDocument/codeAction", params, 10000) or {}
local fixed = false
for _, answer in pairs(answers) do
  for _, action in ipairs(answer.result or {}) do
    if action.kind == "quickfix" and not fixed and action.title:match("owner") then
      vim.lsp.util.apply_workspace_edit(action.edit, client.offset_encoding or "utf-16")
      fixed = true
    end
  end
end
if not fixed then fail("no fix was offered") end
wait_for("the finding to go", function() return found() == nil end)

-- ask why a risk is as it is, by the line above it
local lenses = vim.lsp.buf_request_sync(buffer, "textDocument/codeLens", { textDocument = vim.lsp.util.make_text_document_params(buffer) }, 10000) or {}
local why
for _, answer in pairs(lenses) do
  for _, lens in ipairs(answer.result or {}) do
    if lens.command.command == "isms.why" then why = why or lens.command end
  end
end
if not why or not vim.lsp.commands["isms.why"] then fail("nobody can be asked why") end
vim.lsp.commands["isms.why"](why, { client_id = client_id, bufnr = buffer })
local shown = false
for _, window in ipairs(vim.api.nvim_list_wins()) do
  local text = table.concat(vim.api.nvim_buf_get_lines(vim.api.nvim_win_get_buf(window), 0, -1, false), "\n")
  shown = shown or (vim.api.nvim_win_get_config(window).relative ~= "" and text:match("Why it is so") ~= nil)
end
if not shown then fail("the reasons are not shown") end

vim.cmd("write")
print("neovim: opened, broken, found, fixed, explained, saved")
vim.cmd("qall!")
