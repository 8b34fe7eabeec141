import type { DataType } from "@pinion/core";
import { anyOf, assign, constant, holds, variable, when, type Code, type Statement } from "../code/index.js";
import type { Node } from "../graph/node.js";
import type { Context, Local, Value } from "./context.js";

/** A variable for a node's value; the flag starts as true, so only a value has to be set. */
export function createLocal(
  context: Context,
  node: Pick<Node, "type" | "nullable">,
): { readonly declarations: readonly Statement[]; readonly local: Local } {
  const name = context.scope.issue("v");
  const flag = node.nullable ? context.scope.issue("n") : null;
  return {
    declarations: [
      variable(name, zeroOf(node.type)),
      ...(flag === null ? [] : [variable(flag, constant(true))]),
    ],
    local: { name, flag },
  };
}

export const setLocal = ({ name, flag }: Local, code: Code): readonly Statement[] => [
  assign(name, code),
  ...(flag === null ? [] : [assign(flag, constant(false))]),
];

/** Sets it to a value that may be NULL. */
export function setLocalTo(local: Local, value: Value): readonly Statement[] {
  const set = setLocal(local, value.value);
  return value.nulls.length === 0 ? set : [when(anyOf(value.nulls), [], set)];
}

export function readLocal({ name, flag }: Local): Value {
  return { nulls: flag === null ? [] : [{ ...holds(flag), key: flag.text }], value: name };
}

/** A value of the type's representation, so that a variable keeps it. */
export function zeroOf(type: DataType): Code {
  switch (type.kind) {
    case "boolean":
      return constant(false);
    case "string":
      return constant("");
    case "decimal":
      return constant(0n);
    case "binary":
    case "array":
    case "map":
    case "struct":
    case "calendarInterval":
    case "void":
      return constant(null);
    default:
      return constant(0);
  }
}
