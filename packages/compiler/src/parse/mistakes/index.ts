import type { Problem } from "@pinion/core";
import { brackets } from "./brackets.js";
import { cases, elseIf, ifThen } from "./cases.js";
import { list, missingComma, sideBySide, strayComma } from "./commas.js";
import { misplacedDot, nullCoalescing, ternary, trailingIf } from "./conditionals.js";
import { empty, semicolon } from "./ends.js";
import { intervalUnit } from "./intervals.js";
import { spanAt, type Diagnosis, type Mistake } from "./mistake.js";
import { arrow, doubled, increment, looseNot, operand, spacedSign, tilde } from "./operators.js";
import { inBraces, predicates } from "./predicates.js";
import { castInFront, regexpMatch, wordInFront } from "./prefixes.js";
import { alias, queries } from "./queries.js";
import { foreignLambdas, lambdas, numbers, parameter, quotedName, strays } from "./strays.js";
import { types } from "./types.js";
import { typos } from "./typos.js";
import { bareDate, strayIs, words } from "./words.js";

export type { Attempt, Mistake } from "./mistake.js";

/** What is tried, in this order; the first that fits is what is said. */
const DIAGNOSES: readonly Diagnosis[] = [
  empty,
  semicolon,
  spacedSign,
  misplacedDot,
  ternary,
  nullCoalescing,
  numbers,
  intervalUnit,
  foreignLambdas,
  inBraces,
  strays,
  parameter,
  queries,
  alias,
  trailingIf,
  ifThen,
  elseIf,
  castInFront,
  wordInFront,
  regexpMatch,
  arrow,
  lambdas,
  quotedName,
  doubled,
  tilde,
  increment,
  looseNot,
  strayComma,
  types,
  words,
  bareDate,
  strayIs,
  typos,
  predicates,
  brackets,
  cases,
  operand,
  missingComma,
  sideBySide,
  list,
];

/** Why a text does not parse. */
export function diagnose(mistake: Mistake): Problem {
  for (const diagnosis of DIAGNOSES) {
    const problem = diagnosis(mistake);
    if (problem !== undefined) return problem;
  }
  return { code: "PN2001", message: mistake.failure.message, span: spanAt(mistake, mistake.at) };
}
