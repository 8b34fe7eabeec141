import type { FunctionRecord } from "../record.js";

export const datetimeFunctions: readonly FunctionRecord[] = [];
