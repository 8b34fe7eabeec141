import { build, type Impl } from "../../typed/index.js";
import { arrayOf, FLOAT, type DataType } from "../../types/index.js";
import { coerce } from "../cast/cast.js";
import { constantOf } from "../constant.js";
import { valueArguments, wrongType } from "../overloads.js";
import { refuse, type FunctionCall, type Resolution } from "../record.js";
import { floatVector } from "./vectors.js";

/** `resolve` of a function of a vector and a norm's degree, 2 where it is left out. */
export const byDegree =
  (impl: Impl, type: DataType) =>
  (call: FunctionCall): Resolution => {
    const args = valueArguments(call);
    if ("kind" in args) return args;
    const [vector, degree] = args;
    if (vector === undefined) throw new Error(`${call.name} without arguments`);
    if (floatVector.convert(vector.type) === undefined)
      return wrongType(call, 0, floatVector.shown, vector.type);
    if (degree !== undefined && degree.type.kind !== "float") return wrongType(call, 1, "float", degree.type);
    const given = degree?.expr ?? build.literal(2, FLOAT, call.span);
    const known = constantOf(given);
    if (typeof known === "number" && known !== 1 && known !== 2 && known !== Infinity) {
      return refuse("PN2304", `there is no norm of degree ${known}`, degree?.span ?? call.span, {
        help: "the degrees are 1.0F, 2.0F and float('inf')",
      });
    }
    const a = coerce(vector.expr, arrayOf(FLOAT), call.context);
    return build.call({ name: call.name.toLowerCase(), impl, type, args: [a, given], span: call.span });
  };
