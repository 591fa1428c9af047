// easy-template-x: `{name}`, rows by `{#list}` … `{/list}`, numbers by its scope data resolver.

import { readFileSync } from "node:fs";
import { formatted, load, main, option } from "./worker.mjs";

const { TemplateHandler, ScopeData } = load("easy-template-x");

let template;

function scopeDataResolver({ path, strPath, data }) {
  const [name, decimals] = strPath[strPath.length - 1].split("|");
  const value = ScopeData.defaultResolver({ path, strPath: [...strPath.slice(0, -1), name], data });
  return decimals === undefined ? value : formatted(value, decimals);
}

let handler;

await main({
  open(path) {
    template = readFileSync(path);
    handler = new TemplateHandler(option === "numbers" ? { scopeDataResolver } : {});
  },
  render: (data) => handler.process(template, data),
});
