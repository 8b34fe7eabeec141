import * as std from "../../std/bitwise/index.js";
import { BIGINT } from "../../types/index.js";
import { total } from "../arithmetic/impl.js";
import { overloads } from "../overloads.js";
import { BIGINT_PARAM } from "../params.js";
import type { FunctionRecord } from "../record.js";

export const bitmapBitPosition: FunctionRecord = {
  name: "bitmap_bit_position",
  family: "bitwise",
  usage: "bitmap_bit_position(x)",
  summary: "Which bit stands for a number in the bitmap that holds it, counted from 0.",
  examples: [
    { expr: "bitmap_bit_position(1)", text: "0" },
    { expr: "bitmap_bit_position(123)", text: "122" },
  ],
  arity: [1, 1],
  resolve: overloads({
    params: [BIGINT_PARAM],
    returns: BIGINT,
    impl: total("bitmapBitPosition", std.bitmapBitPosition),
  }),
};
