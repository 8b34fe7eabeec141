import { piecesOf, type Code, type Name } from "./code.js";
import { anyOf, choose, not } from "./condition.js";
import { assign, giveBack, when, type Body, type If, type Statement } from "./statement.js";

/*
 * Turns what emission writes uniformly (every chain of strict calls a labelled block that a NULL leaves)
 * into what one would write by hand.
 */

export function tidy(body: Body): Body {
  const out: Statement[] = [];
  for (const statement of body) {
    for (const tidied of tidyStatement(statement)) {
      const merged = mergeGuards(out.at(-1), tidied) ?? mergeStores(out.at(-1), tidied);
      if (merged === undefined) out.push(tidied);
      else out.splice(-1, 1, merged);
    }
  }
  return out;
}

function tidyStatement(statement: Statement): Body {
  switch (statement.kind) {
    case "if":
      return tidyIf(when(statement.test, tidy(statement.then), tidy(statement.else)));
    case "labelled":
      return tidyLabelled(statement.label, tidy(statement.body));
    case "loop":
      return [{ ...statement, body: tidy(statement.body) }];
    case "function":
      return [{ ...statement, body: tidy(statement.body) }];
    default:
      return [statement];
  }
}

/** An `if` that only chooses between values is a conditional expression. */
function tidyIf(statement: If): Body {
  const { test, then } = statement;
  if (test.known !== undefined) return test.known ? then : statement.else;
  if (then.length === 0 && statement.else.length === 0) return [];
  const [yes] = then;
  const [no] = statement.else;
  if (then.length !== 1 || statement.else.length !== 1 || yes === undefined || no === undefined) {
    return [statement];
  }
  if (yes.kind === "assign" && no.kind === "assign" && sameCode(yes.target, no.target)) {
    return [assign(yes.target, choose(test, yes.value, no.value))];
  }
  if (yes.kind === "return" && no.kind === "return" && yes.value !== null && no.value !== null) {
    return [giveBack(choose(test, yes.value, no.value))];
  }
  return [statement];
}

/** A block that is left at its beginning only is an `if`. */
function tidyLabelled(label: Name, body: Body): Body {
  const [guard, ...rest] = body;
  if (guard !== undefined && isGuard(guard, label)) {
    if (!rest.some((statement) => leaves(statement, label))) return tidyIf(when(not(guard.test), rest));
  } else if (!body.some((statement) => leaves(statement, label))) {
    return body;
  }
  return [{ kind: "labelled", label, body }];
}

/** Two guards in a row are one. */
function mergeGuards(previous: Statement | undefined, next: Statement): Statement | undefined {
  if (previous?.kind !== "if" || next.kind !== "if") return undefined;
  const [leave] = previous.then;
  if (leave?.kind !== "break" || !isGuard(previous, leave.label) || !isGuard(next, leave.label)) {
    return undefined;
  }
  return when(anyOf([previous.test, next.test]), previous.then);
}

/** `x = null; if (a) { x = y; }` is `x = a ? y : null`; so is a `return` behind one. */
function mergeStores(previous: Statement | undefined, next: Statement): Statement | undefined {
  if (previous?.kind === "assign" && next.kind === "if" && next.else.length === 0) {
    const [only] = next.then;
    if (next.then.length !== 1 || only?.kind !== "assign" || !sameCode(only.target, previous.target)) {
      return undefined;
    }
    return assign(previous.target, choose(not(next.test), previous.value, only.value));
  }
  if (previous?.kind === "if" && next.kind === "return" && next.value !== null) {
    const [only] = previous.then;
    if (previous.then.length !== 1 || previous.else.length > 0) return undefined;
    if (only?.kind !== "return" || only.value === null) return undefined;
    return giveBack(choose(not(previous.test), next.value, only.value));
  }
  return undefined;
}

const isGuard = (statement: Statement, label: Name): statement is If => {
  if (statement.kind !== "if" || statement.else.length > 0 || statement.then.length !== 1) return false;
  const [only] = statement.then;
  return only?.kind === "break" && only.label === label;
};

function leaves(statement: Statement, label: Name): boolean {
  switch (statement.kind) {
    case "break":
      return statement.label === label;
    case "if":
      return [...statement.then, ...statement.else].some((inner) => leaves(inner, label));
    case "labelled":
    case "loop":
      return statement.body.some((inner) => leaves(inner, label));
    default:
      return false;
  }
}

/** Whether two pieces of code are the same; targets of assignments are short. */
function sameCode(a: Code, b: Code): boolean {
  if (a === b) return true;
  const left = piecesOf(a);
  const right = piecesOf(b);
  return left.length === right.length && left.every((piece, i) => piece === right[i]);
}
