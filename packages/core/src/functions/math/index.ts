import type { FunctionRecord } from "../record.js";

export const mathFunctions: readonly FunctionRecord[] = [];
