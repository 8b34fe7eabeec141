import fc from "fast-check";

/** How much is tried: 1 unless PINION_FUZZ_RUNS says more, so that all of it takes about half a minute. */
const factor = Number(process.env["PINION_FUZZ_RUNS"] ?? 1);

/** PINION_FUZZ_SEED repeats a run; fast-check prints the seed of one that fails, and this that of each. */
const seed = Number(process.env["PINION_FUZZ_SEED"] ?? process.env["PINION_SEED"] ?? Date.now() % 2 ** 31);

/** So many times as many runs, from the printed seed. */
export function runs(base: number): { readonly numRuns: number; readonly seed: number } {
  console.info(`seed ${seed}, ${Math.ceil(base * factor)} runs`);
  return { numRuns: Math.ceil(base * factor), seed };
}

export const timeout = 60_000 + 60_000 * factor;

/** Any text: half of it any code units at all, half of it what people write. */
export const anyText = fc.oneof(
  fc.string({ unit: "binary", maxLength: 200 }),
  fc.string({ unit: "binary-ascii", maxLength: 200 }),
  fc.string({ unit: "grapheme", maxLength: 80 }),
  fc
    .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 60 })
    .map((units) => String.fromCharCode(...units)),
);
