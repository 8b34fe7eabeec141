import * as std from "../../std/math/index.js";
import type { Impl } from "../../typed/index.js";
import { DOUBLE } from "../../types/index.js";
import { overloads } from "../overloads.js";
import { DOUBLE_PARAM } from "../params.js";
import type { FunctionRecord } from "../record.js";

const fails = "logarithm of a number not above 0";
const natural: Impl = { name: "ln", run: std.ln, nulls: "strict", fails };
const toBase: Impl = { name: "logBase", run: std.logBase, nulls: "strict", fails };

export const log: FunctionRecord = {
  name: "log",
  family: "math",
  usage: "log([base, ]x)",
  summary: "The logarithm of x to a base, the natural one without; NULL where the base or x is not above 0.",
  examples: [
    { expr: "log(10, 100)", text: "2.0" },
    { expr: "log(1)", text: "0.0" },
    { expr: "log(0)", text: "NULL" },
  ],
  arity: [1, 2],
  resolve: overloads(
    { params: [DOUBLE_PARAM], returns: DOUBLE, impl: natural },
    { params: [DOUBLE_PARAM, DOUBLE_PARAM], returns: DOUBLE, impl: toBase },
  ),
};
