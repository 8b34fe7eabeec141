import type { FunctionRecord } from "../record.js";

export const higherOrderFunctions: readonly FunctionRecord[] = [];
