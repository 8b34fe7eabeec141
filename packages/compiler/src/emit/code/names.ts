import { isCode, isName, piecesOf, type Code } from "./code.js";
import type { Body, Statement } from "./statement.js";

/** The names that statements read or set. */
export function namesIn(body: Body): ReadonlySet<string> {
  const names = new Set<string>();
  for (const statement of body) ofStatement(statement, names);
  return names;
}

function ofStatement(statement: Statement, names: Set<string>): void {
  for (const code of codesOf(statement)) ofCode(code, names);
  switch (statement.kind) {
    case "if":
      for (const inner of [...statement.then, ...statement.else]) ofStatement(inner, names);
      return;
    case "labelled":
    case "loop":
    case "function":
      for (const inner of statement.body) ofStatement(inner, names);
      return;
    default:
  }
}

function codesOf(statement: Statement): readonly Code[] {
  switch (statement.kind) {
    case "const":
    case "let":
      return [statement.value];
    case "assign":
      return [statement.target, statement.value];
    case "do":
      return [statement.code];
    case "if":
      return [statement.test.yes];
    case "loop":
      return [statement.count, ...(statement.from === undefined ? [] : [statement.from])];
    case "return":
      return statement.value === null ? [] : [statement.value];
    default:
      return [];
  }
}

function ofCode(code: Code, names: Set<string>): void {
  if (isName(code)) names.add(code.text);
  else for (const piece of piecesOf(code)) if (isCode(piece)) ofCode(piece, names);
}
