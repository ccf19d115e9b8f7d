// Pages of the server, made fit for a window of the editor. Knows nothing of VS Code, so that it can be tested alone.
"use strict";

/** The policy of the page itself, which knows only its own style sheet and script. */
const OWN_POLICY = /<meta http-equiv="Content-Security-Policy"[^>]*>/i;

/** The page with a policy that lets nothing in from outside and runs no script, on white paper whatever the colours of the editor. */
function safe(html) {
  const policy = `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:;">`;
  // the bar and the path lead to other pages, which are not here
  const paper = "<style>html{background:#fff;color-scheme:light}body>header.bar,nav.crumbs{display:none!important}</style>";
  return html.replace(OWN_POLICY, "").replace(/<head[^>]*>/i, (head) => head + policy + paper);
}

/** The page with one of its figures alone; whole where it has no such figure. */
function only(html, figure) {
  const title = html.indexOf(`id="fig-${figure}-title"`);
  const start = html.lastIndexOf("<figure", title);
  const end = html.indexOf("</figure>", title);
  const head = html.match(/^[\s\S]*?<body[^>]*>/i)?.[0];
  if (title < 0 || start < 0 || end < 0 || !head) {
    return html;
  }
  const whole = "<style>body{margin:0;max-width:none}figure{margin:0;max-width:none;width:auto}figure svg{width:100%!important;height:auto!important;min-width:0!important;max-width:none!important}</style>";
  return `${head}${whole}${html.slice(start, end)}</figure></body></html>`;
}

/** Markdown whose links to places open them by a command: a link to a file is not followed from a page. */
function linked(markdown, command) {
  return markdown.replace(/\]\(((?:file|isms-library):[^)\s]+)\)/g, (_, address) => `](command:${command}?${encodeURIComponent(JSON.stringify([address]))})`);
}

/** What a link to a place opens, with its line from 0; nothing for an address that is not of a file or of the library. */
function opened(address) {
  const found = /^((?:file|isms-library):[^#]+)(?:#L(\d+))?$/.exec(String(address));
  return found ? { uri: found[1], line: Math.max(0, Number(found[2] ?? 1) - 1) } : undefined;
}

/** An answer as a page in the colours of the editor, which lets nothing in from outside and runs no script. */
function answer(body) {
  const policy = `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">`;
  const look = "<style>body{font-family:var(--vscode-font-family);font-size:14px;line-height:1.55;color:var(--vscode-editor-foreground);padding:6px 20px;max-width:820px}h1{font-size:1.5em}h2{font-size:1.15em;margin-top:1.6em}li{margin:.25em 0}a{color:var(--vscode-textLink-foreground);text-decoration:none}a:hover{text-decoration:underline}</style>";
  return `<!DOCTYPE html><html><head><meta charset="utf-8">${policy}${look}</head><body>${body}</body></html>`;
}

module.exports = { answer, linked, only, opened, safe };
