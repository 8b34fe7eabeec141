import { describe, expect, it } from "vitest";
import { arrayOf, DOUBLE, INT, mapOf, showType, STRING, structOf, VOID } from "../../../src/types/index.js";
import { column, literal, refusalOf, tree, valueOf } from "../resolve.js";

const int = (value: number) => literal(value, INT);
const text = (value: string) => literal(value, STRING);
const m = column("m", mapOf(STRING, INT));
const nothing = literal(null, VOID);

describe("map", () => {
  it("makes keys and values one type each", () => {
    const call = tree("map", int(1), text("a"), literal(2, DOUBLE), int(2));
    expect(showType(call.type)).toBe("map<double,string>");
    expect(valueOf(call)).toEqual([
      [1, "a"],
      [2, "2"],
    ]);
    expect(showType(tree("map").type)).toBe("map<void,void>");
    expect(refusalOf("map", int(1))).toContain("PN2302");
    expect(refusalOf("map", m, int(1))).toContain("the keys of a map cannot be map<string,int>");
    expect(refusalOf("map", int(1), int(1), literal([1], arrayOf(INT)), int(1))).toContain("keys of a map");
  });

  it("is NULL where keys are NULL or not apart", () => {
    expect(valueOf(tree("map", int(1), int(1), int(1), int(2)))).toBeNull();
    expect(valueOf(tree("map", nothing, int(1)))).toBeNull();
    expect(valueOf(tree("map", column("k", INT), int(1)), { k: null })).toBeNull();
  });
});

describe("maps", () => {
  it("are joined and read", () => {
    const row = { m: [["a", 1]] };
    expect(valueOf(tree("map_concat", m, tree("map", text("b"), int(2))), row)).toEqual([
      ["a", 1],
      ["b", 2],
    ]);
    expect(showType(tree("map_concat").type)).toBe("map<string,string>");
    expect(valueOf(tree("map_concat", m, m), row)).toBeNull();
    expect(valueOf(tree("map_keys", m), row)).toEqual(["a"]);
    expect(showType(tree("map_entries", m).type)).toBe("array<struct<key:string,value:int>>");
    expect(valueOf(tree("map_contains_key", m, text("a")), row)).toBe(true);
    expect(refusalOf("map_contains_key", m, int(1))).toContain("PN2201");
    expect(refusalOf("map_contains_key", m, nothing)).toContain("PN2201");
    expect(refusalOf("map_keys", int(1))).toContain("expected map");
  });

  it("are made of arrays and entries", () => {
    const arrays = tree("map_from_arrays", literal([1], arrayOf(INT)), literal(["x"], arrayOf(STRING)));
    expect(showType(arrays.type)).toBe("map<int,string>");
    const pair = structOf([
      { name: "a", type: INT },
      { name: "b", type: STRING },
    ]);
    expect(valueOf(tree("map_from_entries", literal([[1, "x"]], arrayOf(pair))))).toEqual([[1, "x"]]);
    expect(refusalOf("map_from_entries", literal([1], arrayOf(INT)))).toContain("structs with two fields");
  });

  it("are made of texts", () => {
    const s = column("s", STRING);
    expect(valueOf(tree("str_to_map", s), { s: "a:1,b" })).toEqual([
      ["a", "1"],
      ["b", null],
    ]);
    expect(valueOf(tree("str_to_map", s, column("p", STRING)), { s: "a:1;b:2", p: ";" })).toHaveLength(2);
    expect(valueOf(tree("str_to_map", s, nothing), { s: "a" })).toBeNull();
    expect(refusalOf("str_to_map", s, text("("))).toContain("PN2406");
  });
});
