import type { Problem } from "@pinion/core";
import { spaced } from "../scan/spaced.js";
import * as t from "../scan/tokens.js";
import { is, problemWith, ruleOf, spanAt, wordAt, type Diagnosis, type Mistake } from "./mistake.js";
import { operandEnd, spanOfTokens, textOf } from "./segments.js";

/** IN, BETWEEN, IS, CAST and their like, put together wrongly. */
export const predicates: Diagnosis = (mistake) => {
  switch (ruleOf(mistake)) {
    case "in":
      return emptyList(mistake) ?? inList(mistake);
    case "between":
      return between(mistake);
    case "isTest":
      return isTest(mistake);
    case "cast":
      return cast(mistake);
    case "extract":
      return extract(mistake);
    default:
      return notNull(mistake) ?? emptyList(mistake) ?? bareCast(mistake) ?? chain(mistake);
  }
};

/** `x IN [1, 2]`, `x IN 1` */
function inList(mistake: Mistake): Problem | undefined {
  const { at } = mistake;
  if (!is(mistake, at - 1, t.In)) return undefined;
  const problem = {
    code: "PN2027",
    message: "`IN` takes its values in parentheses",
    span: spanAt(mistake, at),
  } as const;
  const help = "write `x IN (a, b)`";
  if (at >= mistake.tokens.length) return { ...problem, help };
  if (is(mistake, at, t.LeftBracket)) {
    const end = operandEnd(mistake, at, (i) => i > at && is(mistake, i - 1, t.RightBracket));
    const text = `(${textOf(mistake, at + 1, end - 1)})`;
    return problemWith(mistake, problem, help, spanOfTokens(mistake, at, end), text);
  }
  if (mistake.tokens[at]?.tokenType === t.Word) {
    return { ...problem, help: `${help}, or \`array_contains(array, x)\` for the values of an array` };
  }
  return problemWith(mistake, problem, help, spanAt(mistake, at), `(${textOf(mistake, at, at + 1)})`);
}

/** `x IN {1, 2}` */
export const inBraces: Diagnosis = (mistake) => {
  const { at } = mistake;
  if (wordAt(mistake, at) !== "{" || !is(mistake, at - 1, t.In)) return undefined;
  const close = mistake.tokens.findIndex(({ image }, i) => i > at && image === "}");
  const problem = {
    code: "PN2027",
    message: "`IN` takes its values in parentheses",
    span: spanAt(mistake, at),
  } as const;
  const help = "write `x IN (a, b)`";
  if (close < 0) return { ...problem, help };
  const text = `(${textOf(mistake, at + 1, close)})`;
  return problemWith(mistake, problem, help, spanOfTokens(mistake, at, close + 1), text);
};

/** `x IN ()` */
function emptyList(mistake: Mistake): Problem | undefined {
  const { at } = mistake;
  const list = is(mistake, at, t.RightParen) && is(mistake, at - 1, t.LeftParen);
  if (!list || !is(mistake, at - 2, t.In, t.Any, t.Some, t.All)) return undefined;
  return {
    code: "PN2027",
    message: `\`${wordAt(mistake, at - 2).toUpperCase()}\` needs at least one value`,
    span: { start: spanAt(mistake, at - 1).start, end: spanAt(mistake, at).end },
    help: is(mistake, at - 2, t.In)
      ? "write the values to compare with: `x IN (a, b)`"
      : "write the patterns to compare with: `x LIKE ANY ('a%', 'b%')`",
  };
}

/** `x BETWEEN 1, 2`, `x BETWEEN 1 TO 2` */
function between(mistake: Mistake): Problem {
  const span = spanAt(mistake, mistake.at);
  const problem = { code: "PN2027", message: "`BETWEEN` lacks its `AND`", span } as const;
  const text = spaced(mistake.text, span, "AND");
  return problemWith(mistake, problem, "write `x BETWEEN low AND high`", span, text);
}

/** What is missing in other languages. */
const MISSING: ReadonlySet<string> = new Set(["none", "nil", "undefined"]);

/** `x IS 1`, `x IS None` */
function isTest(mistake: Mistake): Problem {
  const { at } = mistake;
  const verb = is(mistake, at - 1, t.Not) ? at - 2 : at - 1;
  const problem = {
    code: "PN2027",
    message: "`IS` asks for NULL, TRUE, FALSE, UNKNOWN or DISTINCT FROM",
    span: spanAt(mistake, at),
  } as const;
  if (at >= mistake.tokens.length) return { ...problem, help: "write `IS NULL` or `IS NOT NULL`" };
  if (MISSING.has(wordAt(mistake, at))) {
    return problemWith(mistake, problem, "write `NULL`", spanAt(mistake, at), "NULL");
  }
  const sign = verb === at - 1 ? "=" : "<>";
  return problemWith(
    mistake,
    problem,
    `values are compared with \`${sign}\``,
    spanOfTokens(mistake, verb, at),
    sign,
  );
}

/** `EXTRACT(year, x)` */
function extract(mistake: Mistake): Problem {
  const { at } = mistake;
  const span = spanAt(mistake, at);
  const place = is(mistake, at, t.Comma) ? span : { start: span.start, end: span.start };
  const problem = { code: "PN2027", message: "`EXTRACT` takes `field FROM value`", span } as const;
  return problemWith(mistake, problem, "write `FROM`", place, spaced(mistake.text, place, "FROM"));
}

/** `CAST(x, int)` */
function cast(mistake: Mistake): Problem | undefined {
  const { at } = mistake;
  const span = spanAt(mistake, at);
  if (is(mistake, at - 1, t.As)) {
    return { code: "PN2013", message: "`AS` lacks the value before it", span: spanAt(mistake, at - 1) };
  }
  if (!is(mistake, at, t.Comma, t.Name)) return undefined;
  const problem = { code: "PN2027", message: "`CAST` takes `value AS type`", span } as const;
  const place = is(mistake, at, t.Comma) ? span : { start: span.start, end: span.start };
  return problemWith(mistake, problem, "write `AS`", place, spaced(mistake.text, place, "AS"));
}

/** `CAST x AS int` */
function bareCast(mistake: Mistake): Problem | undefined {
  if (!is(mistake, mistake.at - 1, t.Cast, t.TryCast) || !is(mistake, mistake.at, t.Name)) return undefined;
  return {
    code: "PN2027",
    message: "`CAST` takes its value and type in parentheses",
    span: spanAt(mistake, mistake.at - 1),
    help: "write `CAST(value AS type)`",
  };
}

/** `x NOT NULL` */
function notNull(mistake: Mistake): Problem | undefined {
  const { at } = mistake;
  if (!is(mistake, at, t.Not) || !is(mistake, at + 1, t.Null)) return undefined;
  const start = spanAt(mistake, at).start;
  const problem = {
    code: "PN2027",
    message: "`NOT NULL` asks nothing without `IS`",
    span: spanOfTokens(mistake, at, at + 2),
  } as const;
  return problemWith(mistake, problem, "write `IS NOT NULL`", { start, end: start }, "IS ");
}

const CHAINED = [
  t.Is,
  t.In,
  t.Between,
  t.Like,
  t.Ilike,
  t.Rlike,
  t.Not,
  t.Comparison,
  t.Greater,
  t.DoubleColon,
];

/** `a IS NULL = b`, `a IN (1) IS TRUE` */
function chain(mistake: Mistake): Problem | undefined {
  const { at } = mistake;
  if (ruleOf(mistake) === "primary" || !is(mistake, at, ...CHAINED) || at === 0) return undefined;
  const word = wordAt(mistake, at).toUpperCase();
  if (is(mistake, at, t.Not) && !is(mistake, at + 1, t.In, t.Between, t.Like, t.Ilike, t.Rlike))
    return undefined;
  return {
    code: "PN2001",
    message: `\`${word}\` does not follow a predicate`,
    span: spanAt(mistake, at),
    help: "put the predicate before it in parentheses",
  };
}
