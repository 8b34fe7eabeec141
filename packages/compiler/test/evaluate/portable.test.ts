import { DEFINITION } from "@pinion/dsl";
import fc from "fast-check";
import { expect, test } from "vitest";
import { fromPortable, toPortable } from "../../src/evaluate/portable.js";

/** What comes out of it on the other side of a clone. */
const passed = (...definitions: object[]): unknown[] =>
  fromPortable(structuredClone(toPortable(definitions)), (site) => `mapped ${site}`);

test("values come through as they are, named whatever", () => {
  const value = fc.oneof(
    fc.constantFrom(undefined, null, NaN, -0, 0, 2n ** 64n, "", "__proto__", true),
    fc.string(),
    fc.double(),
  );
  const name = fc.oneof(
    fc.constantFrom("__proto__", "constructor", "toString", "a\0b", "0"),
    fc.string().filter((each) => each !== "site" && each !== "tags"),
  );
  const { tree } = fc.letrec<{ tree: unknown }>((tie) => ({
    tree: fc.oneof(
      { depthSize: "small" },
      value,
      fc.array(tie("tree")),
      fc.dictionary(name, tie("tree"), { noNullPrototype: false }),
    ),
  }));
  fc.assert(
    fc.property(fc.dictionary(name, tree), (definition) => {
      const [found] = passed(definition);
      expect(found).toEqual(definition);
      expect(Object.isFrozen(found)).toBe(true);
      expect("toString" in (found as object)).toBe(Object.hasOwn(definition, "toString"));
    }),
    { numRuns: 300 },
  );
});

test("what is one object is one object, brands stay, sites are mapped but in tags", () => {
  const source = { [DEFINITION]: "source", site: "s", tags: { site: "mine" } };
  const anchor: Record<string | symbol, unknown> = {
    [DEFINITION]: "anchor",
    source,
    again: [source],
    site: "t",
  };
  anchor["self"] = anchor;
  const [found, other] = passed(anchor, source) as [typeof anchor, typeof source];
  expect(found["source"]).toBe(other);
  expect(found["again"]).toEqual([other]);
  expect(found["self"]).toBe(found);
  expect(found[DEFINITION]).toBe("anchor");
  expect(found["site"]).toBe("mapped t");
  expect(other).toMatchObject({ [DEFINITION]: "source", site: "mapped s", tags: { site: "mine" } });
});

test("functions become references, or are left out like symbols", () => {
  const named = (): void => undefined;
  const reference = { file: "a.ts", name: "named" };
  const of = { named, other: (): void => undefined, symbol: Symbol("x") };
  const portable = toPortable([of], (value) => (value === named ? reference : undefined));
  const [found] = fromPortable(structuredClone(portable), String);
  expect(found).toEqual({ named: reference, other: undefined, symbol: undefined });
});
