import * as std from "../../std/arithmetic/index.js";
import type { FunctionRecord } from "../record.js";
import { sumOfDecimals } from "./decimal-impls.js";
import { SUBTRACT } from "./subtract.js";
import { tryOperator } from "./try.js";

export const trySubtract: FunctionRecord = {
  name: "try_subtract",
  family: "arithmetic",
  usage: "try_subtract(a, b)",
  summary: "The difference as `-` has it, but NULL where an integer type cannot hold it.",
  examples: [
    { expr: "try_subtract(2, 1)", text: "1" },
    { expr: "try_subtract(-2147483648, 1)", text: "NULL" },
  ],
  arity: [2, 2],
  resolve: tryOperator({
    sign: "-",
    int: ["trySubtractInt", std.trySubtractInt],
    bigint: ["trySubtractBigint", std.trySubtractBigint],
    float: SUBTRACT.float,
    double: SUBTRACT.double,
    decimal: (a, b) => sumOfDecimals("-", a, b),
  }),
};
