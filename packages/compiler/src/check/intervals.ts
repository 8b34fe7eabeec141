import type { IntervalLiteral } from "../parse/expr.js";
import type { Checked, Checking } from "./checking.js";

/** `INTERVAL …` */
export function checkInterval(c: Checking, expr: IntervalLiteral): Checked {
  return c.report({ code: "PN2403", message: "intervals do not compile yet", span: expr.span });
}
