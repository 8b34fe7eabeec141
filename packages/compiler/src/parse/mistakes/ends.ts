import { atEnd, problemWith, spanAt, wordAt, type Diagnosis } from "./mistake.js";

/** Nothing at all. */
export const empty: Diagnosis = (mistake) =>
  mistake.tokens.length === 0
    ? {
        code: "PN2002",
        message: "the expression is empty",
        span: { start: 0, end: mistake.text.length },
        help: "write a column, a constant or a call of a function",
      }
    : undefined;

/** A semicolon. */
export const semicolon: Diagnosis = (mistake) => {
  if (atEnd(mistake) || wordAt(mistake, mistake.at) !== ";") return undefined;
  const span = spanAt(mistake, mistake.at);
  const problem = { code: "PN2023", message: "an expression is no statement and has no `;`", span } as const;
  return problemWith(mistake, problem, "leave it out", span, "");
};
