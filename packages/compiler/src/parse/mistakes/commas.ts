import * as t from "../scan/tokens.js";
import {
  atEnd,
  is,
  lacksValue,
  openBracket,
  problemWith,
  replaced,
  spanAt,
  type Diagnosis,
} from "./mistake.js";

const OPENING = [t.LeftParen, t.LeftBracket];
const CLOSING = [t.RightParen, t.RightBracket];
/** Not the keywords, which are operators more often. */
const STARTS: ReadonlySet<unknown> = new Set([t.Word, t.QuotedName, t.Text, t.NumberToken, t.Integer]);

/** `f(a, )`, `f(, a)`, `f(a,, b)` */
export const strayComma: Diagnosis = (mistake) => {
  const { at } = mistake;
  if (!lacksValue(mistake)) return undefined;
  const trailing = is(mistake, at - 1, t.Comma) && (atEnd(mistake) || is(mistake, at, ...CLOSING));
  const leading = is(mistake, at, t.Comma) && (at === 0 || is(mistake, at - 1, t.Comma, ...OPENING));
  if (!trailing && !leading) return undefined;
  const comma = trailing ? at - 1 : at;
  const span = spanAt(mistake, comma);
  const problem = {
    code: "PN2014",
    message: trailing ? "a value is missing behind the last comma" : "a value is missing before the comma",
    span,
  } as const;
  const withSpace = { start: span.start, end: Math.max(span.end, spanAt(mistake, comma + 1).start) };
  return problemWith(mistake, problem, "leave the comma out", withSpace, "");
};

/** `f(a b)` */
export const missingComma: Diagnosis = (mistake) => {
  const { at } = mistake;
  if (atEnd(mistake) || lacksValue(mistake) || !STARTS.has(mistake.tokens[at]?.tokenType)) return undefined;
  const open = openBracket(mistake, at, OPENING, CLOSING);
  if (open < 0 || (is(mistake, open, t.LeftParen) && !is(mistake, open - 1, t.Name))) return undefined;
  const behind = spanAt(mistake, at - 1).end;
  const problem = {
    code: "PN2014",
    message: "two values stand side by side",
    span: spanAt(mistake, at),
    label: "a comma or an operator is missing before this",
  } as const;
  const span = { start: behind, end: behind };
  // The comma is a token more.
  const further = mistake.attempt(replaced(mistake.text, span, ",")).reaches > at + 1;
  return further ? problemWith(mistake, problem, "write a comma between", span, ",") : undefined;
};

/** `fare amount > 30`, `upper name` */
export const sideBySide: Diagnosis = (mistake) => {
  const { at, tokens } = mistake;
  const plain = tokens[at - 1]?.tokenType === t.Word && tokens[at]?.tokenType === t.Word;
  return plain && !lacksValue(mistake)
    ? {
        code: "PN2001",
        message: mistake.failure.message,
        span: spanAt(mistake, at),
        help: "a name with a space in it stands in backticks, and arguments in parentheses",
      }
    : undefined;
};

/** `a, b` */
export const list: Diagnosis = (mistake) => {
  const { at } = mistake;
  if (!is(mistake, at, t.Comma) || lacksValue(mistake)) return undefined;
  if (openBracket(mistake, at, OPENING, CLOSING) >= 0) return undefined;
  return {
    code: "PN2014",
    message: "an expression is one value, not a list",
    span: spanAt(mistake, at),
    help: "write `array(a, b)` for an array of values, or one feature for each",
  };
};
