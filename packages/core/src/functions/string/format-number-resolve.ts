import { parseDecimalPattern } from "../../std/string/decimal-pattern.js";
import * as std from "../../std/string/index.js";
import { build, type Impl, type Static } from "../../typed/index.js";
import { STRING, type DataType } from "../../types/index.js";
import { constantOf } from "../constant.js";
import { INT_PARAM, numeric, type Param } from "../params.js";
import type { FunctionCall, Resolution } from "../record.js";
import { exactly } from "./exactly.js";
import { badConstant, converted } from "./converted.js";

const placesOrPattern: Param = {
  shown: "int or string",
  convert: (from) => (from.kind === "string" ? from : INT_PARAM.convert(from)),
};

const BAD = "bad number of places or pattern";

export function resolveFormatNumber(call: FunctionCall): Resolution {
  const args = converted(call, exactly(numeric), exactly(placesOrPattern));
  if ("kind" in args) return args;
  const [number, places] = args;
  if (number === undefined || places === undefined) throw new Error("arity");
  const parts = { name: "format_number", type: STRING, span: call.span };
  const scale = number.type.kind === "decimal" ? [number.type.scale] : [];
  const fixed = constantOf(places);
  if (typeof fixed === "number" || typeof fixed === "string") {
    if (typeof fixed === "number" && fixed < 0) return build.nullOf(STRING, call.span);
    if (typeof fixed === "string" && fixed !== "" && parseDecimalPattern(fixed) === undefined) {
      return badConstant(call, 1, `\`${fixed}\` is no pattern of a number`, "a pattern is like '#,##0.00'");
    }
    const statics: readonly Static[] = [fixed, ...scale];
    return build.call({ ...parts, impl: constantImpl(number.type), statics, args: [number] });
  }
  return build.call({ ...parts, impl: dynamicImpl(number.type), statics: scale, args: [number, places] });
}

function constantImpl(type: DataType): Impl {
  const prepare = { name: "compileDecimalPattern", run: std.compileDecimalPattern };
  switch (type.kind) {
    case "float":
    case "double":
      return { name: "formatNumberDouble", run: std.formatNumberDouble, nulls: "strict", prepare };
    case "decimal":
      return {
        name: "formatNumberDecimal",
        run: std.formatNumberDecimal,
        nulls: "strict",
        prepare: { name: "compileScaledPattern", run: std.compileScaledPattern },
      };
    default:
      return { name: "formatNumberInteger", run: std.formatNumberInteger, nulls: "strict", prepare };
  }
}

function dynamicImpl(type: DataType): Impl {
  switch (type.kind) {
    case "float":
    case "double":
      return { name: "formatDoubleWith", run: std.formatDoubleWith, nulls: "strict", fails: BAD };
    case "decimal":
      return { name: "formatDecimalWith", run: std.formatDecimalWith, nulls: "strict", fails: BAD };
    default:
      return { name: "formatIntegerWith", run: std.formatIntegerWith, nulls: "strict", fails: BAD };
  }
}
