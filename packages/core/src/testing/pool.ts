import type { TypedExpr, TypedLambda } from "../typed/index.js";
import { showType, type DataType } from "../types/index.js";
import type { Random } from "./random.js";

/** Expressions that others are made of. Younger ones are drawn more often, so that trees become deep. */
export interface Pool {
  /** Whether it was taken: it is neither too large nor too deep. */
  readonly add: (expr: TypedExpr) => boolean;
  readonly some: (random: Random) => TypedExpr;
  readonly of: (random: Random, type: DataType) => TypedExpr | undefined;
  readonly where: (random: Random, is: (expr: TypedExpr) => boolean) => TypedExpr | undefined;
  /** One of the last few. */
  readonly young: (random: Random) => TypedExpr;
  readonly youngOf: (random: Random, type: DataType) => TypedExpr | undefined;
  /** The same and a lambda's variables, for its body: what is added stays there. */
  readonly within: (variables: readonly TypedExpr[]) => Pool;
}

interface Size {
  readonly nodes: number;
  readonly depth: number;
}

const YOUNG = 12;

export function createPool(largest: number, deepest: number): Pool {
  return poolOf([], new WeakMap(), largest, deepest);
}

function poolOf(
  exprs: TypedExpr[],
  sizes: WeakMap<TypedExpr | TypedLambda, Size>,
  largest: number,
  deepest: number,
): Pool {
  const byType = new Map<string, TypedExpr[]>();
  const index = (expr: TypedExpr): void => {
    const key = typeKey(expr.type);
    const known = byType.get(key);
    if (known === undefined) byType.set(key, [expr]);
    else known.push(expr);
  };
  for (const expr of exprs) index(expr);

  const youngOf = (random: Random, type: DataType): TypedExpr | undefined => {
    const last = exprs.slice(-YOUNG).filter((expr) => typeKey(expr.type) === typeKey(type));
    return last.length === 0 ? undefined : random.pick(last);
  };
  return {
    add(expr) {
      const { nodes, depth } = sizeOf(expr, sizes);
      if (nodes > largest || depth > deepest) return false;
      exprs.push(expr);
      index(expr);
      return true;
    },
    some: (random) => (random.chance(0.5) ? random.pick(exprs) : random.pick(exprs.slice(-YOUNG))),
    of(random, type) {
      const fitting = byType.get(typeKey(type));
      return fitting === undefined
        ? undefined
        : random.pick(random.chance(0.5) ? fitting : fitting.slice(-3));
    },
    where(random, is) {
      const fitting = exprs.filter(is);
      return fitting.length === 0 ? undefined : random.pick(fitting);
    },
    young: (random) => random.pick(exprs.slice(-YOUNG)),
    youngOf,
    within: (variables) => poolOf([...exprs, ...variables], sizes, largest, deepest),
  };
}

const typeKeys = new WeakMap<DataType, string>();

function typeKey(type: DataType): string {
  let key = typeKeys.get(type);
  if (key === undefined) {
    key = showType(type);
    typeKeys.set(type, key);
  }
  return key;
}

function sizeOf(expr: TypedExpr | TypedLambda, sizes: WeakMap<TypedExpr | TypedLambda, Size>): Size {
  const known = sizes.get(expr);
  if (known !== undefined) return known;
  let nodes = 1;
  let depth = 0;
  for (const part of partsOf(expr)) {
    const size = sizeOf(part, sizes);
    nodes += size.nodes;
    depth = Math.max(depth, size.depth);
  }
  const size = { nodes, depth: expr.kind === "lambda" || nodes === 1 ? depth : depth + 1 };
  sizes.set(expr, size);
  return size;
}

/** The parts of a node, in order. */
export function partsOf(expr: TypedExpr | TypedLambda): readonly (TypedExpr | TypedLambda)[] {
  switch (expr.kind) {
    case "literal":
    case "column":
    case "variable":
      return [];
    case "lambda":
      return [expr.body];
    case "and":
    case "or":
      return [expr.left, expr.right];
    case "if":
      return [expr.condition, expr.then, expr.else];
    case "isNull":
    case "in":
      return [expr.arg];
    case "coalesce":
    case "call":
      return expr.args;
  }
}
