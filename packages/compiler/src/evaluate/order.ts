/**
 * Definitions by the file, line and column they were written at. Those of one call, as loops make them, keep
 * the order in which they were met, and an anchor's features the order of the anchor.
 */
export function inFileOrder(definitions: readonly unknown[]): readonly unknown[] {
  return definitions
    .map((definition) => ({ definition, at: positionOf(definition) }))
    .sort(({ at: a }, { at: b }) => compareText(a.file, b.file) || a.line - b.line || a.column - b.column)
    .map(({ definition }) => definition);
}

interface Position {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** A feature stands where its anchor stands. */
function positionOf(definition: unknown): Position {
  const { site, anchor } = definition as { site?: string; anchor?: { site: string } };
  const [, file = "", line, column] = /^(.*):(\d+):(\d+)$/s.exec(anchor?.site ?? site ?? "") ?? [];
  return { file, line: Number(line ?? 0), column: Number(column ?? 0) };
}

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
