import { hasAstral } from "./code-points.js";

/** The least number of code points to insert, delete or replace that turns one text into the other. */
export function levenshtein(a: string, b: string): number {
  if (a === b) return 0;
  return hasAstral(a) || hasAstral(b) ? distance([...a], [...b]) : distance(a, b);
}

/** {@link levenshtein} where it is at most `threshold`, otherwise -1. */
export function levenshteinWithin(a: string, b: string, threshold: number): number {
  const found = levenshtein(a, b);
  return found > threshold ? -1 : found;
}

/** Wagner and Fischer's algorithm with one row of the table. */
function distance(a: ArrayLike<string>, b: ArrayLike<string>): number {
  const row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 0; i < a.length; i++) {
    let diagonal = row[0] ?? 0;
    row[0] = i + 1;
    for (let j = 0; j < b.length; j++) {
      const above = row[j + 1] ?? 0;
      const changed = diagonal + (a[i] === b[j] ? 0 : 1);
      row[j + 1] = Math.min(changed, above + 1, (row[j] ?? 0) + 1);
      diagonal = above;
    }
  }
  return row[b.length] ?? 0;
}
