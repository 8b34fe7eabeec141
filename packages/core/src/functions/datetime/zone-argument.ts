import * as std from "../../std/datetime/index.js";
import type { TypedExpr } from "../../typed/index.js";
import { constantOf } from "../constant.js";
import { refuse, type FunctionCall, type Refusal, type Resolution } from "../record.js";
import { similarTo } from "../similar.js";

/** `resolve` that has looked whether the arguments at these places, where they are constant, name time zones. */
export const withZone =
  (places: readonly number[], resolve: (call: FunctionCall) => Resolution) =>
  (call: FunctionCall): Resolution => {
    const resolution = resolve(call);
    if (resolution.kind !== "call") return resolution;
    if (resolution.args.some((arg) => arg.kind !== "lambda" && constantOf(arg) === null)) return resolution;
    for (const place of places) {
      const arg = resolution.args[place];
      const problem = arg === undefined || arg.kind === "lambda" ? undefined : zoneProblem(arg);
      if (problem !== undefined) return problem;
    }
    return resolution;
  };

/** The problem of a constant that has to name a time zone and names none. */
function zoneProblem(zone: TypedExpr): Refusal | undefined {
  const constant = constantOf(zone);
  if (zone.type.kind !== "string" || typeof constant !== "string") return undefined;
  if (std.findZone(constant) !== undefined) return undefined;
  return refuse("PN2304", `there is no time zone \`${constant.slice(0, 60)}\``, zone.span, {
    label: "unknown time zone",
    help: "write a name such as `Europe/Berlin`, `UTC` or `+08:00`",
    ...similarTo(constant, Intl.supportedValuesOf("timeZone"), zone.span),
  });
}
