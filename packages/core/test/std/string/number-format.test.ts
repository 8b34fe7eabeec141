import { describe, expect, it } from "vitest";
import { parseNumberFormat } from "../../../src/std/string/number-format.js";
import * as std from "../../../src/std/string/index.js";

describe("number formats", () => {
  it.each([
    ["999", 3, 0],
    ["00,000", 5, 0],
    ["$99.99", 4, 2],
    ["S999D9", 4, 1],
    ["99G999.9MI", 6, 1],
    ["99pr", 2, 0],
  ])("%s has %i digits, %i behind the point", (format, precision, scale) => {
    expect(parseNumberFormat(format)).toMatchObject({ precision, scale });
  });

  it.each([
    ["", "it has no digit"],
    ["$", "it has no digit"],
    ["9$", "before the digits"],
    [".$9", "before the point"],
    [",99", "between digits"],
    ["9,,9", "between digits"],
    ["99,", "between digits"],
    [".9,9", "before the point"],
    ["9.9.9", "`.` may stand once only"],
    ["S9S", "`S` may stand once only"],
    ["9a", "`A` cannot stand"],
    ["MI9S9", "cannot stand"],
    ["9".repeat(39), "at most 38 digits"],
  ])("%j is wrong", (format, problem) => {
    expect(parseNumberFormat(format)).toContain(problem);
  });
});

describe("toNumber", () => {
  it.each([
    ["454", "999", 454n],
    ["454.00", "000.00", 45400n],
    ["454", "000.00", 45400n],
    ["12,454", "12,454".replace(/\d/g, "9"), 12454n],
    ["$78.12", "$99.99", 7812n],
    ["78.12", "$99.99", null],
    ["12,454.8-", "99,999.9S", -124548n],
    ["+454", "S000", 454n],
    ["-454", "S000", -454n],
    [".01-", "99.99S", -1n],
    ["454-", "999MI", -454n],
    ["<454>", "999PR", -454n],
    ["454", "999PR", 454n],
    ["<454", "999PR", null],
    ["454>", "999PR", null],
    ["4", "000", null],
    ["4", "999", 4n],
    ["4444", "999", null],
    ["34,50", "999,99", 3450n],
    ["1,234", "9999", null],
    [" 12 ", "999", 12n],
    ["", "999", null],
    ["abc", "999", null],
    ["1.5", "9", null],
  ])("of %s in %s is %s", (text, format, expected) => {
    expect(std.toNumber(std.compileNumberFormat(format), text)).toBe(expected);
  });
});

describe("toChar", () => {
  it.each([
    [454n, 0, "999", "454"],
    [45400n, 2, "000.00", "454.00"],
    [12454n, 0, "99,999", "12,454"],
    [454n, 0, "99,999", "   454"],
    [7812n, 2, "$99.99", "$78.12"],
    [-124548n, 1, "99G999D9S", "12,454.8-"],
    [124548n, 1, "99G999D9S", "12,454.8+"],
    [-12n, 0, "S999", " -12"],
    [-12n, 0, "99MI", "12-"],
    [12n, 0, "99MI", "12 "],
    [-12n, 0, "99PR", "<12>"],
    [12n, 0, "99PR", "12  "],
    [12n, 0, "000999", "000012"],
    [1234n, 0, "999", "###"],
    [123n, 2, "9.9", "#.#"],
    [5n, 1, "9.9", "0.5"],
    [0n, 0, "9", " "],
    [12n, 0, "99.", "12 "],
  ])("of %s with scale %i in %s is %j", (unscaled, scale, format, expected) => {
    expect(std.toCharDecimal(std.compileCharFormat(format, scale), unscaled)).toBe(expected);
  });
});
