import { typedArray, type ArrayArgument } from "../array/arguments.js";
import { refuse, type Argument, type FunctionCall, type LambdaParam, type Refusal } from "../record.js";

export interface ArrayAndLambda {
  readonly array: ArrayArgument;
  /** The lambda's parameter for an element. */
  readonly item: LambdaParam;
  readonly argument: Argument;
}

/** The arguments of `f(array, x -> …)`. */
export function arrayBefore(call: FunctionCall): ArrayAndLambda | Refusal {
  const [first, argument] = call.args;
  if (first?.kind !== "value" || argument === undefined) {
    return refuse("PN2201", `\`${call.name}\` takes an array and a lambda`, call.span);
  }
  const array = typedArray(call, [first], 0);
  if ("kind" in array) return array;
  return { array, item: { type: array.type.element, nullable: true }, argument };
}
