import type { HolePiece, Piece } from "./pieces.js";

/** A range of the text and the piece it came from. */
export interface Segment {
  readonly start: number;
  readonly end: number;
  readonly piece: Piece;
  /** Of neighbouring unknown pieces the last: which of them the text came from cannot be told. */
  readonly last?: HolePiece;
}

/**
 * The one way in which the pieces make the text; undefined where there is none, or more than one. What is
 * known between two unknown pieces can stand anywhere from the leftmost to the rightmost place that leave
 * room for the rest: there is one way where these are the same.
 */
export function segmentsOf(pieces: readonly Piece[], text: string): readonly Segment[] | undefined {
  const runs = runsOf(pieces);
  const starts = onlyStarts(
    runs.map((run) => run.text),
    text,
  );
  if (starts === undefined) return undefined;
  const segments: Segment[] = [];
  let at = 0;
  for (const [i, run] of runs.entries()) {
    const start = starts[i] ?? at;
    const [piece] = run.unknown;
    const last = run.unknown.at(-1);
    if (piece !== undefined && last !== undefined) segments.push({ start: at, end: start, piece, last });
    at = start;
    for (const piece of run.known) {
      const end = at + (piece.text ?? "").length;
      if (end > at) segments.push({ start: at, end, piece });
      at = end;
    }
  }
  return segments;
}

/** Known pieces that follow each other, behind the unknown ones before them. */
interface Run {
  readonly unknown: HolePiece[];
  readonly known: Piece[];
  text: string;
}

/** The first run has nothing unknown before it, and may be empty as the last may; the others are not. */
function runsOf(pieces: readonly Piece[]): readonly Run[] {
  let run: Run = { unknown: [], known: [], text: "" };
  const runs = [run];
  for (const piece of pieces) {
    if (piece.kind === "literal" || piece.text !== null) {
      run.known.push(piece);
      run.text += piece.text ?? "";
    } else if (runs.length > 1 && run.text === "") {
      run.unknown.push(piece);
    } else {
      run = { unknown: [piece], known: [], text: "" };
      runs.push(run);
    }
  }
  return runs;
}

/** Where each run starts. */
function onlyStarts(runs: readonly string[], text: string): readonly number[] | undefined {
  const first = runs[0] ?? "";
  const last = runs.at(-1) ?? "";
  if (runs.length === 1) return text === first ? [0] : undefined;
  const low = first.length;
  const high = text.length - last.length;
  if (low > high || !text.startsWith(first) || !text.endsWith(last)) return undefined;
  const middle = runs.slice(1, -1);
  const left: number[] = [];
  let at = low;
  for (const run of middle) {
    const start = text.indexOf(run, at);
    if (start < 0 || start + run.length > high) return undefined;
    left.push(start);
    at = start + run.length;
  }
  at = high;
  for (const [i, run] of [...middle.entries()].reverse()) {
    const start = text.lastIndexOf(run, at - run.length);
    if (start !== left[i]) return undefined;
    at = start;
  }
  return [0, ...left, high];
}
