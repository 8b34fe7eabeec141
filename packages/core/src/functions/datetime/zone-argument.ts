import * as std from "../../std/datetime/index.js";
import type { TypedExpr } from "../../typed/index.js";
import { constantOf } from "../constant.js";
import { refuse, refused, type FunctionCall, type Refusal, type Resolution } from "../record.js";

/** `resolve` that has looked whether the arguments at these places, where they are constant, name time zones. */
export const withZone =
  (places: readonly number[], resolve: (call: FunctionCall) => Resolution) =>
  (call: FunctionCall): Resolution => {
    const resolution = resolve(call);
    if (refused(resolution)) return resolution;
    for (const place of places) {
      const arg = call.args[place];
      const problem = arg?.kind === "value" ? zoneProblem(arg.expr) : undefined;
      if (problem !== undefined) return problem;
    }
    return resolution;
  };

/** The problem of a constant that has to name a time zone and names none. */
function zoneProblem(zone: TypedExpr): Refusal | undefined {
  const constant = constantOf(zone);
  if (typeof constant !== "string" || std.findZone(constant) !== undefined) return undefined;
  return refuse("PN2304", `there is no time zone \`${constant.slice(0, 60)}\``, zone.span, {
    label: "unknown time zone",
    help: "write a name such as `Europe/Berlin`, `UTC` or `+08:00`",
  });
}
