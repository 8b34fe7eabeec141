import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseDecimalPattern } from "../../../src/std/string/decimal-pattern.js";
import { parseFormat, type FormatSpec } from "../../../src/std/string/format-spec.js";
import { formatValue, kindProblem, type FormatKind } from "../../../src/std/string/format-value.js";
import * as std from "../../../src/std/string/index.js";

const number = (x: number, places: number | string): string | null => std.formatDoubleWith(x, places);

describe("formatNumber", () => {
  it.each([
    [12332.123456, 4, "12,332.1235"],
    [12332.123456, 0, "12,332"],
    [12332.123456, "##################.###", "12332.123"],
    [0.125, 2, "0.12"],
    [0.375, 2, "0.38"],
    // Not exactly half way, though its shortest digits are.
    [1.005, 2, "1.00"],
    [2.675, 2, "2.67"],
    [0.15, 1, "0.1"],
    [0.35, 1, "0.3"],
    [0.45, 1, "0.5"],
    [-0.001, 0, "-0"],
    [-0, 1, "-0.0"],
    [999.999, 2, "1,000.00"],
    [1e21, 0, "1,000,000,000,000,000,000,000"],
    [1e-10, 3, "0.000"],
    [Number.NaN, 2, "NaN"],
    [Infinity, 2, "∞"],
    [-Infinity, 2, "-∞"],
    [5, -1, null],
    [1234.5, "", "1,234"],
    [1234567.891, "#,##0.00;(#,##0.00)", "1,234,567.89"],
    [-1234567.891, "#,##0.00;(#,##0.00)", "(1,234,567.89)"],
    [0.256, "0.0%", "25.6%"],
    [0.5, ".##", ".5"],
    [0.5, "#.##", "0.5"],
    [0.5, "#.00", ".50"],
    [0, "#.##", "0"],
    [12345, "0.###E0", "1.234E4"],
    [12345, "##0.#####E0", "12.345E3"],
    [0.00012345, "00.##E0", "12.34E-5"],
    [0, "0.#E0", "0E0"],
    [7, "'#'0", "#7"],
    [7, "0''", "7'"],
    [7, "0 'o''clock'", "7 o'clock"],
    [7, "000", "007"],
    [12345.6, "#,####.0", "1,2345.6"],
  ])("of %d in %j is %j", (x, places, expected) => {
    expect(number(x, places)).toBe(expected);
  });

  it("is exact for integers and decimals", () => {
    expect(std.formatIntegerWith(9223372036854775807n, 2)).toBe("9,223,372,036,854,775,807.00");
    expect(std.formatDecimalWith(3, 12345n, 2)).toBe("12.34");
    expect(std.formatDecimalWith(3, 12355n, 2)).toBe("12.36");
    expect(std.formatDecimalWith(3, -1n, 0)).toBe("-0");
    expect(std.formatIntegerWith(7, 2 ** 31 - 1)).toHaveLength(2 + 340);
  });

  it.each(["", "abc", "0#", "#.#.#", "0.0,0", "#,", "'0", "0E", "0#.0"])("has no pattern %j", (pattern) => {
    expect(parseDecimalPattern(pattern)).toBeUndefined();
  });

  it("shows what reads back", () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (x) => {
        const shown = number(x, 340)?.replaceAll(",", "");
        expect(Number(shown)).toBe(x);
      }),
    );
  });
});

const DOUBLE: FormatKind = { is: "double" };
const INT: FormatKind = { is: "integer", bits: 32 };

function show(
  format: string,
  kind: FormatKind,
  value: string | number | bigint | boolean | null,
): string | null {
  const parts = parseFormat(format);
  if (typeof parts === "string") throw new Error(parts);
  const spec = parts[0];
  if (spec === undefined || typeof spec === "string") throw new Error("no conversion");
  return formatValue(spec, kind, value);
}

describe("formatString", () => {
  it.each([
    ["%.1f", 0.25, "0.3"],
    ["%.2f", 1.005, "1.01"],
    ["%f", 3.14159, "3.141590"],
    ["%08.3f", -3.14159, "-003.142"],
    ["%,.2f", 1234567.891, "1,234,567.89"],
    ["%(.1f", -2.5, "(2.5)"],
    ["%+.0f", 2.5, "+3"],
    ["%#.0f", 2, "2."],
    ["%10.2f|", 1.5, "      1.50"],
    ["%-10.2f", 1.5, "1.50      "],
    ["%e", 12345.678, "1.234568e+04"],
    ["%E", 0.00012345, "1.234500E-04"],
    ["%.0e", 15, "2e+01"],
    ["%e", 0, "0.000000e+00"],
    ["%e", 1e100, "1.000000e+100"],
    ["%g", 0.0001234, "0.000123400"],
    ["%g", 0.00001234, "1.23400e-05"],
    ["%g", 123456789, "1.23457e+08"],
    ["%g", 999999.5, "1.00000e+06"],
    ["%.0g", 12.3, "1e+01"],
    ["%g", 0, "0.00000"],
    ["%f", Number.NaN, "NaN"],
    ["%+f", Infinity, "+Infinity"],
    ["%012f", -Infinity, "   -Infinity"],
    ["%f", -0, "-0.000000"],
  ])("shows %s of %d as %j", (format, value, expected) => {
    expect(show(format, DOUBLE, value)).toBe(expected);
  });

  it.each([
    ["%d", -5, "-5"],
    ["%,d", -1234567, "-1,234,567"],
    ["%05d", -42, "-0042"],
    ["%+d", 5, "+5"],
    ["% d", 5, " 5"],
    ["%(d", -5, "(5)"],
    ["%(06d", -5, "(0005)"],
    ["%-5d", 5, "5    "],
    ["%x", -1, "ffffffff"],
    ["%X", 255, "FF"],
    ["%#x", 255, "0xff"],
    ["%#08x", 255, "0x0000ff"],
    ["%o", 8, "10"],
    ["%c", 65, "A"],
    ["%c", 0x1f600, "😀"],
    ["%c", -1, null],
    ["%b", 0, "true"],
  ])("shows %s of the INT %d as %j", (format, value, expected) => {
    expect(show(format, INT, value)).toBe(expected);
  });

  it("shows texts, conditions and NULL", () => {
    expect(show("%.3s", { is: "text" }, "abcdef")).toBe("abc");
    expect(show("%S", { is: "text" }, "ß")).toBe("SS");
    expect(show("%5s", { is: "text" }, null)).toBe(" null");
    expect(show("%b", { is: "boolean" }, false)).toBe("false");
    expect(show("%b", { is: "boolean" }, null)).toBe("false");
    expect(show("%d", INT, null)).toBe("null");
    // Java cuts the word, too.
    expect(show("%.2f", DOUBLE, null)).toBe("nu");
  });

  it("shows decimals and 64 bits exactly", () => {
    expect(show("%.3f", { is: "decimal", scale: 4 }, 12345n)).toBe("1.235");
    expect(show("%x", { is: "integer", bits: 64 }, -1)).toBe("ffffffffffffffff");
    expect(show("%x", { is: "integer", bits: 8 }, -1)).toBe("ff");
    expect(show("%d", { is: "integer", bits: 64 }, -(2n ** 63n))).toBe("-9223372036854775808");
  });

  it.each([
    "%",
    "%q",
    "%5",
    "%-d",
    "%05",
    "%0-5d",
    "%+ d",
    "%,x",
    "%.2d",
    "%#s",
    "%tY",
    "%0$s",
    "%<s",
    "%++d",
    "%h",
    "%D",
    "%5n",
  ])("has no conversion %j", (format) => {
    expect(typeof parseFormat(format)).toBe("string");
  });

  it("takes arguments in their order, by number, and the same again", () => {
    const parts = parseFormat("%2$s %s %<s %s %%%n");
    expect(parts).toMatchObject([
      { argument: 1 },
      " ",
      { argument: 0 },
      " ",
      { argument: 0 },
      " ",
      { argument: 1 },
      " ",
      "%",
      "\n",
    ]);
  });

  it("refuses widths that would take all memory", () => {
    expect(parseFormat("%999999999d")).toContain("too wide");
    expect(std.formatStringWith([INT], "%999999999d", 1, "1")).toBeNull();
    const wide = "%9999999d";
    expect(std.formatStringWith([INT, INT, INT], wide.repeat(3), 1, "1", 1, "1", 1, "1")).toBeNull();
  });

  it("with a format of the row's own is NULL where it does not fit", () => {
    const kinds: readonly FormatKind[] = [INT, { is: "text" }];
    expect(std.formatStringWith(kinds, "%s is %d", "a", "a", 5, "5")).toBeNull();
    expect(std.formatStringWith(kinds, "%d is %s", 5, "5", "a", "a")).toBe("5 is a");
    expect(std.formatStringWith(kinds, "%3$s", 5, "5", "a", "a")).toBeNull();
    expect(std.formatStringWith(kinds, null, 5, "5", "a", "a")).toBeNull();
  });

  it("says which type a conversion takes", () => {
    const spec = (conversion: FormatSpec["conversion"]): FormatSpec => ({
      conversion,
      upper: false,
      flags: "",
      width: -1,
      precision: -1,
      argument: 0,
    });
    expect(kindProblem(spec("d"), DOUBLE)).toContain("takes an integer");
    expect(kindProblem(spec("f"), INT)).toContain("takes a DOUBLE");
    expect(kindProblem(spec("c"), { is: "integer", bits: 64 })).toContain("takes an INT");
    expect(kindProblem(spec("s"), DOUBLE)).toBeUndefined();
  });
});
