import { Colon, Dot, Else } from "../scan/tokens.js";
import { atEnd, is, problemWith, spanAt, wordAt, writeAs, type Diagnosis, type Mistake } from "./mistake.js";
import { operandEnd, operandStart, spanOfTokens, textOf } from "./segments.js";

/** `x ? a : b` */
export const ternary: Diagnosis = (mistake) => {
  const question = mistake.at;
  if (atEnd(mistake) || wordAt(mistake, question) !== "?" || question === 0) return undefined;
  const first = operandStart(mistake, question);
  const read = readTernary(mistake, first, question);
  const problem = {
    code: "PN2010",
    message: "there is no operator `? :`",
    span: spanAt(mistake, question),
  } as const;
  if (read === undefined) return { ...problem, help: "write `if(condition, value, other)`" };
  const span = spanOfTokens(mistake, first, read.end);
  return problemWith(mistake, problem, writeAs(read.text), span, read.text);
};

interface Reading {
  readonly text: string;
  readonly end: number;
}

/** `condition ? value : other`, from its first token; `other` may be another. Each token is looked at once. */
function readTernary(mistake: Mistake, first: number, question: number): Reading | undefined {
  const conditions: string[] = [];
  let start = first;
  let mark = question;
  for (;;) {
    const colon = operandEnd(mistake, mark + 1, (i) => is(mistake, i, Colon) || wordAt(mistake, i) === "?");
    if (!is(mistake, colon, Colon)) return undefined;
    conditions.push(`if(${textOf(mistake, start, mark)}, ${textOf(mistake, mark + 1, colon)}, `);
    start = colon + 1;
    const end = operandEnd(mistake, start, (i) => wordAt(mistake, i) === "?" || is(mistake, i, Colon));
    if (wordAt(mistake, end) !== "?") {
      const text = conditions.join("") + textOf(mistake, start, end) + ")".repeat(conditions.length);
      return { text, end };
    }
    mark = end;
  }
}

/** `a.?b`, for `a?.b` of other languages */
export const misplacedDot: Diagnosis = (mistake) => {
  const { at } = mistake;
  if (atEnd(mistake) || wordAt(mistake, at) !== "?" || !is(mistake, at - 1, Dot)) return undefined;
  const span = spanOfTokens(mistake, at - 1, at + 1);
  const problem = {
    code: "PN2009",
    message: "`.?` is no operator of the expression language",
    label: "unknown operator",
    span,
  } as const;
  return problemWith(mistake, problem, "write `.`: a field of NULL is NULL", span, ".");
};

/** `a ?? b` */
export const nullCoalescing: Diagnosis = (mistake) => {
  const { at } = mistake;
  if (atEnd(mistake) || wordAt(mistake, at) !== "??" || at === 0) return undefined;
  const first = operandStart(mistake, at);
  const parts = [textOf(mistake, first, at)];
  let end = at;
  while (wordAt(mistake, end) === "??") {
    const start = end + 1;
    end = operandEnd(mistake, start, (i) => wordAt(mistake, i) === "??");
    parts.push(textOf(mistake, start, end));
  }
  const text = `coalesce(${parts.join(", ")})`;
  const problem = {
    code: "PN2009",
    message: "`??` is no operator of the expression language",
    span: spanAt(mistake, at),
  } as const;
  return problemWith(mistake, problem, writeAs(text), spanOfTokens(mistake, first, end), text);
};

/** `a if x else b` */
export const trailingIf: Diagnosis = (mistake) => {
  const { at } = mistake;
  if (atEnd(mistake) || wordAt(mistake, at) !== "if" || at === 0) return undefined;
  const first = operandStart(mistake, at);
  const otherwise = operandEnd(mistake, at + 1, () => false);
  if (!is(mistake, otherwise, Else)) return undefined;
  const end = operandEnd(mistake, otherwise + 1, () => false);
  const [value, condition] = [textOf(mistake, first, at), textOf(mistake, at + 1, otherwise)];
  const text = `if(${condition}, ${value}, ${textOf(mistake, otherwise + 1, end)})`;
  const problem = {
    code: "PN2010",
    message: "`IF` does not stand behind a value",
    span: spanAt(mistake, at),
  } as const;
  return problemWith(mistake, problem, writeAs(text), spanOfTokens(mistake, first, end), text);
};
