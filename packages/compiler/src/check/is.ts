import { BOOLEAN, build, type TypedExpr } from "@pinion/core";
import type { IsTest } from "../parse/expr.js";
import { apply, not, value } from "./calls.js";
import { checkAll, type Checked, type Checking } from "./checking.js";
import { condition } from "./operators.js";

/** `x IS [NOT] NULL | TRUE | FALSE | UNKNOWN | DISTINCT FROM y`: none of them is ever NULL. */
export function checkIs(c: Checking, expr: IsTest): Checked {
  const test = positive(c, expr);
  return test && (expr.negated ? not(c, test) : test);
}

function positive(c: Checking, expr: IsTest): Checked {
  const { span } = expr;
  switch (expr.test) {
    case "null": {
      const arg = c.check(expr.arg);
      return arg && build.isNull(arg, span);
    }
    case "unknown": {
      const arg = condition(c, c.check(expr.arg), "IS UNKNOWN");
      return arg && build.isNull(arg, span);
    }
    case "true":
    case "false": {
      const arg = c.check(expr.arg);
      if (arg === undefined) return undefined;
      const wanted = build.literal(expr.test === "true", BOOLEAN, { start: span.end, end: span.end });
      if (arg.type.kind !== "boolean") return equalOrBothNull(c, expr, arg, wanted);
      const held = wanted.value === true ? arg : not(c, arg);
      return held && build.coalesce([held, build.literal(false, BOOLEAN, span)], span);
    }
    case "distinct": {
      const [arg, other] = checkAll(c, [expr.arg, expr.other ?? expr.arg]) ?? [];
      if (arg === undefined || other === undefined) return undefined;
      const same = equalOrBothNull(c, expr, arg, other);
      return same && not(c, same);
    }
  }
}

function equalOrBothNull(c: Checking, { span }: IsTest, a: TypedExpr, b: TypedExpr): Checked {
  return apply(c, { name: "<=>", span, nameSpan: span, args: [value(a), value(b)] });
}
