import { INT, STRING, type TypedExpr, type Value } from "@pinion/core";
import { DOUBLE, build } from "@pinion/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ProgramSpec } from "../../src/emit/program.js";
import { emit } from "../../src/emit/emit.js";
import { clientTypes } from "../../src/emit/client-types.js";
import { load } from "./support/load.js";

const SPAN = { start: 0, end: 1 };
const HOSTILE = [
  "__proto__",
  "constructor",
  "toString",
  '"];process.exit()//',
  "`${process.exit()}`",
  "\u2028process.exit()\u2029",
  "*/ process.exit() /*",
  "</script><!--",
  "a\nprocess.exit()\r\n",
  "\\",
  "'",
  "\u{1F600}",
  "\ud800",
  "\0",
  "",
];

const column = (name: string): TypedExpr => ({
  kind: "column",
  name,
  type: STRING,
  nullable: true,
  span: SPAN,
});

/** Everything that a user names, called like this. */
function programOf(name: string): ProgramSpec {
  const literal = build.literal(name, STRING, SPAN);
  const isEqual = build.isIn(column(name), [name, "b", "c", "d", "e", "f"], false, SPAN);
  return {
    id: "p0",
    inputs: [{ name, type: STRING, nullable: true }],
    outputs: [column(name), literal, isEqual, build.coalesce([column(name), literal], SPAN)].map((expr) => ({
      expr,
      label: name,
      features: [name],
    })),
    kernel: true,
  };
}

async function evaluated(name: string, value: Value): Promise<readonly Value[]> {
  const loaded = await load([programOf(name)]);
  const out: Value[] = [];
  loaded.row("p0")([value], out, new Uint32Array(0));
  return out;
}

describe("emitted code is not broken out of", () => {
  it.each(HOSTILE)("by %j", async (name) => {
    expect(await evaluated(name, name)).toEqual([name, name, true, name]);
    expect(await evaluated(name, null)).toEqual([null, name, null, name]);
  });

  it("by anything at all", async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: "binary" }), async (name) => {
        expect(await evaluated(name, name)).toEqual([name, name, true, name]);
      }),
      { numRuns: 20 },
    );
  });

  it("by the names in types of the client", () => {
    for (const name of HOSTILE) {
      const key = { name, type: INT };
      const feature = {
        kind: "row",
        name,
        type: DOUBLE,
        keys: [name],
        expression: name,
        description: name,
        lineage: { columns: [], features: [] },
        anchor: name,
        source: name,
        output: 0,
      } as const;
      const text = clientTypes([key], [feature]);
      expect(text.split("\n").filter((line) => line.includes("process.exit"))).toSatisfy(
        (lines: readonly string[]) =>
          lines.every((line) =>
            /^ {2}(?:\/\*\* [^\n]* \*\/|readonly "(?:[^"\\]|\\.)*": [^\n]*;)$/.test(line),
          ),
      );
      for (const line of text.split("\n").filter((each) => each.startsWith("  /**"))) {
        expect(line.indexOf("*/")).toBe(line.length - 2);
      }
    }
  });
});

describe("every constant comes back as it was", () => {
  const values: readonly (readonly [Value, TypedExpr["type"]])[] = [
    [-0, DOUBLE],
    [NaN, DOUBLE],
    [-Infinity, DOUBLE],
    [5e-324, DOUBLE],
    [9007199254740993n, { kind: "bigint" }],
    [-9223372036854775808n, { kind: "bigint" }],
    [new Uint8Array([0, 255]), { kind: "binary" }],
    [{ months: -1, days: 2, micros: 9007199254740993n }, { kind: "calendarInterval" }],
    [
      [
        [1, null],
        ["a", [true]],
      ],
      { kind: "struct", fields: [] },
    ],
    ["\ud800\u2028</script>", STRING],
  ];

  it("in rows", async () => {
    const outputs = values.map(([value, type]) => ({
      expr: build.literal(value, type, SPAN),
      label: "",
      features: [],
    }));
    const loaded = await load([{ id: "p0", inputs: [], outputs, kernel: true }]);
    const out: Value[] = [];
    loaded.row("p0")([], out, new Uint32Array(0));
    expect(out).toEqual(values.map(([value]) => value));
    expect(Object.is(out[0], -0)).toBe(true);
  });
});

describe("deep and wide programs", () => {
  it("do not overflow", async () => {
    let deep: TypedExpr = column("a");
    for (let i = 0; i < 500; i++) {
      deep =
        i % 2 === 0
          ? build.coalesce([deep, column("a")], SPAN)
          : build.iff(build.isNull(deep, SPAN), column("a"), deep, SPAN);
    }
    const loaded = await load([
      {
        id: "p0",
        inputs: [{ name: "a", type: STRING, nullable: true }],
        outputs: [{ expr: deep, label: "deep", features: [] }],
        kernel: true,
      },
    ]);
    const out: Value[] = [];
    loaded.row("p0")(["x"], out, new Uint32Array(0));
    expect(out).toEqual(["x"]);
  });

  it("are cut into functions that engines still optimise", () => {
    const outputs = Array.from({ length: 2000 }, (_, i) => ({
      expr: build.coalesce([column("a"), build.literal(`x${i}`, STRING, SPAN)], SPAN),
      label: `f${i}`,
      features: [`f${i}`],
    }));
    const inputs = [{ name: "a", type: STRING, nullable: true }];
    const { text } = emit([{ id: "p0", inputs, outputs, kernel: false }]);
    const functions = text.split(/^(?:export )?function /m);
    expect(Math.max(...functions.map((each) => each.length))).toBeLessThan(40_000);
    expect(functions.length).toBeGreaterThan(8);
  });
});
