import { describe, expect, it } from "vitest";
import { arrayOf, INT, STRING, VOID } from "../../../src/types/index.js";
import { column, literal, refusalOf, tree, valueOf } from "../resolve.js";

const text = (value: string) => literal(value, STRING);
const int = (value: number) => literal(value, INT);
const s = column("s", STRING);
const p = column("p", STRING);

describe("regular expressions", () => {
  it("are compiled where they are constant", () => {
    const call = tree("rlike", s, text("^a"));
    expect(call).toMatchObject({ statics: ["^a"], args: [{ name: "s" }], impl: { name: "rlike" } });
    expect(valueOf(call, { s: "abc" })).toBe(true);
    expect(valueOf(tree("regexp_like", s, p), { s: "abc", p: "c$" })).toBe(true);
  });

  it("may be folded of constants", () => {
    const pattern = tree("concat", text("^"), text("a"));
    expect(tree("rlike", s, pattern)).toMatchObject({ statics: ["^a"] });
  });

  it("of the row's own that are bad give NULL", () => {
    const call = tree("regexp_extract", s, p, int(0));
    expect(valueOf(call, { s: "abc", p: "b" })).toBe("b");
    expect(valueOf(call, { s: "abc", p: "(" })).toBeNull();
    expect(valueOf(call, { s: "abc", p: "(a)\\1" })).toBeNull();
  });

  it("that are NULL give NULL", () => {
    const call = tree("split", s, literal(null, VOID));
    expect(call.type).toEqual(arrayOf(STRING));
    expect(valueOf(call, { s: "a" })).toBeNull();
  });

  it("are refused where they need more than linear time, or are wrong", () => {
    expect(refusalOf("rlike", s, text("(a)\\1"))).toContain("PN2405");
    expect(refusalOf("rlike", s, text("(?=a)"))).toContain("PN2405");
    expect(refusalOf("split", s, text("a++"))).toContain("PN2405");
    expect(refusalOf("regexp_replace", s, text("("), text(""))).toContain("PN2406");
  });

  it("have the groups that are asked for", () => {
    expect(refusalOf("regexp_extract", s, text("(a)"), int(2))).toContain("has one group, and group 2");
    expect(refusalOf("regexp_extract", s, text("a"))).toContain("has no groups, and group 1");
    expect(refusalOf("regexp_extract_all", s, text("(a)(b)"), int(-1))).toContain("has 2 groups");
    const call = tree("regexp_extract", s, text("(a)"), column("n", INT));
    expect(valueOf(call, { s: "a", n: 5 })).toBeNull();
  });

  it("are replaced by what is checked", () => {
    expect(valueOf(tree("regexp_replace", s, text("b"), text("$0$0"), int(3)), { s: "bbb" })).toBe("bbbb");
    expect(valueOf(tree("regexp_replace", s, text("b"), p), { s: "abc", p: "$0$0" })).toBe("abbc");
    expect(refusalOf("regexp_replace", s, text("b"), text("$1"))).toContain("no group 1");
    expect(refusalOf("regexp_replace", s, text("b"), text(""), int(-2))).toContain("PN2304");
    expect(refusalOf("regexp_replace", s, text("b"), text(""), column("n", INT))).toContain("PN2303");
    expect(valueOf(tree("regexp_replace", s, text("b"), literal(null, VOID)), { s: "a" })).toBeNull();
  });

  it("split into characters where they are empty", () => {
    expect(valueOf(tree("split", s, text("")), { s: "a😀" })).toEqual(["a", "😀"]);
    expect(valueOf(tree("split", s, text(""), int(1)), { s: "ab" })).toEqual(["ab"]);
    expect(valueOf(tree("split", s, p), { s: "ab", p: "" })).toEqual(["a", "b"]);
  });
});
