import type { AggregateOp } from "@pinion/core";
import { BIGINT, boundedDecimal, DOUBLE, isIntegral, isNumeric, type DataType } from "@pinion/core";

/** The type of an aggregate over values of a type, as Spark has it; undefined where there is none. */
export function aggregateType(op: AggregateOp, argument: DataType | undefined): DataType | undefined {
  if (op === "count") return BIGINT;
  if (argument === undefined) return undefined;
  switch (op) {
    case "sum":
      if (isIntegral(argument)) return BIGINT;
      if (argument.kind === "decimal") return boundedDecimal(argument.precision + 10, argument.scale);
      return isNumeric(argument) ? DOUBLE : undefined;
    case "avg":
      if (argument.kind === "decimal") return boundedDecimal(argument.precision + 4, argument.scale + 4);
      return isNumeric(argument) ? DOUBLE : undefined;
    case "min":
    case "max":
      return isOrdered(argument) ? argument : undefined;
    case "latest":
    case "first":
      return isKept(argument) ? argument : undefined;
  }
}

/** What each takes, for messages. */
export function taken(op: AggregateOp): string {
  switch (op) {
    case "count":
      return "anything";
    case "sum":
    case "avg":
      return "numbers";
    case "min":
    case "max":
      return "numbers, texts, booleans, bytes, dates and timestamps";
    case "latest":
    case "first":
      return "what a feature can be";
  }
}

function isOrdered(type: DataType): boolean {
  switch (type.kind) {
    case "boolean":
    case "string":
    case "binary":
    case "date":
    case "timestamp":
      return true;
    default:
      return isNumeric(type);
  }
}

const isKept = (type: DataType): boolean =>
  isOrdered(type) || (type.kind === "array" && isOrdered(type.element));
