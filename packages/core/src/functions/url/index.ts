import type { FunctionRecord } from "../record.js";

export const urlFunctions: readonly FunctionRecord[] = [];
