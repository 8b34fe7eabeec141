import fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as std from "../../../src/std/string/index.js";
import { anyText } from "../text.js";

const int = fc.oneof(fc.integer({ min: -6, max: 6 }), fc.constantFrom(2 ** 31 - 1, -(2 ** 31)));

/** Spark's substring, in the plainest way, over characters. */
function slowly(characters: readonly string[], position: number, length: number): string {
  const start = position > 0 ? position - 1 : position < 0 ? characters.length + position : 0;
  return characters.filter((_, i) => i >= start && i < start + length).join("");
}

describe("substring", () => {
  it.each([
    ["Spark SQL", 5, undefined, "k SQL"],
    ["Spark SQL", -3, undefined, "SQL"],
    ["Spark SQL", 0, undefined, "Spark SQL"],
    ["Spark SQL", 0, 2, "Sp"],
    ["Spark SQL", 5, 1, "k"],
    ["abc", -5, 3, "a"],
    ["abc", -5, 2, ""],
    ["abc", 2, -1, ""],
    ["abc", 4, 1, ""],
    ["a😀b😀c", 2, 3, "😀b😀"],
    ["a😀b😀c", -2, undefined, "😀c"],
  ])("of %j from %j for %j is %j", (text, position, length, expected) => {
    expect(std.substring(text, position, length)).toBe(expected);
  });

  it("goes by characters, whatever the text", () => {
    fc.assert(
      fc.property(anyText, int, int, (text, position, length) => {
        expect(std.substring(text, position, length)).toBe(slowly([...text], position, length));
      }),
    );
  });

  it("of bytes goes by bytes", () => {
    fc.assert(
      fc.property(fc.uint8Array(), int, int, (bytes, position, length) => {
        const characters = Array.from(bytes, (byte) => String.fromCharCode(byte));
        const expected = slowly(characters, position, length);
        expect(String.fromCharCode(...std.substringBinary(bytes, position, length))).toBe(expected);
      }),
    );
  });
});

describe("left and right", () => {
  it("cut characters and give nothing for nothing", () => {
    expect(std.leftText("a😀b", 2)).toBe("a😀");
    expect(std.leftText("ab", 5)).toBe("ab");
    expect(std.leftText("ab", -2)).toBe("");
    expect(std.rightText("a😀b", 2)).toBe("😀b");
    expect(std.rightText("ab", 5)).toBe("ab");
    expect(std.rightText("ab", 0)).toBe("");
  });
});

describe("substringIndex", () => {
  it.each([
    ["www.apache.org", ".", 2, "www.apache"],
    ["www.apache.org", ".", 3, "www.apache.org"],
    ["www.apache.org", ".", -2, "apache.org"],
    ["www.apache.org", ".", -4, "www.apache.org"],
    ["www.apache.org", "", 2, ""],
    ["www.apache.org", ".", 0, ""],
    ["||", "||", 1, ""],
    ["||", "||", -1, ""],
    ["aaa", "aa", 2, "a"],
    ["aaa", "aa", -2, "a"],
    ["数据砖头", "砖", 1, "数据"],
    ["a😀b😀c", "😀", -1, "c"],
  ])("of %j by %j at %j is %j", (text, delimiter, count, expected) => {
    expect(std.substringIndex(text, delimiter, count)).toBe(expected);
  });
});

describe("overlay", () => {
  it.each([
    ["Spark SQL", "_", 6, undefined, "Spark_SQL"],
    ["Spark SQL", "CORE", 7, undefined, "Spark CORE"],
    ["Spark SQL", "ANSI ", 7, 0, "Spark ANSI SQL"],
    ["Spark SQL", "tructured", 2, 4, "Structured SQL"],
    ["abc", "X", 9, undefined, "abcX"],
    ["a😀c", "b", 2, undefined, "abc"],
  ])("of %j with %j at %j for %j is %j", (text, replacement, position, length, expected) => {
    expect(std.overlayText(text, replacement, position, length)).toBe(expected);
  });

  it("goes by bytes of binaries", () => {
    const overlaid = std.overlayBinary(new Uint8Array([1, 2, 3]), new Uint8Array([9, 8]), 2);
    expect([...overlaid]).toEqual([1, 9, 8]);
  });
});

describe("splitPart", () => {
  it.each([
    ["11.12.13", ".", 3, "13"],
    ["11.12.13", ".", -1, "13"],
    ["11.12.13", ".", -3, "11"],
    ["11.12.13", ".", 4, ""],
    ["11.12.13", "", 1, "11.12.13"],
    ["11.12.13", "", 2, ""],
    ["11.12.13", ".", 0, null],
    ["a😀b", "😀", 2, "b"],
  ])("of %j by %j at %j is %j", (text, delimiter, n, expected) => {
    expect(std.splitPart(text, delimiter, n)).toBe(expected);
  });
});
