import { expect, test } from "vitest";
import * as std from "../../../src/std/index.js";
import { datetimeFunctions } from "../../../src/functions/datetime/index.js";
import { intervalFunctions } from "../../../src/functions/interval/index.js";
import { findFunction } from "../../../src/functions/registry.js";
import { refused } from "../../../src/functions/record.js";
import type { Impl, TypedExpr } from "../../../src/typed/index.js";
import {
  BIGINT,
  CALENDAR_INTERVAL,
  DATE,
  DAY_SECOND_INTERVAL,
  decimal,
  DOUBLE,
  INT,
  STRING,
  TIME,
  TIMESTAMP,
  YEAR_MONTH_INTERVAL,
  type DataType,
} from "../../../src/types/index.js";
import { column, literal, resolve } from "../resolve.js";

const DAY: DataType = { kind: "dayTimeInterval", start: "day", end: "day" };
const HOUR_SECOND: DataType = { kind: "dayTimeInterval", start: "hour", end: "second" };
const TYPES: readonly DataType[] = [
  DATE,
  TIMESTAMP,
  STRING,
  INT,
  BIGINT,
  DOUBLE,
  decimal(16, 6),
  DAY,
  HOUR_SECOND,
  DAY_SECOND_INTERVAL,
  YEAR_MONTH_INTERVAL,
  CALENDAR_INTERVAL,
  TIME,
];
const CONSTANTS = ["yyyy", "UTC", "minutes", "month", "year", "day", "hour", "minute", "second", "doy"];
const VALUES: readonly TypedExpr[] = [
  ...TYPES.map((type, i) => column(`c${i}`, type)),
  ...CONSTANTS.map((text) => literal(text, STRING)),
];
const OPERATORS = ["+", "-", "*", "/", "negative", "abs", "try_add", "try_subtract"];

/** Every implementation that calls of a name with up to three arguments, and with more of one type, lead to. */
function implsOf(name: string): readonly Impl[] {
  const calls: (readonly TypedExpr[])[] = VALUES.flatMap((a) => [[a], ...VALUES.map((b) => [a, b])]);
  const few = VALUES.slice(0, 17);
  if (!OPERATORS.includes(name)) {
    calls.push([], ...few.flatMap((a) => few.flatMap((b) => few.map((c) => [a, b, c]))));
    for (const count of [4, 6, 7]) calls.push(Array.from({ length: count }, () => literal(1, INT)));
    calls.push([...Array.from({ length: 6 }, () => column("n", INT)), column("z", STRING)]);
  }
  const impls: Impl[] = [];
  const collect = (expr: TypedExpr): void => {
    if (expr.kind !== "call") return;
    impls.push(expr.impl);
    for (const arg of expr.args) if (arg.kind !== "lambda") collect(arg);
  };
  const [least, most] = findFunction(name)?.arity ?? [0, 0];
  for (const args of calls) {
    if (args.length < least || args.length > most) continue;
    const resolution = resolve(name, ...args);
    if (!refused(resolution)) collect(resolution);
  }
  return impls;
}

const names = [...datetimeFunctions, ...intervalFunctions]
  .map((record) => record.name)
  .filter((name) => name !== "current_timezone");

test.each([...names, ...OPERATORS])("what %s calls is exported under its name", (name) => {
  const impls = implsOf(name);
  expect(impls.length).toBeGreaterThan(0);
  const exported: Readonly<Record<string, unknown>> = std;
  for (const { name, run, prepare } of impls) {
    expect(exported[name]).toBe(run);
    if (prepare !== undefined) expect(exported[prepare.name]).toBe(prepare.run);
  }
});
