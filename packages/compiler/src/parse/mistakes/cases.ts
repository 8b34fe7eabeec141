import type { Problem } from "@pinion/core";
import { spanOf } from "../grammar/base.js";
import { spaced } from "../scan/spaced.js";
import * as t from "../scan/tokens.js";
import { is, problemWith, ruleOf, spanAt, wordAt, type Diagnosis, type Mistake } from "./mistake.js";

const PARTS = [t.When, t.Then, t.Else, t.End];

/** CASE without END, WHEN without THEN, ELSE IF and so on. */
export const cases: Diagnosis = (mistake) => {
  const opener = mistake.openCases.at(-1);
  const rule = ruleOf(mistake);
  if (opener === undefined || (rule !== "case" && rule !== "branch")) return undefined;
  return (
    missingValue(mistake) ??
    comma(mistake) ??
    (rule === "branch" ? missingThen(mistake) : undefined) ??
    (mistake.failure.name === "EarlyExitException"
      ? missingWhen(mistake)
      : missingEnd(mistake, spanOf(opener, undefined)))
  );
};

/** `THEN END`: the second keyword has been taken for a column. */
function missingValue(mistake: Mistake): Problem | undefined {
  const { at } = mistake;
  if (!is(mistake, at - 1, ...PARTS) || !is(mistake, at - 2, t.Case, ...PARTS)) return undefined;
  return {
    code: "PN2015",
    message: `\`${wordAt(mistake, at - 2).toUpperCase()}\` lacks the value behind it`,
    span: spanAt(mistake, at - 2),
  };
}

/** `THEN a, ELSE b` */
function comma(mistake: Mistake): Problem | undefined {
  if (!is(mistake, mistake.at, t.Comma)) return undefined;
  const span = spanAt(mistake, mistake.at);
  const problem = {
    code: "PN2015",
    message: "the parts of a CASE have no comma between them",
    span,
  } as const;
  const mended = problemWith(mistake, problem, "leave the comma out", span, "");
  return mended.suggestion === undefined ? undefined : mended;
}

/** `IF a THEN b ELSE c` */
export const ifThen: Diagnosis = (mistake) => {
  const { at } = mistake;
  const statement = wordAt(mistake, at - 1) === "if" && is(mistake, at, t.Name, t.NumberToken, t.Text);
  if (!statement || is(mistake, at - 2, t.Else)) return undefined;
  return {
    code: "PN2015",
    message: "`IF` is a function, not a statement",
    span: spanAt(mistake, at - 1),
    help: "write `if(condition, value, other)`",
  };
};

/** `ELSE IF x THEN`, `ELSEIF x THEN`: another WHEN. */
export const elseIf: Diagnosis = (mistake) => {
  const { at } = mistake;
  if (mistake.openCases.length === 0) return undefined;
  const apart = wordAt(mistake, at - 1) === "if" && is(mistake, at - 2, t.Else);
  const together = ["elseif", "elsif", "elif"].includes(wordAt(mistake, at));
  if (!apart && !together) return undefined;
  const span = apart
    ? { start: spanAt(mistake, at - 2).start, end: spanAt(mistake, at - 1).end }
    : spanAt(mistake, at);
  const problem = { code: "PN2015", message: "a CASE goes on with WHEN, not with ELSE IF", span } as const;
  return problemWith(mistake, problem, "write `WHEN`", span, "WHEN");
};

function missingThen(mistake: Mistake): Problem {
  const span = spanAt(mistake, mistake.at);
  const problem = { code: "PN2015", message: "`WHEN` lacks its `THEN`", span } as const;
  const help = "write `WHEN condition THEN value`";
  const before = problemWith(mistake, problem, help, { start: span.start, end: span.start }, "THEN ");
  return before.suggestion === undefined
    ? problemWith(mistake, problem, help, span, spaced(mistake.text, span, "THEN"))
    : before;
}

const missingWhen = (mistake: Mistake): Problem => ({
  code: "PN2015",
  message: "`CASE` lacks its `WHEN`",
  span: spanAt(mistake, mistake.at),
  help: "write `CASE WHEN condition THEN value ELSE other END`",
});

function missingEnd(mistake: Mistake, span: Problem["span"]): Problem {
  const problem = {
    code: "PN2015",
    message: "the CASE that starts here has no END",
    span,
    label: "no `END`",
  } as const;
  const behind = spanAt(mistake, mistake.at - 1).end;
  const missing = " END".repeat(mistake.at >= mistake.tokens.length ? mistake.openCases.length : 1);
  return problemWith(
    mistake,
    problem,
    "write `END` behind its last value",
    { start: behind, end: behind },
    missing,
  );
}
