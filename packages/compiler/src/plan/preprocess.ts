import { build, structOf, type Impl, type TypedExpr } from "@pinion/core";
import { fieldAt } from "@pinion/core/functions";
import { preprocessed } from "@pinion/core/std";
import type { FunctionReference, SourceDefinition } from "@pinion/dsl";
import type { ProgramFunction } from "../emit/program.js";
import { rewrite } from "../optimise/rewrite.js";
import type { Planning } from "./planning.js";

/** The computed columns of a source. */
export interface Preprocessing {
  /** The same expression over the source's own columns. */
  readonly resolved: (expr: TypedExpr) => TypedExpr;
  /** The function that it calls. */
  readonly functions: readonly ProgramFunction[];
}

const NOWHERE = { start: 0, end: 0 };

const checked: Impl = {
  name: "preprocessed",
  run: preprocessed,
  nulls: "strict",
  fails: "the preprocess function threw, or gave what is not of a column's type",
};

/** `id`: that of the source's program. */
export function preprocessing(planning: Planning, source: SourceDefinition, id: string): Preprocessing {
  const { preprocess } = source;
  if (preprocess === undefined) return { resolved: (expr) => expr, functions: [] };
  const { inputs, columns, run } = preprocess;
  if (!isReference(run)) {
    planning.report(notExported(planning, source.name, preprocess.site));
    const nulls = new Map(columns.map(({ name, type }) => [name, build.nullOf(type, NOWHERE)]));
    return { resolved: withColumns(nulls), functions: [] };
  }
  const name = `preprocess_${id}`;
  const call = build.call({
    name: "preprocess",
    impl: { name, run: notHere, nulls: "aware" },
    type: structOf(columns.map((column) => ({ name: column.name, type: column.type }))),
    args: inputs.map((input): TypedExpr => {
      const column = source.columns.find((each) => each.name === input);
      if (column === undefined) throw new Error(`${source.name} has no column ${input}`);
      return { kind: "column", name: input, type: column.type, nullable: column.nullable, span: NOWHERE };
    }),
    span: NOWHERE,
    nullable: false,
  });
  const row = build.call({ name: "preprocess", impl: checked, type: call.type, args: [call], span: NOWHERE });
  const fields = new Map(columns.map((column, i) => [column.name, fieldAt(row, i, NOWHERE)]));
  return {
    resolved: withColumns(fields),
    functions: [
      {
        name,
        file: run.file,
        exported: run.name,
        inputs,
        columns: columns.map(({ name: column, type }) => ({ name: column, type })),
      },
    ],
  };
}

const withColumns =
  (columns: ReadonlyMap<string, TypedExpr>) =>
  (expr: TypedExpr): TypedExpr =>
    rewrite(expr, (node) => (node.kind === "column" ? (columns.get(node.name) ?? node) : node));

/** Expressions over columns are never folded, and nothing else interprets them here. */
const notHere = (): never => {
  throw new Error("a preprocess function runs in evaluators alone");
};

const isReference = (run: unknown): run is FunctionReference => typeof run === "object" && run !== null;

function notExported({ locator }: Planning, source: string, site: string) {
  const place = locator.placeOf(site, [1, "run"]);
  return {
    code: "PN1117" as const,
    severity: "error" as const,
    message: `the preprocess function of source \`${source}\` is not exported`,
    label: "no export of a definition file",
    ...(place === undefined ? {} : { place }),
    help: "declare it by `export const` or `export function` in a definition file",
  };
}
