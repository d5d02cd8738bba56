// Starts `sphinx-critique lsp` and gives the editor its commands; all else the protocol does.
"use strict";

const fs = require("node:fs");
const path = require("node:path");
const vscode = require("vscode");
const { LanguageClient } = require("vscode-languageclient/node");

const NAME = "sphinx-critique";
const SECTION = "sphinxCritique";
const INSTALL = "pip install 'sphinx-critique[lsp]'";

let client;
let changing = Promise.resolve();

function folders() {
  return (vscode.workspace.workspaceFolders ?? []).map((folder) => folder.uri.fsPath);
}

/** The program of a folder's own Python, if it has one. */
function ofProject(folder) {
  const [bin, name] = process.platform === "win32" ? ["Scripts", `${NAME}.exe`] : ["bin", NAME];
  const programs = [".venv", "venv"].map((each) => path.join(folder, each, bin, name));
  return programs.find((program) => fs.existsSync(program));
}

function command() {
  const given = vscode.workspace.getConfiguration(SECTION).get("command");
  if (given.length > 0) {
    const here = folders()[0] ?? "";
    return given.map((word) => word.replaceAll("${workspaceFolder}", here));
  }
  return [folders().map(ofProject).find(Boolean) ?? NAME];
}

function made() {
  const [program, ...words] = command();
  const settings = vscode.workspace.getConfiguration(SECTION);
  return new LanguageClient(
    SECTION,
    NAME,
    { command: program, args: [...words, "lsp"], options: { cwd: folders()[0] } },
    {
      documentSelector: ["restructuredtext", "markdown"].map((language) => ({
        scheme: "file",
        language,
      })),
      // Whoever trusts a workspace has been told by the editor that programs in it are run.
      initializationOptions: {
        trusted: settings.get("trust"),
        warnings: settings.get("warnings"),
        guide: settings.get("guide"),
      },
    },
  );
}

async function start() {
  client = made();
  try {
    await client.start();
    await vscode.commands.executeCommand("setContext", `${SECTION}.runs`, true);
  } catch (error) {
    client = undefined;
    const why = `${command().join(" ")} lsp does not start: ${error.message ?? error}`;
    const what = `Is it installed (${INSTALL}) in the Python that builds the project?`;
    const open = "Open Settings";
    const chosen = await vscode.window.showErrorMessage(`${why} ${what}`, open);
    if (chosen === open) {
      await vscode.commands.executeCommand("workbench.action.openSettings", `${SECTION}.command`);
    }
  }
}

async function stop() {
  const running = client;
  client = undefined;
  await vscode.commands.executeCommand("setContext", `${SECTION}.runs`, false);
  await running?.dispose();
}

/** One start or end after the other, whatever is asked for meanwhile. */
function restart() {
  changing = changing.then(stop).then(start, start);
  return changing;
}

/** Have the server do something with the document at hand; it says itself if it cannot. */
function ask(name, editor, ...given) {
  const uri = client.code2ProtocolConverter.asUri(editor.document.uri);
  return client.sendRequest("workspace/executeCommand", {
    command: `critique.${name}`,
    arguments: [uri, ...given],
  });
}

function selected(editor) {
  return client.code2ProtocolConverter.asRange(editor.selection);
}

async function answer(editor) {
  const kinds = await ask("kinds", editor);
  if (!kinds?.length) {
    return;
  }
  const items = kinds.map((kind) => ({ label: kind.name, description: kind.title }));
  const chosen = await vscode.window.showQuickPick(items, {
    placeHolder: "What is to be said of the selected words?",
  });
  if (chosen) {
    await ask("answer", editor, selected(editor), chosen.label);
  }
}

/** A command about the document at hand, once the server runs. */
function ofEditor(act) {
  return async () => {
    const editor = vscode.window.activeTextEditor;
    await changing;
    if (editor && client) {
      await act(editor);
    }
  };
}

function activate(context) {
  const commands = {
    answer: ofEditor(answer),
    excerpt: ofEditor((editor) => ask("excerpt", editor, selected(editor))),
    page: ofEditor((editor) => ask("page", editor)),
    restart,
  };
  for (const [name, act] of Object.entries(commands)) {
    context.subscriptions.push(vscode.commands.registerCommand(`${SECTION}.${name}`, act));
  }
  context.subscriptions.push(
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (["command", "trust", "warnings"].some((n) => change.affectsConfiguration(`${SECTION}.${n}`))) {
        restart();
      }
    }),
  );
  restart();
}

function deactivate() {
  return changing.then(stop);
}

module.exports = { activate, deactivate };
