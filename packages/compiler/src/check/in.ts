import {
  build,
  isAtomic,
  isNumeric,
  isOrderable,
  sameType,
  showType,
  showValue,
  STRING,
  structOf,
  type DataType,
  type TypedExpr,
  type Value,
} from "@pinion/core";
import { castTo, constantOf } from "@pinion/core/functions";
import type { InList } from "../parse/expr.js";
import { balanced } from "./balanced.js";
import { apply, not, value } from "./calls.js";
import { checkAll, type Checked, type Checking } from "./checking.js";
import { meet } from "./meet.js";

/** `x [NOT] IN (a, b)`: NULL where it is not found and NULL is in the list. */
export function checkIn(c: Checking, expr: InList): Checked {
  const typed = sameNames(c, checkAll(c, [expr.arg, ...expr.items]));
  const [arg, ...items] = (typed && meet(c, typed, "value and list of IN", expr.span)) ?? [];
  if (arg === undefined) return undefined;
  if (!isOrderable(arg.type)) {
    return c.report({
      code: "PN2207",
      message: `IN does not compare values of ${showType(arg.type)}`,
      label: `this is ${showType(arg.type)}`,
      span: expr.arg.span,
    });
  }
  warnOfTextsInList(c, typed ?? [], arg, expr);
  const found = amongConstants(arg, items, expr) ?? anyEqual(c, arg, items, expr);
  return found && (expr.negated ? not(c, found) : found);
}

/** IN compares structs field by field, whatever they are called: the list's get the names of the value's. */
function sameNames(c: Checking, typed: readonly TypedExpr[] | undefined): typeof typed {
  const [arg] = typed ?? [];
  if (arg?.type.kind !== "struct") return typed;
  const { type } = arg;
  return typed?.map((item) => {
    const renamed = renamedFields(item.type, type);
    return sameType(renamed, type) ? (castTo(item, type, c.functions) ?? item) : item;
  });
}

/** A struct type with the names of another of as many fields. */
function renamedFields(type: DataType, names: DataType): DataType {
  if (type.kind !== "struct" || names.kind !== "struct" || type.fields.length !== names.fields.length)
    return type;
  return structOf(
    type.fields.map((field, i) => {
      const like = names.fields[i];
      return like === undefined ? field : { name: like.name, type: renamedFields(field.type, like.type) };
    }),
  );
}

/**
 * `fare IN ('1')`: values and texts meet as texts, and a DOUBLE's is `1.0`. Told of each text that no value
 * of the type is written as.
 */
function warnOfTextsInList(
  c: Checking,
  [written]: readonly TypedExpr[],
  compared: TypedExpr,
  expr: InList,
): void {
  if (written === undefined || written.type.kind === "string" || compared.type.kind !== "string") return;
  const { type } = written;
  for (const item of expr.items) {
    if (item.kind !== "string") continue;
    const read = castTo(build.literal(item.value, STRING, item.span), type, c.functions, { implicit: true });
    const value = read && constantOf(read);
    if (value === undefined || (value !== null && shownAs(value, type, c) === item.value)) continue;
    const plain = isNumeric(type) && value !== null && /^[+-]?\d[\d.]*$/.test(item.value);
    c.report({
      code: "PN2213",
      severity: "warning",
      message: `IN compares ${showType(type)} with texts as texts, and none is written '${item.value.slice(0, 40)}'`,
      label: "never equal",
      span: item.span,
      ...(plain
        ? { help: "write it without quotes", suggestion: { span: item.span, text: item.value } }
        : {}),
    });
  }
}

const shownAs = (value: Value, type: DataType, c: Checking): string =>
  showValue(value, type, c.functions.timeZone);

/** As a set, where all items are known atoms. */
function amongConstants(arg: TypedExpr, items: readonly TypedExpr[], expr: InList): Checked {
  if (!isAtomic(arg.type) && arg.type.kind !== "void") return undefined;
  const values = items.map(constantOf);
  if (!values.every((one) => one !== undefined)) return undefined;
  const known: readonly Value[] = values.filter((one) => one !== null);
  return build.isIn(arg, known, known.length < values.length, expr.span);
}

function anyEqual(c: Checking, arg: TypedExpr, items: readonly TypedExpr[], expr: InList): Checked {
  const { span } = expr;
  const tests = items.map((item) =>
    apply(c, { name: "=", span, nameSpan: span, args: [value(arg, expr.arg.span), value(item)] }),
  );
  if (!tests.every((test) => test !== undefined)) return undefined;
  return balanced(tests, (left, right) => build.or(left, right, span));
}
