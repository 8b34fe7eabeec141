import { constant, js, make, separated, type Code } from "./code.js";
import { infixPrecedence } from "./precedence.js";

/** A test in both its readings, so that its negation needs no `!( … )`. */
export interface Condition {
  readonly yes: Code;
  readonly no: Code;
  /** Same key, same test. */
  readonly key?: string;
  /** Set where the answer is known. */
  readonly known?: boolean;
  /** Set where it may be asked whether or not what stands before it in AND or OR decides. */
  readonly flat?: boolean;
}

export const TRUE: Condition = { yes: constant(true), no: constant(false), known: true };
export const FALSE: Condition = { yes: constant(false), no: constant(true), known: false };

/** A condition that is a boolean expression. */
export const holds = (code: Code, flat = false): Condition => ({
  yes: code,
  no: js`!${code}`,
  ...(flat ? { flat } : {}),
});

export const not = (test: Condition): Condition => ({
  yes: test.no,
  no: test.yes,
  ...(test.known === undefined ? {} : { known: !test.known }),
  ...(test.flat === true ? { flat: true } : {}),
});

export function anyOf(tests: readonly Condition[]): Condition {
  const open = tests.filter((test) => test.known !== false);
  if (open.some((test) => test.known === true)) return TRUE;
  const [first] = open;
  if (first === undefined) return FALSE;
  if (open.length === 1) return first;
  if (open.every(({ flat }) => flat === true)) {
    // What rows differ in is no branch, which processors would guess.
    const bits = open.map((test) => js`+${test.yes}`).reduce((all, bit) => js`${all} | ${bit}`);
    return { yes: js`${bits} === ${1}`, no: js`${bits} === ${0}`, flat: true };
  }
  return {
    yes: joined(
      open.map((test) => test.yes),
      "||",
    ),
    no: joined(
      open.map((test) => test.no),
      "&&",
    ),
  };
}

export const allOf = (tests: readonly Condition[]): Condition => not(anyOf(tests.map(not)));

/** `test ? yes : no`, shorter where it can be. */
export function choose(test: Condition, yes: Code, no: Code): Code {
  if (test.known !== undefined) return test.known ? yes : no;
  return js`${test.yes} ? ${yes} : ${no}`;
}

/** Operands under one associative operator. */
function joined(codes: readonly Code[], operator: "&&" | "||"): Code {
  const precedence = infixPrecedence(operator) ?? 0;
  const parts = codes.map((code) =>
    code.precedence < precedence ? make(["(", code, ")"], precedence) : code,
  );
  return make(separated(parts, ` ${operator} `), precedence);
}
