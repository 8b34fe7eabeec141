import * as std from "../../std/bitwise/index.js";
import { TINYINT, type DataType } from "../../types/index.js";
import { failing } from "../arithmetic/impl.js";
import { overloads } from "../overloads.js";
import { INT_PARAM, integral } from "../params.js";
import type { FunctionRecord } from "../record.js";

function bitsOf(type: DataType | undefined): number {
  switch (type?.kind) {
    case "tinyint":
      return 8;
    case "smallint":
      return 16;
    case "bigint":
      return 64;
    default:
      return 32;
  }
}

export const bitGet: FunctionRecord = {
  name: "bit_get",
  aliases: ["getbit"],
  family: "bitwise",
  usage: "bit_get(a, position)",
  summary:
    "The bit of an integer at a position, 0 or 1. Positions are counted from the right, from 0; NULL for one that " +
    "the integer's type does not have.",
  differs: "Spark stops with an error at a position that the type does not have; a row never throws here.",
  examples: [
    { expr: "bit_get(11, 0)", text: "1" },
    { expr: "bit_get(11, 2)", text: "0" },
  ],
  arity: [2, 2],
  resolve: overloads({
    params: [integral, INT_PARAM],
    returns: TINYINT,
    impl: failing("bitGet", std.bitGet, "bit position out of range"),
    statics: (_, types) => [bitsOf(types[0])],
  }),
};
