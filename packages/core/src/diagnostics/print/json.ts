import type { Diagnostic } from "../diagnostic.js";
import type { Place } from "../span.js";

/** What `--json` prints. Fields are added in later versions, never changed or removed. */
export interface JsonReport {
  readonly version: 1;
  readonly errors: number;
  readonly warnings: number;
  readonly diagnostics: readonly Diagnostic[];
}

/** Diagnostics as data, with the fields of each in one order whoever made it. */
export function reportOf(diagnostics: readonly Diagnostic[]): JsonReport {
  const count = (severity: Diagnostic["severity"]) =>
    diagnostics.filter((each) => each.severity === severity).length;
  return {
    version: 1,
    errors: count("error"),
    warnings: count("warning"),
    diagnostics: diagnostics.map(ordered),
  };
}

/** Diagnostics as JSON text, indented, without a line break at the end. */
export function printJson(diagnostics: readonly Diagnostic[]): string {
  return JSON.stringify(reportOf(diagnostics), null, 2);
}

function ordered(diagnostic: Diagnostic): Diagnostic {
  const { code, severity, message, label, place, related, help, suggestion } = diagnostic;
  return {
    code,
    severity,
    message,
    ...(label === undefined ? {} : { label }),
    ...(place === undefined ? {} : { place: orderedPlace(place) }),
    ...(related === undefined
      ? {}
      : { related: related.map((each) => ({ message: each.message, place: orderedPlace(each.place) })) }),
    ...(help === undefined ? {} : { help }),
    ...(suggestion === undefined
      ? {}
      : { suggestion: { place: orderedPlace(suggestion.place), text: suggestion.text } }),
  };
}

function orderedPlace({ file, line, column, start, end, coarse }: Place): Place {
  return { file, line, column, start, end, ...(coarse === undefined ? {} : { coarse }) };
}
