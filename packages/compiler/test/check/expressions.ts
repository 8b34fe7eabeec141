import { functionNames } from "@pinion/core/functions";
import type { Value } from "@pinion/core";
import fc from "fast-check";
import { scopeOf } from "./support.js";

/*
 * Random texts of expressions: every function of the library over arguments of every type, right and wrong,
 * within the forms of the grammar.
 */

export const scope = scopeOf({
  b: "boolean",
  y: "tinyint",
  i: "int!",
  l: "bigint",
  f: "float",
  d: "double!",
  n: "decimal(10,2)",
  s: "string",
  x: "binary",
  t: "timestamp",
  day: "date",
  a: "array<int>",
  ss: "array<string>",
  m: "map<string,int>",
  p: "struct<lat:double,name:string>",
  ym: "interval year to month",
  dt: "interval day to second",
});

/** Values of the columns: those that are always there, and extremes of all. */
export const rows: readonly ReadonlyMap<string, Value>[] = [
  new Map<string, Value>([
    ["i", 7],
    ["d", 1.5],
  ]),
  new Map<string, Value>([
    ["b", true],
    ["y", -128],
    ["i", -2147483648],
    ["l", 9007199254740993n],
    ["f", Math.fround(0.1)],
    ["d", NaN],
    ["n", -9999999999n],
    ["s", "Ünï😀 %_"],
    ["x", Uint8Array.of(0, 255, 65)],
    ["t", -1],
    ["day", 18321],
    ["a", [3, null, -1, 3]],
    ["ss", ["b", "", null]],
    [
      "m",
      [
        ["k", 1],
        ["", null],
      ],
    ],
    ["p", [-0, "x"]],
    ["ym", 14],
    ["dt", 93_784_500_000],
  ]),
];

const leaf = fc.oneof(
  fc.constantFrom(...scope.columns.map((column) => column.name)),
  fc.constantFrom(
    "null",
    "true",
    "false",
    "0",
    "1",
    "-1",
    "2147483647",
    "9223372036854775807L",
    "1.5",
    "1e300",
    "1Y",
    "2S",
    "0.1F",
  ),
  fc.constantFrom(
    "''",
    "'a'",
    "'12'",
    "'2020-01-31'",
    "'yyyy-MM-dd'",
    "'%a_'",
    "'('",
    "'😀'",
    "'utf-8'",
    "'hour'",
    "'{\"a\":1}'",
    "'a int'",
  ),
  fc.constantFrom(
    "date '2020-02-29'",
    "timestamp '2020-02-29 12:00:00'",
    "X'1AF0'",
    "interval 1 day",
    "interval 2 months",
  ),
);
const operator = fc.constantFrom(
  "+",
  "-",
  "*",
  "/",
  "%",
  "div",
  "||",
  "&",
  "|",
  "^",
  "<<",
  ">>",
  "=",
  "<>",
  "<",
  ">=",
  "<=>",
  "and",
  "or",
);
const type = fc.constantFrom(
  "int",
  "tinyint",
  "bigint",
  "float",
  "double",
  "decimal(5,2)",
  "string",
  "binary",
  "boolean",
  "date",
  "timestamp",
  "array<int>",
  "map<string,string>",
  "interval day",
);
const callable = [...functionNames()].filter((name) => /^[a-z_]\w*$/i.test(name));

export const { expression } = fc.letrec<{ expression: string; call: string }>((tie) => ({
  call: fc
    .tuple(fc.constantFrom(...callable), fc.array(tie("expression"), { maxLength: 5 }))
    .map(([name, args]) => `${name}(${args.join(", ")})`),
  expression: fc.oneof(
    { maxDepth: 4, depthSize: "small" },
    leaf,
    tie("call"),
    tie("call"),
    tie("call"),
    fc.tuple(tie("expression"), operator, tie("expression")).map(([l, op, r]) => `(${l} ${op} ${r})`),
    tie("expression").map((one) => `(- ${one})`),
    tie("expression").map((one) => `(not ${one})`),
    fc.tuple(tie("expression"), type).map(([one, to]) => `cast(${one} as ${to})`),
    fc.tuple(tie("expression"), type).map(([one, to]) => `try_cast(${one} as ${to})`),
    fc
      .tuple(tie("expression"), tie("expression"), tie("expression"))
      .map(([c, l, r]) => `case when ${c} then ${l} else ${r} end`),
    fc
      .tuple(tie("expression"), tie("expression"), tie("expression"))
      .map(([c, l, r]) => `(${c} in (${l}, ${r}))`),
    fc
      .tuple(tie("expression"), tie("expression"), tie("expression"))
      .map(([c, l, r]) => `(${c} between ${l} and ${r})`),
    fc.tuple(tie("expression"), tie("expression")).map(([l, r]) => `(${l} like ${r})`),
    fc.tuple(tie("expression"), tie("expression")).map(([l, r]) => `${l}[${r}]`),
    tie("expression").map((one) => `(${one} is not true)`),
    tie("expression").map((one) => `(v -> ${one})`),
    tie("expression").map((one) => `((v, i) -> ${one})`),
    fc.tuple(tie("expression"), tie("expression")).map(([l, r]) => `array(${l}, ${r})`),
    fc.tuple(tie("expression"), tie("expression")).map(([l, r]) => `map('k', ${l}, 'l', ${r})`),
    fc.tuple(tie("expression"), tie("expression")).map(([l, r]) => `struct(${l}, ${r} as v)`),
    fc
      .tuple(
        fc.constantFrom("transform", "filter", "exists", "forall", "array_sort"),
        tie("expression"),
        tie("expression"),
      )
      .map(([name, l, body]) => `${name}(array(${l}, null, ${l}), v -> ${body})`),
    fc
      .tuple(
        fc.constantFrom("transform", "filter", "map_filter", "transform_values", "transform_keys"),
        tie("expression"),
        tie("expression"),
      )
      .map(
        ([name, l, body]) =>
          `${name}(${name.includes("_") ? "map" : "array"}(${l}, ${l}), (v, i) -> ${body})`,
      ),
    fc
      .tuple(tie("expression"), tie("expression"), tie("expression"))
      .map(([l, zero, body]) => `aggregate(array(${l}), ${zero}, (v, i) -> ${body}, v -> v)`),
    fc
      .tuple(tie("expression"), tie("expression"), tie("expression"))
      .map(([l, r, body]) => `zip_with(array(${l}), array(${r}), (v, i) -> ${body})`),
    fc.constantFrom("v", "p.lat", "p.zz", "zz"),
  ),
}));
