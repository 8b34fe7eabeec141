import type { FunctionRecord } from "../record.js";
import { coalesce } from "./coalesce.js";
import { decode } from "./decode.js";
import { ifElse } from "./if-else.js";
import { iff } from "./if.js";
import { isNonZero } from "./is-non-zero.js";
import { isPresent } from "./is-present.js";
import { nanvl } from "./nanvl.js";
import { nullif } from "./nullif.js";
import { nullifzero } from "./nullifzero.js";
import { nvl } from "./nvl.js";
import { nvl2 } from "./nvl2.js";
import { toBoolean } from "./to-boolean.js";
import { toNumeric } from "./to-numeric.js";
import { when } from "./when.js";
import { zeroifnull } from "./zeroifnull.js";

export const conditionalFunctions: readonly FunctionRecord[] = [
  iff,
  ifElse,
  coalesce,
  nvl,
  nvl2,
  nullif,
  nullifzero,
  zeroifnull,
  nanvl,
  decode,
  when,
  isPresent,
  isNonZero,
  toBoolean,
  toNumeric,
];
