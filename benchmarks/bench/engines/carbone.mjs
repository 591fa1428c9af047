// carbone, its free library: `{d.name}`, rows by `[i]` and `[i+1]`, numbers by its own `:formatN`.

import { load, main } from "./worker.mjs";

const carbone = load("carbone");

let template;

await main({
  open(path) {
    template = path;
  },
  render: (data) =>
    new Promise((resolve, reject) => {
      carbone.render(template, data, { lang: "vi" }, (error, result) =>
        error ? reject(error) : resolve(result),
      );
    }),
});
