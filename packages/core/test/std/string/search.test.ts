import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compileRegex, rlike } from "../../../src/std/regexp/index.js";
import * as std from "../../../src/std/string/index.js";

describe("instr and locate", () => {
  it("count characters from 1", () => {
    expect(std.instr("SparkSQL", "SQL")).toBe(6);
    expect(std.instr("SparkSQL", "sql")).toBe(0);
    expect(std.instr("a😀b", "b")).toBe(3);
    expect(std.instr("abc", "")).toBe(1);
    expect(std.locate("bar", "foobarbar")).toBe(4);
  });

  it.each([
    ["bar", "foobarbar", 5, 7],
    ["bar", "foobarbar", 8, 0],
    ["bar", "foobarbar", 0, 0],
    ["b", "a😀b", 3, 3],
    ["b", "b😀a😀b", 2, 5],
    ["", "abc", 3, 1],
    ["a", null, 1, null],
    [null, "a", 1, null],
    [null, null, null, 0],
    ["a", "a", null, 0],
  ])("%j in %j from %j is %j", (part, text, position, expected) => {
    expect(std.locateFrom(part, text, position)).toBe(expected);
  });
});

describe("findInSet", () => {
  it.each([
    ["ab", "abc,b,ab,c,def", 3],
    ["", "a,,b", 2],
    ["", "", 1],
    ["a", "", 0],
    ["a,b", "a,b", 0],
    ["def", "abc,def", 2],
  ])("of %j in %j is %j", (text, list, expected) => {
    expect(std.findInSet(text, list)).toBe(expected);
  });
});

describe("searches in bytes", () => {
  it("agree with those in text of one byte a character", () => {
    const bytes = fc.array(fc.constantFrom(97, 98), { maxLength: 12 });
    fc.assert(
      fc.property(bytes, bytes, (a, b) => {
        const [text, part] = [String.fromCharCode(...a), String.fromCharCode(...b)];
        const [whole, piece] = [new Uint8Array(a), new Uint8Array(b)];
        expect(std.containsBinary(whole, piece)).toBe(text.includes(part));
        expect(std.startsWithBinary(whole, piece)).toBe(text.startsWith(part));
        expect(std.endsWithBinary(whole, piece)).toBe(text.endsWith(part));
      }),
    );
  });

  it("take time by the length of both, not by their product", () => {
    const whole = new Uint8Array(1_000_000);
    const part = new Uint8Array(500_000);
    part[499_999] = 1;
    expect(std.containsBinary(whole, part)).toBe(false);
    whole[999_999] = 1;
    expect(std.containsBinary(whole, part)).toBe(true);
  });
});

describe("searches of long texts", () => {
  const short = fc.array(fc.constantFrom("a", "b"), { maxLength: 6 });
  // Long enough for the search that is not the engine's.
  const long = fc.tuple(short, fc.nat(300)).map(([unit, times]) => unit.join("").repeat(times));

  it("find what the engine's own search finds", () => {
    fc.assert(
      fc.property(long, long, fc.nat(400), (text, part, position) => {
        const whole = text + part + text;
        expect(std.containsText(whole, part)).toBe(true);
        expect(std.containsText(text, part)).toBe(text.includes(part));
        expect(std.instr(text, part)).toBe(text.indexOf(part) + 1);
        if (part === "") return;
        expect(std.locateFrom(part, whole, position + 1)).toBe(whole.indexOf(part, position) + 1);
        expect(std.replaceText(whole, part, "-")).toBe(whole.replaceAll(part, "-"));
        expect(std.splitPart(whole, part, 2)).toBe(whole.split(part)[1]);
      }),
      { numRuns: 300 },
    );
  });

  it("take time by the length of both, not by their product", () => {
    const text = "a".repeat(1_000_000);
    const part = `${"a".repeat(15_000)}b${"a".repeat(15_000)}`;
    expect(std.containsText(text, part)).toBe(false);
    expect(std.instr(text + part, part)).toBe(1_000_001);
    expect(std.replaceText(text, part, "")).toBe(text);
    expect(rlike(compileRegex(part), text)).toBe(false);
  });
});
