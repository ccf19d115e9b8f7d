// Pages of the server, made fit for a window of the editor. Knows nothing of VS Code, so that it can be tested alone.
"use strict";

/** The page with a policy that lets nothing in from outside and runs no script, on white paper whatever the colours of the editor. */
function safe(html) {
  const policy = `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:;">`;
  const paper = "<style>html{background:#fff;color-scheme:light}</style>";
  return html.replace(/<head[^>]*>/i, (head) => head + policy + paper);
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

module.exports = { only, safe };
