import { isIntegral, showType, type Problem, type TypedExpr } from "@pinion/core";
import { castTo, params } from "@pinion/core/functions";
import type { Index } from "../parse/expr.js";
import { apply, value } from "./calls.js";
import { quoteName, type Checked, type Checking } from "./checking.js";
import { fieldOf } from "./fields.js";

/** `array[0]`, `map['key']`, `struct['field']`. */
export function checkIndex(c: Checking, expr: Index): Checked {
  const base = c.check(expr.base);
  const index = c.check(expr.index);
  if (base === undefined || index === undefined) return undefined;
  const { type } = base;
  if (expr.index.kind === "string" && (type.kind === "struct" || isStructArray(base))) {
    return fieldOf(c, base, expr.index.value, expr.index.span, expr.span);
  }
  switch (type.kind) {
    case "array":
      return elementOf(c, expr, base, index);
    case "map":
      return valueOf(c, expr, base, index);
    default:
      return c.report({
        code: "PN2204",
        message: `${showType(type)} has no elements`,
        label: `this is ${showType(type)}, expected array or map`,
        ...insteadOfIndex(expr, base),
        span: expr.base.span,
      });
  }
}

/** What gives a part of a value that is neither array nor map. */
function insteadOfIndex({ index }: Index, base: TypedExpr): Pick<Problem, "help"> {
  const name = base.kind === "column" ? quoteName(base.name) : "…";
  if (base.type.kind === "string") {
    const at = index.kind === "number" && /^\d+$/.test(index.text) ? Number(index.text) + 1 : "n";
    return { help: `a character of a text is \`substring(${name}, ${at}, 1)\`, counted from 1` };
  }
  if (base.type.kind === "struct")
    return { help: `a field of a struct is read by its name: \`${name}.field\`` };
  return { help: "write the value itself, without `[…]`" };
}

const isStructArray = ({ type }: TypedExpr): boolean =>
  type.kind === "array" && type.element.kind === "struct";

/** From 0; NULL outside. */
function elementOf(c: Checking, expr: Index, array: TypedExpr, index: TypedExpr): Checked {
  if (!isIntegral(index.type) && index.type.kind !== "void") {
    return wrongIndex(c, expr, index, "an integer");
  }
  const args = [value(array, expr.base.span), value(index, expr.index.span)];
  return apply(c, { name: "get", span: expr.span, nameSpan: expr.index.span, args });
}

/** NULL where the key is not there. */
function valueOf(c: Checking, expr: Index, map: TypedExpr, key: TypedExpr): Checked {
  if (map.type.kind !== "map") throw new Error("no map");
  const type = params.implicitType(key.type, map.type.key);
  const cast = type && castTo(key, type, c.functions, { implicit: true });
  if (cast === undefined) return wrongIndex(c, expr, key, showType(map.type.key));
  const args = [value(map, expr.base.span), value(cast, expr.index.span)];
  return apply(c, { name: "element_at", span: expr.span, nameSpan: expr.index.span, args });
}

function wrongIndex(c: Checking, expr: Index, index: TypedExpr, expected: string): undefined {
  const found = showType(index.type);
  return c.report({
    code: "PN2201",
    message: `the index is ${found}, expected ${expected}`,
    label: `this is ${found}`,
    span: expr.index.span,
  });
}
