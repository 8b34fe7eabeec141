import { nearest } from "@pinion/core";
import { childrenOf } from "../parse/children.js";
import type { Expr, MethodCall } from "../parse/expr.js";
import { ADVICE, methodProblem, withArrow } from "../parse/grammar/method-calls.js";
import { MAX_ATTEMPT } from "../parse/limits.js";
import { parseExpression } from "../parse/parse-expression.js";
import { checkCall } from "./calls.js";
import type { Checked, Checking } from "./checking.js";
import { formsOf } from "./method-forms.js";
import { hasColumn } from "./names.js";

/** So many calls of methods within one another are rewritten. */
const MOST = 8;

/** `x.method(a)`: refused, with what to write for it of a value of this type. */
export function checkMethod(c: Checking, expr: MethodCall): Checked {
  const { receiver, name, nameSpan, args, span } = expr;
  const path = pathOf(receiver);
  const [head] = path ?? [];
  const isKnown = head === undefined || hasColumn(c, head) || c.variables.has(head.toLowerCase());
  const isQualifier = head?.toLowerCase() === c.scope.qualifier?.toLowerCase();
  if (path !== undefined && !isKnown && !(isQualifier && path.length > 1)) {
    // `nmae.trim()` is the method of a value, `np.log(x)` a function of a library.
    if (args.length === 0 || nearest(head, c.columns.keys()) !== undefined)
      return unknownReceiver(c, receiver);
    const callee = [...path, name].join(".");
    return checkCall(c, {
      kind: "call",
      name: callee,
      nameSpan: { start: span.start, end: nameSpan.end },
      args,
      span,
    });
  }
  // Mistakes in what it is called with are mistakes of their own; methods among it are mended with it.
  for (const part of [receiver, ...args]) {
    if (part.kind !== "lambda" && part.kind !== "namedArgument" && methodsIn(part).length === 0)
      c.check(part);
  }
  const problem = methodProblem(expr);
  const text = mended(c, expr, MOST);
  if (text !== undefined) {
    const help = text.length > 100 ? "write it as the suggestion has it" : `write \`${text}\``;
    return c.report({ ...problem, help, suggestion: { span, text } });
  }
  const help = ADVICE.get(name.toLowerCase()) ?? `write a function of \`x\` in place of \`x.${name}(…)\``;
  return c.report({ ...problem, help });
}

/** What would mend the name leaves the method, so nothing is suggested that could be applied. */
function unknownReceiver(c: Checking, receiver: Expr): undefined {
  c.inside(c.variables, (problem) => {
    const { suggestion: _, ...told } = problem;
    return c.report(told);
  }).check(receiver);
}

/** What says the same by functions, and compiles; undefined where nothing known does. */
function mended(c: Checking, expr: MethodCall, most: number): string | undefined {
  if (most === 0 || expr.text.length > MAX_ATTEMPT) return undefined;
  const { receiver, args, name, nameSpan, text, alone, span } = expr;
  const written = (part: Expr, end = part.span.end): string | undefined => {
    const inner = methodsIn(part);
    let out = "";
    let from = part.span.start;
    for (const call of inner) {
      const instead = mended(c, { ...call, alone: false }, most - 1);
      if (instead === undefined) return undefined;
      out += text.slice(from - span.start, call.span.start - span.start) + instead;
      from = call.span.end;
    }
    return out + text.slice(from - span.start, end - span.start);
  };
  // Parentheses around the receiver are not of its span.
  const dot = text.slice(0, nameSpan.start - span.start).replace(/[\s.?]+$/, "").length;
  const whole = { ...receiver, span: { start: span.start, end: span.start + dot } };
  const value = written(whole);
  const given = args.map((arg) => {
    const one = written(arg);
    return one === undefined ? undefined : withArrow(one);
  });
  if (value === undefined || !given.every((arg) => arg !== undefined)) return undefined;
  const forms = formsOf(name, value, given, alone);
  // What stands in a lambda has no type as yet; whether it fits shows with what is around it.
  return forms.find((form) => compiles(c, form)) ?? (most < MOST ? forms[0] : undefined);
}

/** Whether the text means something here. */
function compiles(c: Checking, text: string): boolean {
  const parsed = parseExpression(text);
  if (parsed.kind === "refused") return false;
  let clean = true;
  const silent = c.inside(c.variables, ({ severity }) => {
    if (severity !== "warning") clean = false;
    return undefined;
  });
  return silent.check(parsed.expr) !== undefined && clean;
}

/** The calls of methods in an expression that are within no other, in the order of the text. */
function methodsIn(expr: Expr): readonly MethodCall[] {
  return expr.kind === "method" ? [expr] : childrenOf(expr).flatMap(methodsIn);
}

/** The names of `a.b.c`. */
function pathOf(expr: Expr): readonly string[] | undefined {
  if (expr.kind === "name") return [expr.name];
  if (expr.kind !== "field") return undefined;
  const base = pathOf(expr.base);
  return base && [...base, expr.name];
}
