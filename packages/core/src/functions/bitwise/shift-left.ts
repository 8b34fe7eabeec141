import * as std from "../../std/bitwise/index.js";
import { total } from "../arithmetic/impl.js";
import { overloads } from "../overloads.js";
import { INT_PARAM } from "../params.js";
import type { FunctionRecord } from "../record.js";
import { byFirst, firstType, shifted } from "./operator.js";

export const shiftLeft: FunctionRecord = {
  name: "shiftleft",
  aliases: ["<<"],
  family: "bitwise",
  usage: "shiftleft(a, distance)",
  summary:
    "The integer's bits moved to the left, zeros coming in. The distance counts modulo 32, of a BIGINT modulo 64.",
  examples: [
    { expr: "shiftleft(2, 1)", text: "4" },
    { expr: "1 << 31", text: "-2147483648" },
  ],
  arity: [2, 2],
  resolve: overloads({
    params: [shifted, INT_PARAM],
    returns: firstType,
    impl: byFirst({
      int: total("shiftLeftInt", std.shiftLeftInt, { js: "$0 << $1" }),
      bigint: total("shiftLeftBigint", std.shiftLeftBigint),
    }),
  }),
};
