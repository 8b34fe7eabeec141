import * as std from "../../std/bitwise/index.js";
import { total } from "../arithmetic/impl.js";
import { overloads } from "../overloads.js";
import { INT_PARAM } from "../params.js";
import type { FunctionRecord } from "../record.js";
import { byFirst, firstType, shifted } from "./operator.js";

export const shiftRight: FunctionRecord = {
  name: "shiftright",
  aliases: [">>"],
  family: "bitwise",
  usage: "shiftright(a, distance)",
  summary:
    "The integer's bits moved to the right, copies of the sign coming in. The distance counts modulo 32, of a " +
    "BIGINT modulo 64.",
  examples: [
    { expr: "shiftright(4, 1)", text: "2" },
    { expr: "-4 >> 1", text: "-2" },
  ],
  arity: [2, 2],
  resolve: overloads({
    params: [shifted, INT_PARAM],
    returns: firstType,
    impl: byFirst({
      int: total("shiftRightInt", std.shiftRightInt, { js: "$0 >> $1" }),
      bigint: total("shiftRightBigint", std.shiftRightBigint),
    }),
  }),
};
