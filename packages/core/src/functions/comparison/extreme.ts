import * as std from "../../std/comparison/index.js";
import { build, type Impl, type ImplFunction } from "../../typed/index.js";
import { isOrderable, showType, widerTypeWithoutString, type DataType } from "../../types/index.js";
import { coerce } from "../cast/cast.js";
import { valueArguments } from "../overloads.js";
import { refuse, type FunctionCall, type Resolution } from "../record.js";
import {
  capitalised,
  comparesInDuckdb,
  representationOf,
  typeStatic,
  type Representation,
} from "./representation.js";

const RUNS: Readonly<Record<"greatest" | "least", Readonly<Record<Representation, ImplFunction>>>> = {
  greatest: {
    plain: std.greatestPlain,
    float: std.greatestFloat,
    string: std.greatestString,
    binary: std.greatestBinary,
    nested: std.greatestNested,
  },
  least: {
    plain: std.leastPlain,
    float: std.leastFloat,
    string: std.leastString,
    binary: std.leastBinary,
    nested: std.leastNested,
  },
};

/** `resolve` of `greatest` and `least`. */
export const extreme =
  (name: "greatest" | "least") =>
  (call: FunctionCall): Resolution => {
    const args = valueArguments(call);
    if ("kind" in args) return args;
    let type: DataType = { kind: "void" };
    for (const arg of args) {
      const met = widerTypeWithoutString(type, arg.type);
      if (met === undefined) {
        return refuse("PN2203", `${showType(type)} and ${showType(arg.type)} have no common type`, arg.span);
      }
      type = met;
    }
    if (!isOrderable(type)) {
      return refuse("PN2207", `values of ${showType(type)} cannot be compared`, call.span);
    }
    if (type.kind === "void") return build.nullOf(type, call.span);
    const values = args.map((arg) => coerce(arg.expr, type, call.context));
    const representation = representationOf(type);
    const nested = representation === "nested";
    const impl: Impl = {
      name: name + capitalised(representation),
      run: RUNS[name][representation],
      nulls: "aware",
      ...sqlOf(name, type, values.length),
      ...(nested ? { prepare: { name: "comparerOf", run: std.comparerOf } } : {}),
    };
    return build.call({
      name,
      impl,
      statics: nested ? [typeStatic(type)] : [],
      type,
      args: values,
      span: call.span,
      nullable: values.every((value) => value.nullable),
    });
  };

/** Of two zeros the first counts, which DuckDB's own functions do not see to. */
function sqlOf(name: "greatest" | "least", type: DataType, count: number): Pick<Impl, "duckdb"> {
  if (representationOf(type) === "float") {
    const beyond = name === "greatest" ? "$1 > $0" : "$1 < $0";
    return count === 2 ? { duckdb: `CASE WHEN $0 IS NULL OR ${beyond} THEN $1 ELSE $0 END` } : {};
  }
  if (!comparesInDuckdb(type) || count > 10) return {};
  return { duckdb: `${name}(${Array.from({ length: count }, (_, i) => `$${i}`).join(", ")})` };
}
