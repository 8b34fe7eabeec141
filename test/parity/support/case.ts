import { interpret, showType, type Row, type TypedExpr, type Value } from "@pinion/core";
import { constantOf } from "@pinion/core/functions";
import {
  createRandom,
  DEEP_TYPES,
  drawColumns,
  drawExpressions,
  FLAT_TYPES,
  randomNullable,
  randomValue,
  type Deck,
  type Examples,
  type TestColumn,
} from "@pinion/core/testing";
import { isInSql } from "./duckdb.js";

/** Expressions over columns, and rows to evaluate them on. */
export interface Program {
  readonly seed: number;
  readonly timeZone: string;
  readonly columns: readonly TestColumn[];
  readonly exprs: readonly TypedExpr[];
  /** Some with NULLs, then some without. */
  readonly batches: readonly (readonly Row[])[];
}

const TIME_ZONES = ["UTC", "America/Los_Angeles", "Asia/Kolkata"];
const COLUMNS = 16;

/** Values by type, as `showType` prints it. */
export type Values = ReadonlyMap<string, readonly Value[]>;

export interface Decks {
  /** For expressions of any kind. */
  readonly any: Deck;
  /** For those that have a text in SQL. */
  readonly sql: Deck;
  /** Values that functions make something of, for rows. */
  readonly values: Values;
}

/** The constants in calls. */
export function valuesIn(examples: Examples): Values {
  const found = new Map<string, Value[]>();
  for (const arg of [...examples.values()].flat(2)) {
    const value = arg.kind === "value" ? constantOf(arg.expr) : undefined;
    if (arg.kind !== "value" || value === undefined || value === null) continue;
    const key = showType(arg.type);
    found.set(key, [...(found.get(key) ?? []), value]);
  }
  return found;
}

/** Everything about one program follows from its seed and from what the decks have come to know. */
export function drawProgram(seed: number, decks: Decks, size: number, rows: number): Program {
  const random = createRandom(seed);
  const inSql = random.chance(0.4);
  const timeZone = inSql && random.chance(0.5) ? "UTC" : random.pick(TIME_ZONES);
  const types = inSql ? FLAT_TYPES : [...FLAT_TYPES, ...FLAT_TYPES, ...DEEP_TYPES];
  const columns = drawColumns(random, types, COLUMNS);
  const exprs = drawExpressions(size, {
    random,
    columns,
    timeZone,
    deck: inSql ? decks.sql : decks.any,
    ...(inSql ? { accept: isInSql, lambdas: 0, constants: 0.2 } : {}),
  });
  const known = columns.map(({ type }) => decks.values.get(showType(type)) ?? []);
  const batch = (nulls: boolean): readonly Row[] =>
    Array.from({ length: rows }, () =>
      columns.map(({ type, nullable }, i) => {
        const values = known[i] ?? [];
        if (values.length > 0 && random.chance(0.25)) return random.pick(values);
        return nulls && nullable ? randomNullable(random, type) : randomValue(random, type);
      }),
    );
  return { seed, timeZone, columns, exprs, batches: [batch(true), batch(false)] };
}

/** The interpreter's word on an expression. */
export function meaning(expr: TypedExpr, columns: readonly TestColumn[], row: Row): Value {
  return interpret(expr, (name) => row[columns.findIndex((column) => column.name === name)] ?? null);
}
