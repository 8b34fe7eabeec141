import * as std from "../../std/array/index.js";
import { mapValueAt } from "../../std/map/index.js";
import { build, type Impl } from "../../typed/index.js";
import { INT, isIntegral, mapOf, showType, tightestCommonType } from "../../types/index.js";
import { coerce } from "../cast/cast.js";
import { typeStatic } from "../comparison/representation.js";
import { constantOf } from "../constant.js";
import { valueArguments, wrongType } from "../overloads.js";
import { refuse, type FunctionCall, type Resolution, type ValueArgument } from "../record.js";
import { badConstant } from "../string/converted.js";
import { byEquality } from "./impls.js";

const ofArray: Impl = {
  name: "elementAt",
  run: std.elementAt,
  nulls: "strict",
  fails: "position out of range",
};
const ofMap = byEquality("mapValueAt", mapValueAt, true);

/** Of `element_at` and `try_element_at`. */
export function resolveElementAt(call: FunctionCall): Resolution {
  const args = valueArguments(call);
  if ("kind" in args) return args;
  const [base, index] = args;
  if (base === undefined || index === undefined) throw new Error("arity");
  switch (base.type.kind) {
    case "array":
      return elementOf(call, base, index);
    case "map":
      return valueOf(call, base, index);
    default:
      return wrongType(call, 0, "array or map", base.type);
  }
}

function elementOf(call: FunctionCall, array: ValueArgument, position: ValueArgument): Resolution {
  if (array.type.kind !== "array") throw new Error("no array");
  if (!isIntegral(position.type) || position.type.kind === "bigint") {
    return wrongType(call, 1, "int", position.type);
  }
  if (constantOf(position.expr) === 0) {
    return badConstant(
      call,
      1,
      "positions are counted from 1, or from -1",
      "get(array, 0) is the first element",
    );
  }
  return build.call({
    name: "element_at",
    impl: ofArray,
    type: array.type.element,
    args: [array.expr, coerce(position.expr, INT, call.context)],
    span: call.span,
  });
}

function valueOf(call: FunctionCall, map: ValueArgument, key: ValueArgument): Resolution {
  if (map.type.kind !== "map") throw new Error("no map");
  const type = tightestCommonType(map.type.key, key.type);
  if (type === undefined) {
    const [found, expected] = [showType(key.type), showType(map.type.key)];
    return refuse("PN2201", `the key is ${found}, but the map's keys are ${expected}`, key.span);
  }
  return build.call({
    name: "element_at",
    impl: ofMap,
    statics: [typeStatic(type)],
    type: map.type.value,
    args: [coerce(map.expr, mapOf(type, map.type.value), call.context), coerce(key.expr, type, call.context)],
    span: call.span,
  });
}
