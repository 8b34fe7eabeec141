import type { FunctionRecord } from "../record.js";

export const bitwiseFunctions: readonly FunctionRecord[] = [];
