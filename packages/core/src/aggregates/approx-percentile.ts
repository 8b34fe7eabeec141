import { DOUBLE } from "../types/index.js";
import type { Value } from "../values/index.js";
import { algebra } from "./algebra.js";
import { listed } from "./listed.js";
import { numbersTo, toDouble } from "./numbers.js";
import type { AggregateRecord } from "./record.js";
import { digestOf, digestQuantile, mergeDigests, readDigest, writeDigest, type Digest } from "./t-digest.js";
import { NUMBERS } from "./types.js";

/** With it, a state holds a few kB and quantiles are within some tenths of a percent of their rank. */
const COMPRESSION = 200;

/** A digest, and values that it does not hold yet. */
interface Pending {
  readonly digest: Digest;
  readonly values: number[];
}

export const approxPercentile: AggregateRecord = {
  name: "approxPercentile",
  summary: "About the value at the share `p` of all in order, by a t-digest of bounded size.",
  takes: NUMBERS,
  resultType: numbersTo(DOUBLE),
  algebra({ argument = DOUBLE, parameters }) {
    const compression = parameters.accuracy ?? COMPRESSION;
    const number = toDouble(argument);
    const digested = ({ digest, values }: Pending): Digest =>
      values.length === 0 ? digest : mergeDigests(digest, digestOf(values, compression), compression);
    const init = (): Pending => ({ digest: digestOf([], compression), values: [] });
    const update = (state: Pending, value: Value): Pending => {
      if (value === null) return state;
      state.values.push(number(value));
      return state.values.length < compression ? state : { digest: digested(state), values: [] };
    };
    return algebra<Pending>({
      init,
      update,
      merge: (a, b) => ({ digest: mergeDigests(digested(a), digested(b), compression), values: [] }),
      finish: (state) =>
        state === undefined ? null : digestQuantile(digested(state), parameters.percentage ?? 0.5),
      write: (out, state) => writeDigest(out, digested(state)),
      read: (from) => ({ digest: readDigest(from), values: [] }),
      duckdb: {
        ...listed({ init, update }, argument),
        // In order, so that the digest does not depend on how DuckDB's threads took turns.
        read: ([values]) => ({
          digest: digestOf(((values ?? []) as readonly Value[]).map(number), compression),
          values: [],
        }),
      },
    });
  },
};
