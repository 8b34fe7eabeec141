import { parseFormat, type FormatSpec } from "./format-spec.js";
import { formatValue, kindProblem, type FormatKind } from "./format-value.js";
import { MAX_GENERATED_LENGTH } from "./limits.js";

type Shown = string | number | bigint | boolean | null;

/** A constant format's parts: text, or a conversion of the next value with the kind of that value. */
export type BoundPart = string | { readonly spec: FormatSpec; readonly kind: FormatKind };

/** Values in a format whose parts are bound, one value for each part that is a conversion. */
export function formatString(bound: readonly BoundPart[], ...values: readonly Shown[]): string | null {
  let result = "";
  let next = 0;
  for (const part of bound) {
    const text = typeof part === "string" ? part : formatValue(part.spec, part.kind, values[next++] ?? null);
    if (text === null) return null;
    result += text;
    if (result.length > MAX_GENERATED_LENGTH) return null;
  }
  return result;
}

/**
 * Values in a format of the row's own. Each argument stands twice: as it is, and as text for `%s`.
 * NULL for a bad format and for one that asks for other types or for more arguments.
 */
export function formatStringWith(
  kinds: readonly FormatKind[],
  format: string | null,
  ...values: readonly Shown[]
): string | null {
  if (format === null) return null;
  const parts = parseFormat(format);
  if (typeof parts === "string") return null;
  const bound: BoundPart[] = [];
  const shown: Shown[] = [];
  for (const part of parts) {
    if (typeof part === "string") {
      bound.push(part);
      continue;
    }
    const kind = kinds[part.argument];
    if (kind === undefined || kindProblem(part, kind) !== undefined) return null;
    bound.push({ spec: part, kind });
    shown.push(values[part.argument * 2 + (part.conversion === "s" ? 1 : 0)] ?? null);
  }
  return formatString(bound, ...shown);
}
