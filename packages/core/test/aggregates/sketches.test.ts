import { describe, expect, it } from "vitest";
import { algebraOf, type AggregateEntry, type Value } from "../../src/index.js";
import { createRandom } from "../../src/testing/index.js";

const entry = (op: AggregateEntry["op"], rest: Partial<AggregateEntry>): AggregateEntry => ({
  op,
  group: 0,
  argument: 0,
  argumentType: "double",
  type: "double",
  ...rest,
});

/** Values given to many states that are merged pairwise, as tiles are. */
function merged(
  one: AggregateEntry,
  values: readonly Value[],
  parts: number,
): { value: Value; bytes: number } {
  const algebra = algebraOf(one);
  const states = Array.from({ length: parts }, () => algebra.init());
  values.forEach((value, i) => {
    states[i % parts] = algebra.update(states[i % parts], value, i);
  });
  const state = states.reduce(algebra.merge);
  return { value: algebra.finish(state, 0), bytes: algebra.encode(state).length };
}

describe("HyperLogLog", () => {
  const distinct = entry("approxCountDistinct", { argumentType: "bigint", type: "bigint" });
  it.each([1, 10, 100, 1_000, 10_000, 200_000])("counts %i values within 5 % in 4 kB", (n) => {
    const { value, bytes } = merged(
      distinct,
      Array.from({ length: n }, (_, i) => i * 7),
      8,
    );
    expect(Math.abs(Number(value) - n)).toBeLessThanOrEqual(0.05 * n);
    expect(bytes).toBeLessThan(4_200);
  });

  it.each<[type: string, value: (i: number) => Value]>([
    ["double", (i) => i / 7],
    ["string", (i) => `user ${i}`],
    ["int", (i) => i],
    ["decimal(10,2)", (i) => BigInt(i)],
    ["binary", (i) => Uint8Array.of(i & 255, i >> 8)],
  ])("counts values of type %s", (argumentType, value) => {
    const values = Array.from({ length: 20_000 }, (_, i) => value(i));
    const { value: found } = merged({ ...distinct, argumentType }, values, 4);
    expect(Math.abs(Number(found) - 20_000)).toBeLessThanOrEqual(1_000);
  });

  it("takes -0.0 for 0.0 and every NaN for one", () => {
    expect(merged({ ...distinct, argumentType: "double" }, [0, -0, NaN, -NaN], 1).value).toBe(2);
  });

  it("does not count a value twice", () => {
    const { value } = merged(
      distinct,
      Array.from({ length: 50_000 }, (_, i) => i % 100),
      8,
    );
    expect(Math.abs(Number(value) - 100)).toBeLessThanOrEqual(3);
  });

  it("is closer with more registers", () => {
    const { value } = merged(
      { ...distinct, parameters: { accuracy: 16 } },
      Array.from({ length: 100_000 }, (_, i) => i),
      3,
    );
    expect(Math.abs(Number(value) - 100_000)).toBeLessThanOrEqual(1_500);
  });
});

describe("t-digest", () => {
  const random = createRandom(7);
  const uniform = Array.from({ length: 100_000 }, () => random.int(1_000_000));
  const sorted = uniform.toSorted((a, b) => a - b);

  it.each([0, 0.001, 0.05, 0.5, 0.95, 0.999, 1])(
    "finds the quantile %d within 0.5 % of its rank",
    (percentage) => {
      const { value, bytes } = merged(entry("approxPercentile", { parameters: { percentage } }), uniform, 16);
      const rank = sorted.findIndex((one) => one >= Number(value)) / sorted.length;
      expect(Math.abs(rank - percentage)).toBeLessThanOrEqual(0.005);
      expect(bytes).toBeLessThan(16_000);
    },
  );

  it("puts infinities first and last, and NaN behind them", () => {
    const values = [...uniform.slice(0, 5_000), -Infinity, Infinity, NaN];
    const at = (percentage: number): Value =>
      merged(entry("approxPercentile", { parameters: { percentage } }), values, 2).value;
    expect(at(0)).toBe(-Infinity);
    expect(at(1)).toBeNaN();
    expect(at(0.5)).toBeGreaterThan(0);
  });
});
