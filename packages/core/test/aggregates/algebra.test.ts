import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  algebraOf,
  compareValues,
  showType,
  VOID,
  type AggregateAlgebra,
  type Value,
} from "../../src/index.js";
import { plainAggregate, type PlainRow } from "../../src/testing/index.js";
import { caseOf, isClose, takers, type Case } from "./cases.js";

const SEED = Number(process.env["PINION_SEED"] ?? Math.floor(Math.random() * 2 ** 31));
const RUNS = Number(process.env["PINION_AGGREGATE_RUNS"] ?? 15);

const given = ({ entry }: Case, row: PlainRow): Value =>
  entry.groupBy === undefined ? row.value : [row.term ?? null, row.value];

const folded = (algebra: AggregateAlgebra, one: Case, rows: readonly PlainRow[]): unknown =>
  rows.reduce<unknown>(
    (state, row) => algebra.update(state, given(one, row), Number(row.micros)),
    algebra.init(),
  );

/** The value by one pass over the different values in order, some of them in parts. */
function passed(make: NonNullable<AggregateAlgebra["pass"]>, { rows, plain }: Case): Value {
  const there = rows.flatMap(({ value }) => (value === null ? [] : [value]));
  const pass = make(there.length);
  const compare = compareValues(plain.argument ?? VOID);
  there.toSorted(compare).forEach((value, i, sorted) => {
    // Every second value is taken with the one before it, where they are the same.
    const isSecond = (at: number): boolean =>
      at % 2 === 1 && compare(sorted[at - 1] ?? null, sorted[at] ?? null) === 0;
    if (!isSecond(i)) pass.add(value, i + 1 < sorted.length && isSecond(i + 1) ? 2 : 1);
  });
  return pass.finish();
}

/** What floating point may leave: sums of magnitudes, of which a difference keeps an error. */
const scaleOf = ({ rows }: Case): number =>
  rows.reduce((sum, { value }) => sum + Math.abs(Array.isArray(value) ? 300 : Number(value) || 0), 1);

function check(one: Case, got: Value, what: string): void {
  const wanted = plainAggregate(one.rows, one.plain, one.asOf);
  if (isClose(one.entry.op, got, wanted, scaleOf(one))) return;
  expect.fail(`${what}: ${print(got)}, expected ${print(wanted)}`);
}

const print = (value: Value): string =>
  JSON.stringify(value, (_, part: unknown) => (typeof part === "bigint" ? `${part}n` : part));

describe(`the algebra of every aggregate (seed ${SEED})`, () => {
  const name = (argument: (typeof takers)[number]["argument"]): string =>
    argument === undefined ? "rows" : showType(argument);
  for (const { op, argument } of takers) {
    for (const grouped of [false, true]) {
      it(`${op} of ${name(argument)}${grouped ? " by terms" : ""}`, () => {
        const cases = fc.record({
          one: caseOf(op, argument, grouped),
          cuts: fc.array(fc.nat(30), { maxLength: 4 }),
        });
        fc.assert(
          fc.property(cases, ({ one, cuts }) => {
            const algebra = algebraOf(one.entry);
            const finish = (state: unknown): Value => algebra.finish(state, Number(one.asOf));
            const whole = folded(algebra, one, one.rows);
            check(one, finish(whole), "row by row");
            if (one.rows.length === 0) check(one, finish(undefined), "of no rows");

            const ends = [0, ...cuts.toSorted((a, b) => a - b), 30];
            const parts = ends.slice(1).map((end, i) => folded(algebra, one, one.rows.slice(ends[i], end)));
            const before = parts.map((part) => algebra.encode(part).join());
            check(one, finish(parts.reduce(algebra.merge)), "merged from the left");
            check(
              one,
              finish(parts.reduceRight((later, earlier) => algebra.merge(earlier, later))),
              "merged from the right",
            );
            expect(parts.map((part) => algebra.encode(part).join())).toEqual(before);

            if (algebra.pass !== undefined && !grouped)
              check(one, passed(algebra.pass, one), "passed over in order");

            const bytes = algebra.encode(whole);
            const again = algebra.decode(bytes);
            expect(algebra.encode(again)).toEqual(bytes);
            check(one, finish(again), "after encoding");

            const { cells } = algebra;
            if (cells === undefined) return;
            const array = Array.from({ length: cells.count + 2 }, () => 0);
            expect(algebra.encode(cells.load(array, 1))).toEqual(algebra.encode(algebra.init()));
            cells.store(array, 1, whole);
            expect(algebra.encode(cells.load(array, 1))).toEqual(bytes);
            if (cells.merge !== undefined) {
              const half = one.rows.length >> 1;
              const [before, behind] = [one.rows.slice(0, half), one.rows.slice(half)].map((rows) =>
                folded(algebra, one, rows),
              );
              const other = array.map(() => 0);
              cells.store(array, 1, before);
              cells.store(other, 0, behind);
              cells.merge(array, 1, other, 0);
              expect(algebra.encode(cells.load(array, 1))).toEqual(
                algebra.encode(algebra.merge(before, behind)),
              );
            }
            if (cells.add === undefined) return;
            array.fill(0);
            for (const row of one.rows) cells.add(array, 1, given(one, row));
            expect(algebra.encode(cells.load(array, 1))).toEqual(bytes);
            expect([array[0], array.at(-1)]).toEqual([0, 0]);
          }),
          { numRuns: RUNS, seed: SEED },
        );
      });
    }
  }

  it("refuses bytes that are broken anywhere", () => {
    const all = takers.map(({ op, argument }) => caseOf(op, argument, false));
    fc.assert(
      fc.property(fc.oneof(...all), fc.nat(), fc.integer({ min: 1, max: 255 }), (one, at, change) => {
        const algebra = algebraOf(one.entry);
        const bytes = algebra.encode(folded(algebra, one, one.rows));
        const broken = Uint8Array.from(bytes, (byte, i) => (i === at % bytes.length ? byte ^ change : byte));
        expect(algebra.decode(broken)).toBeUndefined();
        expect(algebra.decode(bytes.subarray(0, at % bytes.length))).toBeUndefined();
        expect(algebra.decode(Uint8Array.of(...bytes, change))).toBeUndefined();
      }),
      { numRuns: 300, seed: SEED },
    );
  });
});
