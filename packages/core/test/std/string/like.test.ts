import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { likeMatcher, likeProblem } from "../../../src/std/string/like.js";
import * as std from "../../../src/std/string/index.js";

const like = (text: string, pattern: string, escape = "\\"): boolean | undefined =>
  likeMatcher(pattern, escape)?.(text);

describe("like", () => {
  it.each([
    ["hawkeye", "h%", true],
    ["hawkeye", "H%", false],
    ["hawkeye", "h%eye", true],
    ["hawkeye", "%wk%", true],
    ["hawkeye", "%eye", true],
    ["indio", "in_o", false],
    ["indio", "_ndio", true],
    ["foo", "%____", false],
    ["foo", "___%", true],
    ["", "%", true],
    ["", "_%", false],
    ["a\nb", "a_b", true],
    ["a😀b", "a_b", true],
    ["a😀", "a_", true],
    ["😀a", "%_a", true],
    ["aba", "aba%ba", false],
    ["a.b", "a.b", true],
    ["axb", "a.b", false],
    ["h%", "h\\%", true],
    ["ha", "h\\%", false],
    ["a_b", "a\\_b", true],
    ["a\\b", "a\\\\b", true],
    ["xaxbxc", "%a%b%c", true],
    ["xaxbx", "%a_b%", true],
    ["xaab", "%a_b", true],
  ])("%j like %j is %j", (text, pattern, expected) => {
    expect(like(text, pattern)).toBe(expected);
  });

  it("takes another escape character", () => {
    expect(like("h%", "h#%", "#")).toBe(true);
    expect(like("h%wkeye", "h#%%", "#")).toBe(true);
    expect(like("be_r", "__e__r", "_")).toBe(false);
    expect(like("_e_r", "__e__r", "_")).toBe(true);
    expect(like("a%", "a😀%", "😀")).toBe(true);
  });

  it("says what is wrong with an escape", () => {
    expect(likeProblem("a\\", "\\")).toContain("ends with its escape character");
    expect(likeProblem("m\\a", "\\")).toContain("stands before `a`");
    expect(likeProblem("a\\%", "\\")).toBeUndefined();
  });

  it("is what a regular expression is that says the same", () => {
    const part = fc.constantFrom("a", "b", "%", "_", "😀");
    const text = fc.array(fc.constantFrom("a", "b", "😀", "\n"), { maxLength: 8 });
    fc.assert(
      fc.property(text, fc.array(part, { maxLength: 6 }), (characters, parts) => {
        const source = parts.map((p) => (p === "%" ? "[^]*" : p === "_" ? "[^]" : p)).join("");
        const expected = new RegExp(`^${source}$`, "u").test(characters.join(""));
        expect(like(characters.join(""), parts.join(""))).toBe(expected);
      }),
      { numRuns: 2000 },
    );
  });
});

describe("ilike", () => {
  it("lowers both sides", () => {
    expect(std.like(std.compileIlike("a_B%", "\\"), "A\nbc")).toBe(true);
    expect(std.like(std.compileIlike("É", "\\"), "é")).toBe(true);
  });
});

describe("patterns of the row's own", () => {
  it("are compiled once and may be bad", () => {
    const cache = std.likeCache("\\");
    expect(std.likeDynamic(cache, "abc", "a%")).toBe(true);
    expect(std.likeDynamic(cache, "abc", "b%")).toBe(false);
    expect(std.likeDynamic(cache, "abc", "a\\")).toBeNull();
    for (let i = 0; i < 200; i++) expect(std.likeDynamic(cache, `x${i}`, `%${i}`)).toBe(true);
    expect(std.ilikeDynamic(cache, "ABC", "a%")).toBe(true);
  });
});
