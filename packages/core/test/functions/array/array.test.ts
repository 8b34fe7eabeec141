import { describe, expect, it } from "vitest";
import {
  arrayOf,
  BIGINT,
  BOOLEAN,
  DATE,
  DOUBLE,
  INT,
  mapOf,
  showType,
  STRING,
  TIMESTAMP,
  VOID,
  YEAR_MONTH_INTERVAL,
} from "../../../src/types/index.js";
import { column, literal, refusalOf, tree, valueOf } from "../resolve.js";

const int = (value: number) => literal(value, INT);
const text = (value: string) => literal(value, STRING);
const ints = (...values: readonly (number | null)[]) => literal(values, arrayOf(INT));
const nothing = literal(null, VOID);
const a = column("a", arrayOf(INT));

describe("array", () => {
  it("makes its elements one type", () => {
    expect(showType(tree("array").type)).toBe("array<void>");
    expect(showType(tree("array", int(1), literal(2.5, DOUBLE)).type)).toBe("array<double>");
    expect(showType(tree("array", int(1), text("a"), nothing).type)).toBe("array<string>");
    expect(valueOf(tree("array", int(1), text("a"), nothing))).toEqual(["1", "a", null]);
    expect(refusalOf("array", int(1), ints(1))).toContain("found int, array<int>");
  });
});

describe("an array and a value", () => {
  it("meet without loss", () => {
    const call = tree("array_append", a, literal(2n ** 60n, BIGINT));
    expect(showType(call.type)).toBe("array<bigint>");
    expect(valueOf(call, { a: [1, null] })).toEqual([1, null, 2n ** 60n]);
    expect(refusalOf("array_append", a, text("x"))).toContain("is string, but the array holds int");
    expect(showType(tree("array_append", tree("array"), int(1)).type)).toBe("array<int>");
  });

  it("may be NULL, each in its way", () => {
    expect(valueOf(tree("array_append", a, nothing), { a: [1] })).toEqual([1, null]);
    expect(refusalOf("array_append", nothing, int(1))).toContain("expected array");
    expect(valueOf(tree("array_position", a, nothing), { a: [1] })).toBeNull();
    expect(refusalOf("array_contains", a, nothing)).toContain("cannot look for NULL");
    expect(valueOf(tree("array_contains", a, literal(2, DOUBLE)), { a: [2] })).toBe(true);
    expect(valueOf(tree("array_contains", a, int(1)), { a: [2, null] })).toBeNull();
  });

  it("of position and remove", () => {
    expect(tree("array_position", a, int(1)).type.kind).toBe("bigint");
    expect(valueOf(tree("array_remove", a, int(1)), { a: [1, 2] })).toEqual([2]);
  });

  it("of insert have an INT between them", () => {
    expect(valueOf(tree("array_insert", a, int(-1), int(9)), { a: [1, 2] })).toEqual([1, 2, 9]);
    expect(refusalOf("array_insert", a, int(0), int(9))).toContain("PN2304");
    expect(refusalOf("array_insert", a, nothing, int(9))).toContain("PN2201");
    expect(refusalOf("array_insert", a, literal(1, BIGINT), int(9))).toContain("PN2201");
    expect(valueOf(tree("array_insert", a, column("n", INT), int(9)), { a: [1], n: 0 })).toBeNull();
  });
});

describe("what compares elements", () => {
  it("refuses maps, which have no order", () => {
    const maps = column("m", arrayOf(mapOf(INT, INT)));
    for (const name of ["array_distinct", "array_max", "array_sort", "sort_array"]) {
      expect(refusalOf(name, maps)).toContain("has no order");
    }
    expect(refusalOf("array_union", maps, maps)).toContain("has no order");
  });

  it("compares nested values part by part", () => {
    const nested = column("n", arrayOf(arrayOf(DOUBLE)));
    const n = [[1, null], [Number.NaN], [1, null], [0], [-0]];
    expect(valueOf(tree("array_distinct", nested), { n })).toEqual([[1, null], [Number.NaN], [0]]);
    expect(valueOf(tree("array_max", nested), { n })).toEqual([Number.NaN]);
    expect(valueOf(tree("array_except", nested, nested), { n })).toEqual([]);
  });

  it("meets in a type", () => {
    const call = tree("array_union", a, literal([2n ** 60n], arrayOf(BIGINT)));
    expect(showType(call.type)).toBe("array<bigint>");
    expect(refusalOf("arrays_overlap", a, literal(["x"], arrayOf(STRING)))).toContain("int and string");
  });

  it("sorts both ways", () => {
    const row = { a: [2, null, 1] };
    expect(valueOf(tree("sort_array", a), row)).toEqual([null, 1, 2]);
    expect(valueOf(tree("sort_array", a, literal(false, BOOLEAN)), row)).toEqual([2, 1, null]);
    expect(valueOf(tree("array_sort", a), row)).toEqual([1, 2, null]);
    expect(refusalOf("sort_array", a, column("b", BOOLEAN))).toContain("PN2303");
    expect(refusalOf("sort_array", a, int(1))).toContain("PN2201");
  });
});

describe("access", () => {
  it("takes integers", () => {
    expect(valueOf(tree("get", a, column("i", BIGINT)), { a: [1, 2], i: 1 })).toBe(2);
    expect(valueOf(tree("get", a, column("i", BIGINT)), { a: [1, 2], i: 2n ** 60n })).toBeNull();
    expect(valueOf(tree("get", a, text("1")), { a: [1, 2] })).toBe(2);
    expect(refusalOf("get", a, tree("array"))).toContain("PN2201");
    expect(refusalOf("get", nothing, int(0))).toContain("PN2201");
    expect(refusalOf("element_at", a, int(0))).toContain("PN2304");
    expect(valueOf(tree("element_at", a, column("i", INT)), { a: [1, 2], i: 0 })).toBeNull();
  });

  it("takes keys that meet the map's", () => {
    const map = column("m", mapOf(BIGINT, STRING));
    expect(valueOf(tree("element_at", map, int(1)), { m: [[1, "x"]] })).toBe("x");
    expect(valueOf(tree("element_at", map, int(2)), { m: [[1, "x"]] })).toBeNull();
    expect(refusalOf("element_at", map, text("a"))).toContain("the map's keys are bigint");
  });
});

describe("size", () => {
  it("of NULL is -1, and NULL of array_size", () => {
    expect(valueOf(tree("size", nothing))).toBe(-1);
    expect(valueOf(tree("size", a), { a: null })).toBe(-1);
    expect(valueOf(tree("array_size", a), { a: null })).toBeNull();
    expect(valueOf(tree("cardinality", column("m", mapOf(INT, INT))), { m: [[1, 2]] })).toBe(1);
    expect(tree("size", a).nullable).toBe(false);
  });
});

describe("arrays_zip", () => {
  it("names fields by their places", () => {
    const call = tree("arrays_zip", a, literal(["x"], arrayOf(STRING)));
    expect(showType(call.type)).toBe("array<struct<0:int,1:string>>");
    expect(valueOf(call, { a: [1, 2] })).toEqual([
      [1, "x"],
      [2, null],
    ]);
    expect(valueOf(tree("arrays_zip", a, nothing), { a: [1] })).toBeNull();
  });
});

describe("sequence", () => {
  it("meets in an integral type", () => {
    expect(showType(tree("sequence", int(1), literal(5, BIGINT)).type)).toBe("array<bigint>");
    expect(refusalOf("sequence", int(1), text("5"))).toContain("PN2201");
    expect(refusalOf("sequence", literal(1, DOUBLE), int(5))).toContain("PN2201");
  });

  it("meets in a type of time, and steps by intervals", () => {
    const call = tree("sequence", literal(0, DATE), literal(0, TIMESTAMP));
    expect(showType(call.type)).toBe("array<timestamp>");
    expect(valueOf(tree("sequence", literal(0, DATE), literal(2, DATE)))).toEqual([0, 1, 2]);
    const month = literal(1, YEAR_MONTH_INTERVAL);
    expect(valueOf(tree("sequence", literal(0, DATE), column("d", DATE), month), { d: 31 })).toEqual([0, 31]);
    expect(refusalOf("sequence", literal(0, DATE), literal(2, DATE), int(1))).toContain("expected interval");
    expect(refusalOf("sequence", literal(0, DATE), text("1970-01-02"))).toContain("from date to string");
  });
});
