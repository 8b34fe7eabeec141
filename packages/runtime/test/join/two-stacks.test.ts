import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { inTime } from "../../src/join/in-time.js";
import { slideNumbers } from "../../src/join/readers/number-stacks.js";
import { longestOf, rowsTaken, twoStacks, type SlidingRanges } from "../../src/join/readers/two-stacks.js";

/** Ranges of up to 40 rows, neither end of which goes back; many of them empty or the same. */
const sliding = fc
  .array(fc.tuple(fc.nat(4), fc.nat(4)), { minLength: 1, maxLength: 30 })
  .map((moves): SlidingRanges => {
    const [lo, hi]: [number[], number[]] = [[], []];
    let [from, to] = [0, 0];
    for (const [a, b] of moves) {
      to = Math.min(40, to + a);
      from = Math.min(to, from + b);
      lo.push(from);
      hi.push(to);
    }
    return { count: moves.length, lo: Int32Array.from(lo), hi: Int32Array.from(hi) };
  });

const rowsOf = ({ lo, hi }: SlidingRanges, i: number): readonly number[] =>
  Array.from({ length: (hi[i] ?? 0) - (lo[i] ?? 0) }, (_, row) => (lo[i] ?? 0) + row);

function plain(op: string, numbers: readonly number[]): number {
  if (op === "min") return numbers.reduce((a, b) => (b < a || Number.isNaN(a) ? b : a), NaN);
  if (op === "max") return numbers.reduce((a, b) => (b > a || Number.isNaN(b) ? b : a), -Infinity);
  return numbers.reduce((sum, one) => sum + one, 0);
}

describe("two stacks", () => {
  it("give what folding each range anew gives, in the order of rows, whatever the front has room for", () => {
    fc.assert(
      fc.property(
        sliding,
        fc.integer({ min: 1, max: 40 }),
        fc.uniqueArray(fc.nat(39)),
        (ranges, most, left) => {
          // States that are changed in place, as those of sketches are; some rows do not count.
          const counts = (row: number): boolean => !left.includes(row);
          const states = {
            fold: (known: number[] | undefined, from: number, to: number): number[] | undefined => {
              let state = known;
              for (let row = from; row < to; row++) if (counts(row)) (state ??= []).push(row);
              return state;
            },
            merge: (a: number[], b: number[]): number[] => [...a, ...b],
          };
          const found: (readonly number[])[] = [];
          twoStacks(states, ranges, most, (i, state) => {
            found[i] = [...(state ?? [])];
          });
          expect(found).toEqual(Array.from(ranges.lo, (_, i) => rowsOf(ranges, i).filter(counts)));
        },
      ),
      { numRuns: 300 },
    );
  });

  it("take each row twice at most where the front has room", () => {
    fc.assert(
      fc.property(sliding, (ranges) => {
        let taken = 0;
        const states = {
          fold: (_: 1 | undefined, from: number, to: number) => ((taken += to - from), 1 as const),
        };
        twoStacks({ ...states, merge: () => 1 as const }, ranges, Infinity, () => undefined);
        expect(taken).toBeLessThanOrEqual(rowsTaken(ranges));
      }),
    );
  });

  it("fold numbers as they stand, of equal ones the first", () => {
    const number = fc.oneof(
      fc.integer({ min: -9, max: 9 }),
      fc.constantFrom(NaN, -0, 0, Infinity, -Infinity),
    );
    fc.assert(
      fc.property(
        sliding,
        fc.array(number, { minLength: 43, maxLength: 43 }),
        fc.constantFrom("sum", "avg", "min", "max"),
        (ranges, values, op) => {
          const out = new Float64Array(ranges.count);
          const front = new Float64Array(longestOf(ranges));
          const shifted = {
            ...ranges,
            lo: ranges.lo.map((row) => row + 2),
            hi: ranges.hi.map((row) => row + 2),
          };
          // Rows count from the second on, numbers from the fourth: what stands at 2 is the first.
          slideNumbers(op, Float64Array.from(values), 2, shifted, front, out);
          const zero = (one: number): number => (op === "sum" || op === "avg" ? one + 0 : one);
          expect([...out].map(zero)).toEqual(
            [...out]
              .map((_, i) =>
                plain(
                  op,
                  rowsOf(ranges, i).map((row) => values[row] ?? 0),
                ),
              )
              .map(zero),
          );
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe("the order of observations", () => {
  it("is that of their times, and of their places where these are equal", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(9), { maxLength: 60 }), fc.boolean(), fc.nat(5), (times, wide, from) => {
        const all = wide ? BigInt64Array.from(times, BigInt) : Float64Array.from(times);
        const start = Math.min(from, times.length);
        const expected = times.map((_, i) => i).slice(start);
        expected.sort((a, b) => (times[a] ?? 0) - (times[b] ?? 0) || a - b);
        expect([...inTime(all, start, times.length)]).toEqual(expected);
      }),
    );
  });
});
