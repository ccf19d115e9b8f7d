// Texts that are inside the program: the reference model, Annex A, the pages of the findings. They are shown, never changed.
"use strict";
const vscode = require("vscode");

const SCHEME = "isms-library";

function register(state) {
  return [
    vscode.workspace.registerTextDocumentContentProvider(SCHEME, {
      async provideTextDocumentContent(uri) {
        if (!state.client) {
          return "The language server does not run: “ISMS: Restart the Language Server” starts it.";
        }
        const answer = await state.client.sendRequest("isms/libraryText", { uri: address(uri) });
        return answer.text;
      },
    }),
  ];
}

/** As the server writes it: one slash, since there is no host. */
function address(uri) {
  return `${SCHEME}:/${uri.path.replace(/^\/+/, "")}`;
}

module.exports = { SCHEME, register };
