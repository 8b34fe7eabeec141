import type { FunctionRecord } from "../record.js";

export const intervalFunctions: readonly FunctionRecord[] = [];
