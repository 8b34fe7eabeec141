import { partsOf, type TypedExpr, type TypedLambda } from "@pinion/core";

/** What was gone through once, for compilers that keep their expressions. */
const known = new WeakMap<TypedExpr, ReadonlySet<string>>();

/** The columns that an expression reads. */
export function columnsOf(expr: TypedExpr): ReadonlySet<string> {
  let columns = known.get(expr);
  if (columns === undefined) {
    columns = find(expr);
    known.set(expr, columns);
  }
  return columns;
}

function find(expr: TypedExpr): ReadonlySet<string> {
  const columns = new Set<string>();
  const seen = new Set<TypedExpr | TypedLambda>();
  const open: (TypedExpr | TypedLambda)[] = [expr];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (seen.has(node)) continue;
    seen.add(node);
    if (node.kind === "column") columns.add(node.name);
    open.push(...partsOf(node));
  }
  return columns;
}
