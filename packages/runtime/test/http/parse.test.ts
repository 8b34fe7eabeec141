import fc from "fast-check";
import { expect, it } from "vitest";
import { parseBody } from "../../src/http/json/parse.js";

it("is JSON.parse where doubles hold every number", () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      fc.pre(!/\d{16}(?![\d.e])/u.test(JSON.stringify(value)));
      const text = JSON.stringify(value);
      expect(parseBody(text)).toEqual(JSON.parse(text));
    }),
  );
});

it("reads whole numbers exactly, wherever they stand", () => {
  fc.assert(
    fc.property(
      fc.bigInt({ min: -(2n ** 64n), max: 2n ** 64n }),
      fc.string(),
      fc.string(),
      (whole, text, name) => {
        const inside = `${text}12345678901234567890"${whole}`;
        const body = `{${JSON.stringify(`${name}9999999999999999999`)}: [${whole}, ${JSON.stringify(inside)}, ${whole}.5]}`;
        const expected = /\d{16}/u.test(String(whole)) ? whole : Number(whole);
        const read = parseBody(body) as Record<string, unknown[]>;
        expect(Object.keys(read)).toEqual([`${name}9999999999999999999`]);
        expect(Object.values(read)[0]).toEqual([expected, inside, Number(`${whole}.5`)]);
      },
    ),
  );
});

it("takes __proto__ for a name, and a text that looks like a number for a text", () => {
  const read = parseBody('{"__proto__": 12345678901234567890, "a": "12345678901234567890"}') as object;
  expect(Object.getPrototypeOf(read)).toBe(Object.prototype);
  expect(Object.entries(read)).toEqual([
    ["__proto__", 12345678901234567890n],
    ["a", "12345678901234567890"],
  ]);
});

it("reads a whole number of 16 digits as a bigint, though a double may hold it", () => {
  expect(
    parseBody("[9007199254740992, -9007199254740991, 999999999999999, 1234567890123456.5, 1e300]"),
  ).toEqual([9007199254740992n, -9007199254740991n, 999999999999999, 1234567890123456.5, 1e300]);
});

it.each(["", "{", "{'a':1}", "NaN", "[1,]", "\u0000", "[".repeat(100_000)])(
  "refuses what is no JSON, %#",
  (text) => {
    expect(() => parseBody(text)).toThrow(expect.objectContaining({ code: "PN9001" }));
  },
);
