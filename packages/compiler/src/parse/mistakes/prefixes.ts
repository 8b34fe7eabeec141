import * as t from "../scan/tokens.js";
import { is, problemWith, spanAt, wordAt, writeAs, type Diagnosis, type Mistake } from "./mistake.js";
import { spanOfTokens, textOf } from "./segments.js";

/** Types as Java, C and JavaScript name them, and Spark's for them. */
const TYPES: ReadonlyMap<string, string> = new Map([
  ...["boolean", "byte", "short", "int", "long", "float", "double", "string", "date", "timestamp"].map(
    (name) => [name, name] as const,
  ),
  ["bool", "boolean"],
  ["char", "string"],
  ["integer", "int"],
  ["bigint", "bigint"],
  ["number", "double"],
]);

/** `(int) x`, `(double) f(x)` */
export const castInFront: Diagnosis = (mistake) => {
  const { at } = mistake;
  const type = TYPES.get(wordAt(mistake, at - 2));
  const alone = is(mistake, at - 3, t.LeftParen) && is(mistake, at - 1, t.RightParen);
  if (type === undefined || !alone || is(mistake, at - 4, t.Name)) return undefined;
  const end = valueEnd(mistake, at);
  if (end === undefined) return undefined;
  const text = `cast(${textOf(mistake, at, end)} as ${type})`;
  const span = spanOfTokens(mistake, at - 3, end);
  const problem = {
    code: "PN2009",
    message: `\`(${mistake.tokens[at - 2]?.image})\` is no cast`,
    span: spanOfTokens(mistake, at - 3, at),
  } as const;
  return problemWith(mistake, problem, writeAs(text), span, text);
};

/** `isdef x`, `typeof x`, `new Date(x)` */
export const wordInFront: Diagnosis = (mistake) => {
  const { at } = mistake;
  const word = wordAt(mistake, at - 1);
  if (!is(mistake, at, t.Name, t.LeftParen) || !is(mistake, at - 1, t.Word)) return undefined;
  const end = valueEnd(mistake, at);
  const value = end === undefined ? undefined : textOf(mistake, at, end);
  const text = value === undefined ? undefined : WRITTEN.get(word)?.(value);
  if (end === undefined || text === undefined) return undefined;
  const problem = {
    code: "PN2009",
    message: `\`${mistake.tokens[at - 1]?.image}\` is no operator of the expression language`,
    span: spanAt(mistake, at - 1),
  } as const;
  return problemWith(mistake, problem, writeAs(text), spanOfTokens(mistake, at - 1, end), text);
};

const WRITTEN: ReadonlyMap<string, (value: string) => string> = new Map([
  ["isdef", (value: string) => `${value} IS NOT NULL`],
  ["typeof", (value: string) => `typeof(${value})`],
  ["new", (value: string) => value.replace(/^date\b/i, "timestamp")],
]);

/** `x =~ 'a'`, `x ~= 'a'` */
export const regexpMatch: Diagnosis = (mistake) => {
  const { at } = mistake;
  if (wordAt(mistake, at) !== "~" || wordAt(mistake, at + 1) !== "=") return undefined;
  const span = spanOfTokens(mistake, at, at + 2);
  const problem = {
    code: "PN2009",
    message: "`~=` is no operator of the expression language",
    span,
  } as const;
  return problemWith(mistake, problem, "write `RLIKE`", span, "RLIKE");
};

/** The index behind a name, a path, a number, a call or what is in parentheses. */
function valueEnd(mistake: Mistake, start: number): number | undefined {
  let at = start;
  if (!is(mistake, at, t.LeftParen)) {
    if (!is(mistake, at, t.Name, t.NumberToken, t.Text)) return undefined;
    at++;
    while (is(mistake, at, t.Dot) && is(mistake, at + 1, t.Name)) at += 2;
  }
  if (!is(mistake, at, t.LeftParen)) return at;
  let open = 0;
  for (; at < mistake.tokens.length; at++) {
    if (is(mistake, at, t.LeftParen)) open++;
    else if (is(mistake, at, t.RightParen) && --open === 0) return at + 1;
  }
  return undefined;
}
