import type { DataType } from "@pinion/core";

/** Whether values of the type are numbers while safe and bigints beyond. */
export function isInt64(type: DataType): boolean {
  return type.kind === "bigint" || type.kind === "timestamp" || type.kind === "dayTimeInterval";
}
