import fc from "fast-check";
import { expect, it } from "vitest";
import { boundedMap } from "../src/bounded-map.js";

it("keeps what was asked for last, and no more than fits", () => {
  const map = boundedMap<number>(10);
  map.set("a", 1, 4);
  map.set("b", 2, 4);
  expect(map.get("a")).toBe(1);
  map.set("c", 3, 4);
  expect([map.get("a"), map.get("b"), map.get("c")]).toEqual([1, undefined, 3]);
  map.set("a", 5, 6);
  expect([map.get("a"), map.get("c")]).toEqual([5, 3]);
  map.set("huge", 6, 11);
  expect([map.get("huge"), map.get("a"), map.get("c")]).toEqual([undefined, 5, 3]);
  map.clear();
  expect(map.get("a")).toBeUndefined();
});

it("never holds more than its weight, whatever is put into it", () => {
  const step = fc.record({
    id: fc.constantFrom(..."abcdefgh"),
    weight: fc.integer({ min: 0, max: 7 }),
    put: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const map = boundedMap<number>(10);
      for (const { id, weight, put } of steps) {
        if (put) map.set(id, weight, weight);
        else map.get(id);
        const held = [..."abcdefgh"].reduce((all, one) => all + (map.get(one) ?? 0), 0);
        expect(held).toBeLessThanOrEqual(10);
        if (put) expect(map.get(id)).toBe(weight);
      }
    }),
  );
});
