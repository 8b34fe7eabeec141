import type { Problem } from "@pinion/core";
import { All, As, Comma, Distinct, Dot, LeftParen, Name, RightParen, Star } from "../scan/tokens.js";
import {
  atEnd,
  is,
  openBracket,
  problemWith,
  spanAt,
  wordAt,
  type Diagnosis,
  type Mistake,
} from "./mistake.js";

const ROW = "an expression stands for one row";

const CLAUSES = new Set([
  "where",
  "group",
  "order",
  "having",
  "limit",
  "union",
  "except",
  "intersect",
  "join",
  "qualify",
  "from",
]);

const AGGREGATING = new Map([
  ["over", "windows stand in the feature's window aggregation"],
  ["filter", "write the condition as the window aggregation's `filter`"],
  ["within", "ordered aggregates stand in the feature's window aggregation"],
  ["ignore", "aggregates stand in the feature's window aggregation"],
  ["respect", "aggregates stand in the feature's window aggregation"],
]);

/** SELECT, `f(*)`, DISTINCT, OVER, WHERE and the like: what queries have and expressions have not. */
export const queries: Diagnosis = (mistake) =>
  subquery(mistake) ?? star(mistake) ?? distinct(mistake) ?? aggregation(mistake) ?? clause(mistake);

const refuse = (message: string, mistake: Mistake, index: number, help: string): Problem => ({
  code: "PN2022",
  message: `${ROW}: ${message}`,
  span: spanAt(mistake, index),
  help,
});

function subquery(mistake: Mistake): Problem | undefined {
  const first = openBracket(mistake, mistake.at, [LeftParen], [RightParen]) + 1;
  if (first >= mistake.at || !["select", "with", "values"].includes(wordAt(mistake, first))) return undefined;
  const word = wordAt(mistake, first).toUpperCase();
  return first === 0
    ? refuse(
        `\`${word}\` begins a query`,
        mistake,
        first,
        "write what stands behind SELECT, and the rest in the source",
      )
    : refuse("it holds no query", mistake, first, "bring the other rows in by a derived or lookup feature");
}

function star(mistake: Mistake): Problem | undefined {
  const { at } = mistake;
  if (!is(mistake, at, Star)) return undefined;
  const open = at === 0 || is(mistake, at - 1, LeftParen, Comma, Dot);
  const closed = at + 1 >= mistake.tokens.length || is(mistake, at + 1, RightParen, Comma);
  return open && closed
    ? refuse(
        "`*` is no value of it",
        mistake,
        at,
        "name a column; rows are counted by the aggregation COUNT of a window",
      )
    : undefined;
}

function distinct(mistake: Mistake): Problem | undefined {
  const { at } = mistake;
  return is(mistake, at - 1, All, Distinct) && (at === 1 || is(mistake, at - 2, LeftParen))
    ? refuse(
        `\`${wordAt(mistake, at - 1).toUpperCase()}\` looks at other rows`,
        mistake,
        at - 1,
        "use the aggregation COUNT_DISTINCT or DISTINCT of a window",
      )
    : undefined;
}

function aggregation(mistake: Mistake): Problem | undefined {
  const word = wordAt(mistake, mistake.at);
  const help = AGGREGATING.get(word);
  const next = mistake.at + 1;
  const meant =
    word === "ignore" || word === "respect"
      ? wordAt(mistake, next) === "nulls"
      : is(mistake, mistake.at - 1, RightParen) && is(mistake, next, LeftParen, Name);
  return help !== undefined && meant
    ? refuse(`\`${word.toUpperCase()}\` looks at other rows`, mistake, mistake.at, help)
    : undefined;
}

function clause(mistake: Mistake): Problem | undefined {
  const word = wordAt(mistake, mistake.at);
  if (!CLAUSES.has(word) || mistake.at === 0 || !is(mistake, mistake.at, Name)) return undefined;
  if (mistake.failure.context.ruleStack.some((rule) => rule === "extract" || rule === "trim"))
    return undefined;
  return refuse(
    `\`${word.toUpperCase()}\` belongs to a query`,
    mistake,
    mistake.at,
    "rows are chosen by the `filter` of a window, and grouped by the feature's key",
  );
}

/** `x AS name` for the whole expression. */
export const alias: Diagnosis = (mistake) => {
  const { at } = mistake;
  const last = mistake.tokens.length - 1;
  if (atEnd(mistake) || !is(mistake, at, As) || at + 1 !== last) return undefined;
  const span = { start: spanAt(mistake, at - 1).end, end: spanAt(mistake, last).end };
  const problem = {
    code: "PN2026",
    message: "the value of an expression takes no name",
    span: spanAt(mistake, at),
  } as const;
  return problemWith(mistake, problem, "leave the AS out: the feature has its own name", span, "");
};
