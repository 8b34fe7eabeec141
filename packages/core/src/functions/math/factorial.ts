import * as std from "../../std/math/index.js";
import { BIGINT } from "../../types/index.js";
import { overloads } from "../overloads.js";
import { INT_PARAM } from "../params.js";
import type { FunctionRecord } from "../record.js";

export const factorial: FunctionRecord = {
  name: "factorial",
  family: "math",
  usage: "factorial(n)",
  summary: "The product of all numbers from 1 to n, for n from 0 to 20; NULL of others.",
  examples: [
    { expr: "factorial(5)", text: "120" },
    { expr: "factorial(21)", text: "NULL" },
  ],
  arity: [1, 1],
  resolve: overloads({
    params: [INT_PARAM],
    returns: BIGINT,
    impl: {
      name: "factorial",
      run: std.factorial,
      nulls: "strict",
      fails: "factorial of a number outside of 0 to 20",
    },
  }),
};
