import * as std from "../../std/conditional/index.js";
import { build, type Impl, type TypedExpr } from "../../typed/index.js";
import { BOOLEAN, INT, isNumeric, type DataType } from "../../types/index.js";
import { single } from "../comparison/arguments.js";
import { compare } from "../comparison/compare.js";
import { negate } from "../comparison/not.js";
import { wrongType } from "../overloads.js";
import { refused, type FunctionRecord, type Resolution } from "../record.js";
import type { Site } from "../comparison/operands.js";

export const isNonZero: FunctionRecord = {
  name: "isnonzero",
  family: "conditional",
  usage: "isNonZero(x)",
  summary:
    "Whether a feature's value is there and not nothing: a number other than 0, true, any text, an array or map with a number other than 0 or with texts. False of NULL.",
  examples: [
    { expr: "isNonZero(0.0)", text: "false" },
    { expr: "isNonZero(array(0, 200))", text: "true" },
    { expr: "isNonZero(NULL)", text: "false" },
  ],
  arity: [1, 1],
  resolve: (call) => {
    const x = single(call);
    if (x.kind === "refusal") return x;
    const test = strictTest(x.expr, call);
    if (test === undefined) return wrongType(call, 0, "a number, boolean, string, array or map", x.type);
    if (refused(test) || !test.nullable) return test;
    return build.coalesce([test, build.literal(false, BOOLEAN, call.span)], call.span);
  },
};

const anyNonZero: Impl = { name: "anyNonZero", run: std.anyNonZero, nulls: "strict" };
const anyNonZeroValue: Impl = { name: "anyNonZeroValue", run: std.anyNonZeroValue, nulls: "strict" };
const hasElements: Impl = { name: "hasElements", run: std.hasElements, nulls: "strict", js: "$0.length > 0" };

/** The answer where the value is not NULL. */
function strictTest(x: TypedExpr, site: Site): Resolution | undefined {
  const { type } = x;
  const test = (impl: Impl): TypedExpr =>
    build.call({ name: "isNonZero", impl, type: BOOLEAN, args: [x], span: site.span });
  if (type.kind === "boolean") return x;
  if (isNumeric(type)) return compare("<>", x, build.literal(0, INT, site.span), site);
  if (type.kind === "string" || type.kind === "void") return negate(build.isNull(x, site.span), site.span);
  if (type.kind === "array") return elementTest(type.element, test, anyNonZero);
  if (type.kind === "map") return elementTest(type.value, test, anyNonZeroValue);
  return undefined;
}

function elementTest(
  element: DataType,
  test: (impl: Impl) => TypedExpr,
  ofNumbers: Impl,
): TypedExpr | undefined {
  if (isNumeric(element)) return test(ofNumbers);
  return element.kind === "string" || element.kind === "void" ? test(hasElements) : undefined;
}
