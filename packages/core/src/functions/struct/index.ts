import type { FunctionRecord } from "../record.js";
import { namedStructRecord } from "./named-struct.js";
import { structRecord } from "./struct.js";

export const structFunctions: readonly FunctionRecord[] = [namedStructRecord, structRecord];
