import type { FunctionRecord } from "../record.js";
import { makeDtIntervalRecord } from "./make-dt-interval.js";
import { makeIntervalRecord } from "./make-interval.js";
import { makeYmIntervalRecord } from "./make-ym-interval.js";

export const intervalFunctions: readonly FunctionRecord[] = [
  makeDtIntervalRecord,
  makeIntervalRecord,
  makeYmIntervalRecord,
];
