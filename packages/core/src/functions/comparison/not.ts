import * as std from "../../std/comparison/index.js";
import { build, type Impl, type TypedExpr } from "../../typed/index.js";
import { BOOLEAN } from "../../types/index.js";
import type { Span } from "../../diagnostics/index.js";
import { overloads } from "../overloads.js";
import { BOOLEAN_PARAM } from "../params.js";
import type { FunctionRecord } from "../record.js";

const impl: Impl = { name: "notBoolean", run: std.notBoolean, nulls: "strict", js: "!$0", duckdb: "NOT $0" };

/** The opposite of a condition. */
export const negate = (condition: TypedExpr, span: Span): TypedExpr =>
  build.call({ name: "not", impl, type: BOOLEAN, args: [condition], span });

export const not: FunctionRecord = {
  name: "not",
  aliases: ["!"],
  family: "comparison",
  usage: "not condition",
  summary: "The opposite of a condition; NULL of NULL.",
  examples: [
    { expr: "not true", text: "false" },
    { expr: "!false", text: "true" },
    { expr: "not NULL", text: "NULL" },
  ],
  arity: [1, 1],
  resolve: overloads({ params: [BOOLEAN_PARAM], returns: BOOLEAN, impl }),
};
