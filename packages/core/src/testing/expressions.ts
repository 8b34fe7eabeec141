import { castTo, fieldAt, type Argument, type FunctionRecord } from "../functions/index.js";
import { build, type TypedExpr, type TypedVariable } from "../typed/index.js";
import { BOOLEAN, isAtomic, STRING, VOID, type DataType } from "../types/index.js";
import type { TestColumn } from "./columns.js";
import type { Deck } from "./deck.js";
import { createPool, type Pool } from "./pool.js";
import type { Random } from "./random.js";
import { randomValue } from "./values.js";

/*
 * Typed expressions at random: from columns and constants upward, by whatever function takes what there is.
 * Parts are shared, so that emitted code has something to share.
 */

export interface DrawOptions {
  readonly random: Random;
  readonly columns: readonly TestColumn[];
  readonly timeZone: string;
  /** What is to be called. */
  readonly deck: Deck;
  /** How many calls may lie within each other. */
  readonly depth?: number;
  /** How many lambdas may lie within each other. */
  readonly lambdas?: number;
  /** How likely there is a constant beside each column. */
  readonly constants?: number;
  /** What may be drawn at all. */
  readonly accept?: (expr: TypedExpr) => boolean;
}

const SPAN = { start: 0, end: 1 };
/** How many nodes a tree may have. */
const LARGEST = 60;
/** How often arguments are drawn for a function until it takes them. */
const ATTEMPTS = 40;
/** The same inside a lambda. */
const ATTEMPTS_WITHIN = 6;
/** Expressions that a lambda's body is chosen from. */
const BODIES = 8;

interface Drawing extends Required<DrawOptions> {
  readonly pool: Pool;
  readonly attempts: number;
  readonly freshId: () => number;
}

/** Draws `count` expressions; the later ones may hold the earlier ones. */
export function drawExpressions(count: number, options: DrawOptions): readonly TypedExpr[] {
  let ids = 0;
  const drawing: Drawing = {
    depth: 8,
    lambdas: 2,
    constants: 0.6,
    accept: () => true,
    ...options,
    pool: createPool(LARGEST, options.depth ?? 8),
    attempts: ATTEMPTS,
    freshId: () => ids++,
  };
  const { random, pool, accept } = drawing;
  for (const { name, type, nullable } of options.columns) {
    pool.add({ kind: "column", name, type, nullable, span: SPAN });
    if (random.chance(drawing.constants))
      addIf(drawing, build.literal(randomValue(random, type), type, SPAN));
    if (random.chance(0.1)) addIf(drawing, build.nullOf(type, SPAN));
  }
  const found: TypedExpr[] = [];
  for (let i = 0; i < count * 20 && found.length < count; i++) {
    const made = draw(drawing);
    if (made !== undefined && isComposed(made) && accept(made) && pool.add(made)) found.push(made);
  }
  return found;
}

/** Functions of constants may be constants themselves, and `+a` may be a. */
const isComposed = (expr: TypedExpr): boolean =>
  expr.kind !== "literal" && expr.kind !== "column" && expr.kind !== "variable";

function addIf({ accept, pool }: Drawing, expr: TypedExpr): void {
  if (accept(expr)) pool.add(expr);
}

function draw(d: Drawing): TypedExpr | undefined {
  const { random } = d;
  if (random.chance(0.1)) return control(d);
  if (random.chance(0.08)) return cast(d);
  if (random.chance(0.02)) return field(d);
  return callOf(d, d.deck.next(random, d.lambdas > 0));
}

/** What is evaluated only in part. */
function control({ random, pool }: Drawing): TypedExpr {
  const one = pool.some(random);
  const like = (type: DataType): TypedExpr => pool.of(random, type) ?? build.nullOf(type, SPAN);
  switch (random.int(7)) {
    case 0:
      return build.and(like(BOOLEAN), like(BOOLEAN), SPAN);
    case 1:
      return build.or(like(BOOLEAN), like(BOOLEAN), SPAN);
    case 2:
    case 3:
      return build.iff(like(BOOLEAN), one, like(one.type), SPAN);
    case 4:
      return build.coalesce([one, ...Array.from({ length: random.int(3) }, () => like(one.type))], SPAN);
    case 5:
      return build.isNull(one, SPAN);
    default: {
      const subject = isAtomic(one.type) ? one : like(STRING);
      const values = Array.from({ length: 1 + random.int(7) }, () => randomValue(random, subject.type));
      return build.isIn(subject, values, random.chance(0.2), SPAN);
    }
  }
}

function cast({ random, pool, columns, timeZone }: Drawing): TypedExpr | undefined {
  const to = random.chance(0.8) ? random.pick(columns).type : pool.some(random).type;
  const made = castTo(pool.some(random), to, { timeZone }, { span: SPAN });
  return made?.kind === "call" ? made : undefined;
}

function field({ random, pool }: Drawing): TypedExpr | undefined {
  const base = pool.where(random, ({ type }) => {
    const struct = type.kind === "array" ? type.element : type;
    return struct.kind === "struct" && struct.fields.length > 0;
  });
  if (base === undefined) return undefined;
  const struct = base.type.kind === "array" ? base.type.element : base.type;
  return struct.kind === "struct" ? fieldAt(base, random.int(struct.fields.length), SPAN) : undefined;
}

/** A call of a function, by arguments drawn again and again until it takes them. */
function callOf(d: Drawing, record: FunctionRecord): TypedExpr | undefined {
  for (let attempt = 0; attempt < d.attempts; attempt++) {
    const args = argumentsFor(d, record);
    const made = resolve(d, record, args);
    if (made === undefined || !d.accept(made)) continue;
    d.deck.took(record, args);
    return made;
  }
  d.deck.refused(record);
  return undefined;
}

function resolve(
  { timeZone }: Drawing,
  record: FunctionRecord,
  args: readonly Argument[],
): TypedExpr | undefined {
  const { name } = record;
  const made = record.resolve({ name, span: SPAN, nameSpan: SPAN, args, context: { timeZone } });
  return made.kind === "refusal" ? undefined : made;
}

function argumentsFor(d: Drawing, record: FunctionRecord): readonly Argument[] {
  const { random, deck, pool } = d;
  const pattern = random.chance(0.6) ? deck.pattern(random, record) : undefined;
  if (pattern !== undefined) return pattern.map((part) => likeBefore(d, part));
  const [min, max] = record.arity;
  const arity = min + random.int(Math.min(max - min, 3) + 1);
  const args: Argument[] = [];
  const wantsLambda = record.family === "higher-order" && d.lambdas > 0;
  for (let i = 0; i < arity; i++) {
    const [first] = args;
    if (wantsLambda && i > 0 && random.chance(0.7)) {
      args.push(lambdaArgument(d, 1 + random.int(3)));
      continue;
    }
    const alike = first?.kind === "value" && random.chance(0.5) ? first.type : undefined;
    const container =
      wantsLambda && i === 0
        ? pool.where(random, ({ type }) => type.kind === "array" || type.kind === "map")
        : undefined;
    args.push(
      valueArgument(
        container ??
          (alike === undefined ? pool.some(random) : (pool.of(random, alike) ?? pool.some(random))),
      ),
    );
  }
  return args;
}

const valueArgument = (expr: TypedExpr): Argument => ({ kind: "value", expr, type: expr.type, span: SPAN });

/** An argument like one that a function took before, or stands in its examples. */
function likeBefore(d: Drawing, part: Argument): Argument {
  const { random, pool } = d;
  if (part.kind === "lambda") return lambdaArgument(d, part.arity);
  const { expr, type } = part;
  if (type.kind === "void") return valueArgument(build.nullOf(VOID, SPAN));
  // Constants are often what a function insists on, or what alone makes sense to it.
  if (expr.kind === "literal") {
    if (random.chance(0.4)) return part;
    const condition = random.chance(0.4) ? pool.of(random, BOOLEAN) : undefined;
    const other = pool.of(random, type);
    if (condition !== undefined && other !== undefined) {
      return valueArgument(build.iff(condition, expr, other, SPAN));
    }
  }
  const found = random.chance(0.85) ? pool.of(random, type) : undefined;
  return valueArgument(found ?? build.literal(randomValue(random, type), type, SPAN));
}

function lambdaArgument(d: Drawing, arity: number): Argument {
  const { random } = d;
  return {
    kind: "lambda",
    span: SPAN,
    arity,
    bind(params) {
      const variables = params.map(({ type, nullable }): TypedVariable => {
        const id = d.freshId();
        return { kind: "variable", id, name: `v${id}`, type, nullable, span: SPAN };
      });
      const inner: Drawing = {
        ...d,
        pool: d.pool.within(variables),
        lambdas: d.lambdas - 1,
        attempts: ATTEMPTS_WITHIN,
      };
      for (let i = 0; i < BODIES && d.lambdas > 0; i++) {
        const made = draw(inner);
        if (made !== undefined && d.accept(made)) inner.pool.add(made);
      }
      return { kind: "lambda", params: variables, body: bodyOf(random, inner.pool, variables), span: SPAN };
    },
  };
}

/** A body of the kind that many functions want: a condition, or of a parameter's type. */
function bodyOf(random: Random, pool: Pool, [first]: readonly TypedVariable[]): TypedExpr {
  const wanted = random.int(3);
  const type = wanted === 0 ? BOOLEAN : wanted === 1 ? first?.type : undefined;
  return (type && pool.youngOf(random, type)) ?? pool.young(random);
}
