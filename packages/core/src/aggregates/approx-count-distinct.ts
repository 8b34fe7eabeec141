import { xxhash64Of } from "../std/hash/hash-values.js";
import { arrayOf, BIGINT } from "../types/index.js";
import type { Value } from "../values/index.js";
import { algebra } from "./algebra.js";
import {
  addHash,
  estimate,
  mergeRegisters,
  readRegisters,
  writeRegisters,
  type Registers,
} from "./hyperloglog.js";
import type { AggregateRecord } from "./record.js";
import { only } from "./sql.js";
import { isOrdered, ORDERED } from "./types.js";

/** 4,096 registers: an error of 1.6 % and a state of 4 kB at most. */
const PRECISION = 12;

export const approxCountDistinct: AggregateRecord = {
  name: "approxCountDistinct",
  summary: "About how many different values there are that are not NULL, by a HyperLogLog of bounded size.",
  takes: ORDERED,
  resultType: (argument) => (argument !== undefined && isOrdered(argument) ? BIGINT : undefined),
  algebra({ argument, parameters }) {
    if (argument === undefined) throw new Error("approxCountDistinct without an argument");
    const precision = parameters.accuracy ?? PRECISION;
    const hash = xxhash64Of(argument);
    const update = (state: Registers, value: Value): Registers => {
      // -0.0 and 0.0 are one value.
      if (value !== null) addHash(state, hash([value === 0 ? 0 : value]), precision);
      return state;
    };
    return algebra<Registers>({
      init: () => new Map(),
      update,
      merge: mergeRegisters,
      finish: (state) => (state === undefined ? 0 : estimate(state, precision)),
      write: (out, state) => writeRegisters(out, state, precision),
      read: (from) => readRegisters(from, precision),
      duckdb: {
        gathered: true,
        columns: [
          {
            sql: (parts) => `list(DISTINCT ${parts.argument})${only(parts, `${parts.argument} IS NOT NULL`)}`,
            type: arrayOf(argument),
          },
        ],
        read: ([values]) => ((values ?? []) as readonly Value[]).reduce(update, new Map() as Registers),
      },
    });
  },
};
