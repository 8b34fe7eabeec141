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

/** By the definition: `%` is nothing, or a character and itself again. */
function judge(text: readonly string[], pattern: readonly string[]): boolean {
  const known = new Map<number, boolean>();
  const from = (t: number, p: number): boolean => {
    const key = t * (pattern.length + 1) + p;
    const found = known.get(key) ?? matches(t, p);
    known.set(key, found);
    return found;
  };
  const matches = (t: number, p: number): boolean => {
    if (p === pattern.length) return t === text.length;
    if (pattern[p] === "%") return from(t, p + 1) || (t < text.length && from(t + 1, p));
    return t < text.length && (pattern[p] === "_" || pattern[p] === text[t]) && from(t + 1, p + 1);
  };
  return from(0, 0);
}

describe("long runs of `_`", () => {
  it("are what the definition says, wherever they stand", () => {
    const piece = fc.oneof(
      fc.constantFrom("%", "a", "b", "😀"),
      fc.nat(9).map((n) => "_".repeat(n)),
      fc.nat(40).map((n) => "a".repeat(n)),
      fc.constant("a_a_b_____a_a__a"),
    );
    const stretch = fc.oneof(
      fc.constantFrom("b", "😀"),
      fc.nat(300).map((n) => "a".repeat(n)),
      fc.nat(60).map((n) => "ab".repeat(n)),
    );
    fc.assert(
      fc.property(
        fc.array(stretch, { maxLength: 6 }).map((all) => [...all.join("")]),
        fc.array(piece, { maxLength: 8 }).map((all) => [...all.join("")]),
        (text, pattern) => {
          expect(like(text.join(""), pattern.join(""))).toBe(judge(text, pattern));
        },
      ),
      { numRuns: 1000 },
    );
  });

  it.each([
    ["a gap", `%a${"_".repeat(100_000)}b%`, "a", "b"],
    ["a gap before", `%${"_".repeat(100_000)}b%`, "a", "b"],
    ["many gaps", `%${"a_".repeat(200)}${"_".repeat(100_000)}b%`, "a", "b"],
    ["two segments", `%a${"_".repeat(100_000)}a%a${"_".repeat(100_000)}b%`, "a", "b"],
    ["astral text", `%😀${"_".repeat(100_000)}b%`, "😀", "b"],
    ["a long text", `%${"a".repeat(20_000)}c${"a".repeat(20_000)}%`, "a", "c".padEnd(20_001, "a")],
    ["a long text and a gap", `%${"a".repeat(1_000)}_b%`, "a", "b"],
  ])("take no time by text times pattern: %s", (_, pattern, character, end) => {
    const text = character.repeat(300_000);
    expect(like(text, pattern)).toBe(false);
    expect(like(text + end, pattern)).toBe(true);
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
