import type { FunctionRecord } from "../record.js";

export const comparisonFunctions: readonly FunctionRecord[] = [];
