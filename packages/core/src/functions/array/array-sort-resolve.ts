import * as std from "../../std/array/index.js";
import { sortWith } from "../../std/higher-order/index.js";
import { build, type Impl } from "../../typed/index.js";
import { showType } from "../../types/index.js";
import { typeStatic } from "../comparison/representation.js";
import { lambdaOf } from "../higher-order/lambda.js";
import { refuse, refused, type FunctionCall, type Resolution } from "../record.js";
import { typedArray, unordered } from "./arguments.js";
import { byOrder } from "./impls.js";

const natural = byOrder("sortNullsLast", std.sortNullsLast);
const compared: Impl = { name: "sortWith", run: sortWith, nulls: "strict", fails: "comparison gave NULL" };

export function resolveArraySort(call: FunctionCall): Resolution {
  const [first, comparator] = call.args;
  if (first?.kind !== "value") return refuse("PN2201", "`array_sort` sorts an array", call.span);
  const array = typedArray(call, [first], 0);
  if ("kind" in array) return array;
  const { element } = array.type;
  const parts = { name: "array_sort", type: array.type, span: call.span };
  if (comparator === undefined) {
    const problem = unordered(call, element);
    if (problem !== undefined) return problem;
    return build.call({ ...parts, impl: natural, statics: [typeStatic(element)], args: [array.expr] });
  }
  const param = { type: element, nullable: true };
  const lambda = lambdaOf(comparator, [param, param]);
  if (refused(lambda)) return lambda;
  if (lambda.body.type.kind !== "int") {
    const found = showType(lambda.body.type);
    return refuse(
      "PN2201",
      `the comparison of \`array_sort\` gives ${found}, expected int`,
      lambda.body.span,
    );
  }
  return build.call({ ...parts, impl: compared, args: [array.expr, lambda] });
}
