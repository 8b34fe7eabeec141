import fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as std from "../../../src/std/string/index.js";

/** Wagner and Fischer's table, row by row. */
function table(a: readonly string[], b: readonly string[]): number {
  let row = [...Array(b.length + 1).keys()];
  for (const [i, left] of a.entries()) {
    const next = [i + 1];
    for (const [j, right] of b.entries()) {
      next.push(
        Math.min((row[j] ?? 0) + (left === right ? 0 : 1), (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1),
      );
    }
    row = next;
  }
  return row[b.length] ?? 0;
}

const edited = (text: readonly string[], edits: readonly (readonly [number, string])[]): string[] => {
  const result = [...text];
  for (const [at, letter] of edits) result.splice(at, at % 2, letter);
  return result;
};

describe("levenshtein", () => {
  it.each([
    ["kitten", "sitting", 3],
    ["", "abc", 3],
    ["abc", "", 3],
    ["abc", "abc", 0],
    ["frog", "fog", 1],
    ["ab", "ba", 2],
    ["😀", "a", 1],
    ["a😀", "a", 1],
    ["千世", "fog", 3],
  ])("of %j and %j is %j", (a, b, expected) => {
    expect(std.levenshtein(a, b)).toBe(expected);
    expect(std.levenshtein(b, a)).toBe(expected);
  });

  it("above a threshold is -1", () => {
    expect(std.levenshteinWithin("kitten", "sitting", 2)).toBe(-1);
    expect(std.levenshteinWithin("kitten", "sitting", 3)).toBe(3);
    expect(std.levenshteinWithin("a", "a", -1)).toBe(-1);
    expect(std.levenshteinWithin("ab", "ba", 0)).toBe(-1);
  });

  it("is what the whole table says, within any threshold", () => {
    // Half pairs make shared ends that are none; few letters make near texts of several blocks.
    const text = fc.array(fc.constantFrom("a", "b", "c", "é", "😀", "😁", "\ud83d", "\ude00"), {
      maxLength: 120,
    });
    const edit = fc.tuple(fc.nat(120), fc.constantFrom("", "x", "b", "😁"));
    const pair = fc
      .tuple(text, fc.array(edit, { maxLength: 6 }), text)
      .chain(([a, edits, other]) => fc.constantFrom([a, other], [a, edited(a, edits)]));
    fc.assert(
      fc.property(pair, fc.integer({ min: -1, max: 90 }), (pair, threshold) => {
        const [a, b] = [(pair[0] ?? []).join(""), (pair[1] ?? []).join("")];
        const expected = table([...a], [...b]);
        expect(std.levenshtein(a, b)).toBe(expected);
        expect(std.levenshteinWithin(a, b, threshold)).toBe(expected > threshold ? -1 : expected);
      }),
      { numRuns: 300 },
    );
  });

  it("of long texts takes as long as the threshold is, and is NULL beyond its limit", () => {
    const a = "a".repeat(1_000_000);
    expect(std.levenshteinWithin(`x${a}y`, `y${a}z`, 2)).toBe(2);
    const [turned, back] = [`xb${"ab".repeat(500_000)}`, `${"ab".repeat(500_000)}ax`];
    expect([1, 2, 100].map((most) => std.levenshteinWithin(turned, back, most))).toEqual([-1, 2, 2]);
    expect(std.levenshtein(a, `${a}bc`)).toBe(2);
    expect(std.levenshtein("a".repeat(20_000), "b".repeat(20_001))).toBe(20_001);
    expect(std.levenshtein(a, "b".repeat(10_001))).toBeNull();
    expect(std.levenshteinWithin(a, "b".repeat(1_000_000), 10_000)).toBeNull();
  });
});

describe("soundex", () => {
  it.each([
    ["Miller", "M460"],
    ["miler", "M460"],
    ["Robert", "R163"],
    ["Rupert", "R163"],
    ["Ashcraft", "A261"],
    ["Tymczak", "T522"],
    ["Pfister", "P236"],
    ["Honeyman", "H555"],
    ["Jack-Son", "J225"],
    ["3 blind mice", "3 blind mice"],
    ["", ""],
    ["測試", "測試"],
    ["Mıller", "M460"],
  ])("of %j is %j", (text, expected) => {
    expect(std.soundex(text)).toBe(expected);
  });
});

describe("luhnCheck", () => {
  it.each([
    ["4111111111111111", true],
    ["79927398713", true],
    ["79927398714", false],
    ["0", true],
    ["", false],
    [" 4111111111111111", false],
    ["abc", false],
  ])("of %j is %j", (text, expected) => {
    expect(std.luhnCheck(text)).toBe(expected);
  });
});

describe("mask", () => {
  it("replaces by kind, or leaves", () => {
    expect(std.mask(std.maskRules("X", "x", "n", null), "AbCD123-@$#")).toBe("XxXXnnn-@$#");
    expect(std.mask(std.maskRules(null, "q", "d", "o"), "AbCD123-@$#")).toBe("AqCDdddoooo");
    expect(std.mask(std.maskRules("X", "x", "n", null), "Éß٣😀")).toBe("Xxn😀");
    expect(std.mask(std.maskRules("X", "x", "n", "*"), "😀")).toBe("**");
  });
});

describe("characters", () => {
  it("have codes and codes have characters", () => {
    expect(std.ascii("222")).toBe(50);
    expect(std.ascii("")).toBe(0);
    expect(std.ascii("😀a")).toBe(0x1f600);
    expect(std.chr(65)).toBe("A");
    expect(std.chr(256 + 66)).toBe("B");
    expect(std.chr(2n ** 60n + 233n)).toBe("é");
    expect(std.chr(256)).toBe("\0");
    expect(std.chr(-1)).toBe("");
  });

  it("are chosen among", () => {
    expect(std.elt(2, "a", "b")).toBe("b");
    expect(std.elt(0, "a", "b")).toBeNull();
    expect(std.elt(3, "a", "b")).toBeNull();
  });
});
