import type { FunctionRecord } from "../record.js";

export const conditionalFunctions: readonly FunctionRecord[] = [];
