import type { FunctionRecord } from "../record.js";

export const hashFunctions: readonly FunctionRecord[] = [];
