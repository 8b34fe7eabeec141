import { describe, expect, test } from "vitest";
import { BIGINT, DATE, INT, STRING, TIMESTAMP } from "../../../src/types/index.js";
import { column, literal, refusalOf, tree, valueOf } from "../resolve.js";

const s = (value: string) => literal(value, STRING);
const X = column("x", STRING);
const P = column("p", STRING);

describe("a constant pattern", () => {
  test("is compiled once, in front of the arguments", () => {
    const expr = tree("to_date", X, s("dd/MM/yyyy"));
    expect(expr).toMatchObject({
      type: DATE,
      nullable: true,
      statics: ["dd/MM/yyyy", "America/Los_Angeles"],
      impl: { name: "textToDate", prepare: { name: "readingPattern" }, fails: "not of the pattern" },
    });
    expect(valueOf(expr, { x: "31/12/2016" })).toBe(17_166);
    expect(valueOf(expr, { x: "32/12/2016" })).toBeNull();
    expect(valueOf(expr, { x: null })).toBeNull();
  });

  test("that is none is refused, with what was probably meant", () => {
    expect(refusalOf("to_date", X, s("YYYY-MM-dd"))).toBe(
      "PN2304: the pattern `YYYY-MM-dd` has the week-based letter `Y`",
    );
    expect(refusalOf("date_format", column("t", TIMESTAMP), s("aaaa"))).toBe(
      "PN2304: the pattern `aaaa` has more than 1 of the letter `a`",
    );
    expect(refusalOf("unix_timestamp", X, s("EEE"))).toBe(
      "PN2304: the pattern `EEE` has the letter `E`, which is for writing only",
    );
  });

  test("may be for writing what cannot be read", () => {
    expect(valueOf(tree("date_format", literal(0, TIMESTAMP), s("EEE Q")))).toBe("Wed 4");
  });

  test("that is NULL makes the result NULL", () => {
    expect(tree("to_timestamp", X, literal(null, STRING))).toMatchObject({ kind: "literal", value: null });
  });
});

describe("a pattern from the row", () => {
  test.each([
    ["to_timestamp", "2020-01-05 10", "yyyy-MM-dd HH", 1_578_247_200_000_000],
    ["to_date", "5.1.2020", "d.M.yyyy", 18_266],
    ["unix_timestamp", "1970", "yyyy", 28_800],
  ])("%s", (name, x, p, value) => {
    const expr = tree(name, X, P);
    expect(valueOf(expr, { x, p })).toBe(value);
    expect(valueOf(expr, { x, p: "YYYY" })).toBeNull();
    expect(valueOf(expr, { x, p: null })).toBeNull();
  });

  test("date_format and from_unixtime", () => {
    expect(valueOf(tree("date_format", literal(0, TIMESTAMP), P), { p: "yyyy HH" })).toBe("1969 16");
    expect(valueOf(tree("from_unixtime", literal(0, BIGINT), P), { p: "HH:mm" })).toBe("16:00");
  });
});

test("a date and a timestamp need no pattern", () => {
  const expr = tree("to_date", column("t", TIMESTAMP), s("no pattern"));
  expect(valueOf(expr, { t: 0 })).toBe(-1);
});

test("the present time is refused", () => {
  expect(refusalOf("unix_timestamp")).toMatch(/^PN2307: /);
});

test("numbers are read without a pattern alone", () => {
  expect(valueOf(tree("to_timestamp", literal(1, INT)))).toBe(1_000_000);
  expect(refusalOf("to_timestamp", literal(1, INT), s("yyyy"))).toMatch(/^PN2201: /);
});
