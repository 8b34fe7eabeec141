import type { ArrayType } from "../types/index.js";
import type { Value } from "../values/index.js";
import { algebra, copied } from "./algebra.js";
import { listed } from "./listed.js";
import type { AggregateAlgebra } from "./record.js";
import { readBlock, readList, writeBlock, writeList } from "./state/value-bytes.js";

/** The states of the elements, by position; undefined before the first vector. */
type Pool = { readonly vectors: number; readonly parts: readonly unknown[] };

/**
 * Vectors aggregated element by element: the value has the elements of the longest vector, and a shorter one counts
 * for those that it has. NULL vectors are skipped; NULL where there are none.
 */
export function pooled(argument: ArrayType, element: AggregateAlgebra): AggregateAlgebra {
  const base = algebra<Pool>({
    init: () => ({ vectors: 0, parts: [] }),
    update(state, value, micros) {
      if (value === null) return state;
      const vector = value as readonly Value[];
      const length = Math.max(state.parts.length, vector.length);
      const parts = Array.from({ length }, (_, i) => {
        const part = i < state.parts.length ? state.parts[i] : element.init();
        return i < vector.length ? element.update(part, vector[i] ?? null, micros) : part;
      });
      return { vectors: state.vectors + 1, parts };
    },
    merge(earlier, later) {
      const length = Math.max(earlier.parts.length, later.parts.length);
      const parts = Array.from({ length }, (_, i) => {
        if (i >= earlier.parts.length) return copied(element, later.parts[i]);
        return i < later.parts.length
          ? element.merge(earlier.parts[i], later.parts[i])
          : copied(element, earlier.parts[i]);
      });
      return { vectors: earlier.vectors + later.vectors, parts };
    },
    finish: (state, asOf) =>
      state === undefined || state.vectors === 0
        ? null
        : state.parts.map((part) => element.finish(part, asOf)),
    write(out, state) {
      out.count(state.vectors);
      writeList(out, state.parts, (to, part) => writeBlock(to, element.encode(part)));
    },
    read: (from) => ({
      vectors: from.count(),
      parts: readList(from, (at) => {
        const part = element.decode(readBlock(at));
        if (part === undefined) throw new RangeError("an element's state is broken");
        return part;
      }),
    }),
  });
  return { ...base, duckdb: listed(base, argument) };
}
