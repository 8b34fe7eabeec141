import { evaluateWire, failure } from "./evaluate.js";
import type { EvalAnswer, WireRequest } from "./request.js";
import { isObject, type Json, readJson } from "./wire.js";

/**
 * One line of `pinion eval --jsonl`: `{"expr":"x + 1","columns":{"x":"int"},"row":{"x":1}}`, columns and
 * row optional and other members let be, is answered by `{"type":"int","value":2,"text":"2"}` or `{"error":{"code":…}}`. Whatever
 * the line holds, there is an answer.
 */
export function evaluateLine(line: string, timeZone: string): string {
  const json = readJson(line);
  const request = json === undefined ? "the line is no JSON" : readRequest(json);
  return printAnswer(
    typeof request === "string" ? failure("PN2490", request) : evaluateWire(request, timeZone),
  );
}

/** The answer as a line of JSON. */
export function printAnswer(answer: EvalAnswer): string {
  if (answer.error !== undefined) return JSON.stringify({ error: answer.error });
  return `{"type":${JSON.stringify(answer.type)},"value":${answer.json},"text":${JSON.stringify(answer.text)}}`;
}

/** The request, or what is wrong with it. */
function readRequest(json: Json): WireRequest | string {
  if (!isObject(json)) return "the line is no JSON object";
  const expr = json.get("expr");
  if (typeof expr !== "string") return "`expr` is no text";
  const columns = readColumns(json.get("columns") ?? null);
  if (columns === undefined) return "`columns` is no object of types by the names of columns";
  const row = json.get("row") ?? null;
  if (row !== null && !isObject(row)) return "`row` is no object of values by the names of columns";
  return { expr, columns, row: row ?? new Map() };
}

function readColumns(json: Json): ReadonlyMap<string, string> | undefined {
  const columns = new Map<string, string>();
  if (json === null) return columns;
  if (!isObject(json)) return undefined;
  for (const [name, type] of json) {
    if (typeof type !== "string") return undefined;
    columns.set(name, type);
  }
  return columns;
}
