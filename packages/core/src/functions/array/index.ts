import type { FunctionRecord } from "../record.js";

export const arrayFunctions: readonly FunctionRecord[] = [];
