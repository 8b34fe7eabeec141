import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { decimal, parseType, type DataType, type Row } from "@pinion/core";
import fc from "fast-check";
import type { Scope } from "../../../packages/compiler/src/index.js";
import { HOSTILE } from "./canary.js";

const root = join(import.meta.dirname, "..", "..", "..");
const shared = process.env["PINION_SHARED"] ?? join(root, "..", "shared");
const file = join(shared, "corpus", "spark_expressions.jsonl");

/** Expressions that Spark's own tests are made of; none where they are not at hand. */
export const corpus: readonly string[] = existsSync(file)
  ? readFileSync(file, "utf8")
      .split("\n")
      .filter((line) => line !== "")
      .map((line) => (JSON.parse(line) as { readonly expr: string }).expr)
  : [];

const typeOf = (text: string): DataType => {
  const type = parseType(text);
  if (type === undefined) throw new Error(`no type ${text}`);
  return type;
};

/** Short names of columns of every kind of type, and hostile ones. */
const TYPES: readonly (readonly [name: string, type: DataType])[] = [
  ["i", typeOf("int")],
  ["l", typeOf("bigint")],
  ["d", typeOf("double")],
  ["f", typeOf("float")],
  ["p", decimal(10, 2)],
  ["s", typeOf("string")],
  ["b", typeOf("boolean")],
  ["x", typeOf("binary")],
  ["day", typeOf("date")],
  ["at", typeOf("timestamp")],
  ["a", typeOf("array<int>")],
  ["as", typeOf("array<string>")],
  ["m", typeOf("map<string,int>")],
  ["st", typeOf("struct<x:int,y:string>")],
  ...HOSTILE.filter((name) => name !== "").map(
    (name, i) => [name, typeOf(i % 2 === 0 ? "string" : "double")] as const,
  ),
];

export const COLUMNS = TYPES.map(([name, type]) => ({ name, type, nullable: true }));

export const SCOPE: Scope = {
  columns: COLUMNS,
  timeZone: "America/Los_Angeles",
  what: "source `trips`",
  qualifier: "trips",
};

const text = (value: string) => (_: unknown, i: number) => (i < 14 ? undefined : i % 2 === 0 ? value : 1.5);

const rowOf = (known: Row, hostile: string): Row =>
  COLUMNS.map((column, i) => known[i] ?? text(hostile)(column, i) ?? null);

/** All NULL; ordinary; at the ends of types. */
export const ROWS: readonly Row[] = [
  COLUMNS.map(() => null),
  rowOf(
    [
      3,
      4,
      2.5,
      0.5,
      1234n,
      "2020-05-20 10:00:00",
      true,
      new Uint8Array([1, 2]),
      18402,
      1589968800000000,
      [1, null, 3],
      ["a", "b"],
      [["k", 1]],
      [1, "y"],
    ],
    "text",
  ),
  rowOf(
    [
      -2147483648,
      -9223372036854775808n,
      NaN,
      -Infinity,
      9999999999n,
      "",
      false,
      new Uint8Array([]),
      -719162,
      -62135596800000000n,
      [],
      [],
      [],
      [null, null],
    ],
    "\ud800",
  ),
];

/** What expressions are made of. */
const PIECES = (
  "i l d f p s b x day at a as m st i.x st.y m.k m['k'] a[0] a[-1] trips.i `odd` ( ) ( ) [ ] , , . + - * / % div || & | ^ ~ << >> >>> = == <> != < <= > >= <=> ! :: -> => " +
  "1 2L 1.5 .5 1e3 1e400 128Y 9223372036854775807L 5e36BD 0 -1 NULL TRUE FALSE 'x' \"y\" r'\\d' '2020-05-20' 'yyyy-MM-dd' 'UTC' and or not in between like ilike rlike is distinct from " +
  "case when then else end cast( try_cast( as int bigint string double array<int> map<string,int> decimal(38,10) date timestamp interval day month to extract( substring( trim( " +
  "overlay( position( for placing both leading any some all escape unknown current_date ; ? ?? && === : $ { } @ ' ` \" /* -- \\ " +
  "if( coalesce( concat( transform( filter( aggregate( array( map( struct( named_struct( nullif( greatest( least( abs( round( sqrt( upper( lower( length( split( " +
  "regexp_replace( date_format( to_timestamp( date_add( date_trunc( from_json( to_json( get_json_object( sha2( hash( sequence( repeat( lpad( explode( sum( rand( x->x (x,y)->x"
).split(" ");

const hostilePieces = HOSTILE.flatMap((name) => [
  `\`${name.replaceAll("`", "``")}\``,
  `'${name.replace(/[\\']/g, "\\$&")}'`,
  name,
]);

const piece = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom(...PIECES) },
  { weight: 1, arbitrary: fc.constantFrom(...hostilePieces) },
  { weight: 1, arbitrary: fc.string({ maxLength: 5 }) },
);

/** Pieces one after the other. */
export const soup = fc
  .tuple(fc.array(piece, { maxLength: 30 }), fc.constantFrom(" ", "", "\n", " /* c */ "))
  .map(([words, glue]) => words.join(glue));

const leaf = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.constantFrom(
      ..."i l d f p s b x day at a as m st st.x m.k a[0] 1 2L 1.5 1e3 NULL TRUE 'x' '12' '2020-05-20 10:00:00' X'01' interval'1'day"
        .split(" ")
        .map((word) => word.replaceAll("'1'", " '1' ")),
    ),
  },
  { weight: 2, arbitrary: fc.constantFrom(...hostilePieces.filter((_, i) => i % 3 !== 2)) },
);

const CALLS =
  "abs round sqrt upper lower length reverse trim concat coalesce if nullif greatest least hash md5 array map struct size element_at array_contains to_json date_add date_format to_timestamp year hour hex substring lpad repeat split regexp_replace cast_int cast_double pmod sequence sort_array array_distinct levenshtein translate transform".split(
    " ",
  );
const OPERATORS = "+ - * / % div || & | ^ = <> < <= > >= <=> and or << >> like rlike".split(" ");

/** What the grammar makes: it parses, and some of it has types. */
export const grammarMade: fc.Arbitrary<string> = fc.letrec<{ expression: string }>((tie) => {
  const inner = tie("expression");
  return {
    expression: fc.oneof(
      { maxDepth: 5, withCrossShrink: true },
      leaf,
      fc.tuple(inner, fc.constantFrom(...OPERATORS), inner).map(([a, op, b]) => `(${a} ${op} ${b})`),
      fc.tuple(fc.constantFrom("-", "+", "~", "not "), inner).map(([op, a]) => `${op}(${a})`),
      fc
        .tuple(fc.constantFrom(...CALLS), fc.array(inner, { minLength: 1, maxLength: 3 }))
        .map(([name, args]) => `${name}(${args.join(", ")})`),
      fc
        .tuple(
          inner,
          fc.constantFrom(
            "int",
            "bigint",
            "double",
            "string",
            "boolean",
            "date",
            "timestamp",
            "decimal(12,3)",
            "array<string>",
            "binary",
          ),
        )
        .map(([a, type]) => `cast(${a} as ${type})`),
      fc.tuple(inner, inner, inner).map(([a, b, c]) => `case when ${a} then ${b} else ${c} end`),
      fc.tuple(inner, inner, inner).map(([a, b, c]) => `(${a}) between ${b} and ${c}`),
      fc
        .tuple(inner, fc.array(inner, { minLength: 1, maxLength: 4 }))
        .map(([a, items]) => `(${a}) in (${items.join(", ")})`),
      fc
        .tuple(inner, fc.constantFrom("null", "not null", "true", "not distinct from 1"))
        .map(([a, test]) => `(${a}) is ${test}`),
      inner.map((a) => `transform(array(${a}), (v, n) -> v)`),
      inner.map((a) => `filter(a, v -> v > 1 or ${a} is null)`),
    ),
  };
}).expression;

/** A line of the corpus with a few pieces cut out, doubled, moved or replaced. */
export const mutated = (lines: readonly string[]): fc.Arbitrary<string> =>
  fc
    .tuple(
      fc.constantFrom(...(lines.length === 0 ? [""] : lines)),
      fc.array(fc.tuple(fc.nat(), fc.nat({ max: 6 }), fc.oneof(piece, fc.constant(""))), { maxLength: 4 }),
    )
    .map(([line, cuts]) =>
      cuts.reduce((left, [where, length, by]) => {
        const at = where % (left.length + 1);
        return left.slice(0, at) + by + left.slice(at + length);
      }, line),
    );
