import { build, type Row, type TypedExpr, type TypedLambda, type Value } from "@pinion/core";
import { partsOf, type TestColumn } from "@pinion/core/testing";
import { meaning, type Program } from "./case.js";
import { check, type Mismatch, type Tools } from "./check.js";

/**
 * The same mismatch in the smallest part of the expression that shows it, over columns in place of what that part
 * is made of. What needs its surroundings to go wrong is left as it is.
 */
export async function minimise(mismatch: Mismatch, tools: Tools): Promise<Mismatch> {
  let found = mismatch;
  for (const part of closedParts(mismatch.expr)) {
    const { program, row } = mismatch;
    const smaller = await again(program, part, row, mismatch.where, tools);
    if (smaller === undefined) continue;
    found = smaller;
    break;
  }
  const flat = flattened(found);
  return (flat && (await again(flat.program, flat.expr, flat.row, mismatch.where, tools))) ?? found;
}

/** Whether the expression alone goes wrong, as it is or optimised. */
async function again(
  program: Program,
  expr: TypedExpr,
  row: Row,
  where: string,
  tools: Tools,
): Promise<Mismatch | undefined> {
  const alone: Program = { ...program, exprs: [expr, expr], batches: [[row]] };
  const { mismatches } = await check([alone], tools);
  return mismatches.find((each) => each.where === where);
}

/** The parts that depend on no variable, the smallest first. */
function closedParts(expr: TypedExpr): readonly TypedExpr[] {
  const sizes = new Map<TypedExpr, number>();
  const visit = (node: TypedExpr | TypedLambda): { size: number; free: ReadonlySet<number> } => {
    let size = 1;
    const free = new Set<number>(node.kind === "variable" ? [node.id] : []);
    for (const part of partsOf(node)) {
      const inner = visit(part);
      size += inner.size;
      for (const id of inner.free) free.add(id);
    }
    if (node.kind === "lambda") {
      for (const { id } of node.params) free.delete(id);
    } else if (free.size === 0 && size > 1) sizes.set(node, size);
    return { size, free };
  };
  visit(expr);
  return [...sizes].sort((a, b) => a[1] - b[1]).map(([part]) => part);
}

interface Flat {
  readonly program: Program;
  readonly expr: TypedExpr;
  readonly row: Row;
}

/** A call of columns that hold what its arguments come to. */
function flattened({ expr, program, row }: Mismatch): Flat | undefined {
  if (expr.kind !== "call" || row.length === 0) return undefined;
  const columns: TestColumn[] = [];
  const values: Value[] = [];
  const args = expr.args.map((arg): TypedExpr | TypedLambda => {
    if (arg.kind === "lambda" || arg.kind === "literal") return arg;
    const { type, span } = arg;
    const name = `a${columns.length}`;
    columns.push({ name, type, nullable: true });
    values.push(meaning(arg, program.columns, row));
    return { kind: "column", name, type, nullable: true, span };
  });
  if (args.some((arg) => arg.kind === "lambda")) return undefined;
  const { name, impl, statics, type, span } = expr;
  const flat = build.call({ name, impl, statics, type, span, args });
  return { program: { ...program, columns }, expr: flat, row: values };
}
