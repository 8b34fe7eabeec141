import type { FunctionRecord } from "../record.js";
import { abs } from "./abs.js";
import { add } from "./add.js";
import { divide } from "./divide.js";
import { integralDivide } from "./integral-divide.js";
import { multiply } from "./multiply.js";
import { negative } from "./negative.js";
import { pmod } from "./pmod.js";
import { positive } from "./positive.js";
import { remainder } from "./remainder.js";
import { subtract } from "./subtract.js";
import { tryAdd } from "./try-add.js";
import { tryDivide } from "./try-divide.js";
import { tryMod } from "./try-mod.js";
import { tryMultiply } from "./try-multiply.js";
import { trySubtract } from "./try-subtract.js";

export const arithmeticFunctions: readonly FunctionRecord[] = [
  add,
  subtract,
  multiply,
  divide,
  integralDivide,
  remainder,
  pmod,
  negative,
  positive,
  abs,
  tryAdd,
  trySubtract,
  tryMultiply,
  tryDivide,
  tryMod,
];
