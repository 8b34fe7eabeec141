import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { evaluateLine } from "../../src/eval/index.js";

const answer = (line: unknown, timeZone = "America/Los_Angeles"): string =>
  evaluateLine(typeof line === "string" ? line : JSON.stringify(line), timeZone);

const error = (line: unknown): { code: string; message: string; start: number; end: number } =>
  (JSON.parse(answer(line)) as { error: { code: string; message: string; start: number; end: number } })
    .error;

describe("answers", () => {
  test.each([
    ['{"expr":"x = 1","columns":{"x":"int"},"row":{"x":1}}', '{"type":"boolean","value":true,"text":"true"}'],
    ['{"expr":"1"}', '{"type":"int","value":1,"text":"1"}'],
    ['{"expr":"null"}', '{"type":"void","value":null,"text":"NULL"}'],
    [
      '{"expr":"x","columns":{"x":"bigint"},"row":{"x":9007199254740993}}',
      '{"type":"bigint","value":9007199254740993,"text":"9007199254740993"}',
    ],
    [
      '{"expr":"-9223372036854775808L"}',
      '{"type":"bigint","value":-9223372036854775808,"text":"-9223372036854775808"}',
    ],
    [
      '{"expr":"n","columns":{"n":"array<decimal(30,10)>"},"row":{"n":[12345678901234567890.0123456789]}}',
      '{"type":"array<decimal(30,10)>","value":["12345678901234567890.0123456789"],"text":"[12345678901234567890.0123456789]"}',
    ],
    ['{"expr":"1.50"}', '{"type":"decimal(3,2)","value":"1.50","text":"1.50"}'],
    ['{"expr":"1e10"}', '{"type":"double","value":1.0E10,"text":"1.0E10"}'],
    ['{"expr":"1.1F"}', '{"type":"float","value":1.1,"text":"1.1"}'],
    ['{"expr":"cast(\'nan\' as double)"}', '{"type":"double","value":"NaN","text":"NaN"}'],
    ['{"expr":"cast(\'-inf\' as float)"}', '{"type":"float","value":"-Infinity","text":"-Infinity"}'],
    ['{"expr":"date \'2020-02-29\'"}', '{"type":"date","value":"2020-02-29","text":"2020-02-29"}'],
    ['{"expr":"X\'00ff\'"}', '{"type":"binary","value":"AP8=","text":"\\u0000\uFFFD"}'],
    [
      '{"expr":"t","columns":{"t":"timestamp"},"row":{"t":"2020-01-01T00:00:00Z"}}',
      '{"type":"timestamp","value":"2019-12-31 16:00:00","text":"2019-12-31 16:00:00"}',
    ],
    [
      '{"expr":"m","columns":{"m":"map<string,array<int>>"},"row":{"m":{"a":[1,null]}}}',
      '{"type":"map<string,array<int>>","value":[["a",[1,null]]],"text":"{\\"a\\":[1,null]}"}',
    ],
    [
      '{"expr":"s","columns":{"s":"struct<a:int,b:string>"},"row":{"s":{"b":"x"}}}',
      '{"type":"struct<a:int,b:string>","value":{"a":null,"b":"x"},"text":"{\\"a\\":null,\\"b\\":\\"x\\"}"}',
    ],
    ['{"expr":"x","columns":{"x":"int"}}', '{"type":"int","value":null,"text":"NULL"}'],
    ['{"expr":"1","type":"int","category":"literal"}', '{"type":"int","value":1,"text":"1"}'],
  ])("%s", (line, expected) => {
    expect(answer(line)).toBe(expected.replace("\\u0000", "\\u0000"));
  });
});

describe("mistakes of the expression", () => {
  test("have their place in it", () => {
    expect(error({ expr: "1 = fare_amout" })).toMatchObject({ code: "PN2104", start: 4, end: 14 });
    expect(error({ expr: "1 +" }).code).toMatch(/^PN20/);
    expect(error({ expr: "" }).code).toMatch(/^PN20/);
  });
});

describe("mistakes of the line", () => {
  test.each(["", "{", "null", "1", "[]", '"a"', "{}", '{"expr":1}', '{"expr":"1","columns":[]}'])(
    "%s",
    (line) => {
      expect(error(line).code).toBe("PN2490");
    },
  );

  test.each([
    { expr: "1", columns: { x: 1 } },
    { expr: "1", columns: "x int" },
    { expr: "1", row: [1] },
    { expr: "1", row: "x" },
  ])("%j", (line) => {
    expect(error(line).code).toBe("PN2490");
  });

  test("unknown types", () => {
    expect(error({ expr: "1", columns: { x: "integre" } })).toMatchObject({
      code: "PN2491",
      message: 'the column `x` is declared with an unknown type: "integre"',
    });
    expect(error({ expr: "1", columns: { x: "array<".repeat(5000) } }).code).toBe("PN2491");
  });

  test.each([
    ["int", "one"],
    ["int", 1.5],
    ["int", 2147483648],
    ["tinyint", 128],
    ["boolean", 1],
    ["string", 1],
    ["double", "1"],
    ["float", 1e39],
    ["decimal(3,1)", 1.25],
    ["decimal(3,1)", 100],
    ["date", "2020-02-30"],
    ["date", 1],
    ["timestamp", "yesterday?"],
    ["binary", "???"],
    ["array<int>", 1],
    ["array<int>", ["a"]],
    ["map<int,int>", { "1": 1 }],
    [
      "map<string,int>",
      [
        ["a", 1],
        ["a", 2],
      ],
    ],
    ["struct<a:int>", { b: 1 }],
    ["void", 1],
  ])("a %s is not made of %j", (type, value) => {
    expect(error({ expr: "1", columns: { x: type }, row: { x: value } }).code).toBe("PN2492");
  });

  test("a bigint beyond 64 bits", () => {
    expect(error('{"expr":"x","columns":{"x":"bigint"},"row":{"x":9223372036854775808}}').code).toBe(
      "PN2492",
    );
  });

  test("a value of no column", () => {
    expect(error({ expr: "1", row: { x: 1 } }).message).toBe(
      "the row has a value of `x`, which is none of the columns",
    );
  });
});

describe("names that are properties of every object", () => {
  test("are columns like others", () => {
    const line =
      '{"expr":"__proto__ = constructor","columns":{"__proto__":"int","constructor":"int"},"row":{"__proto__":1,"constructor":1}}';
    expect(answer(line)).toBe('{"type":"boolean","value":true,"text":"true"}');
    expect(error({ expr: "__proto__" }).code).toBe("PN2104");
    expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
  });

  test("are no requests", () => {
    expect(error('{"__proto__":{"expr":"1"}}').code).toBe("PN2490");
  });
});

test("deeply nested JSON is a mistake like others", () => {
  expect(error("[".repeat(500_000)).code).toBe("PN2490");
  expect(error(`{"expr":"1","row":${"[".repeat(50_000)}${"]".repeat(50_000)}}`).code).toBe("PN2490");
});

test("whatever a line holds, there is an answer of JSON", () => {
  const words = fc.constantFrom(
    "x",
    "1",
    "'a'",
    "(",
    ")",
    "+",
    "and",
    "case",
    "when",
    "then",
    "end",
    "[",
    "]",
    "->",
    ".",
    "__proto__",
    "\u2028",
    "😀",
    "`",
    "null",
    "in",
    "like",
    "upper",
    "array",
    ",",
    "::",
    "int",
    "between",
    "is",
    "not",
    "cast",
    "as",
    "date",
    "interval",
    "day",
  );
  const expr = fc.oneof(
    fc.string(),
    fc.string({ unit: "binary" }),
    fc.array(words, { maxLength: 25 }).map((parts) => parts.join(" ")),
  );
  const line = fc.oneof(
    fc.string(),
    fc.json(),
    expr.map((text) =>
      JSON.stringify({ expr: text, columns: { x: "int", ["__proto__"]: "int" }, row: { x: 1 } }),
    ),
    fc
      .record({ expr, columns: fc.json(), row: fc.json() })
      .map(
        ({ expr: text, columns, row }) =>
          `{"expr":${JSON.stringify(text)},"columns":${columns},"row":${row}}`,
      ),
  );
  fc.assert(
    fc.property(line, (text) => {
      const given = JSON.parse(answer(text)) as Record<string, unknown>;
      expect(Object.keys(given)).toEqual("error" in given ? ["error"] : ["type", "value", "text"]);
    }),
    { numRuns: 3000 },
  );
});
