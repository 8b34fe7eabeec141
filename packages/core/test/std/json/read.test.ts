import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Json } from "../../../src/std/json/json.js";
import { readJson, type ReadOptions } from "../../../src/std/json/read.js";
import { writeJson } from "../../../src/std/json/write.js";

/** As JSON.parse has it, but objects as lists of pairs. */
function plain(json: Json): unknown {
  switch (json.kind) {
    case "null":
      return null;
    case "boolean":
    case "string":
      return json.value;
    case "number":
      return Number(json.text);
    case "array":
      return json.items.map(plain);
    case "object":
      return Object.fromEntries(json.fields.map(({ name, value }) => [name, plain(value)]));
  }
}

const read = (text: string, options: ReadOptions = {}): unknown => {
  const found = readJson(text, options);
  return found === undefined ? undefined : plain(found.value);
};

describe("readJson", () => {
  test("reads what JSON.stringify writes", () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom(undefined, 2), (value, space) => {
        const text = JSON.stringify(value, null, space);
        expect(read(text)).toEqual(JSON.parse(text));
      }),
    );
  });

  test("writes what it has read without white space", () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
        const found = readJson(JSON.stringify(value, null, 1));
        if (found === undefined) throw new Error("not read");
        expect(JSON.parse(writeJson(found.value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  test("refuses what JSON.parse refuses, but for single quotes and what follows the value", () => {
    const pieces = fc.constantFrom(
      "{",
      "}",
      "[",
      "]",
      ",",
      ":",
      '"a"',
      "1",
      "-",
      "0",
      ".",
      "e",
      "true",
      "nul",
      " ",
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 12 }), (parts) => {
        const text = parts.join("");
        const found = readJson(text);
        if (found === undefined) {
          expect(() => JSON.parse(text) as unknown).toThrow();
        } else {
          expect(plain(found.value)).toEqual(JSON.parse(text.slice(0, found.rest)));
        }
      }),
      { numRuns: 2000 },
    );
  });

  test.each([
    ["{'a':'b'}", {}, { a: "b" }],
    ["{'a':1}", { singleQuotes: false }, undefined],
    ["{a:1}", {}, undefined],
    ["{a:1}", { unquotedNames: true }, { a: 1 }],
    ["[01]", {}, undefined],
    ["[01]", { leadingZeros: true }, [1]],
    ["[/* x */1// y\n]", {}, undefined],
    ["[/* x */1// y\n]", { comments: true }, [1]],
    ["[/* x 1]", { comments: true }, undefined],
    ['"\\q"', {}, undefined],
    ['"\\q"', { anyEscape: true }, "q"],
    ['"\t"', {}, undefined],
    ['"\t"', { controlCharacters: true }, "\t"],
    ["NaN", {}, undefined],
    ["NaN", { nonNumbers: true }, NaN],
    ['"\\ud83d\\ude00"', {}, "😀"],
    ['"\\ud83d"', {}, "?"],
    ['{"__proto__":1}', {}, Object.fromEntries([["__proto__", 1]])],
    ["truex", {}, undefined],
    ["1x", {}, undefined],
    ["", {}, undefined],
  ])("%s with %j", (text, options, value) => {
    expect(read(text, options)).toEqual(value);
  });

  test("keeps doubled fields and digits", () => {
    expect(readJson('{"a":1,"a":12345678901234567890.10}')?.value).toEqual({
      kind: "object",
      fields: [
        { name: "a", value: { kind: "number", text: "1" } },
        { name: "a", value: { kind: "number", text: "12345678901234567890.10" } },
      ],
    });
  });

  test("a million brackets are refused, not a crash", () => {
    expect(readJson("[".repeat(1_000_000))).toBe(undefined);
    expect(readJson(`${"[".repeat(1000)}${"]".repeat(1000)}`)).toBeDefined();
    expect(readJson(`${"[".repeat(1002)}${"]".repeat(1002)}`)).toBe(undefined);
  });
});
