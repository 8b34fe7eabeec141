/**
 * How tightly JavaScript's operators bind, as far as emitted code uses them. `??` stands below `||` so that
 * it gets the parentheses beside `||` and `&&` that the language demands.
 */
export const ATOM = 20;
export const UNARY = 14;
const COALESCE = 2.5;
const CONDITIONAL = 2;
export const ARROW = 1;

const BINARY: ReadonlyMap<string, number> = new Map([
  ["**", 13],
  ["*", 12],
  ["/", 12],
  ["%", 12],
  ["+", 11],
  ["-", 11],
  ["<<", 10],
  [">>", 10],
  [">>>", 10],
  ["<", 9],
  ["<=", 9],
  [">", 9],
  [">=", 9],
  ["===", 8],
  ["!==", 8],
  ["&", 7],
  ["^", 6],
  ["|", 5],
  ["&&", 4],
  ["||", 3],
  ["??", COALESCE],
  ["?", CONDITIONAL],
  [":", CONDITIONAL],
  ["=>", ARROW],
  ["|=", ARROW],
  ["&=", ARROW],
  ["+=", ARROW],
]);

const PREFIX: ReadonlySet<string> = new Set(["-", "+", "!", "~", "typeof"]);

/** The binding of an infix operator; undefined where the text is none. */
export const infixPrecedence = (operator: string): number | undefined => BINARY.get(operator);

export const isPrefix = (operator: string): boolean => PREFIX.has(operator);

/** The least precedence that an operand left of the operator has without parentheses. */
export function leftDemand(operator: string): number {
  switch (operator) {
    case "**":
      return UNARY + 1;
    case "??":
      return 5;
    case "?":
      return CONDITIONAL + 0.1;
    default:
      return BINARY.get(operator) ?? ATOM;
  }
}

/** The same of an operand to its right. */
export function rightDemand(operator: string): number {
  switch (operator) {
    case "??":
      return 5;
    case ":":
    case "=>":
    case "|=":
    case "&=":
    case "+=":
      return CONDITIONAL;
    default:
      return (BINARY.get(operator) ?? ATOM) + 0.1;
  }
}
