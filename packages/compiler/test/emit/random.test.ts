import { interpret, type ProgramEntry, type Row, type TypedExpr, type Value } from "@pinion/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { groupsOf } from "../../src/emit/chunks.js";
import type { Node } from "../../src/emit/graph/node.js";
import { partsOf } from "../../src/emit/graph/node.js";
import type { ProgramSpec } from "../../src/emit/program.js";
import { columnOf, outputFor, valuesOf } from "./support/columns.js";
import { optimise } from "../../src/optimise/index.js";
import { randomExpressions, show } from "./support/expressions.js";
import { load, type Loaded } from "./support/load.js";
import { createRandom } from "./support/random.js";
import { evaluateRow } from "./support/reference.js";
import { COLUMNS } from "./support/table.js";
import { randomNullable, randomValue } from "./support/values.js";

const ROWS = 21;

/** Programs that are bundled together, to save time. */
const PROGRAMS = 5;

interface Drawn {
  readonly program: ProgramSpec;
  /** What its outputs were before they were optimised. */
  readonly written: readonly TypedExpr[];
  readonly rows: readonly Row[];
}

/** Everything random about one program. */
function drawProgram(seed: number, size: number, id: string): Drawn {
  const random = createRandom(seed);
  const written = randomExpressions(random, COLUMNS, size);
  const outputs = written.map((expr, i) => ({
    expr: i % 2 === 0 ? expr : optimise(expr),
    label: show(expr),
    features: [`f${i}`],
  }));
  const rows = Array.from({ length: ROWS }, () =>
    COLUMNS.map(({ type, nullable }) =>
      nullable ? randomNullable(random, type) : randomValue(random, type),
    ),
  );
  return { program: { id, inputs: COLUMNS, outputs, kernel: true }, written, rows };
}

const position = new Map(COLUMNS.map(({ name }, i) => [name, i]));

describe("what is emitted", () => {
  it("is what the interpreter says, by rows and by columns, and counts the same failures", async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer(), fc.integer({ min: 1, max: 60 }), async (seed, size) => {
        const drawn = Array.from({ length: PROGRAMS }, (_, i) => drawProgram(seed + i, size, `p${i}`));
        const loaded = await load(drawn.map(({ program }) => program));
        for (const [i, each] of drawn.entries()) {
          const entry = loaded.emitted.entries[i];
          if (entry === undefined) throw new Error("a program is missing");
          checkProgram(loaded, entry, each, seed);
        }
      }),
      { numRuns: Number(process.env["PINION_RUNS"] ?? 15) },
    );
  }, 600_000);
});

function checkProgram(
  loaded: Loaded,
  entry: ProgramEntry,
  { program, written, rows }: Drawn,
  seed: number,
): void {
  const { failures, id } = entry;
  const expected = rows.map((row) =>
    written.map((expr) => interpret(expr, (name) => row[position.get(name) ?? -1] ?? null)),
  );
  const counted = expectedFailures(program, rows);

  const byRow = new Float64Array(failures.length);
  const evaluate = loaded.row(id);
  for (const [i, row] of rows.entries()) {
    const out: Value[] = [];
    evaluate(row, out, byRow);
    for (const [k, output] of program.outputs.entries()) {
      expect(out[k], `row ${i}: ${output.label}`).toEqual(expected[i]?.[k]);
    }
  }
  expect(byReason(failures, byRow)).toEqual(counted);

  const byColumn = new Float64Array(failures.length);
  const columns = COLUMNS.map(({ type }, i) =>
    columnOf(
      type,
      rows.map((row) => row[i] ?? null),
    ),
  );
  const out = program.outputs.map(({ expr }) => outputFor(expr.type, ROWS));
  loaded.kernel(id)(ROWS, columns, out, byColumn);
  for (const [k, output] of program.outputs.entries()) {
    const column = out[k];
    if (column === undefined) throw new Error("no output");
    expect(valuesOf(output.expr.type, column, ROWS), `column: ${output.label}`).toEqual(
      expected.map((row) => row[k]),
    );
  }
  expect(byReason(failures, byColumn)).toEqual(counted);

  // Some of the outputs, with no more columns than these read.
  const wanted = out.map((_, k) => (seed + k * k) % 3 === 0);
  const read = new Set(wanted.flatMap((is, k) => (is ? (entry.outputs[k]?.inputs ?? []) : [])));
  const some = program.outputs.map(({ expr }, k) => (wanted[k] ? outputFor(expr.type, ROWS) : undefined));
  loaded.kernel(id)(
    ROWS,
    columns.map((column, i) => (read.has(i) ? column : undefined)),
    some,
    new Float64Array(failures.length),
  );
  for (const [k, output] of program.outputs.entries()) {
    const column = some[k];
    if (column === undefined) continue;
    expect(valuesOf(output.expr.type, column, ROWS), `alone: ${output.label}`).toEqual(
      expected.map((row) => row[k]),
    );
  }
}

/** Counts of the reference evaluation, in the manner of the program's slots. */
function expectedFailures(program: ProgramSpec, rows: readonly Row[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const chunk of groupsOf(program)) {
    const owners = new Map<Node, Set<string>>();
    for (const [index, node] of chunk) {
      for (const part of reachable(node)) {
        const known = owners.get(part) ?? new Set();
        for (const feature of program.outputs[index]?.features ?? []) known.add(feature);
        owners.set(part, known);
      }
    }
    const outputs = chunk.map(([, node]) => node);
    for (const row of rows) {
      evaluateRow(outputs, row, (node, reason) => {
        const key = `${reason}: ${[...(owners.get(node) ?? [])].sort().join(" ")}`;
        counts[key] = (counts[key] ?? 0) + 1;
      });
    }
  }
  return counts;
}

function reachable(root: Node): ReadonlySet<Node> {
  const seen = new Set<Node>();
  const open = [root];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (seen.has(node)) continue;
    seen.add(node);
    open.push(...partsOf(node));
  }
  return seen;
}

function byReason(
  failures: readonly { readonly reason: string; readonly features: readonly string[] }[],
  counts: Float64Array,
): Readonly<Record<string, number>> {
  const found: Record<string, number> = {};
  for (const [i, { reason, features }] of failures.entries()) {
    const count = counts[i] ?? 0;
    const key = `${reason}: ${features.join(" ")}`;
    if (count > 0) found[key] = (found[key] ?? 0) + count;
  }
  return found;
}
