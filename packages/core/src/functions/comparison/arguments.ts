import { valueArguments } from "../overloads.js";
import type { FunctionCall, Refusal, ValueArgument } from "../record.js";

/** The one argument of a function whose arity says that there is one, no lambda. */
export function single(call: FunctionCall): ValueArgument | Refusal {
  const args = valueArguments(call);
  return "kind" in args ? args : at(args, 0);
}

export function pair(call: FunctionCall): readonly [ValueArgument, ValueArgument] | Refusal {
  const args = valueArguments(call);
  return "kind" in args ? args : [at(args, 0), at(args, 1)];
}

export function triple(call: FunctionCall): readonly [ValueArgument, ValueArgument, ValueArgument] | Refusal {
  const args = valueArguments(call);
  return "kind" in args ? args : [at(args, 0), at(args, 1), at(args, 2)];
}

function at(args: readonly ValueArgument[], index: number): ValueArgument {
  const arg = args[index];
  if (arg === undefined) throw new Error(`no argument ${index}`);
  return arg;
}
