import { describe, expect, it } from "vitest";
import * as std from "../../../src/std/string/index.js";

describe("trim", () => {
  it("takes away spaces alone where no characters are given", () => {
    expect(std.trimSpaces("  a b  ")).toBe("a b");
    expect(std.trimSpaces("\ta\n")).toBe("\ta\n");
    expect(std.trimSpaces("   ")).toBe("");
    expect(std.trimLeftSpaces("  a  ")).toBe("a  ");
    expect(std.trimRightSpaces("  a  ")).toBe("  a");
  });

  it("takes away the characters that are given, each by itself", () => {
    expect(std.trimCharacters("SSparkSQLS", "SL")).toBe("parkSQ");
    expect(std.trimCharactersFrom("SL", "SSparkSQLS")).toBe("parkSQ");
    expect(std.trimLeftCharactersFrom("SL", "SSparkSQLS")).toBe("parkSQLS");
    expect(std.trimRightCharactersFrom("LQS", "SSparkSQLS")).toBe("SSpark");
    expect(std.trimCharacters("aaa", "a")).toBe("");
    expect(std.trimCharacters("abc", "")).toBe("abc");
  });

  it("does not cut a pair of surrogates in two", () => {
    // 😀 and 😁 share their first unit, 😀 and 🨀 their last.
    expect(std.trimCharacters("😀a😀", "😁")).toBe("😀a😀");
    expect(std.trimCharacters("😀a😀", "😀")).toBe("a");
    expect(std.trimCharacters("a🨀", "😀")).toBe("a🨀");
  });
});

describe("pad", () => {
  it.each([
    ["hi", 5, "??", "???hi", "hi???"],
    ["hi", 1, "??", "h", "h"],
    ["hi", -1, "??", "", ""],
    ["hi", 5, "", "hi", "hi"],
    ["hi", 1, "", "h", "h"],
    ["hi", 6, "abc", "abcahi", "hiabca"],
    ["😀", 3, "x😁", "x😁😀", "😀x😁"],
    ["a😀b", 2, "x", "a😀", "a😀"],
  ])("of %j to %j with %j", (text, length, pad, left, right) => {
    expect(std.padLeftText(text, length, pad)).toBe(left);
    expect(std.padRightText(text, length, pad)).toBe(right);
  });

  it("fills with spaces and zero bytes where nothing is given", () => {
    expect(std.padLeftText("a", 3)).toBe("  a");
    expect(std.padLeftBinary(new Uint8Array([1]), 3)).toEqual(new Uint8Array([0, 0, 1]));
    expect(std.padRightBinary(new Uint8Array([1]), 3, new Uint8Array([7, 8]))).toEqual(
      new Uint8Array([1, 7, 8]),
    );
    expect(std.padRightBinary(new Uint8Array([1, 2]), 1)).toEqual(new Uint8Array([1]));
  });

  it("gives NULL rather than take all memory", () => {
    expect(std.padLeftText("a", 2 ** 31 - 1)).toBeNull();
    expect(std.padRightBinary(new Uint8Array([1]), 2 ** 31 - 1)).toBeNull();
  });
});
