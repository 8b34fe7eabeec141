import type { Span } from "@pinion/core";
import type { BinaryOp, Expr } from "../expr.js";

/** An operand with the place it takes up, parentheses around it included. */
export interface Operand {
  readonly expr: Expr;
  readonly span: Span;
}

export interface Operator {
  readonly op: BinaryOp;
  readonly span: Span;
}

/** How tightly the operators bind, as Spark has it; all lean to the left. */
const PRECEDENCE: Readonly<Record<BinaryOp, number>> = {
  "*": 7,
  "/": 7,
  "%": 7,
  div: 7,
  "+": 6,
  "-": 6,
  "||": 6,
  "<<": 5,
  ">>": 5,
  ">>>": 5,
  "&": 4,
  "^": 3,
  "|": 2,
  "=": 1,
  "<>": 1,
  "<": 1,
  "<=": 1,
  ">": 1,
  ">=": 1,
  "<=>": 1,
};

/** The operator of a sign or of DIV. */
export function binaryOp(image: string): BinaryOp {
  switch (image) {
    case "==":
    case "===":
    case ":=":
      return "=";
    case "!=":
    case "!==":
    case "≠":
      return "<>";
    case "!>":
    case "=<":
    case "≤":
      return "<=";
    case "!<":
    case "≥":
    case "=>":
      return ">=";
    case "−":
      return "-";
    case "×":
      return "*";
    case "÷":
      return "/";
    default: {
      const op = image.toLowerCase();
      if (!Object.hasOwn(PRECEDENCE, op)) throw new Error(`no operator: ${image}`);
      return op as BinaryOp;
    }
  }
}

/** The tree of `first op operand op operand …`, in one pass with a stack. */
export function climb(
  first: Operand,
  rest: readonly { readonly operator: Operator; readonly operand: Operand }[],
): Operand {
  const operands: Operand[] = [first];
  const operators: Operator[] = [];
  const reduce = (): void => {
    const operator = operators.pop();
    const right = operands.pop();
    const left = operands.pop();
    if (operator === undefined || left === undefined || right === undefined) throw new Error("no operands");
    operands.push(binary(left, operator, right));
  };
  for (const { operator, operand } of rest) {
    const binds = PRECEDENCE[operator.op];
    for (
      let top = operators.at(-1);
      top !== undefined && PRECEDENCE[top.op] >= binds;
      top = operators.at(-1)
    ) {
      reduce();
    }
    operators.push(operator);
    operands.push(operand);
  }
  while (operators.length > 0) reduce();
  return operands[0] ?? first;
}

function binary(left: Operand, operator: Operator, right: Operand): Operand {
  const span = { start: left.span.start, end: right.span.end };
  const expr: Expr = {
    kind: "binary",
    op: operator.op,
    opSpan: operator.span,
    left: left.expr,
    right: right.expr,
    span,
  };
  return { expr, span };
}

/** The tree of `first AND operand OR operand …`; AND binds tighter than OR. */
export function connect(
  first: Operand,
  rest: readonly { readonly op: "and" | "or"; readonly operand: Operand }[],
): Operand {
  let disjunction: Operand | undefined;
  let conjunction = first;
  for (const { op, operand } of rest) {
    if (op === "and") {
      conjunction = connective("and", conjunction, operand);
    } else {
      disjunction = disjunction === undefined ? conjunction : connective("or", disjunction, conjunction);
      conjunction = operand;
    }
  }
  return disjunction === undefined ? conjunction : connective("or", disjunction, conjunction);
}

function connective(kind: "and" | "or", left: Operand, right: Operand): Operand {
  const span = { start: left.span.start, end: right.span.end };
  return { expr: { kind, left: left.expr, right: right.expr, span }, span };
}
