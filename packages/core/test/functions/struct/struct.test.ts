import { describe, expect, it } from "vitest";
import { fieldAt } from "../../../src/functions/struct/field.js";
import { INT, showType, STRING } from "../../../src/types/index.js";
import { column, literal, refusalOf, tree, valueOf } from "../resolve.js";

const int = (value: number) => literal(value, INT);
const text = (value: string) => literal(value, STRING);

describe("struct", () => {
  it("names its fields", () => {
    const call = tree("struct", int(1), text("a"));
    expect(showType(call.type)).toBe("struct<col1:int,col2:string>");
    expect(call.nullable).toBe(false);
    expect(valueOf(call)).toEqual([1, "a"]);
    expect(valueOf(tree("struct", column("x", INT)), { x: null })).toEqual([null]);
  });
});

describe("named_struct", () => {
  it("takes constant names", () => {
    const call = tree("named_struct", text("__proto__"), int(1), text("b"), text("x"));
    expect(showType(call.type)).toBe("struct<__proto__:int,b:string>");
    expect(valueOf(fieldAt(call, 0, call.span))).toBe(1);
    expect(refusalOf("named_struct", text("a"), int(1), text("b"))).toContain("PN2302");
    expect(refusalOf("named_struct", int(1), int(1))).toContain("PN2201");
    expect(refusalOf("named_struct", column("n", STRING), int(1))).toContain("PN2303");
    expect(refusalOf("named_struct", literal(null, STRING), int(1))).toContain("PN2304");
  });
});
