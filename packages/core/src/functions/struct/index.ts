import type { FunctionRecord } from "../record.js";

export const structFunctions: readonly FunctionRecord[] = [];
