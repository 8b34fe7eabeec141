/** A line of a file, without its end, and the part of it that a range covers. */
export interface CoveredLine {
  readonly number: number;
  readonly text: string;
  /** Offsets in the line. */
  readonly from: number;
  readonly to: number;
}

/** The ends of lines that JavaScript knows, which are those that places count. */
const LINE_END = /\r\n|[\n\r\u2028\u2029]/g;

/** The lines that hold `start` to `end`, the first of which is line `number`. */
export function coveredLines(text: string, start: number, end: number, number: number): CoveredLine[] {
  const first = lineStart(text, start);
  const lines: CoveredLine[] = [];
  let at = first;
  LINE_END.lastIndex = start;
  for (;;) {
    const match = LINE_END.exec(text);
    const close = match?.index ?? text.length;
    const line = text.slice(at, close);
    const from = Math.max(start - at, 0);
    lines.push({ number: number + lines.length, text: line, from, to: Math.min(end - at, line.length) });
    if (match === null || end <= close + match[0].length) return lines;
    at = close + match[0].length;
  }
}

function lineStart(text: string, offset: number): number {
  let at = offset;
  while (at > 0 && !/[\n\r\u2028\u2029]/.test(text.charAt(at - 1))) at--;
  return at;
}
