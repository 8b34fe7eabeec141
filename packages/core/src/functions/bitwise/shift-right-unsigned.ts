import * as std from "../../std/bitwise/index.js";
import { total } from "../arithmetic/impl.js";
import { overloads } from "../overloads.js";
import { INT_PARAM } from "../params.js";
import type { FunctionRecord } from "../record.js";
import { byFirst, firstType, shifted } from "./operator.js";

export const shiftRightUnsigned: FunctionRecord = {
  name: "shiftrightunsigned",
  aliases: [">>>"],
  family: "bitwise",
  usage: "shiftrightunsigned(a, distance)",
  summary:
    "The integer's bits moved to the right, zeros coming in. The distance counts modulo 32, of a BIGINT modulo 64.",
  examples: [
    { expr: "shiftrightunsigned(4, 1)", text: "2" },
    { expr: "shiftrightunsigned(-1, 28)", text: "15" },
  ],
  arity: [2, 2],
  resolve: overloads({
    params: [shifted, INT_PARAM],
    returns: firstType,
    impl: byFirst({
      int: total("shiftRightUnsignedInt", std.shiftRightUnsignedInt, { js: "($0 >>> $1) | 0" }),
      bigint: total("shiftRightUnsignedBigint", std.shiftRightUnsignedBigint),
    }),
  }),
};
