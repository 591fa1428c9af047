// How an engine of Node is driven in its own process: worker.py says how, line by line the same.
//
// Packages are found in the folder that BENCH_NODE names.

import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { createInterface } from "node:readline";

const MOST_RENDERS = 20; // in one turn

export const load = createRequire(`${process.env.BENCH_NODE}/`);

const read = (path) => JSON.parse(readFileSync(path, "utf8"));
const say = (answer) => process.stdout.write(`${JSON.stringify(answer)}\n`);

// `vi-VN` numbers, one formatter for each count of decimals.
const formatters = new Map();
export function formatted(value, decimals) {
  let formatter = formatters.get(decimals);
  if (!formatter) {
    const digits = { minimumFractionDigits: +decimals, maximumFractionDigits: +decimals };
    formatter = new Intl.NumberFormat("vi-VN", digits);
    formatters.set(decimals, formatter);
  }
  return formatter.format(value);
}

const [mode, ...rest] = process.argv.slice(2);
export const option = rest[mode === "once" ? 3 : 0] ?? "";

// `engine` has open(templatePath) and render(data), which may be promises.
export async function main(engine) {
  await (mode === "once" ? once(engine, ...rest) : serve(engine));
}

async function once(engine, template, dataPath, out) {
  const data = read(dataPath);
  const start = performance.now();
  await engine.open(template);
  const opened = performance.now();
  const document = await engine.render(data);
  const end = performance.now();
  writeFileSync(out, document);
  say({ open: opened - start, first: end - start, memory: peakMemory() });
}

async function serve(engine) {
  let data = [];
  let template;
  for await (const line of createInterface({ input: process.stdin })) {
    const command = JSON.parse(line);
    try {
      if (command.do === "load") {
        data = command.data.map(read);
        template = command.template;
        await engine.open(template);
        say({});
      } else if (command.do === "open") {
        const start = performance.now();
        await engine.open(template);
        say({ time: performance.now() - start });
      } else if (command.do === "turn") {
        say({ times: await turn(engine, data, command.seconds) });
      } else {
        writeFileSync(command.out, await engine.render(data[command.data]));
        say({});
      }
    } catch (error) {
      say({ fault: String(error) });
    }
  }
}

async function turn(engine, data, seconds) {
  const times = [];
  const begin = performance.now();
  while (
    times.length < MOST_RENDERS &&
    (!times.length || performance.now() - begin < seconds * 1000)
  ) {
    const values = data[times.length % data.length];
    const start = performance.now();
    await engine.render(values);
    times.push(performance.now() - start);
  }
  return times;
}

function peakMemory() {
  try {
    const status = readFileSync("/proc/self/status", "utf8");
    return +/^VmHWM:\s*(\d+)/m.exec(status)[1];
  } catch {
    return process.resourceUsage().maxRSS;
  }
}
