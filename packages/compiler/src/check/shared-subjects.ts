import type { Problem } from "@pinion/core";
import type { Connective, Expr } from "../parse/expr.js";
import { writtenName } from "./foreign-words.js";

/** `x = 'a' OR 'b'`, `x LIKE 'a%' OR 'b%'`: a constant where the comparison before it was to go on. */
export function sharedSubject({ kind, left, right }: Connective): Problem | undefined {
  if (right.kind !== "string" && right.kind !== "number") return undefined;
  const test = lastTest(left);
  if (test === undefined) return undefined;
  const word = kind.toUpperCase();
  const written = `${test.subject} ${test.operator} `;
  return {
    code: "PN2201",
    message: `${word} takes conditions, not a value that \`${test.subject}\` is compared with`,
    label: "no condition",
    help: `write \`${word} ${written}…\``,
    suggestion: { span: { start: right.span.start, end: right.span.start }, text: written },
    span: right.span,
  };
}

interface Test {
  readonly subject: string;
  readonly operator: string;
}

const COMPARISONS: ReadonlySet<string> = new Set(["=", "<>", "<", "<=", ">", ">="]);

/** The comparison or match that an OR or AND behind it goes on from: one of a name with a constant. */
function lastTest(expr: Expr): Test | undefined {
  const at = expr.kind === "and" || expr.kind === "or" ? expr.right : expr;
  if (at.kind === "binary" && COMPARISONS.has(at.op) && isConstant(at.right)) {
    return testOf(at.left, at.op);
  }
  if (at.kind === "like" && at.quantifier === null && at.patterns.every(isConstant)) {
    const operator = at.op.toUpperCase();
    return testOf(at.arg, at.negated ? `NOT ${operator}` : operator);
  }
  return undefined;
}

function testOf(left: Expr, operator: string): Test | undefined {
  const subject = writtenName(left);
  return subject === undefined ? undefined : { subject, operator };
}

const isConstant = ({ kind }: Expr): boolean => kind === "string" || kind === "number";
