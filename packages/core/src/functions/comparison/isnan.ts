import * as std from "../../std/comparison/index.js";
import { build, type Impl } from "../../typed/index.js";
import { BOOLEAN } from "../../types/index.js";
import { overloads } from "../overloads.js";
import { DOUBLE_PARAM, FLOAT_PARAM } from "../params.js";
import { refused, type FunctionRecord } from "../record.js";

export const isNaNImpl: Impl = {
  name: "isNaNFloat",
  run: std.isNaNFloat,
  nulls: "strict",
  js: "$0 !== $0",
  duckdb: "isnan($0)",
};

const strictly = overloads(
  { params: [DOUBLE_PARAM], returns: BOOLEAN, impl: isNaNImpl },
  { params: [FLOAT_PARAM], returns: BOOLEAN, impl: isNaNImpl },
);

export const isnan: FunctionRecord = {
  name: "isnan",
  family: "comparison",
  usage: "isnan(x)",
  summary: "Whether a number is NaN; false of NULL.",
  examples: [
    { expr: "isnan(cast('NaN' as double))", text: "true" },
    { expr: "isnan(1.5)", text: "false" },
    { expr: "isnan(NULL)", text: "false" },
  ],
  arity: [1, 1],
  resolve: (call) => {
    const answer = strictly(call);
    if (refused(answer) || !answer.nullable) return answer;
    return build.coalesce([answer, build.literal(false, BOOLEAN, call.span)], call.span);
  },
};
