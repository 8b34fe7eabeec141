import * as std from "../../std/arithmetic/index.js";
import type { FunctionRecord } from "../record.js";
import { sumOfDecimals } from "./decimal-impls.js";
import { ADD } from "./add.js";
import { tryOperator } from "./try.js";

export const tryAdd: FunctionRecord = {
  name: "try_add",
  family: "arithmetic",
  usage: "try_add(a, b)",
  summary: "The sum as `+` has it, but NULL where an integer type cannot hold it.",
  examples: [
    { expr: "try_add(1, 2)", text: "3" },
    { expr: "try_add(2147483647, 1)", text: "NULL" },
  ],
  arity: [2, 2],
  resolve: tryOperator({
    sign: "+",
    int: ["tryAddInt", std.tryAddInt],
    bigint: ["tryAddBigint", std.tryAddBigint],
    float: ADD.float,
    double: ADD.double,
    decimal: (a, b) => sumOfDecimals("+", a, b),
  }),
};
