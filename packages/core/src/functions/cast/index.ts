import type { FunctionRecord } from "../record.js";
import { bigintFunction } from "./bigint.js";
import { binaryFunction } from "./binary.js";
import { booleanFunction } from "./boolean.js";
import { castDouble } from "./cast-double.js";
import { castFloat } from "./cast-float.js";
import { castInt } from "./cast-int.js";
import { dateFunction } from "./date.js";
import { decimalFunction } from "./decimal.js";
import { doubleFunction } from "./double.js";
import { floatFunction } from "./float.js";
import { intFunction } from "./int.js";
import { smallintFunction } from "./smallint.js";
import { stringFunction } from "./string.js";
import { timeFunction } from "./time.js";
import { timestampFunction } from "./timestamp.js";
import { tinyintFunction } from "./tinyint.js";
import { typeofFunction } from "./typeof.js";

export const castFunctions: readonly FunctionRecord[] = [
  booleanFunction,
  tinyintFunction,
  smallintFunction,
  intFunction,
  bigintFunction,
  floatFunction,
  doubleFunction,
  decimalFunction,
  stringFunction,
  binaryFunction,
  dateFunction,
  timeFunction,
  timestampFunction,
  castInt,
  castFloat,
  castDouble,
  typeofFunction,
];
