import { build } from "@pinion/core";
import type { Between } from "../parse/expr.js";
import { bareDate } from "./bare-dates.js";
import { apply, not, value } from "./calls.js";
import { checkAll, type Checked, type Checking } from "./checking.js";

/** `x [NOT] BETWEEN low AND high`: `x >= low AND x <= high`, over one x. */
export function checkBetween(c: Checking, expr: Between): Checked {
  const { span } = expr;
  const [arg, low, high] = checkAll(c, [expr.arg, expr.low, expr.high]) ?? [];
  if (arg === undefined || low === undefined || high === undefined) return undefined;
  const misread = bareDate(c, arg, expr.low) ?? bareDate(c, arg, expr.high);
  if (misread !== undefined) return c.report(misread);
  const compare = (name: string, bound: typeof low): Checked =>
    apply(c, { name, span, nameSpan: span, args: [value(arg), value(bound)] });
  const above = compare(">=", low);
  const below = compare("<=", high);
  if (above === undefined || below === undefined) return undefined;
  const both = build.and(above, below, span);
  return expr.negated ? not(c, both) : both;
}
