import { build, type Impl } from "../../typed/index.js";
import { showType, type DataType } from "../../types/index.js";
import { typeStatic } from "../comparison/representation.js";
import { valueArguments } from "../overloads.js";
import { refuse, type FunctionCall, type Resolution } from "../record.js";

/** `resolve` of hashes over values of any types. */
export const rowHash =
  (impl: Impl, type: DataType) =>
  (call: FunctionCall): Resolution => {
    const args = valueArguments(call);
    if ("kind" in args) return args;
    const map = args.find((arg) => holdsMap(arg.type));
    if (map !== undefined) {
      return refuse("PN2201", `\`${call.name}\` takes no maps, whose entries have no order`, map.span, {
        label: `this is ${showType(map.type)}`,
      });
    }
    return build.call({
      name: call.name.toLowerCase(),
      impl,
      statics: args.map((arg) => typeStatic(arg.type)),
      type,
      args: args.map((arg) => arg.expr),
      span: call.span,
      nullable: false,
    });
  };

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
