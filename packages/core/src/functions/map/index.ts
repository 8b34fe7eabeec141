import type { FunctionRecord } from "../record.js";

export const mapFunctions: readonly FunctionRecord[] = [];
