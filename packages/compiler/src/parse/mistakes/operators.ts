import type { Problem } from "@pinion/core";
import { signAt } from "../scan/signs.js";
import * as t from "../scan/tokens.js";
import {
  atEnd,
  is,
  lacksValue,
  problemWith,
  spanAt,
  wordAt,
  type Diagnosis,
  type Mistake,
  writeAs,
} from "./mistake.js";
import { spanOfTokens, textOf } from "./segments.js";

/** `a => b` where no argument is named. */
export const arrow: Diagnosis = (mistake) => {
  const { at } = mistake;
  if (!is(mistake, at, t.FatArrow) || at === 0) return undefined;
  const span = spanAt(mistake, at);
  const parameters = parametersBefore(mistake, at);
  if (parameters !== undefined) {
    const problem = { code: "PN2009", message: "`=>` makes no lambda", span } as const;
    const [only, second] = parameters;
    const text = only !== undefined && second === undefined ? only : `(${parameters.join(", ")})`;
    const start = spanAt(mistake, at - 1 - Math.max(2, 2 * parameters.length)).start;
    const help = `a lambda is written \`${text} -> …\``;
    return problemWith(mistake, problem, help, { start, end: span.end }, `${text} ->`);
  }
  const problem = { code: "PN2009", message: "`=>` is no comparison", span } as const;
  return problemWith(mistake, problem, "write `>=`", span, ">=");
};

/** The names of `(a, b)` that ends before the token; undefined where no such list does. */
function parametersBefore(mistake: Mistake, at: number): readonly string[] | undefined {
  if (!is(mistake, at - 1, t.RightParen)) return undefined;
  const names: string[] = [];
  for (let i = at - 2; is(mistake, i, t.Name); i -= 2) {
    names.unshift(textOf(mistake, i, i + 1));
    if (is(mistake, i - 1, t.LeftParen)) return is(mistake, i - 2, t.Name) ? undefined : names;
    if (!is(mistake, i - 1, t.Comma)) return undefined;
  }
  return undefined;
}

/** `x++` */
export const increment: Diagnosis = (mistake) => {
  const { at } = mistake;
  if (!lacksValue(mistake) || !is(mistake, at - 1, t.Plus) || !is(mistake, at - 2, t.Plus)) return undefined;
  const span = { start: spanAt(mistake, at - 2).start, end: spanAt(mistake, at - 1).end };
  if (span.end - span.start !== 2) return undefined;
  const problem = {
    code: "PN2009",
    message: "`++` is no operator of the expression language",
    span,
  } as const;
  return problemWith(mistake, problem, "write `+ 1`; an expression changes nothing", span, " + 1");
};

/** `< <`, `> =`, `| |`: one sign with a space in it. */
export const spacedSign: Diagnosis = (mistake) => {
  return spacedAt(mistake, mistake.at - 1) ?? spacedAt(mistake, mistake.at);
};

function spacedAt(mistake: Mistake, index: number): Problem | undefined {
  const [first, second] = [mistake.tokens[index], mistake.tokens[index + 1]];
  if (first === undefined || second === undefined) return undefined;
  const joined = first.image + second.image;
  const span = { start: spanAt(mistake, index).start, end: spanAt(mistake, index + 1).end };
  const known = signAt(joined, 0)?.text === joined || joined === ">>";
  if (!known || span.end - span.start === joined.length) return undefined;
  if (joined === "=>") {
    const problem = { code: "PN2009", message: "`= >` is no comparison", span } as const;
    return problemWith(mistake, problem, "write `>=`", span, ">=");
  }
  const problem = { code: "PN2001", message: `\`${joined}\` is written without a space`, span } as const;
  return problemWith(mistake, problem, `write \`${joined}\``, span, joined);
}

/** `x ~ 'a'`, `x !~ 'a'`, `x ~* 'a'`: PostgreSQL's matches */
export const tilde: Diagnosis = (mistake) => {
  const { at } = mistake;
  const negated = is(mistake, at, t.Bang);
  const sign = negated ? at + 1 : at;
  if (at === 0 || lacksValue(mistake) || !is(mistake, sign, t.Tilde)) return undefined;
  const anyCase = is(mistake, sign + 1, t.Star);
  const span = spanOfTokens(mistake, at, anyCase ? sign + 2 : sign + 1);
  const written = mistake.text.slice(span.start, span.end);
  const problem = {
    code: "PN2009",
    message: `\`${written}\` matches no pattern in the expression language`,
    label: "unknown operator",
    span,
  } as const;
  const word = negated ? "NOT RLIKE" : "RLIKE";
  if (anyCase) return { ...problem, help: `write \`${word}\`, and \`(?i)\` at the start of the pattern` };
  return problemWith(mistake, problem, `write \`${word}\``, span, word);
};

/** `2 ** 3`, `a // b` */
export const doubled: Diagnosis = (mistake) => {
  const { at } = mistake;
  const sign = wordAt(mistake, at);
  if (sign !== wordAt(mistake, at - 1)) return undefined;
  const span = { start: spanAt(mistake, at - 1).start, end: spanAt(mistake, at).end };
  const problem = {
    code: "PN2009",
    message: `\`${sign}${sign}\` is no operator of the expression language`,
    span,
  } as const;
  if (sign === "*") return power(mistake, problem);
  if (sign === "/") return { ...problem, help: "integers are divided by DIV; a comment starts with `--`" };
  if (sign === "=") return problemWith(mistake, problem, "write `=`", span, "=");
  return undefined;
};

/** `a ** b`, mended where both are single words or numbers. */
function power(mistake: Mistake, problem: Omit<Problem, "help">): Problem {
  const { at } = mistake;
  const simple = [at - 2, at + 1].every((index) => is(mistake, index, t.Word, t.QuotedName, t.NumberToken));
  const part = is(mistake, at - 3, t.Dot) || is(mistake, at + 2, t.Dot, t.LeftParen, t.LeftBracket);
  if (!simple || part) return { ...problem, help: "write `power(x, y)`" };
  const text = `power(${textOf(mistake, at - 2, at - 1)}, ${textOf(mistake, at + 1, at + 2)})`;
  return problemWith(mistake, problem, writeAs(text), spanOfTokens(mistake, at - 2, at + 2), text);
}

/** `a = NOT b`, `a == !b` */
export const looseNot: Diagnosis = (mistake) => {
  const { at } = mistake;
  const bang = is(mistake, at, t.Bang) && lacksValue(mistake);
  const not = is(mistake, at - 1, t.Not) && is(mistake, at, t.Name, t.NumberToken, t.Text, t.LeftParen);
  const index = bang ? at : at - 1;
  if ((!bang && !not) || !is(mistake, index - 1, ...OPERATORS)) return undefined;
  const word = bang ? "!" : "NOT";
  const problem = {
    code: "PN2001",
    message: `\`${word}\` binds looser than the operator before it`,
    span: spanAt(mistake, index),
  } as const;
  const operand = { start: spanAt(mistake, index).start, end: spanAt(mistake, index + 1).end };
  const text = `(${mistake.text.slice(operand.start, operand.end)})`;
  return problemWith(mistake, problem, "put it in parentheses with what it negates", operand, text);
};

/** An operator, a keyword or a comma that has no value on one of its sides. */
export const operand: Diagnosis = (mistake) => {
  const { at } = mistake;
  const said = (index: number): string => `\`${mistake.tokens[index]?.image.toUpperCase() ?? ""}\``;
  const lacks = (index: number, what: string): Problem => ({
    code: "PN2013",
    message: `${said(index)} ${what}`,
    span: spanAt(mistake, index),
    ...helpFor(mistake, index),
  });
  if (!lacksValue(mistake))
    return swallowed(mistake) ? lacks(at - 1, "lacks the value before it") : undefined;
  const left = is(mistake, at, ...INFIX);
  if (is(mistake, at - 1, ...OPERATORS)) {
    return left && !is(mistake, at, t.And, t.Or)
      ? lacks(at, `stands right behind ${said(at - 1)}, without a value between`)
      : lacks(at - 1, "lacks the value behind it");
  }
  if (is(mistake, at - 1, ...BEFORE_VALUE)) return lacks(at - 1, "lacks the value behind it");
  if (left) return lacks(at, "lacks the value before it");
  if (is(mistake, at, t.RightParen) && is(mistake, at - 1, t.LeftParen)) {
    return {
      code: "PN2013",
      message: "there is nothing between the parentheses",
      span: { start: spanAt(mistake, at - 1).start, end: spanAt(mistake, at).end },
    };
  }
  return undefined;
};

const INFIX = [t.Comparison, t.Greater, t.Infix, t.Star, t.Div, t.And, t.Or, t.DoubleColon, t.Dot];
const OPERATORS = [...INFIX, t.Plus, t.Minus, t.Tilde, t.Bang];
const BEFORE_VALUE = [
  t.Not,
  t.Between,
  t.Like,
  t.Ilike,
  t.Rlike,
  t.Case,
  t.When,
  t.Then,
  t.Else,
  t.From,
  t.For,
  t.Placing,
  t.Arrow,
  t.FatArrow,
];

const helpFor = (mistake: Mistake, index: number): { help?: string } =>
  is(mistake, index, t.Comparison, t.Greater) && is(mistake, index - 1, t.And, t.Or)
    ? { help: "each comparison has a value on both sides: `x >= 1 AND x <= 5`" }
    : is(mistake, index, t.And, t.Or)
      ? { help: "a column of this name stands in backticks" }
      : {};

/** `IS NULL` without a subject: the keyword has been taken for a column. */
function swallowed(mistake: Mistake): boolean {
  const { at } = mistake;
  if (atEnd(mistake) || !is(mistake, at - 1, t.Is, t.In, t.Like, t.Ilike, t.Rlike, t.Between)) return false;
  return at === 1 || is(mistake, at - 2, ...OPERATORS, ...BEFORE_VALUE, t.LeftParen, t.LeftBracket, t.Comma);
}
