import fc from "fast-check";
import { expect, it } from "vitest";
import { memberTexts } from "../../src/sources/duckdb/json-member.js";

it("finds the text of a member as it was written", () => {
  const json = String.raw`{ "a\"b" : 1.50 , "n": {"d": 2}, "d": 3, "d" :-1.2300e+5, "t": "}\\" }`;
  expect(memberTexts(json).get('a"b')).toBe("1.50");
  expect(memberTexts(json).get("n")).toBe('{"d": 2}');
  expect(memberTexts(json).get("d")).toBe("-1.2300e+5");
  expect(memberTexts(json).get("t")).toBe(String.raw`"}\\"`);
  expect(memberTexts(json).get("__proto__")).toBeUndefined();
  expect(memberTexts("[1]").get("0")).toBeUndefined();
});

it("finds in every document what a parser finds", () => {
  const objects = fc.dictionary(fc.string({ unit: "binary" }), fc.jsonValue(), { noNullPrototype: true });
  fc.assert(
    fc.property(objects, fc.boolean(), (object, spaced) => {
      const json = JSON.stringify(object, null, spaced ? 2 : undefined);
      const wrong = Object.keys(object).filter(
        (name) =>
          JSON.stringify(JSON.parse(memberTexts(json).get(name) ?? "")) !== JSON.stringify(object[name]),
      );
      expect(wrong).toEqual([]);
    }),
    { numRuns: 50 },
  );
});

it("has room for texts of any length", () => {
  const json = `{"s":"${String.raw`\n`.repeat(10_000_000)}","t":"${"x".repeat(20_000_000)}","d":1.25}`;
  expect(memberTexts(json).get("d")).toBe("1.25");
});
