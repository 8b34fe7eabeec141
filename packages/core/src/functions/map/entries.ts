import { keyOf } from "../../std/array/index.js";
import type { Impl, ImplFunction } from "../../typed/index.js";
import { mapOf, showType, type DataType, type MapType } from "../../types/index.js";
import { coerce } from "../cast/cast.js";
import { valueArguments, wrongType } from "../overloads.js";
import { refuse, type FunctionCall, type Refusal } from "../record.js";
import type { TypedExpr } from "../../typed/index.js";

/** The reason of NULLs where Spark fails. */
export const BAD_KEY = "a key is NULL or stands twice";

/** Builds a map, prepared of the key type. */
export const building = (name: string, run: ImplFunction, fails = BAD_KEY): Impl => ({
  name,
  run,
  nulls: "strict",
  fails,
  prepare: { name: "keyOf", run: keyOf },
});

export interface MapArgument {
  readonly expr: TypedExpr;
  readonly type: MapType;
}

/** The argument at an index, which is a map; NULL is a map of nothing. */
export function mapArgument(call: FunctionCall, index: number): MapArgument | Refusal {
  const arg = call.args[index];
  if (arg === undefined) throw new Error(`no argument ${index}`);
  if (arg.kind === "lambda") return refuse("PN2201", `\`${call.name}\` takes a map here`, arg.span);
  const type = arg.type.kind === "void" ? mapOf(arg.type, arg.type) : arg.type;
  if (type.kind !== "map") return wrongType(call, index, "map", arg.type);
  return { expr: coerce(arg.expr, type, call.context), type };
}

/** {@link mapArgument} of the functions with lambdas: a bare NULL is refused. */
export function typedMap(call: FunctionCall, index: number): MapArgument | Refusal {
  const arg = call.args[index];
  return arg?.kind === "value" && arg.type.kind === "void"
    ? wrongType(call, index, "map", arg.type)
    : mapArgument(call, index);
}

/** The one map of a function that takes no lambda. */
export function onlyMap(call: FunctionCall): MapArgument | Refusal {
  const args = valueArguments(call);
  return "kind" in args ? args : mapArgument(call, 0);
}

/** A refusal of keys that are maps, which Spark cannot compare. */
export function badKeyType(call: FunctionCall, type: DataType): Refusal | undefined {
  if (!holdsMap(type)) return undefined;
  return refuse("PN2201", `the keys of a map cannot be ${showType(type)}`, call.span);
}

function holdsMap(type: DataType): boolean {
  switch (type.kind) {
    case "map":
      return true;
    case "array":
      return holdsMap(type.element);
    case "struct":
      return type.fields.some((field) => holdsMap(field.type));
    default:
      return false;
  }
}
