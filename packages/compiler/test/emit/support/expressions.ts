import {
  BOOLEAN,
  build,
  sameType,
  showType,
  STRING,
  type DataType,
  type TypedExpr,
  type TypedLambda,
  type TypedVariable,
} from "@pinion/core";
import { allFunctions, type Argument, type FunctionRecord } from "@pinion/core/functions";
import type { Random } from "./random.js";
import { randomValue } from "./values.js";

export interface Column {
  readonly name: string;
  readonly type: DataType;
  readonly nullable: boolean;
}

const SPAN = { start: 0, end: 1 };
const CONTEXT = { timeZone: "America/Los_Angeles" };
/** How large a tree may become. */
const LARGEST = 60;

interface Pool {
  readonly exprs: TypedExpr[];
  readonly sizes: Map<TypedExpr, number>;
}

let nextVariable = 0;

/**
 * Typed expressions at random: from columns and constants upward, by whatever function takes what there
 * is. Parts are shared among them.
 */
export function randomExpressions(
  random: Random,
  columns: readonly Column[],
  count: number,
): readonly TypedExpr[] {
  const pool: Pool = { exprs: [], sizes: new Map() };
  for (const { name, type, nullable } of columns) {
    add(pool, { kind: "column", name, type, nullable, span: SPAN }, 1);
  }
  for (const { type } of columns) {
    if (random.chance(0.6)) add(pool, build.literal(randomValue(random, type), type, SPAN), 1);
    if (random.chance(0.1)) add(pool, build.nullOf(type, SPAN), 1);
  }
  const before = pool.exprs.length;
  for (let i = 0; i < count * 40 && pool.exprs.length < before + count; i++) grow(random, pool, 2);
  return pool.exprs.slice(before);
}

function add(pool: Pool, expr: TypedExpr, size: number): void {
  if (size > LARGEST || (expr.kind === "literal" && pool.sizes.has(expr))) return;
  pool.exprs.push(expr);
  pool.sizes.set(expr, size);
}

function grow(random: Random, pool: Pool, lambdas: number): void {
  const made = random.chance(0.25) ? control(random, pool) : callOf(random, pool, lambdas);
  if (made === undefined) return;
  add(pool, made, sizeOf(pool, made));
}

const sizeOf = (pool: Pool, expr: TypedExpr | TypedLambda): number =>
  expr.kind === "lambda" ? sizeOf(pool, expr.body) : (pool.sizes.get(expr) ?? measured(pool, expr));

function measured(pool: Pool, expr: TypedExpr): number {
  switch (expr.kind) {
    case "literal":
    case "column":
    case "variable":
      return 1;
    case "and":
    case "or":
      return 1 + sizeOf(pool, expr.left) + sizeOf(pool, expr.right);
    case "if":
      return 1 + sizeOf(pool, expr.condition) + sizeOf(pool, expr.then) + sizeOf(pool, expr.else);
    case "isNull":
    case "in":
      return 1 + sizeOf(pool, expr.arg);
    case "coalesce":
    case "call":
      return 1 + expr.args.reduce((sum, arg) => sum + sizeOf(pool, arg), 0);
  }
}

const some = (random: Random, pool: Pool): TypedExpr =>
  // Younger expressions are drawn more often, so that trees become deep.
  random.chance(0.5) ? random.pick(pool.exprs) : random.pick(pool.exprs.slice(-12));

const someOf = (random: Random, pool: Pool, type: DataType): TypedExpr => {
  const fitting = pool.exprs.filter((expr) => sameType(expr.type, type));
  return fitting.length === 0 ? build.nullOf(type, SPAN) : random.pick(fitting);
};

function control(random: Random, pool: Pool): TypedExpr {
  const one = some(random, pool);
  switch (random.int(7)) {
    case 0:
      return build.and(someOf(random, pool, BOOLEAN), someOf(random, pool, BOOLEAN), SPAN);
    case 1:
      return build.or(someOf(random, pool, BOOLEAN), someOf(random, pool, BOOLEAN), SPAN);
    case 2:
    case 3:
      return build.iff(someOf(random, pool, BOOLEAN), one, someOf(random, pool, one.type), SPAN);
    case 4: {
      const rest = Array.from({ length: random.int(3) }, () => someOf(random, pool, one.type));
      return build.coalesce([one, ...rest], SPAN);
    }
    case 5:
      return build.isNull(one, SPAN);
    default: {
      const subject = isAtom(one.type) ? one : someOf(random, pool, STRING);
      const values = Array.from({ length: 1 + random.int(7) }, () => randomValue(random, subject.type));
      return build.isIn(subject, values, random.chance(0.2), SPAN);
    }
  }
}

const isAtom = (type: DataType): boolean =>
  !["array", "map", "struct", "void", "calendarInterval"].includes(type.kind);

function callOf(random: Random, pool: Pool, lambdas: number): TypedExpr | undefined {
  const record = random.pick(allFunctions);
  if (record.nonDeterministic === true) return undefined;
  const [min, max] = record.arity;
  const arity = min + random.int(Math.min(max - min, 2) + 1);
  const args: Argument[] = [];
  const wantsLambda = record.family === "higher-order" && lambdas > 0;
  for (let i = 0; i < arity; i++) {
    const [first] = args;
    if (wantsLambda && i > 0 && random.chance(0.7)) {
      args.push(lambdaArgument(random, pool, lambdas));
      continue;
    }
    const like = first?.kind === "value" && random.chance(0.5) ? first.type : undefined;
    const container = wantsLambda && i === 0 ? containers(pool) : [];
    const expr =
      container.length > 0
        ? random.pick(container)
        : like === undefined
          ? some(random, pool)
          : someOf(random, pool, like);
    args.push({ kind: "value", expr, type: expr.type, span: SPAN });
  }
  return resolve(record, args);
}

const containers = (pool: Pool): readonly TypedExpr[] =>
  pool.exprs.filter(({ type }) => type.kind === "array" || type.kind === "map");

function resolve(record: FunctionRecord, args: readonly Argument[]): TypedExpr | undefined {
  const made = record.resolve({
    name: record.name,
    span: SPAN,
    nameSpan: SPAN,
    args,
    context: CONTEXT,
  });
  return made.kind === "refusal" ? undefined : made;
}

function lambdaArgument(random: Random, pool: Pool, lambdas: number): Argument {
  const arity = 1 + random.int(2);
  return {
    kind: "lambda",
    span: SPAN,
    arity,
    bind(params) {
      const variables = params.map(({ type, nullable }): TypedVariable => {
        const id = nextVariable++;
        return { kind: "variable", id, name: `x${id}`, type, nullable, span: SPAN };
      });
      const inner: Pool = { exprs: [...pool.exprs, ...variables], sizes: new Map(pool.sizes) };
      for (const variable of variables) inner.sizes.set(variable, 1);
      for (let i = 0; i < 8; i++) grow(random, inner, lambdas - 1);
      const bodies = inner.exprs.slice(-6);
      const wanted = random.chance(0.5) ? bodies.filter(({ type }) => type.kind === "boolean") : bodies;
      const body = random.pick(wanted.length === 0 ? bodies : wanted);
      return { kind: "lambda", params: variables, body, span: SPAN };
    },
  };
}

/** An expression as a text, for reports. */
export function show(expr: TypedExpr | TypedLambda): string {
  switch (expr.kind) {
    case "literal":
      return `${showValue(expr.value)}:${showType(expr.type)}`;
    case "column":
    case "variable":
      return expr.name;
    case "lambda":
      return `(${expr.params.map(show).join(", ")}) -> ${show(expr.body)}`;
    case "call":
      return `${expr.name}[${expr.impl.name}${expr.statics.length > 0 ? JSON.stringify(expr.statics) : ""}](${expr.args.map(show).join(", ")})`;
    case "and":
    case "or":
      return `(${show(expr.left)} ${expr.kind} ${show(expr.right)})`;
    case "if":
      return `if(${show(expr.condition)}, ${show(expr.then)}, ${show(expr.else)})`;
    case "coalesce":
      return `coalesce(${expr.args.map(show).join(", ")})`;
    case "isNull":
      return `(${show(expr.arg)} is null)`;
    case "in":
      return `(${show(expr.arg)} in (${expr.values.map(showValue).join(", ")}${expr.hasNull ? ", null" : ""}))`;
  }
}

const showValue = (value: unknown): string =>
  typeof value === "bigint"
    ? `${value}n`
    : Object.is(value, -0)
      ? "-0"
      : typeof value === "number"
        ? String(value)
        : JSON.stringify(value, (_, part: unknown) => (typeof part === "bigint" ? `${part}n` : part));
