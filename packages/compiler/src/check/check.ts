import { build, BOOLEAN, STRING, type Problem, type TypedExpr, type TypedVariable, VOID } from "@pinion/core";
import type { Expr } from "../parse/expr.js";
import { arrowForDot } from "./arrows.js";
import { checkBetween } from "./between.js";
import { checkArrayLiteral, checkCall } from "./calls.js";
import { checkCase } from "./case.js";
import { checkCast } from "./casts.js";
import type { Checked, Checking } from "./checking.js";
import { checkField } from "./fields.js";
import { checkIn } from "./in.js";
import { checkIndex } from "./indexes.js";
import { checkInterval } from "./intervals.js";
import { checkIs } from "./is.js";
import { deepLambda, MAX_LAMBDAS } from "./lambda-depth.js";
import { checkLike } from "./like.js";
import { checkName } from "./names.js";
import { checkMethod } from "./methods.js";
import { checkNumber } from "./numbers.js";
import { checkBinary, checkConnective, checkUnary } from "./operators.js";
import type { Scope, ScopeColumn } from "./scope.js";
import { treeSize } from "./size.js";
import { offerColumns, warnOfTexts } from "./texts.js";
import { checkTypedText } from "./typed-texts.js";

export type CheckResult =
  | { readonly kind: "typed"; readonly expr: TypedExpr; readonly warnings: readonly Problem[] }
  | { readonly kind: "refused"; readonly problems: readonly Problem[] };

/** A function may check its lambda for several types, so that nested ones are checked very often. */
const MAX_CHECKS = 500_000;

/** A tree beyond this could only come of rewrites within rewrites. */
const MAX_NODES = 200_000;

/** What the walks that come after can take with half of the usual stack. */
const MAX_TREE_HEIGHT = 1_200;

/**
 * The typed tree of an expression, or every mistake in it, in the order of their spans. Never throws:
 * whatever parses is typed or refused.
 */
export function checkExpression(expr: Expr, scope: Scope): CheckResult {
  const problems: Problem[] = [];
  const report = (problem: Problem): undefined => {
    problems.push(problem);
  };
  const deep = deepLambda(expr);
  const typed =
    deep === undefined
      ? start(scope, report).check(expr)
      : tooLarge(report, deep, `lambdas more than ${MAX_LAMBDAS} levels within one another`);
  // Where `||` was meant for OR, the texts beside it are read as what they were not meant for.
  const misread = problems.some(({ code }) => code === "PN2211");
  if (typed !== undefined && !misread) problems.push(...warnOfTexts(expr, typed, scope));
  const sorted = [...offerColumns(expr, distinct(problems), scope)].sort(
    (a, b) => a.span.start - b.span.start || a.span.end - b.span.end,
  );
  const isError = (problem: Problem): boolean => problem.severity !== "warning";
  if (typed !== undefined && !sorted.some(isError)) return { kind: "typed", expr: typed, warnings: sorted };
  if (!sorted.some(isError)) throw new Error("refused without a reason");
  return { kind: "refused", problems: sorted };
}

function start(scope: Scope, report: Checking["report"]): Checking {
  const columns = columnsByName(scope.columns);
  const functions = { timeZone: scope.timeZone };
  let nextId = 0;
  let checks = 0;
  const surroundings = (
    variables: ReadonlyMap<string, TypedVariable>,
    reportTo: Checking["report"],
  ): Checking => {
    const checking: Checking = {
      scope,
      columns,
      variables,
      functions,
      report: reportTo,
      freshId: () => nextId++,
      inside: surroundings,
      check: (expr) => {
        checks++;
        if (checks > MAX_CHECKS) return tooLarge(reportTo, expr, "too many lambdas within lambdas");
        const typed = checkNode(expr, checking);
        const excess = typed === undefined ? undefined : excessOf(typed);
        return excess === undefined ? typed : tooLarge(reportTo, expr, excess);
      },
    };
    return checking;
  };
  return surroundings(new Map(), report);
}

function checkNode(expr: Expr, c: Checking): Checked {
  switch (expr.kind) {
    case "number":
      return checkNumber(c, expr, "");
    case "string":
      return build.literal(expr.value, STRING, expr.span);
    case "boolean":
      return build.literal(expr.value, BOOLEAN, expr.span);
    case "null":
      return build.nullOf(VOID, expr.span);
    case "typedText":
      return checkTypedText(c, expr);
    case "interval":
      return checkInterval(c, expr);
    case "name":
      return checkName(c, expr);
    case "unary":
      return checkUnary(c, expr);
    case "binary":
      return checkBinary(c, expr);
    case "and":
    case "or":
      return checkConnective(c, expr);
    case "is":
      return checkIs(c, expr);
    case "between":
      return checkBetween(c, expr);
    case "in":
      return checkIn(c, expr);
    case "like":
      return checkLike(c, expr);
    case "case":
      return checkCase(c, expr);
    case "cast":
      return checkCast(c, expr);
    case "call":
      return checkCall(c, expr);
    case "method":
      return checkMethod(c, expr);
    case "field":
      return checkField(c, expr);
    case "index":
      return checkIndex(c, expr);
    case "array":
      return checkArrayLiteral(c, expr);
    case "lambda":
      return c.report({
        code: "PN2205",
        message: "a lambda stands where a value is expected",
        label: "only functions such as `transform` and `filter` take one",
        ...arrowForDot(c, expr),
        span: expr.span,
      });
    case "alias":
      return c.report({
        code: "PN2309",
        message: `\`AS ${expr.alias}\` stands outside \`struct\``,
        label: "names a field of a struct, nothing else",
        span: expr.span,
      });
    case "namedArgument":
      return c.report({
        code: "PN2308",
        message: `\`${expr.name} =>\` stands outside the arguments of a function`,
        span: expr.nameSpan,
      });
  }
}

/** What a tree has too much of. */
function excessOf(expr: TypedExpr): string | undefined {
  const { nodes, height } = treeSize(expr);
  if (nodes > MAX_NODES) return "parts that are repeated within parts that are repeated, too often";
  return height > MAX_TREE_HEIGHT ? "too many operations or branches within one another" : undefined;
}

function tooLarge(report: Checking["report"], expr: Expr, what: string): undefined {
  return report({
    code: "PN2404",
    message: `the expression has ${what}`,
    help: "compute parts of it in features of their own; a CASE of many branches is a map to look up in",
    span: expr.span,
  });
}

/** Of each list of columns once: all expressions over a source share it. */
const tables = new WeakMap<readonly ScopeColumn[], ReadonlyMap<string, readonly ScopeColumn[]>>();

function columnsByName(columns: readonly ScopeColumn[]): ReadonlyMap<string, readonly ScopeColumn[]> {
  const known = tables.get(columns);
  if (known !== undefined) return known;
  const byName = new Map<string, ScopeColumn[]>();
  for (const column of columns) {
    const name = column.name.toLowerCase();
    const same = byName.get(name);
    if (same === undefined) byName.set(name, [column]);
    else same.push(column);
  }
  tables.set(columns, byName);
  return byName;
}

/** Without those said twice: a lambda that is checked for several types makes its mistakes several times. */
function distinct(problems: readonly Problem[]): Problem[] {
  const seen = new Set<string>();
  return problems.filter(({ code, span }) => {
    const key = `${code} ${span.start} ${span.end}`;
    const fresh = !seen.has(key);
    seen.add(key);
    return fresh;
  });
}
