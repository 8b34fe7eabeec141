import { build, type Impl, type Static, type TypedExpr } from "../typed/index.js";
import { showType, type DataType } from "../types/index.js";
import { coerce } from "./cast/cast.js";
import type { Param } from "./params.js";
import { refuse, type FunctionCall, type Refusal, type Resolution, type ValueArgument } from "./record.js";

/** One way to call a function: fixed parameters, the last of which may repeat. */
export interface Overload {
  readonly params: readonly Param[];
  /** Takes any number (also none) of further arguments. */
  readonly rest?: Param;
  readonly returns: DataType | ((types: readonly DataType[]) => DataType);
  readonly impl: Impl | ((types: readonly DataType[]) => Impl);
  readonly statics?:
    readonly Static[] | ((call: FunctionCall, types: readonly DataType[]) => readonly Static[]);
  /** Of `aware` implementations: whether the result can be NULL. Assumed where it is left out. */
  readonly nullable?: boolean | ((args: readonly TypedExpr[]) => boolean);
}

/**
 * `resolve` of a record whose calls differ by their arguments' types alone. An overload that takes every
 * argument as it is wins over those that convert; among these the one that converts the fewest, the first
 * of several.
 */
export function overloads(...all: readonly [Overload, ...Overload[]]): (call: FunctionCall) => Resolution {
  return (call) => {
    const args = valueArguments(call);
    if ("kind" in args) return args;
    const fitting = all.filter((overload) => takesCount(overload, args.length));
    let converted: { overload: Overload; types: readonly DataType[]; kept: number } | undefined;
    for (const overload of fitting) {
      const types: readonly (DataType | undefined)[] = args.map((arg, i) =>
        paramAt(overload, i).convert(arg.type),
      );
      if (types.some((type) => type === undefined)) continue;
      const kept = args.filter((arg, i) => arg.type.kind === types[i]?.kind).length;
      if (kept > (converted?.kept ?? -1)) {
        converted = { overload, types: types as readonly DataType[], kept };
      }
    }
    if (converted !== undefined) return apply(call, converted.overload, args, converted.types);
    return misfit(call, fitting.length > 0 ? fitting : all, args);
  };
}

/** The arguments of a function that takes no lambda. */
export function valueArguments(call: FunctionCall): readonly ValueArgument[] | Refusal {
  const lambda = call.args.find((arg) => arg.kind === "lambda");
  if (lambda !== undefined) return refuse("PN2205", `\`${call.name}\` takes no lambda`, lambda.span);
  return call.args as readonly ValueArgument[];
}

/** The problem of an argument whose type does not fit. */
export function wrongType(call: FunctionCall, index: number, expected: string, found: DataType): Refusal {
  const span = call.args[index]?.span ?? call.span;
  return refuse("PN2201", `${placeOf(call, index)} is ${showType(found)}, expected ${expected}`, span, {
    label: `this is ${showType(found)}`,
  });
}

function placeOf(call: FunctionCall, index: number): string {
  if (/^\w+$/.test(call.name) && call.name.toLowerCase() !== "div") {
    return `argument ${index + 1} of \`${call.name}\``;
  }
  return `the ${index === 0 ? "left" : "right"} side of \`${call.name}\``;
}

const takesCount = (overload: Overload, count: number): boolean =>
  overload.rest === undefined ? count === overload.params.length : count >= overload.params.length;

function paramAt(overload: Overload, index: number): Param {
  const param = overload.params[index] ?? overload.rest;
  if (param === undefined) throw new Error(`no parameter ${index}`);
  return param;
}

function apply(
  call: FunctionCall,
  overload: Overload,
  args: readonly ValueArgument[],
  types: readonly DataType[],
): TypedExpr {
  const values = args.map((arg, i) => coerce(arg.expr, types[i] ?? arg.type, call.context));
  const { returns, impl, statics, nullable } = overload;
  return build.call({
    name: call.name.toLowerCase(),
    impl: typeof impl === "function" ? impl(types) : impl,
    type: typeof returns === "function" ? returns(types) : returns,
    args: values,
    span: call.span,
    statics: typeof statics === "function" ? statics(call, types) : (statics ?? []),
    ...(nullable === undefined
      ? {}
      : { nullable: typeof nullable === "function" ? nullable(values) : nullable }),
  });
}

function misfit(
  call: FunctionCall,
  candidates: readonly Overload[],
  args: readonly ValueArgument[],
): Resolution {
  for (const [i, arg] of args.entries()) {
    const params = candidates
      .map((overload) => overload.params[i] ?? overload.rest)
      .filter((param) => param !== undefined);
    if (params.every((param) => param.convert(arg.type) === undefined)) {
      return wrongType(call, i, [...new Set(params.map((param) => param.shown))].join(" or "), arg.type);
    }
  }
  const shown = args.map((arg) => showType(arg.type)).join(", ");
  return refuse("PN2201", `\`${call.name}\` does not take (${shown}) together`, call.span);
}
