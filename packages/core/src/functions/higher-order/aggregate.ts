import * as std from "../../std/higher-order/index.js";
import { build, type Impl, type TypedLambda } from "../../typed/index.js";
import { showType, type DataType } from "../../types/index.js";
import { coerce } from "../cast/cast.js";
import {
  refuse,
  refused,
  type FunctionRecord,
  type FunctionCall,
  type Refusal,
  type Resolution,
} from "../record.js";
import { lambdaOf } from "./lambda.js";
import { typedArray } from "../array/arguments.js";
import { sameShape } from "./same-shape.js";

const merged: Impl = { name: "aggregateArray", run: std.aggregateArray, nulls: "aware" };
const finished: Impl = { name: "aggregateAndFinish", run: std.aggregateAndFinish, nulls: "aware" };

function resolve(call: FunctionCall): Resolution {
  const [source, zero, merge, finish] = call.args;
  if (source?.kind !== "value" || zero?.kind !== "value" || merge === undefined) {
    return refuse("PN2201", `\`${call.name}\` takes an array, a value and lambdas`, call.span);
  }
  const array = typedArray(call, [source], 0);
  if ("kind" in array) return array;
  const acc = { type: zero.type, nullable: true };
  const merging = valueOr(
    zero.type,
    lambdaOf(merge, [acc, { type: array.type.element, nullable: true }]),
    call,
  );
  if (refused(merging)) return merging;
  if (!sameShape(zero.type, merging.body.type)) {
    const [found, expected] = [showType(merging.body.type), showType(zero.type)];
    return refuse(
      "PN2201",
      `the lambda of \`${call.name}\` gives ${found}, but its value begins as ${expected}`,
      merging.body.span,
      { help: `cast the beginning to ${found}, or what the lambda gives to ${expected}` },
    );
  }
  const parts = { name: "aggregate", span: call.span };
  if (finish === undefined) {
    return build.call({ ...parts, impl: merged, type: zero.type, args: [array.expr, zero.expr, merging] });
  }
  const finishing = lambdaOf(finish, [acc]);
  if (refused(finishing)) return finishing;
  const args = [array.expr, zero.expr, merging, finishing];
  return build.call({ ...parts, impl: finished, type: finishing.body.type, args });
}

/** A lambda that gives NULL and nothing else gives NULLs of the type. */
function valueOr(type: DataType, lambda: TypedLambda | Refusal, call: FunctionCall): TypedLambda | Refusal {
  if (refused(lambda) || lambda.body.type.kind !== "void") return lambda;
  return { ...lambda, body: coerce(lambda.body, type, call.context) };
}

export const aggregateRecord: FunctionRecord = {
  name: "aggregate",
  aliases: ["reduce"],
  family: "higher-order",
  usage: "aggregate(array, zero, (acc, x) -> …[, acc -> …])",
  summary:
    "The elements merged one after the other into a value that begins as `zero` and keeps its type, with a last step if there is one.",
  examples: [
    { expr: "aggregate(array(1, 2, 3), 0, (acc, x) -> acc + x)", text: "6" },
    { expr: "aggregate(array(1, 2, 3), 0, (acc, x) -> acc + x, acc -> acc * 10)", text: "60" },
  ],
  arity: [3, 4],
  resolve: resolve,
};
