import type { FunctionRecord } from "../record.js";

export const vectorFunctions: readonly FunctionRecord[] = [];
