// Where the program `isms` is. Knows nothing of VS Code, so that it can be tested alone.
"use strict";
const fs = require("node:fs");
const path = require("node:path");

/**
 * The program, and where it was found; nothing where there is none.
 *
 * @param {{setting: string, extension: string, environment: Record<string, string | undefined>, platform: string, home: string}} places
 * @returns {{command: string, from: "setting" | "extension" | "PATH" | "cargo"} | {wrong: string} | undefined}
 */
function findServer({ setting, extension, environment, platform, home }) {
  const name = platform === "win32" ? "isms.exe" : "isms";
  if (setting.trim() !== "") {
    const command = setting.trim().replace(/^~(?=[/\\])/, home);
    // a setting that leads nowhere is a mistake to be told, not a reason to start another program
    return isProgram(command, platform) ? { command, from: "setting" } : { wrong: command };
  }
  const bundled = path.join(extension, "server", name);
  if (isProgram(bundled, platform)) {
    return { command: bundled, from: "extension" };
  }
  const list = environment.PATH ?? environment.Path ?? "";
  for (const folder of list.split(platform === "win32" ? ";" : ":").filter((one) => path.isAbsolute(one))) {
    if (isProgram(path.join(folder, name), platform)) {
      return { command: path.join(folder, name), from: "PATH" };
    }
  }
  // an editor that is started from a menu often does not know the PATH of the shell
  const cargo = path.join(home, ".cargo", "bin", name);
  return isProgram(cargo, platform) ? { command: cargo, from: "cargo" } : undefined;
}

function isProgram(file, platform) {
  try {
    fs.accessSync(file, platform === "win32" ? fs.constants.F_OK : fs.constants.X_OK);
    return fs.statSync(file).isFile();
  } catch {
    return false;
  }
}

module.exports = { findServer };
