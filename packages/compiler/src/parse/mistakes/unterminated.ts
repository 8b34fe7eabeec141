import type { Problem } from "@pinion/core";
import type { Attempt } from "./mistake.js";

/** The end that closes what begins so. */
function closing(text: string, start: number): string {
  if (text.startsWith("/*", start)) return " */";
  const first = text.charAt(start);
  return first === "r" || first === "R" ? text.charAt(start + 1) : first;
}

/**
 * The problem of a string, name or comment without end, with the end where the text then parses: at its
 * end, or before the brackets that close it.
 */
export function closed(text: string, problem: Problem, attempt: (text: string) => Attempt): Problem {
  const end = text.trimEnd().length;
  let beforeBrackets = end;
  while (/[)\]\s]/.test(text.charAt(beforeBrackets - 1))) beforeBrackets--;
  const close = closing(text, problem.span.start);
  for (const at of new Set([end, beforeBrackets])) {
    if (attempt(text.slice(0, at) + close + text.slice(at)).parses) {
      return { ...problem, suggestion: { span: { start: at, end: at }, text: close } };
    }
  }
  return problem;
}
