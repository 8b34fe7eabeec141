import { allFunctions, type Argument, type FunctionRecord } from "../functions/index.js";
import type { Random } from "./random.js";
import { shapeOf } from "./shape.js";

/**
 * The functions, drawn evenly: each once before any comes again. It remembers what arguments a function took, for
 * the next time.
 */
export interface Deck {
  readonly next: (random: Random, lambdas: boolean) => FunctionRecord;
  /** Arguments like those that a function took before. */
  readonly pattern: (random: Random, record: FunctionRecord) => readonly Argument[] | undefined;
  readonly took: (record: FunctionRecord, args: readonly Argument[]) => void;
  readonly refused: (record: FunctionRecord) => void;
  /** How often each function was drawn and took its arguments. */
  readonly counts: () => ReadonlyMap<string, number>;
}

/** Calls that are known to be right, by the function's name. */
export type Examples = ReadonlyMap<string, readonly (readonly Argument[])[]>;

/** Functions that refuse again and again are asked less often. */
const PATIENCE = 5;
/** How many sorts of arguments are remembered for each function. */
const MEMORY = 40;

export function createDeck(examples: Examples = new Map(), hopeless = 0): Deck {
  const records = allFunctions.filter((record) => record.nonDeterministic !== true);
  const counts = new Map(records.map(({ name }) => [name, 0]));
  const failed = new Map<FunctionRecord, number>();
  const known = new Map<FunctionRecord, Map<string, readonly Argument[]>>();
  let left: FunctionRecord[] = [];
  return {
    next(random, lambdas) {
      for (;;) {
        if (left.length === 0) left = [...records];
        const at = random.int(left.length);
        const record = left[at];
        const last = left.pop();
        if (record === undefined || last === undefined) throw new Error("there are no functions");
        if (record !== last) left[at] = last;
        if (!lambdas && record.family === "higher-order") continue;
        const never = (counts.get(record.name) ?? 0) === 0 && (failed.get(record) ?? 0) >= PATIENCE;
        if (never && random.chance(hopeless)) continue;
        return record;
      }
    },
    pattern(random, record) {
      const given = examples.get(record.name) ?? [];
      const learned = known.get(record);
      if (given.length > 0 && (learned === undefined || random.chance(0.4))) return random.pick(given);
      return learned === undefined ? undefined : random.pick([...learned.values()]);
    },
    took(record, args) {
      counts.set(record.name, (counts.get(record.name) ?? 0) + 1);
      const learned = known.get(record) ?? new Map<string, readonly Argument[]>();
      known.set(record, learned);
      if (learned.size < MEMORY) learned.set(shapeOf(args), args);
    },
    refused: (record) => void failed.set(record, (failed.get(record) ?? 0) + 1),
    counts: () => counts,
  };
}
