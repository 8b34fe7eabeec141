import { showType, type DataType } from "../../types/index.js";
import { valueArguments } from "../overloads.js";
import { refuse, type FunctionExample, type FunctionRecord } from "../record.js";
import { castTo } from "./cast.js";

/** A function that is a CAST under another name. */
export function castFunction(
  name: string,
  to: DataType,
  ...examples: readonly FunctionExample[]
): FunctionRecord {
  const type = showType(to).toUpperCase();
  return {
    name,
    family: "cast",
    usage: `${name}(value)`,
    summary: `The same as \`CAST(value AS ${type})\`: NULL where the value is no ${type}.`,
    examples,
    arity: [1, 1],
    resolve: (call) => {
      const args = valueArguments(call);
      if ("kind" in args) return args;
      const [arg] = args;
      if (arg === undefined) throw new Error(`${name} takes one argument`);
      const cast = castTo(arg.expr, to, call.context, { span: call.span });
      if (cast !== undefined) return cast;
      const from = showType(arg.type);
      return refuse("PN2202", `there is no cast from ${from} to ${showType(to)}`, arg.span, {
        label: `this is ${from}`,
      });
    },
  };
}
