/** A file's text and where its lines start: what a place needs. TypeScript's parsed files are such, too. */
export interface SourceText {
  readonly fileName: string;
  readonly text: string;
  getLineStarts(): readonly number[];
}

export function sourceText(fileName: string, text: string): SourceText {
  let starts: readonly number[] | undefined;
  return {
    fileName,
    text,
    getLineStarts: () => (starts ??= lineStarts(text)),
  };
}

/** Lines end as TypeScript has them end. */
function lineStarts(text: string): readonly number[] {
  const starts = [0];
  for (const end of text.matchAll(/\r\n|[\n\r\u2028\u2029]/g)) starts.push(end.index + end[0].length);
  return starts;
}

/** The line of an offset, from 0. */
export function lineOf(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** The offset of a line and column that count from 1; undefined where the file has no such place. */
export function offsetAt(file: SourceText, line: number, column: number): number | undefined {
  const starts = file.getLineStarts();
  const start = starts[line - 1];
  if (start === undefined) return undefined;
  const offset = start + column - 1;
  return offset <= (starts[line] ?? file.text.length) ? offset : undefined;
}
