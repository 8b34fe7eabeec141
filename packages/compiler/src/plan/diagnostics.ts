import type { Diagnostic, Place, Problem } from "@pinion/core";
import type { TextMap } from "../locate/index.js";

/** A problem of an expression as a diagnostic in the file that the expression stands in. */
export function diagnosticOf(problem: Problem, map: TextMap): Diagnostic {
  const place = map.placeOf(problem.span);
  const { suggestion } = problem;
  const edit = suggestion === undefined ? undefined : map.edit(suggestion.span, suggestion.text);
  const help = helpOf(problem.help, map.note);
  return {
    code: problem.code,
    severity: problem.severity ?? "error",
    message: problem.message,
    ...(problem.label === undefined ? {} : { label: problem.label }),
    ...(place === undefined ? {} : { place }),
    ...(problem.related === undefined || problem.related.length === 0 ? {} : { related: problem.related }),
    ...(help === "" ? {} : { help }),
    ...(edit === undefined ? {} : { suggestion: edit }),
  };
}

const helpOf = (help = "", note = ""): string =>
  help === "" || note === "" ? help + note : `${help} (${note})`;

/** By file and position; what has no place comes last. Each mistake once. */
export function inOrder(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const seen = new Set<string>();
  const distinct = diagnostics.filter((diagnostic) => {
    const { code, message, place } = diagnostic;
    const key = JSON.stringify([code, message, place?.file, place?.start, place?.end]);
    const fresh = !seen.has(key);
    seen.add(key);
    return fresh;
  });
  return distinct.sort((a, b) => byPlace(a.place, b.place));
}

function byPlace(a: Place | undefined, b: Place | undefined): number {
  if (a === undefined || b === undefined) return Number(a === undefined) - Number(b === undefined);
  if (a.file !== b.file) return a.file < b.file ? -1 : 1;
  return a.start - b.start || a.end - b.end;
}
