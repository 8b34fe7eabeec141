import type { TypedLambda } from "../../typed/index.js";
import { BOOLEAN, showType } from "../../types/index.js";
import { coerce } from "../cast/cast.js";
import {
  refuse,
  refused,
  type Argument,
  type FunctionCall,
  type LambdaParam,
  type Refusal,
} from "../record.js";

/** The lambda of an argument, or one that gives the argument's value whatever its parameters are. */
export function lambdaOf(argument: Argument, params: readonly LambdaParam[]): TypedLambda | Refusal {
  if (argument.kind === "lambda") return argument.bind(params);
  return { kind: "lambda", params: [], body: argument.expr, span: argument.span };
}

/** {@link lambdaOf} with those of the parameters in front that the lambda takes, at least `least`. */
export function lambdaOfUpTo(
  argument: Argument,
  params: readonly LambdaParam[],
  least: number,
): TypedLambda | Refusal {
  const count = argument.kind === "lambda" ? Math.max(argument.arity, least) : least;
  return lambdaOf(argument, params.slice(0, count));
}

/** A lambda that gives a condition. */
export function predicateOf(call: FunctionCall, lambda: TypedLambda | Refusal): TypedLambda | Refusal {
  if (refused(lambda)) return lambda;
  const { body } = lambda;
  if (body.type.kind === "void") return { ...lambda, body: coerce(body, BOOLEAN, call.context) };
  if (body.type.kind === "boolean") return lambda;
  return refuse(
    "PN2201",
    `the lambda of \`${call.name}\` gives ${showType(body.type)}, expected boolean`,
    body.span,
  );
}
