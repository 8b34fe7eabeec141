import * as std from "../../std/string/index.js";
import { build, type Impl } from "../../typed/index.js";
import { BINARY, STRING } from "../../types/index.js";
import { coerce } from "../cast/cast.js";
import { STRING_PARAM } from "../params.js";
import type { FunctionCall, Resolution } from "../record.js";
import { badConstant, converted, requireConstant } from "./converted.js";

const hex: Impl = { name: "unhex", run: std.unhex, nulls: "strict", fails: "not hexadecimal" };
const base64: Impl = {
  name: "unbase64Strictly",
  run: std.unbase64Strictly,
  nulls: "strict",
  fails: "not base64",
};

/** Of `to_binary` and `try_to_binary`. */
export function resolveToBinary(call: FunctionCall): Resolution {
  const args = converted(call, STRING_PARAM);
  if ("kind" in args) return args;
  const [text, format] = args;
  if (text === undefined) throw new Error("arity");
  const name = call.name.toLowerCase();
  const parts = { name, type: BINARY, args: [text], span: call.span };
  if (format === undefined) return build.call({ ...parts, impl: hex });
  const given = requireConstant(call, 1, format);
  if ("kind" in given) return given;
  if (given.value === null) return build.nullOf(BINARY, call.span);
  switch (typeof given.value === "string" ? given.value.toLowerCase() : "") {
    case "hex":
      return build.call({ ...parts, impl: hex });
    case "utf-8":
    case "utf8":
      return coerce(coerce(text, STRING, call.context), BINARY, call.context);
    case "base64":
      return build.call({ ...parts, impl: base64 });
    default:
      // `try_to_binary` is for formats that nobody has checked, too.
      if (name === "try_to_binary") return build.nullOf(BINARY, call.span);
      return badConstant(call, 1, "there is no such format", "there are 'hex', 'utf-8' and 'base64'");
  }
}
