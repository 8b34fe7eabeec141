// What benchmarks share: timing, and one line a result.
import { mkdirSync } from "node:fs";
import { join } from "node:path";

/** Where generated data and projects live; kept between runs. PINION_BENCH_FOLDER puts them elsewhere. */
export function benchFolder(name) {
  const root = process.env.PINION_BENCH_FOLDER ?? join(new URL("..", import.meta.url).pathname, ".bench");
  const folder = join(root, name);
  mkdirSync(folder, { recursive: true });
  return folder;
}

/**
 * Times contenders in turn, A B C A B C …, so that a machine that slows down slows all of them.
 * @param {Record<string, () => unknown>} contenders
 * @param {{ rounds?: number, warmup?: number }} [options]
 * @returns {Promise<Record<string, number>>} the median of each, in milliseconds
 */
export async function inTurn(contenders, { rounds = 5, warmup = 1 } = {}) {
  /** @type {Record<string, number[]>} */
  const times = Object.fromEntries(Object.keys(contenders).map((name) => [name, []]));
  for (let round = -warmup; round < rounds; round++) {
    for (const [name, run] of Object.entries(contenders)) {
      globalThis.gc?.();
      const started = performance.now();
      await run();
      if (round >= 0) times[name]?.push(performance.now() - started);
    }
  }
  return Object.fromEntries(Object.entries(times).map(([name, all]) => [name, median(all)]));
}

/** @param {number[]} values */
export function median(values) {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1
    ? (sorted[middle] ?? NaN)
    : ((sorted[middle - 1] ?? NaN) + (sorted[middle] ?? NaN)) / 2;
}

const json = process.argv.includes("--json");

/**
 * Prints a result: `ratio` is the subject's time over the peer's unless `of` says otherwise.
 * @param {{ bench: string, subject: string, peer: string, ratio: number } & Record<string, unknown>} line
 */
export function report(line) {
  const rounded = Object.fromEntries(
    Object.entries(line).map(([name, value]) => [
      name,
      typeof value === "number" ? Number(value.toPrecision(4)) : value,
    ]),
  );
  if (json) {
    console.log(JSON.stringify(rounded));
    return;
  }
  const { bench, subject, peer, ratio, ...rest } = rounded;
  const more = Object.entries(rest).map(([name, value]) => `${name} ${value}`);
  console.log(`${bench}: ${subject} / ${peer} = ${ratio}   ${more.join(", ")}`);
}
