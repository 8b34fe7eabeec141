import type { Span } from "@pinion/core";
import * as t from "../scan/tokens.js";
import { is, spanAt, type Mistake } from "./mistake.js";

/** What no operand reaches across: brackets, commas, the keywords between the parts of a CASE. */
const BOUNDS = [t.Comma, t.Case, t.When, t.Then, t.Else, t.End, t.As, t.Arrow, t.FatArrow];

/** The first token of the whole operand that ends right before the index. */
export function operandStart(mistake: Mistake, index: number): number {
  let open = 0;
  let first = index;
  for (let i = index - 1; i >= 0; i--) {
    if (is(mistake, i, t.RightParen, t.RightBracket)) open++;
    else if (is(mistake, i, t.LeftParen, t.LeftBracket)) open--;
    else if (open === 0 && is(mistake, i, ...BOUNDS)) break;
    if (open < 0) break;
    first = i;
  }
  return first;
}

/** The index behind the whole operand that starts there; `stop` bounds it too. */
export function operandEnd(mistake: Mistake, index: number, stop: (index: number) => boolean): number {
  let open = 0;
  let i = index;
  for (; i < mistake.tokens.length; i++) {
    if (is(mistake, i, t.LeftParen, t.LeftBracket)) open++;
    else if (is(mistake, i, t.RightParen, t.RightBracket)) open--;
    else if (open === 0 && (is(mistake, i, ...BOUNDS) || stop(i))) break;
    if (open < 0) break;
  }
  return i;
}

/** The place of the tokens from `first` to before `end`. */
export const spanOfTokens = (mistake: Mistake, first: number, end: number): Span => ({
  start: spanAt(mistake, first).start,
  end: end > first ? spanAt(mistake, end - 1).end : spanAt(mistake, first).start,
});

/** The text of the tokens, the slips in it mended. */
export function textOf(mistake: Mistake, first: number, end: number): string {
  const { start, end: stop } = spanOfTokens(mistake, first, end);
  const parts: string[] = [];
  let at = start;
  for (const { suggestion } of mistake.slips) {
    if (suggestion === undefined || suggestion.span.start < at || suggestion.span.end > stop) continue;
    parts.push(mistake.text.slice(at, suggestion.span.start), suggestion.text);
    at = suggestion.span.end;
  }
  parts.push(mistake.text.slice(at, stop));
  return parts.join("");
}
