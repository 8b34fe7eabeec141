import type { FunctionRecord } from "../record.js";
import { and } from "./and.js";
import { between } from "./between.js";
import { equalNull } from "./equal-null.js";
import { equal } from "./equal.js";
import { greaterOrEqual } from "./greater-or-equal.js";
import { greater } from "./greater.js";
import { greatest } from "./greatest.js";
import { isnan } from "./isnan.js";
import { isnotnull } from "./isnotnull.js";
import { isnull } from "./isnull.js";
import { least } from "./least.js";
import { lessOrEqual } from "./less-or-equal.js";
import { less } from "./less.js";
import { notEqual } from "./not-equal.js";
import { not } from "./not.js";
import { or } from "./or.js";
import { same } from "./same.js";

export const comparisonFunctions: readonly FunctionRecord[] = [
  equal,
  notEqual,
  less,
  lessOrEqual,
  greater,
  greaterOrEqual,
  same,
  equalNull,
  isnan,
  isnull,
  isnotnull,
  not,
  and,
  or,
  between,
  greatest,
  least,
];
