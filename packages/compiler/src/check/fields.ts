import { build, nearest, showType, STRING, type Span, type TypedExpr } from "@pinion/core";
import { fieldAt } from "@pinion/core/functions";
import type { Field } from "../parse/expr.js";
import { quoteName, shown, type Checked, type Checking } from "./checking.js";
import { column, hasColumn, listed, unknownColumn } from "./names.js";
import { apply, value } from "./calls.js";
import { callInstead } from "./properties.js";

/** `a.b`: a column behind its qualifier, the field of a struct, or a map's value under a text. */
export function checkField(c: Checking, expr: Field): Checked {
  const { base, name, nameSpan, span } = expr;
  if (base.kind === "name" && !c.variables.has(base.name.toLowerCase())) {
    const isQualifier = c.scope.qualifier?.toLowerCase() === base.name.toLowerCase();
    if (isQualifier && hasColumn(c, name)) return column(c, name, span);
    if (!hasColumn(c, base.name)) {
      if (isQualifier) return unknownColumn(c, name, nameSpan, span);
      return unknownQualifier(c, expr, base.name);
    }
  }
  const typed = c.check(base);
  return typed && fieldOf(c, typed, name, nameSpan, span);
}

function unknownQualifier(c: Checking, expr: Field, head: string): undefined {
  const { base, name, span } = expr;
  const dotted = `${head}.${name}`;
  const meant = hasColumn(c, dotted) ? dotted : hasColumn(c, name) ? name : undefined;
  if (meant === undefined) return unknownColumn(c, head, base.span, base.span);
  return c.report({
    code: "PN2104",
    message: `${c.scope.what} has no ${c.scope.noun ?? "column"} ${shown(head)}`,
    label: `unknown ${c.scope.noun ?? "column"}`,
    span: base.span,
    help: `did you mean ${shown(meant)}?`,
    suggestion: { span, text: quoteName(meant) },
  });
}

/** A part of a value by a name known now. */
export function fieldOf(c: Checking, base: TypedExpr, name: string, nameSpan: Span, span: Span): Checked {
  const { type } = base;
  if (type.kind === "map") {
    const key = build.literal(name, STRING, nameSpan);
    return apply(c, { name: "element_at", span, nameSpan, args: [value(base), value(key)] });
  }
  const struct = type.kind === "array" ? type.element : type;
  if (struct.kind !== "struct") {
    return c.report({
      code: "PN2103",
      message: `${showType(type)} has no fields, so no ${shown(name)}`,
      label: `read of ${showType(type)}`,
      help: `only structs and maps have parts with names: write the ${showType(type)} itself`,
      ...callInstead(c, base, name, span),
      span: nameSpan,
    });
  }
  const wanted = name.toLowerCase();
  const names = struct.fields.map((field) => field.name);
  const fitting = names.filter((one) => one.toLowerCase() === wanted);
  const [found] = fitting;
  if (found === undefined) {
    const similar = nearest(name, names);
    return c.report({
      code: "PN2102",
      message: `${showType(struct)} has no field ${shown(name)}`,
      label: "unknown field",
      span: nameSpan,
      ...(similar === undefined
        ? { help: `there is ${listed(names.slice(0, 8))}` }
        : {
            help: `did you mean ${shown(similar)}?`,
            suggestion: { span: nameSpan, text: quoteName(similar) },
          }),
    });
  }
  if (fitting.length > 1) {
    return c.report({
      code: "PN2101",
      message: `${showType(struct)} has ${fitting.length} fields called ${shown(name)} but for case`,
      label: "could be any of them",
      span: nameSpan,
    });
  }
  return fieldAt(base, names.indexOf(found), span);
}
