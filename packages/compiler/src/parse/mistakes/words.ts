import { NumberToken, Word } from "../scan/tokens.js";
import { is, lacksValue, problemWith, spanAt, wordAt, type Diagnosis } from "./mistake.js";

/** Words that are operators elsewhere, and Spark's for them. */
const OPERATORS = new Map([
  ["mod", "%"],
  ["eq", "="],
  ["equals", "="],
  ["ne", "<>"],
  ["neq", "<>"],
  ["gt", ">"],
  ["gte", ">="],
  ["ge", ">="],
  ["lt", "<"],
  ["lte", "<="],
  ["le", "<="],
  ["matches", "RLIKE"],
  ["similar", "RLIKE"],
  ["isdef", "IS NOT NULL"],
  ["isnull", "IS NULL"],
  ["isnotnull", "IS NOT NULL"],
  ["notnull", "IS NOT NULL"],
]);

/** Those that are functions. */
const FUNCTIONS = new Map([
  ["xor", "write `a <> b` for booleans, `a ^ b` for integers"],
  ["contains", "write `contains(text, part)`"],
  ["startswith", "write `startswith(text, start)`"],
  ["endswith", "write `endswith(text, end)`"],
  ["starts", "write `startswith(text, start)`"],
  ["ends", "write `endswith(text, end)`"],
  ["instanceof", "what type a value has is known when the project is built: `typeof(x)` names it"],
  ["soundslike", "write `soundex(a) = soundex(b)`"],
  ["strsim", "write `levenshtein(a, b)`"],
  ["pow", "write `power(a, b)`"],
]);

/** `a mod b`, `a eq b`, `a isnull` */
export const words: Diagnosis = (mistake) => {
  const { at } = mistake;
  if (mistake.tokens[at]?.tokenType !== Word || at === 0 || lacksValue(mistake)) return undefined;
  const word = wordAt(mistake, at);
  const span = spanAt(mistake, at);
  const problem = {
    code: "PN2009",
    message: `\`${mistake.tokens[at]?.image}\` is no operator of the expression language`,
    span,
  } as const;
  const meant = OPERATORS.get(word);
  if (meant !== undefined) return problemWith(mistake, problem, `write \`${meant}\``, span, meant);
  const help = FUNCTIONS.get(word);
  return help === undefined ? undefined : { ...problem, help };
};

const DATES = new Set(["date", "timestamp", "timestamp_ltz", "timestamp_ntz"]);

/** `DATE 2020-05-20` */
export const bareDate: Diagnosis = (mistake) => {
  const { at, text } = mistake;
  if (!is(mistake, at, NumberToken) || !DATES.has(wordAt(mistake, at - 1))) return undefined;
  const start = spanAt(mistake, at).start;
  const written = /^[\d:.T+-]+/.exec(text.slice(start, start + 40))?.[0] ?? "";
  const span = { start, end: start + written.length };
  const problem = {
    code: "PN2019",
    message: `\`${wordAt(mistake, at - 1).toUpperCase()}\` takes a string`,
    span,
  } as const;
  return problemWith(mistake, problem, "put it in quotes", span, `'${written}'`);
};

/** `a IS NOT IN (1)`: an IS too many. */
export const strayIs: Diagnosis = (mistake) => {
  const { at } = mistake;
  if (!["in", "like", "ilike", "rlike", "regexp", "between"].includes(wordAt(mistake, at))) return undefined;
  const index = wordAt(mistake, at - 1) === "not" ? at - 2 : at - 1;
  if (wordAt(mistake, index) !== "is" || index === 0) return undefined;
  const span = { start: spanAt(mistake, index).start, end: spanAt(mistake, index + 1).start };
  const problem = {
    code: "PN2027",
    message: `\`${wordAt(mistake, at).toUpperCase()}\` stands without \`IS\``,
    span: spanAt(mistake, index),
  } as const;
  return problemWith(mistake, problem, "leave `IS` out", span, "");
};
