import { describe, expect, it } from "vitest";
import * as std from "../../../src/std/regexp/index.js";
import { parseReplacement } from "../../../src/std/regexp/replacement.js";

const regex = std.compileRegex;
const replace = (text: string, pattern: string, replacement: string, position?: number): string | null =>
  std.regexpReplace(std.compileReplacing(pattern, replacement), text, position);

describe("rlike", () => {
  it("looks anywhere in the text", () => {
    expect(std.rlike(regex("b"), "abc")).toBe(true);
    expect(std.rlike(regex("^b"), "abc")).toBe(false);
    expect(std.rlike(regex(""), "")).toBe(true);
  });

  it("takes no longer than the text is long", () => {
    expect(std.rlike(regex("(a*)*b"), "a".repeat(20_000))).toBe(false);
  });
});

describe("extract", () => {
  it("gives groups, and empty text where there is none", () => {
    expect(std.regexpExtract(regex("(\\d+)-(\\d+)"), "100-200", 2)).toBe("200");
    expect(std.regexpExtract(regex("(\\d+)-(\\d+)"), "100-200")).toBe("100");
    expect(std.regexpExtract(regex("(x)|y"), "y", 1)).toBe("");
    expect(std.regexpExtract(regex("(x)"), "y", 1)).toBe("");
    expect(std.regexpExtract(regex("x"), "x", 1)).toBeNull();
    expect(std.regexpExtract(regex("x"), "x", -1)).toBeNull();
    // A group counts, though `$` before it is one of RE2's, too.
    expect(std.regexpExtract(regex("^a$|(b)"), "b", 1)).toBe("b");
  });

  it("gives all", () => {
    expect(std.regexpExtractAll(regex("(\\d+)?([a-z]+)"), "a 2b 14m", 1)).toEqual(["", "2", "14"]);
    expect(std.regexpExtractAll(regex("x"), "abc", 0)).toEqual([]);
  });

  it("counts and places", () => {
    expect(std.regexpCount(regex("\\d+"), "1a 2b 14m")).toBe(3);
    expect(std.regexpCount(regex(""), "ab")).toBe(3);
    expect(std.regexpInstr(regex("b"), "abc")).toBe(2);
    expect(std.regexpInstr(regex("x"), "abc")).toBe(0);
    // As in Spark, UTF-16 units.
    expect(std.regexpInstr(regex("b"), "😀b")).toBe(3);
    expect(std.regexpSubstr(regex("b."), "abc")).toBe("bc");
    expect(std.regexpSubstr(regex("x*"), "abc")).toBeNull();
    expect(std.regexpSubstr(regex("x"), "abc")).toBeNull();
  });
});

describe("replace", () => {
  it.each([
    ["100-200", "(\\d+)", "num", undefined, "num-num"],
    ["100-200", "(\\d+)-(\\d+)", "$2-$1", undefined, "200-100"],
    ["aXb", "(?<l>[a-z])X", "${l}_", undefined, "a_b"],
    ["a", "a", "\\$1\\\\", undefined, "$1\\"],
    ["ab", "(a)", "$10", undefined, "a0b"],
    ["b", "(a)?b", "[$1]", undefined, "[]"],
    ["abc", "", "-", undefined, "-a-b-c-"],
    ["a😀", "", "-", undefined, "-a-😀-"],
    ["abcabc", "a", "x", 2, "abcxbc"],
    ["abcabc", "^a", "x", 4, "abcxbc"],
    ["abc", "a", "x", 4, "abc"],
    ["abc", "c", "x", 3, "abx"],
    ["", "^$", "x", 1, "x"],
    ["a\n", "a$", "x", undefined, "x\n"],
    ["ab\n", "$", "!", undefined, "ab!\n!"],
  ])("in %j of %j by %j from %j gives %j", (text, pattern, replacement, position, expected) => {
    expect(replace(text, pattern, replacement, position)).toBe(expected);
  });

  it.each([
    ["$", "stands before neither"],
    ["$x", "stands before neither"],
    ["$2", "no group 2"],
    ["${n}", "no group `n`"],
    ["a\\", "a backslash ends"],
  ])("takes no replacement %j", (replacement, problem) => {
    expect(parseReplacement(regex("(a)"), replacement)).toMatchObject({
      problem: expect.stringContaining(problem) as string,
    });
  });

  it("gives NULL rather than take all memory", () => {
    expect(replace("a".repeat(20_000), "a", "b".repeat(10_000))).toBeNull();
  });
});

describe("split", () => {
  it.each([
    ["oneAtwoBthreeC", "[ABC]", undefined, ["one", "two", "three", ""]],
    ["oneAtwoBthreeC", "[ABC]", 2, ["one", "twoBthreeC"]],
    ["oneAtwoBthreeC", "[ABC]", 1, ["oneAtwoBthreeC"]],
    ["a,b,,", ",", 0, ["a", "b", "", ""]],
    ["", ",", undefined, [""]],
    [",a", ",", undefined, ["", "a"]],
    ["abc", "x*", undefined, ["a", "b", "c", ""]],
    ["abc", "(?:)", 2, ["a", "bc"]],
    ["a1b22c", "\\d+", undefined, ["a", "b", "c"]],
    ["a.b", "\\.", undefined, ["a", "b"]],
  ])("%j at %j into %j parts is %j", (text, pattern, limit, expected) => {
    expect(std.regexpSplit(regex(pattern), text, limit)).toEqual(expected);
  });

  it("into characters", () => {
    expect(std.splitCharacters("hello")).toEqual(["h", "e", "l", "l", "o"]);
    expect(std.splitCharacters("hello", 3)).toEqual(["h", "e", "llo"]);
    expect(std.splitCharacters("a😀")).toEqual(["a", "😀"]);
    expect(std.splitCharacters("")).toEqual([""]);
  });
});

describe("patterns of the row's own", () => {
  it("are compiled once and may be bad", () => {
    const cache = std.regexCache();
    expect(std.rlikeDynamic(cache, "abc", "b")).toBe(true);
    expect(std.rlikeDynamic(cache, "abc", "(")).toBeNull();
    expect(std.rlikeDynamic(cache, "abc", "(?=a)")).toBeNull();
    expect(std.regexpExtractDynamic(cache, "a1", "([a-z])(\\d)", 2)).toBe("1");
    expect(std.regexpExtractDynamic(cache, "a1", "([a-z])(\\d)")).toBe("a");
    expect(std.regexpReplaceDynamic(cache, "a1", "\\d", "$0$0")).toBe("a11");
    expect(std.regexpReplaceDynamic(cache, "a1", "\\d", "$9")).toBeNull();
    expect(std.regexpSplitDynamic(cache, "a1b", "\\d")).toEqual(["a", "b"]);
    expect(std.regexpSplitDynamic(cache, "ab", "")).toEqual(["a", "b"]);
    for (let i = 0; i < 200; i++) expect(std.regexpCountDynamic(cache, `${i}`, `^${i}$`)).toBe(1);
  });
});
