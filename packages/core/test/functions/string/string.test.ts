import { describe, expect, it } from "vitest";
import {
  arrayOf,
  BIGINT,
  BINARY,
  BOOLEAN,
  DATE,
  DOUBLE,
  INT,
  STRING,
  VOID,
  decimal,
  showType,
} from "../../../src/types/index.js";
import { column, literal, refusalOf, tree, valueOf } from "../resolve.js";

const text = (value: string) => literal(value, STRING);
const int = (value: number) => literal(value, INT);
const s = column("s", STRING);
const p = column("p", STRING);

describe("strings", () => {
  it("are what other values become", () => {
    expect(valueOf(tree("length", int(123)))).toBe(3);
    expect(valueOf(tree("upper", literal(true, BOOLEAN)))).toBe("TRUE");
    expect(refusalOf("upper", literal([], arrayOf(INT)))).toContain("PN2201");
  });

  it("are told from binaries", () => {
    const bytes = literal(new Uint8Array([0xf0, 0x9f, 0x98, 0x80]), BINARY);
    expect(valueOf(tree("length", bytes))).toBe(4);
    expect(valueOf(tree("length", text("😀")))).toBe(1);
    expect(tree("substring", bytes, int(1)).type.kind).toBe("binary");
    expect(tree("lpad", bytes, int(5)).type.kind).toBe("binary");
    // One binary among texts becomes a text.
    expect(tree("concat", bytes, text("a")).type.kind).toBe("string");
    expect(valueOf(tree("concat", bytes, text("a")))).toBe("😀a");
    expect(tree("concat", bytes, bytes).type.kind).toBe("binary");
    expect(tree("elt", int(1), bytes, bytes).type.kind).toBe("binary");
    expect(tree("elt", int(1), bytes, text("a")).type.kind).toBe("string");
  });

  it("are NULL where an argument is", () => {
    expect(valueOf(tree("substring", s, int(1)), { s: null })).toBeNull();
    expect(valueOf(tree("upper", literal(null, VOID)))).toBeNull();
    expect(valueOf(tree("concat", s, text("a")), { s: null })).toBeNull();
    expect(valueOf(tree("locate", text("a"), s, column("n", INT)), { s: "a", n: null })).toBe(0);
  });

  it("trim the characters that come first", () => {
    expect(valueOf(tree("trim", text("SL"), text("SSparkSQLS")))).toBe("parkSQ");
    expect(valueOf(tree("btrim", text("SSparkSQLS"), text("SL")))).toBe("parkSQ");
  });
});

describe("concat", () => {
  it("of nothing is empty", () => {
    expect(valueOf(tree("concat"))).toBe("");
  });

  it("of arrays meets in a type", () => {
    const both = tree("concat", literal([1], arrayOf(INT)), literal(["a"], arrayOf(STRING)));
    expect(showType(both.type)).toBe("array<string>");
    expect(valueOf(both)).toEqual(["1", "a"]);
    expect(refusalOf("concat", literal([1], arrayOf(INT)), text("a"))).toContain("is an array");
    expect(refusalOf("||", literal([1], arrayOf(INT)), literal([[1]], arrayOf(arrayOf(INT))))).toContain(
      "do not meet",
    );
  });

  it("with a separator takes arrays of what becomes text", () => {
    expect(valueOf(tree("concat_ws", text("-"), literal([1, null], arrayOf(INT)), int(2)))).toBe("1-2");
    expect(refusalOf("concat_ws", text("-"), literal([[1]], arrayOf(arrayOf(INT))))).toContain("PN2201");
  });
});

describe("like", () => {
  it("compiles a constant pattern and no other", () => {
    const constant = tree("like", s, text("a%"));
    expect(constant).toMatchObject({ statics: ["a%", "\\"], args: [{ name: "s" }] });
    expect(valueOf(constant, { s: "abc" })).toBe(true);
    const dynamic = tree("like", s, p);
    expect(valueOf(dynamic, { s: "abc", p: "%c" })).toBe(true);
    expect(valueOf(dynamic, { s: "abc", p: "c\\" })).toBeNull();
    expect(valueOf(tree("ilike", s, p), { s: "ABC", p: "a%" })).toBe(true);
    expect(valueOf(tree("like", s, literal(null, VOID)), { s: "a" })).toBeNull();
  });

  it("refuses bad escapes", () => {
    expect(refusalOf("like", s, text("a\\"))).toContain("PN2304");
    expect(refusalOf("like", s, text("\\a"))).toContain("PN2304");
    expect(refusalOf("like", s, text("a"), text("ab"))).toContain("one character");
    expect(refusalOf("like", s, text("a"), p)).toContain("PN2303");
  });
});

describe("formats", () => {
  it("of numbers give the type of the result", () => {
    const number = tree("to_number", s, text("99,999.9S"));
    expect(showType(number.type)).toBe("decimal(6,1)");
    expect(valueOf(number, { s: "12,454.8-" })).toBe(-124548n);
    expect(valueOf(tree("try_to_number", s, text("9")), { s: "x" })).toBeNull();
    expect(refusalOf("to_number", s, p)).toContain("PN2303");
    expect(refusalOf("to_number", s, text("9$"))).toContain("PN2304");
    expect(valueOf(tree("to_char", literal(1.5, DOUBLE), text("9.9")))).toBe("1.5");
    expect(valueOf(tree("to_char", literal(12n, decimal(3, 1)), text("0.99")))).toBe("1.20");
    expect(valueOf(tree("to_char", literal(2n ** 62n, BIGINT), text("9")))).toBe("#");
    expect(valueOf(tree("to_char", literal(new Uint8Array([1]), BINARY), text("HEX")))).toBe("01");
    expect(valueOf(tree("to_char", literal(0, DATE), text("yyyy")))).toBe("1970");
    expect(refusalOf("to_char", literal(new Uint8Array([1]), BINARY), text("octal"))).toContain("PN2304");
  });

  it("of separated numbers follow the type", () => {
    expect(valueOf(tree("format_number", literal(1234567n, decimal(9, 2)), int(1)))).toBe("12,345.7");
    expect(valueOf(tree("format_number", column("n", BIGINT), int(0)), { n: 2n ** 60n })).toBe(
      "1,152,921,504,606,846,976",
    );
    const dynamic = tree("format_number", literal(1.5, DOUBLE), column("n", INT));
    expect(valueOf(dynamic, { n: 2 })).toBe("1.50");
    expect(valueOf(dynamic, { n: -1 })).toBeNull();
    expect(refusalOf("format_number", text("12.5"), int(2))).toContain("PN2201");
    expect(refusalOf("soundex", int(1))).toContain("PN2201");
    expect(valueOf(tree("soundex", literal(null, VOID)))).toBeNull();
    expect(refusalOf("format_number", int(1), text("x"))).toContain("PN2304");
  });

  it("of texts take each value as its conversion shows it", () => {
    const call = tree("format_string", text("%s %<s %d"), literal(1.5, DOUBLE), int(7));
    expect(valueOf(call)).toBe("1.5 1.5 7");
    expect(valueOf(tree("format_string", text("%s"), literal(0, DATE)))).toBe("0");
    const dynamic = tree("format_string", p, literal(1.5, DOUBLE), int(7));
    expect(valueOf(dynamic, { p: "%s %1$.2f %2$05d" })).toBe("1.5 1.50 00007");
    expect(valueOf(dynamic, { p: "%d" })).toBeNull();
    expect(valueOf(tree("format_string", text("%d"), literal(null, VOID)))).toBe("null");
    expect(refusalOf("format_string", text("%d"), literal(1.5, DOUBLE))).toContain("takes an integer");
    expect(refusalOf("format_string", text("%d"))).toContain("asks for 1 values");
    expect(refusalOf("format_string", text("%s"), literal([1], arrayOf(INT)))).toContain("PN2201");
  });

  it("of bytes are constant", () => {
    expect(valueOf(tree("to_binary", text("616")))).toEqual(new Uint8Array([6, 0x16]));
    expect(valueOf(tree("to_binary", text("é"), text("UTF-8")))).toEqual(new Uint8Array([0xc3, 0xa9]));
    expect(refusalOf("to_binary", s, p)).toContain("PN2303");
    expect(refusalOf("to_binary", s, text("x"))).toContain("PN2304");
    expect(refusalOf("encode", s, text("ebcdic"))).toContain("no character set");
    expect(valueOf(tree("encode", text("a"), p), { p: "ebcdic" })).toBeNull();
  });
});

describe("constants", () => {
  it("of mask are single characters", () => {
    expect(valueOf(tree("mask", text("Ab1"), text("Q"), literal(null, VOID)))).toBe("Qbn");
    expect(refusalOf("mask", s, text("QQ"))).toContain("one character");
    expect(refusalOf("mask", s, p)).toContain("PN2303");
  });

  it("of split_part are not zero", () => {
    expect(refusalOf("split_part", s, text(","), int(0))).toContain("no part 0");
    expect(valueOf(tree("split_part", s, text(","), column("n", INT)), { s: "a,b", n: 0 })).toBeNull();
  });

  it("of translate are made one table", () => {
    expect(tree("translate", s, text("ab"), text("x"))).toMatchObject({ statics: ["ab", "x"] });
    expect(valueOf(tree("translate", s, p, text("x")), { s: "abc", p: "ab" })).toBe("xc");
  });
});

describe("the validity of UTF-8", () => {
  it("is seen behind a cast", () => {
    const cast = { ...tree("concat", literal(new Uint8Array([0x80]), BINARY), text("")) };
    expect(valueOf(tree("is_valid_utf8", literal(new Uint8Array([0x80]), BINARY)))).toBe(false);
    expect(valueOf(tree("make_valid_utf8", literal(new Uint8Array([0x80]), BINARY)))).toBe("\ufffd");
    expect(valueOf(tree("try_validate_utf8", literal(new Uint8Array([0x80]), BINARY)))).toBeNull();
    expect(valueOf(tree("is_valid_utf8", cast))).toBe(true);
    expect(valueOf(tree("validate_utf8", s), { s: "a😀" })).toBe("a😀");
  });
});
