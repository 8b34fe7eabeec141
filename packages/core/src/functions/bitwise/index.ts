import type { FunctionRecord } from "../record.js";
import { bitwiseAnd } from "./and.js";
import { bitCount } from "./bit-count.js";
import { bitGet } from "./bit-get.js";
import { bitmapBitPosition } from "./bitmap-bit-position.js";
import { bitmapBucketNumber } from "./bitmap-bucket-number.js";
import { bitmapCount } from "./bitmap-count.js";
import { bitwiseNot } from "./not.js";
import { bitwiseOr } from "./or.js";
import { shiftLeft } from "./shift-left.js";
import { shiftRight } from "./shift-right.js";
import { shiftRightUnsigned } from "./shift-right-unsigned.js";
import { bitwiseXor } from "./xor.js";

export const bitwiseFunctions: readonly FunctionRecord[] = [
  bitwiseAnd,
  bitwiseOr,
  bitwiseXor,
  bitwiseNot,
  shiftLeft,
  shiftRight,
  shiftRightUnsigned,
  bitCount,
  bitGet,
  bitmapBitPosition,
  bitmapBucketNumber,
  bitmapCount,
];
