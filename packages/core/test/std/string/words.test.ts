import { describe, expect, it } from "vitest";
import * as std from "../../../src/std/string/index.js";

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
