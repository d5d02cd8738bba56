// Runs the extension for VS Code with stand-ins for the editor and its language client, does what
// standard input says, and prints all that it was asked to do, a JSON value a line.
"use strict";

const Module = require("node:module");

const [, , extension, settings] = process.argv;
const say = (...what) => console.log(JSON.stringify(what));
const given = JSON.parse(settings);
const handlers = {};

class LanguageClient {
  code2ProtocolConverter = { asUri: (uri) => uri.toString(), asRange: (range) => range };

  constructor(id, name, server, client) {
    say("client", server, client);
  }

  async start() {
    if (given.fails) {
      throw new Error("it is not there");
    }
    say("start");
  }

  async dispose() {
    say("end");
  }

  async sendRequest(method, params) {
    say(method, params);
    return params.command === "critique.kinds" ? given.kinds : null;
  }
}

const vscode = {
  workspace: {
    workspaceFolders: given.folders.map((fsPath) => ({ uri: { fsPath } })),
    getConfiguration: (section) => ({ get: (name) => given[section][name] }),
    onDidChangeConfiguration: (handler) => {
      handlers.configure = (name) => handler({ affectsConfiguration: (each) => each === name });
    },
  },
  window: {
    activeTextEditor: { document: { uri: "file:///a.rst" }, selection: "selected" },
    showQuickPick: async (items) => {
      say("pick", items);
      return items.find((each) => each.label === given.pick);
    },
    showErrorMessage: async (message) => say("error", message),
  },
  commands: {
    registerCommand: (name, handler) => {
      handlers[name] = handler;
      return { dispose() {} };
    },
    executeCommand: async (...what) => say(...what),
  },
};

const modules = { vscode, "vscode-languageclient/node": { LanguageClient } };
const load = Module._load;
Module._load = (name, ...rest) => modules[name] ?? load(name, ...rest);

(async () => {
  const { activate, deactivate } = require(extension);
  activate({ subscriptions: [] });
  for (const [name, ...words] of given.acts) {
    say("act", name);
    await handlers[name](...words);
  }
  await deactivate();
})();
