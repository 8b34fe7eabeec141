import type { TypedExpr } from "../../typed/index.js";
import {
  arrayOf,
  isOrderable,
  showType,
  tightestCommonType,
  type ArrayType,
  type DataType,
} from "../../types/index.js";
import { coerce } from "../cast/cast.js";
import { valueArguments, wrongType } from "../overloads.js";
import { refuse, type FunctionCall, type Refusal, type ValueArgument } from "../record.js";

/** An argument that is an array. */
export interface ArrayArgument {
  readonly expr: TypedExpr;
  readonly type: ArrayType;
}

/** The value arguments, of which those at the indexes given are arrays; NULL is an array of nothing. */
export function arrayArgument(
  call: FunctionCall,
  args: readonly ValueArgument[],
  index: number,
): ArrayArgument | Refusal {
  const arg = args[index];
  if (arg === undefined) throw new Error(`no argument ${index}`);
  const type = arg.type.kind === "void" ? arrayOf({ kind: "void" }) : arg.type;
  if (type.kind !== "array") return wrongType(call, index, "array", arg.type);
  return { expr: coerce(arg.expr, type, call.context), type };
}

/** {@link arrayArgument} of the functions that want to know of what the array is: a bare NULL is refused. */
export function typedArray(
  call: FunctionCall,
  args: readonly ValueArgument[],
  index: number,
): ArrayArgument | Refusal {
  const type = args[index]?.type;
  return type?.kind === "void" ? wrongType(call, index, "array", type) : arrayArgument(call, args, index);
}

/** The one array of `f(array)`, or the array in front of other arguments. */
export function firstArray(call: FunctionCall): ArrayArgument | Refusal {
  const args = valueArguments(call);
  return "kind" in args ? args : arrayArgument(call, args, 0);
}

export type Meet = (a: DataType, b: DataType) => DataType | undefined;

export interface ArrayAndValue {
  readonly element: DataType;
  readonly array: TypedExpr;
  readonly value: TypedExpr;
}

/** An array and a value, made of one type: the array's element type and the value's meet. */
export function arrayAndValue(
  call: FunctionCall,
  valueIndex = 1,
  meet: Meet = tightestCommonType,
): ArrayAndValue | Refusal {
  const args = valueArguments(call);
  if ("kind" in args) return args;
  const array = typedArray(call, args, 0);
  if ("kind" in array) return array;
  const value = args[valueIndex];
  if (value === undefined) throw new Error(`no argument ${valueIndex}`);
  const element = meet(array.type.element, value.type);
  if (element === undefined) {
    return refuse(
      "PN2201",
      `argument ${valueIndex + 1} of \`${call.name}\` is ${showType(value.type)}, but the array holds ${showType(array.type.element)}`,
      value.span,
      { help: "cast one of them to the type of the other" },
    );
  }
  return {
    element,
    array: coerce(array.expr, arrayOf(element), call.context),
    value: coerce(value.expr, element, call.context),
  };
}

/** Two arrays, made of one type. */
export function twoArrays(
  call: FunctionCall,
): { readonly element: DataType; readonly args: readonly TypedExpr[] } | Refusal {
  const args = valueArguments(call);
  if ("kind" in args) return args;
  const a = typedArray(call, args, 0);
  if ("kind" in a) return a;
  const b = typedArray(call, args, 1);
  if ("kind" in b) return b;
  const element = tightestCommonType(a.type.element, b.type.element);
  if (element === undefined) {
    return refuse(
      "PN2201",
      `the arrays of \`${call.name}\` hold ${showType(a.type.element)} and ${showType(b.type.element)}`,
      call.span,
      { help: "cast one of them to the type of the other" },
    );
  }
  const type = arrayOf(element);
  return { element, args: [coerce(a.expr, type, call.context), coerce(b.expr, type, call.context)] };
}

/** A refusal where values of the type have no order. */
export function unordered(call: FunctionCall, type: DataType): Refusal | undefined {
  if (isOrderable(type)) return undefined;
  return refuse("PN2201", `\`${call.name}\` compares values, and ${showType(type)} has no order`, call.span);
}
