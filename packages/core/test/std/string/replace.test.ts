import fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as std from "../../../src/std/string/index.js";
import { anyText } from "../text.js";

describe("replace", () => {
  it("replaces every occurrence and nothing where there is nothing to look for", () => {
    expect(std.replaceText("ABCabc", "abc", "DEF")).toBe("ABCDEF");
    expect(std.replaceText("ABCabc", "abc")).toBe("ABC");
    expect(std.replaceText("abc", "", "x")).toBe("abc");
    expect(std.replaceText("aaa", "a", "$&")).toBe("$&$&$&");
    expect(std.replaceText("", "", "x")).toBe("");
  });

  it("gives NULL rather than take all memory", () => {
    expect(std.replaceText("a".repeat(10_000), "a", "b".repeat(10_000))).toBeNull();
    expect(std.repeatText("ab", 2 ** 31 - 1)).toBeNull();
    expect(std.spaces(2 ** 31 - 1)).toBeNull();
  });
});

describe("translate", () => {
  it.each([
    ["AaBbCc", "abc", "123", "A1B2C3"],
    ["AaBbCc", "abc", "1", "A1BC"],
    ["abc", "aa", "12", "1bc"],
    ["a😀b", "😀", "x", "axb"],
    ["abc", "b", "😀", "a😀c"],
    ["abc", "", "xyz", "abc"],
  ])("of %j from %j to %j is %j", (text, from, to, expected) => {
    expect(std.translateWith(text, from, to)).toBe(expected);
    expect(std.translateText(std.translation(from, to), text)).toBe(expected);
  });
});

describe("repeat and reverse", () => {
  it("repeat no less than not at all", () => {
    expect(std.repeatText("ab", 2)).toBe("abab");
    expect(std.repeatText("ab", 0)).toBe("");
    expect(std.repeatText("ab", -5)).toBe("");
    expect(std.repeatText("", 2 ** 31 - 1)).toBe("");
  });

  it("reverse characters", () => {
    expect(std.reverseText("a😀b")).toBe("b😀a");
    fc.assert(
      fc.property(anyText, (text) => {
        expect(std.reverseText(std.reverseText(text))).toBe(text);
      }),
    );
  });
});

describe("concat", () => {
  it("joins texts and bytes", () => {
    expect(std.concatText("a", "", "b")).toBe("ab");
    expect(std.concatBinary(new Uint8Array([1]), new Uint8Array([2, 3]))).toEqual(new Uint8Array([1, 2, 3]));
  });

  it("gives NULL for a text that JavaScript cannot hold", () => {
    const long = "x".repeat(2 ** 28);
    expect(std.concatText(long, long)).toBeNull();
    expect(std.concatWithSeparator(long, "", "")).toBeNull();
  });

  it("with a separator passes NULLs over", () => {
    expect(std.concatWithSeparator("/", "foo", null, "bar")).toBe("foo/bar");
    expect(std.concatWithSeparator("/", ["a", null, "b"], "c", null)).toBe("a/b/c");
    expect(std.concatWithSeparator("/")).toBe("");
    expect(std.concatWithSeparator(null, "a")).toBeNull();
  });
});
