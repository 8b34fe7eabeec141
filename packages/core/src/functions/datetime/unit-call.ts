import * as std from "../../std/datetime/index.js";
import { build, type Impl } from "../../typed/index.js";
import type { DataType } from "../../types/index.js";
import { coerce } from "../cast/cast.js";
import { constantOf } from "../constant.js";
import { valueArguments, wrongType } from "../overloads.js";
import type { Param } from "../params.js";
import { refuse, type FunctionCall, type Resolution } from "../record.js";
import { similarTo } from "../similar.js";

/** The units of TIMESTAMPADD and TIMESTAMPDIFF. */
export const CALENDAR_UNITS: readonly string[] = std.DATETIME_UNITS;

interface UnitCall {
  readonly impl: Impl | ((unit: string) => Impl);
  readonly units: readonly string[];
  /** What stands behind the unit in Spark's order, whatever the order of the call. */
  readonly params: readonly [Param, Param];
  readonly returns: DataType;
  /** The place of the unit, which has to be constant. */
  readonly unitAt: number;
  readonly zoned: boolean;
}

/** `resolve` of a function of a unit and two values. */
export const unitResolve =
  ({ impl, units, params, returns, unitAt, zoned }: UnitCall) =>
  (call: FunctionCall): Resolution => {
    const args = valueArguments(call);
    if ("kind" in args) return args;
    const unit = args[unitAt];
    if (unit === undefined) throw new Error(`${call.name} takes a unit`);
    const named = constantOf(unit.expr);
    if (named === undefined) {
      return refuse("PN2303", `the unit of \`${call.name}\` must be constant`, unit.span);
    }
    const known = typeof named === "string" ? unitOf(named, units) : undefined;
    if (known === undefined) {
      const shown = typeof named === "string" ? `\`${named.slice(0, 60)}\`` : "this";
      return refuse("PN2304", `${shown} is no unit of \`${call.name}\``, unit.span, {
        help: `the units are ${units.join(", ")}`,
        ...(typeof named === "string" ? similarTo(named, units, unit.span) : {}),
      });
    }
    const values = args.filter((_, i) => i !== unitAt);
    const typed = values.map((value, i) => {
      const type = params[i]?.convert(value.type);
      return type && coerce(value.expr, type, call.context);
    });
    const wrong = typed.indexOf(undefined);
    const culprit = values[wrong];
    if (culprit !== undefined) {
      return wrongType(call, args.indexOf(culprit), params[wrong]?.shown ?? "", culprit.type);
    }
    return build.call({
      name: call.name.toLowerCase(),
      impl: typeof impl === "function" ? impl(known) : impl,
      type: returns,
      args: typed.filter((expr) => expr !== undefined),
      span: call.span,
      statics: zoned ? [known, call.context.timeZone] : [known],
    });
  };

/** The unit of a text in any case, with or without a plural's `s`. */
function unitOf(text: string, units: readonly string[]): string | undefined {
  const lower = text.toLowerCase();
  return units.find((unit) => unit === lower || (unit.endsWith("s") && unit === `${lower}s`));
}
