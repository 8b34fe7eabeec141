import {
  type Code,
  interpret,
  parseType,
  type Problem,
  showType,
  showValue,
  type Value,
  valueFromJson,
  valueToJson,
} from "@pinion/core";
import { checkExpression, type Scope, type ScopeColumn } from "../check/index.js";
import { parseExpression } from "../parse/index.js";
import { plain } from "./plain.js";
import type { EvalAnswer, EvalError, EvalRequest, WireRequest } from "./request.js";
import { type Json, readJson, writeJson } from "./wire.js";

/** The value of an expression over one row, or the first mistake in the request. Never throws. */
export function evaluateText(request: EvalRequest): EvalAnswer {
  const row = new Map<string, Json>();
  for (const [name, value] of Object.entries(request.row ?? {})) {
    const json = readJson(writeJson(value) ?? "");
    if (json === undefined) return failure("PN2492", `the value of \`${name}\` is no JSON`);
    row.set(name, json);
  }
  const columns = new Map(Object.entries(request.columns ?? {}));
  return evaluateWire({ expr: request.expr, columns, row }, request.timeZone);
}

export function evaluateWire(request: WireRequest, timeZone: string): EvalAnswer {
  const columns: ScopeColumn[] = [];
  const values = new Map<string, Value>();
  for (const [name, typeText] of request.columns) {
    const type = parseType(typeText);
    if (type === undefined) {
      return failure(
        "PN2491",
        `the column \`${name}\` is declared with an unknown type: ${quoted(typeText)}`,
      );
    }
    const json = request.row.get(name) ?? null;
    const read = valueFromJson(plain(json, type), type, timeZone);
    if (!read.ok)
      return failure("PN2492", `the value of the column \`${name}\` does not fit it: ${read.message}`);
    columns.push({ name, type, nullable: true });
    values.set(name, read.value);
  }
  const stray = [...request.row.keys()].find((name) => !request.columns.has(name));
  if (stray !== undefined) {
    return failure("PN2492", `the row has a value of \`${stray}\`, which is none of the columns`);
  }
  return evaluateOver(request.expr, { columns, timeZone, what: "the row" }, values);
}

function evaluateOver(text: string, scope: Scope, values: ReadonlyMap<string, Value>): EvalAnswer {
  const parsed = parseExpression(text);
  if (parsed.kind === "refused") return refusal(parsed.problems);
  const checked = checkExpression(parsed.expr, scope);
  if (checked.kind === "refused") return refusal(checked.problems);
  const { expr } = checked;
  const value = interpret(expr, (name) => values.get(name) ?? null);
  return {
    type: showType(expr.type),
    json: valueToJson(value, expr.type, scope.timeZone),
    text: showValue(value, expr.type, scope.timeZone),
  };
}

function refusal(problems: readonly Problem[]): EvalAnswer {
  const problem = problems.find(({ severity }) => severity !== "warning");
  if (problem === undefined) throw new Error("refused without a reason");
  const { code, message, span, help } = problem;
  return { error: { code, message, ...span, ...(help === undefined ? {} : { help }) } };
}

/** A mistake outside of the expression. */
export function failure(code: Code, message: string): { readonly error: EvalError } {
  return { error: { code, message, start: 0, end: 0 } };
}

const quoted = (text: string): string => JSON.stringify(text.length > 60 ? `${text.slice(0, 59)}…` : text);
