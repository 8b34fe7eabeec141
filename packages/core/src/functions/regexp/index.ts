import type { FunctionRecord } from "../record.js";

export const regexpFunctions: readonly FunctionRecord[] = [];
