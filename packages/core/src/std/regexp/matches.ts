import { textFinder } from "../string/find-text.js";
import { unitsAt } from "../string/code-points.js";
import type { Regex } from "./regex.js";

/** One match: UTF-16 offsets, -1 for a group that took no part. */
export interface Match {
  readonly start: number;
  readonly end: number;
  readonly groupStart: (group: number) => number;
  readonly groupEnd: (group: number) => number;
}

/** Calls `visit` for each match from left to right until it returns false. As in Java, matches may be empty. */
export function eachMatch(regex: Regex, text: string, visit: (match: Match) => boolean | void): void {
  if (regex.literal !== undefined) return eachOccurrence(regex.literal, text, visit);
  const matcher = regex.program.matcher(text);
  let from = 0;
  while (from <= text.length && matcher.find(from)) {
    const cut = Math.min(
      ...regex.terminators.map((group) => startOr(matcher.start(group), text.length)),
      text.length,
    );
    const start = Math.min(matcher.start(), cut);
    const end = Math.min(matcher.end(), cut);
    const number = (group: number): number => regex.groups[group] ?? 0;
    const more = visit({
      start,
      end,
      groupStart: (group) => Math.min(matcher.start(number(group)), cut),
      groupEnd: (group) => Math.min(matcher.end(number(group)), cut),
    });
    if (more === false) return;
    from = end > start ? end : end + (end < text.length ? unitsAt(text, end) : 1);
  }
}

function eachOccurrence(literal: string, text: string, visit: (match: Match) => boolean | void): void {
  const find = textFinder(literal);
  for (let start = find(text, 0); start >= 0;) {
    const [from, end] = [start, start + literal.length];
    if (visit({ start: from, end, groupStart: () => from, groupEnd: () => end }) === false) return;
    start = find(text, end);
  }
}

const startOr = (start: number, otherwise: number): number => (start < 0 ? otherwise : start);

/** The text of a group in a match; NULL where it took no part. */
export function groupText(text: string, match: Match, group: number): string | null {
  const start = match.groupStart(group);
  return start < 0 ? null : text.slice(start, match.groupEnd(group));
}
