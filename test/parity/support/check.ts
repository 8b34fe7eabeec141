import {
  build,
  sameType,
  showType,
  type Column,
  type DataType,
  type ProgramEntry,
  type Row,
  type TypedExpr,
  type TypedLambda,
  type Value,
} from "@pinion/core";
import { hasForm, isExactly, partsOf, show, showExact, type TestColumn } from "@pinion/core/testing";
import { foldConstants } from "../../../packages/compiler/src/optimise/fold.js";
import { optimise, passes } from "../../../packages/compiler/src/optimise/index.js";
import { rewrite } from "../../../packages/compiler/src/optimise/rewrite.js";
import type { ProgramSpec } from "../../../packages/compiler/src/emit/program.js";
import { columnOf, outputFor, valuesOf } from "../../support/columns.js";
import { meaning, type Program } from "./case.js";
import { inDuckdb, sqlOf, type Engine } from "./duckdb.js";
import type { Loaded, Loader } from "./emitted.js";
import { countedFailures, expectedFailures, showFailures, type Failures } from "./failures.js";

/** Two that ought to give the same and do not. */
export interface Mismatch {
  readonly where: string;
  readonly program: Program;
  readonly expr: TypedExpr;
  readonly row: Row;
  readonly expected: Value | string;
  readonly found: Value | undefined | string;
  readonly detail?: string;
}

export interface Checked {
  /** How many expressions there were. */
  readonly exprs: number;
  /** How many of them were also computed by DuckDB. */
  readonly inSql: number;
  /** The functions in those. */
  readonly functionsInSql: ReadonlySet<string>;
  readonly mismatches: readonly Mismatch[];
}

export interface Tools {
  readonly loader: Loader;
  readonly engine: Engine;
}

/** Holds everything that evaluates expressions to the interpreter. */
export async function check(programs: readonly Program[], { loader, engine }: Tools): Promise<Checked> {
  const mismatches: Mismatch[] = [];
  const optimised = programs.map(({ exprs }) =>
    exprs.map((expr, i) => (i % 2 === 0 ? expr : optimise(expr))),
  );
  const specs = programs.map(({ columns }, p): ProgramSpec => ({
    id: `p${p}`,
    inputs: columns,
    outputs: (optimised[p] ?? []).map((expr, k) => ({ expr, label: `o${k}`, features: [`f${k}`] })),
    kernel: true,
  }));
  const loaded = await loader.load(specs);
  let exprs = 0;
  let inSql = 0;
  const functionsInSql = new Set<string>();
  for (const [p, program] of programs.entries()) {
    exprs += program.exprs.length;
    const wanted = program.batches.map((rows) =>
      program.exprs.map((expr) => rows.map((row) => meaning(expr, program.columns, row))),
    );
    checkForms(program, wanted, mismatches);
    checkFolding(program, wanted, mismatches);
    checkPasses(program, wanted, mismatches);
    const spec = specs[p];
    if (spec !== undefined) checkEmitted(loaded, spec, program, wanted, mismatches);
    const compared = await checkSql(engine, program, wanted, mismatches);
    inSql += compared.length;
    for (const expr of compared) addFunctions(expr, functionsInSql);
  }
  return { exprs, inSql, functionsInSql, mismatches };
}

/** By batch, expression and row. */
type Wanted = readonly (readonly (readonly Value[])[])[];

type Report = (expr: number, batch: number, row: number, found: Value | undefined) => void;

function reporter(
  where: string,
  program: Program,
  wanted: Wanted,
  mismatches: Mismatch[],
  detail?: (expr: number) => string,
): Report {
  return (k, b, r, found) => {
    const expr = program.exprs[k];
    const row = program.batches[b]?.[r];
    if (expr === undefined || row === undefined) throw new Error("no such case");
    const expected = wanted[b]?.[k]?.[r] ?? null;
    const more = detail === undefined ? {} : { detail: detail(k) };
    mismatches.push({ where, program, expr, row, expected, found, ...more });
  };
}

/** Values are of their type; NULL comes only where it may. */
function checkForms(program: Program, wanted: Wanted, mismatches: Mismatch[]): void {
  const report = reporter("form", program, wanted, mismatches);
  for (const [b, byExpr] of wanted.entries()) {
    for (const [k, values] of byExpr.entries()) {
      const expr = program.exprs[k];
      if (expr === undefined) continue;
      const wrong = values.findIndex(
        (value) => !hasForm(value, expr.type) || (value === null && !expr.nullable),
      );
      if (wrong >= 0) report(k, b, wrong, values[wrong]);
    }
  }
}

/** What is computed of constants at build time is what is computed of a row. */
function checkFolding(program: Program, wanted: Wanted, mismatches: Mismatch[]): void {
  const report = reporter("folding", program, wanted, mismatches);
  for (const [b, rows] of program.batches.entries()) {
    const row = rows[0];
    if (row === undefined) continue;
    for (const [k, expr] of program.exprs.entries()) {
      const folded = foldConstants(ofConstants(expr, program.columns, row));
      const found = folded.kind === "literal" ? folded.value : meaning(folded, program.columns, row);
      if (!isExactly(found, wanted[b]?.[k]?.[0])) report(k, b, 0, found);
    }
  }
}

/** The expression with a row's values in place of its columns. */
const ofConstants = (expr: TypedExpr, columns: readonly TestColumn[], row: Row): TypedExpr =>
  rewrite(expr, (node) => {
    if (node.kind !== "column") return node;
    return build.literal(
      row[columns.findIndex(({ name }) => name === node.name)] ?? null,
      node.type,
      node.span,
    );
  });

/** Each pass alone, and all of them, keep the value. */
function checkPasses(program: Program, wanted: Wanted, mismatches: Mismatch[]): void {
  for (const pass of [...passes, optimise]) {
    const report = reporter(`pass ${pass.name}`, program, wanted, mismatches);
    for (const [k, expr] of program.exprs.entries()) {
      const made = pass(expr);
      if (made === expr) continue;
      if (!sameType(made.type, expr.type)) report(k, 0, 0, `a ${showType(made.type)}`);
      for (const [b, rows] of program.batches.entries()) {
        for (const [r, row] of rows.entries()) {
          const found = meaning(made, program.columns, row);
          if (!isExactly(found, wanted[b]?.[k]?.[r]) || (found === null && !made.nullable)) {
            report(k, b, r, found);
            break;
          }
        }
      }
    }
  }
}

function checkEmitted(
  loaded: Loaded,
  spec: ProgramSpec,
  program: Program,
  wanted: Wanted,
  mismatches: Mismatch[],
): void {
  const entry = loaded.entries.find(({ id }) => id === spec.id);
  if (entry === undefined) throw new Error("no such program");
  const byRow = reporter("row evaluator", program, wanted, mismatches);
  const byColumn = reporter("kernel", program, wanted, mismatches);
  const alone = reporter("kernel of some outputs", program, wanted, mismatches);
  for (const [b, rows] of program.batches.entries()) {
    const expected = expectedFailures(spec, rows);
    const rowFailures = new Float64Array(entry.failures.length);
    const evaluate = loaded.row(spec.id);
    const seen = new Set<number>();
    for (const [r, row] of rows.entries()) {
      const out: Value[] = [];
      evaluate(row, out, rowFailures);
      for (const k of program.exprs.keys()) {
        if (isExactly(out[k], wanted[b]?.[k]?.[r]) || seen.has(k)) continue;
        seen.add(k);
        byRow(k, b, r, out[k]);
      }
    }
    checkFailures(program, expected, countedFailures(entry, rowFailures), mismatches);
    const failures = new Float64Array(entry.failures.length);
    const compare = (out: readonly (readonly Value[] | undefined)[], report: Report): void => {
      for (const [k, column] of out.entries()) {
        const wrong = column?.findIndex((value, r) => !isExactly(value, wanted[b]?.[k]?.[r])) ?? -1;
        if (wrong >= 0) report(k, b, wrong, column?.[wrong]);
      }
    };
    compare(
      runKernel(loaded, entry, program, rows, failures, () => true),
      byColumn,
    );
    checkFailures(program, expected, countedFailures(entry, failures), mismatches);
    // Some of the outputs, with no more columns than these read.
    const some = (k: number): boolean => (program.seed + b + k * k) % 3 === 0;
    compare(runKernel(loaded, entry, program, rows, new Float64Array(entry.failures.length), some), alone);
  }
}

function checkFailures(program: Program, wanted: Failures, counted: Failures, mismatches: Mismatch[]): void {
  const [first] = program.exprs;
  const expected = showFailures(wanted);
  const found = showFailures(counted);
  if (first === undefined || expected === found) return;
  mismatches.push({ where: "failures", program, expr: first, row: [], expected, found });
}

/** The columns of the wanted outputs. */
function runKernel(
  loaded: Loaded,
  { id, outputs }: ProgramEntry,
  { columns, exprs }: Program,
  rows: readonly Row[],
  failures: Float64Array,
  wanted: (k: number) => boolean,
): readonly (readonly Value[] | undefined)[] {
  const read = new Set(outputs.flatMap(({ inputs }, k) => (wanted(k) ? inputs : [])));
  const given = columns.map(({ type }, i) =>
    read.has(i)
      ? columnOf(
          type,
          rows.map((row) => row[i] ?? null),
        )
      : undefined,
  );
  const out = exprs.map(({ type }, k): Column | undefined =>
    wanted(k) ? outputFor(type, rows.length) : undefined,
  );
  loaded.kernel(id)(rows.length, given, out, failures);
  return out.map((column, k) => column && valuesOf(exprs[k]?.type ?? { kind: "void" }, column, rows.length));
}

/** Gives those of the expressions, optimised, that have a text in SQL: only what is optimised is handed to an engine. */
async function checkSql(
  engine: Engine,
  program: Program,
  wanted: Wanted,
  mismatches: Mismatch[],
): Promise<readonly TypedExpr[]> {
  const exprs = program.exprs.map(optimise);
  const texts = sqlOf(exprs, program.columns);
  const inSql = exprs.flatMap(({ type, kind }, k) => {
    const sql = texts[k];
    return sql === undefined || kind === "literal" ? [] : [{ k, sql, type }];
  });
  if (inSql.length === 0) return [];
  const report = reporter("duckdb", program, wanted, mismatches, (k) => texts[k] ?? "");
  const cases = program.batches.flatMap((rows, b) =>
    rows.flatMap((row, r) => (inDuckdb(program.columns, row) ? [{ row, b, r }] : [])),
  );
  const rows = cases.map(({ row }) => row);
  const found = await select(engine, program, rows, inSql);
  const seen = new Set<number>();
  for (const [i, { b, r }] of cases.entries()) {
    for (const [j, { k }] of inSql.entries()) {
      const value = found[i]?.[j];
      if (seen.has(k) || isExactly(value, wanted[b]?.[k]?.[r])) continue;
      seen.add(k);
      report(k, b, r, value);
    }
  }
  return inSql.flatMap(({ k }) => exprs[k] ?? []);
}

function addFunctions(expr: TypedExpr | TypedLambda, found: Set<string>): void {
  if (expr.kind === "call") found.add(expr.name);
  for (const part of partsOf(expr)) addFunctions(part, found);
}

interface SqlExpr {
  readonly sql: string;
  readonly type: DataType;
}

/** Where DuckDB throws, each expression and row by itself, to find the culprit. */
async function select(
  engine: Engine,
  program: Program,
  rows: readonly Row[],
  exprs: readonly SqlExpr[],
): Promise<readonly (readonly (Value | undefined)[])[]> {
  try {
    return await engine.select(program.columns, rows, exprs);
  } catch (error) {
    const found: (Value | undefined)[][] = rows.map(() => []);
    let thrown = false;
    for (const [i, expr] of exprs.entries()) {
      for (const [r, row] of rows.entries()) {
        try {
          const [only] = await engine.select(program.columns, [row], [expr]);
          found[r]?.push(only?.[0]);
        } catch (one) {
          thrown = true;
          found[r]?.push(`throws ${String(one).slice(0, 200)}`);
        }
      }
      if (found[0]?.length !== i + 1) throw new Error("a value is missing", { cause: error });
    }
    if (!thrown) throw error;
    return found;
  }
}

export function describeMismatch({ where, program, expr, row, expected, found, detail }: Mismatch): string {
  const text = show(expr);
  const read = program.columns.flatMap(({ name }, i) =>
    new RegExp(`\\b${name}\\b`).test(text) ? [`${name} = ${showExact(row[i])}`] : [],
  );
  return [
    `${where} (program ${program.seed}, ${program.timeZone})`,
    `  ${text}`,
    `  ${read.join("; ")}`,
    `  expected ${showExact(expected)}, found ${showExact(found)}`,
    ...(detail === undefined ? [] : [`  ${detail}`]),
  ].join("\n");
}
