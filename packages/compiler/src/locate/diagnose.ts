import type { Diagnostic, Problem } from "@pinion/core";
import type { TextMap } from "./text-map.js";

/**
 * A problem of an expression, in its place. Where that is only the call's, the text that was evaluated is
 * told, since it stands nowhere in the file.
 */
export function diagnose(problem: Problem, text: string, map: TextMap): Diagnostic {
  const { code, severity = "error", message, span, label, help, suggestion, related } = problem;
  const place = map.placeOf(span);
  const change = suggestion === undefined ? undefined : map.edit(suggestion.span, suggestion.text);
  const shown = map.note === undefined ? label : `${map.note}: ${excerpt(text, span.start)}`;
  return {
    code,
    severity,
    message,
    ...(shown === undefined ? {} : { label: shown }),
    ...(place === undefined ? {} : { place }),
    ...(related === undefined ? {} : { related }),
    ...(help === undefined ? {} : { help }),
    ...(change === undefined ? {} : { suggestion: change }),
  };
}

const MOST = 80;

/** The text in one line; of a longer one what stands around the problem. */
function excerpt(text: string, at: number): string {
  const line = text.replace(/\s+/g, " ");
  if (line.length <= MOST) return line;
  const start = Math.max(0, Math.min(at - MOST / 4, line.length - MOST));
  return `${start > 0 ? "…" : ""}${line.slice(start, start + MOST)}${start + MOST < line.length ? "…" : ""}`;
}
