import type { FunctionRecord } from "../record.js";

export const arithmeticFunctions: readonly FunctionRecord[] = [];
