import { nearest, type Problem, type Related, type Span } from "@pinion/core";
import { findFunction } from "@pinion/core/functions";
import type { Name } from "../parse/expr.js";
import { quoteName, shown, type Checked, type Checking } from "./checking.js";
import { foreignWord } from "./foreign-words.js";
import { reasonNotPure } from "./impure.js";

/** A lambda's parameter, or a column. */
export function checkName(c: Checking, expr: Name): Checked {
  const variable = c.variables.get(expr.name.toLowerCase());
  if (variable !== undefined) return { ...variable, span: expr.span };
  if (hasColumn(c, expr.name)) return column(c, expr.name, expr.span);
  const clock = expr.quoted ? undefined : reasonNotPure(expr.name);
  if (clock !== undefined) return c.report({ ...clock, span: expr.span });
  const foreign = foreignWord(c, expr);
  if (foreign !== undefined) return c.report(foreign);
  return unknownColumn(c, expr.name, expr.span, expr.span);
}

export const hasColumn = (c: Checking, name: string): boolean => c.columns.has(name.toLowerCase());

/** A column known to be there; a mistake only where two differ by case alone. */
export function column(c: Checking, name: string, span: Span): Checked {
  const [found, ...others] = c.columns.get(name.toLowerCase()) ?? [];
  if (found === undefined) throw new Error(`no column ${name}`);
  if (others.length === 0) {
    return { kind: "column", name: found.name, type: found.type, nullable: found.nullable, span };
  }
  const all = [found, ...others];
  const related: Related[] = all.flatMap(({ name: declared, place }) =>
    place === undefined ? [] : [{ message: `${shown(declared)} is declared here`, place }],
  );
  return c.report({
    code: "PN2101",
    message: `${c.scope.what} has ${all.length} ${noun(c)}s called ${shown(name)} but for case: ${listed(all.map((one) => one.name))}`,
    label: "could be any of them",
    help: "rename all but one of them",
    span,
    related,
  });
}

/** `replaced` is what a corrected name has to stand in place of: more than `span` where a qualifier is to go. */
export function unknownColumn(c: Checking, name: string, span: Span, replaced: Span): undefined {
  const names = c.scope.columns.map((one) => one.name);
  const similar = nearest(name, names);
  return c.report(
    similar === undefined
      ? { ...unknown(c, name, span), ...helpWithout(c, name, names, replaced) }
      : {
          ...unknownColumnLike(c, name, similar, span),
          suggestion: { span: replaced, text: quoteName(similar) },
        },
  );
}

/** A name that there is not, where the column `similar` may be meant. */
export function unknownColumnLike(c: Checking, name: string, similar: string, span: Span): Problem {
  const declared = c.scope.columns.find((one) => one.name === similar);
  return {
    ...unknown(c, name, span),
    help: `did you mean ${shown(similar)}?`,
    ...(declared?.place === undefined
      ? {}
      : { related: [{ message: `similar ${noun(c)} declared here`, place: declared.place }] }),
  };
}

const unknown = (c: Checking, name: string, span: Span): Problem => ({
  code: "PN2104",
  message: `${c.scope.what} has no ${noun(c)} ${shown(name)}`,
  label: `unknown ${noun(c)}`,
  span,
});

/** What helps where no name is near. */
function helpWithout(
  c: Checking,
  name: string,
  names: readonly string[],
  span: Span,
): Pick<Problem, "help" | "suggestion"> {
  const constant = constantLike(name);
  if (constant !== undefined) {
    return { help: `did you mean \`${constant}\`?`, suggestion: { span, text: constant } };
  }
  const called = findFunction(name);
  if (called !== undefined)
    return { help: `a function is called with its arguments: ${shown(called.usage)}` };
  if (names.length === 0) return { help: `there are no ${noun(c)}s at all` };
  return names.length <= 8 ? { help: `there is ${listed(names)}` } : {};
}

/** A number as other languages write it, or a constant that is misspelt. */
function constantLike(name: string): string | undefined {
  if (/^\d[\d_]*\d$/.test(name)) return name.replaceAll("_", "");
  if (/^0x[0-9a-f]{1,7}$/i.test(name)) return String(Number(name));
  return nearest(name, ["NULL", "TRUE", "FALSE"]);
}

const noun = (c: Checking): string => c.scope.noun ?? "column";

export const listed = (names: readonly string[]): string => names.map(shown).join(", ");
