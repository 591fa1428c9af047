// docxtemplater, its free core: `{name}`, rows by `{#list}` … `{/list}`, numbers by its parser option.

import { readFileSync } from "node:fs";
import { formatted, load, main, option } from "./worker.mjs";

const PizZip = load("pizzip");
const Docxtemplater = load("docxtemplater");

let template;

function parser(tag) {
  const [name, decimals] = tag.split("|");
  return {
    get: (scope) => (decimals === undefined ? scope[name] : formatted(scope[name], decimals)),
  };
}

await main({
  open(path) {
    template = readFileSync(path);
  },
  render(data) {
    const document = new Docxtemplater(new PizZip(template), option === "numbers" ? { parser } : {});
    document.render(data);
    return document.getZip().generate({ type: "nodebuffer", compression: "DEFLATE" });
  },
});
