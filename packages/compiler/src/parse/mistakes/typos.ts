import { nearest, type Problem } from "@pinion/core";
import { keywordNames, Word } from "../scan/tokens.js";
import { replaced, spanAt, wordAt, type Diagnosis, type Mistake } from "./mistake.js";

/** How many keywords are tried for one word. */
const TRIES = 3;

/** A keyword with a slip of the pen: `CSAE WHEN`, `x BETWEN 1 AND 2`. */
export const typos: Diagnosis = (mistake) => {
  for (const index of [mistake.at, mistake.at - 1, mistake.at + 1]) {
    if (mistake.tokens[index]?.tokenType !== Word) continue;
    const problem = typoAt(mistake, index);
    if (problem !== undefined) return problem;
  }
  return undefined;
};

function typoAt(mistake: Mistake, index: number): Problem | undefined {
  const word = wordAt(mistake, index);
  const span = spanAt(mistake, index);
  const candidates = new Set(keywordNames());
  for (let tried = 0; tried < TRIES; tried++) {
    const keyword = nearest(word, candidates);
    if (keyword === undefined) return undefined;
    candidates.delete(keyword);
    const text = keyword.toUpperCase();
    const { reaches, parses } = mistake.attempt(replaced(mistake.text, span, text));
    // Where something else is wrong too, a short word proves nothing.
    if (!parses && (word.length < 4 || reaches <= Math.max(mistake.at, index))) continue;
    return {
      code: "PN2016",
      message: `\`${mistake.tokens[index]?.image}\` is not understood here`,
      span,
      help: `did you mean \`${text}\`?`,
      ...(parses ? { suggestion: { span, text } } : {}),
    };
  }
  return undefined;
}
