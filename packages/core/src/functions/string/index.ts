import type { FunctionRecord } from "../record.js";

export const stringFunctions: readonly FunctionRecord[] = [];
