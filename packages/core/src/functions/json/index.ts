import type { FunctionRecord } from "../record.js";

export const jsonFunctions: readonly FunctionRecord[] = [];
