import { LeftBracket, LeftParen, RightBracket, RightParen } from "../scan/tokens.js";
import { atEnd, openBracket, problemWith, spanAt, wordAt, type Diagnosis } from "./mistake.js";

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

/** A semicolon: at the end, between arguments, between statements. */
export const semicolon: Diagnosis = (mistake) => {
  const { at } = mistake;
  if (atEnd(mistake) || wordAt(mistake, at) !== ";") return undefined;
  const span = spanAt(mistake, at);
  if (openBracket(mistake, at, [LeftParen, LeftBracket], [RightParen, RightBracket]) >= 0) {
    const problem = { code: "PN2023", message: "arguments have no `;` between them", span } as const;
    return problemWith(mistake, problem, "write a comma", span, ",");
  }
  const problem = { code: "PN2023", message: "an expression is no statement and has no `;`", span } as const;
  return at === mistake.tokens.length - 1
    ? problemWith(mistake, problem, "leave it out", span, "")
    : { ...problem, help: "write each expression as a feature of its own" };
};
