import type { FunctionRecord } from "../record.js";

export const castFunctions: readonly FunctionRecord[] = [];
