import type { Place, Span } from "@pinion/core";
import { encodeLiteral } from "./literal.js";
import type { Segment } from "./match.js";
import type { LiteralPiece, Piece } from "./pieces.js";
import { placeOfRange, type FileRange } from "./place.js";

/** From an expression's evaluated text to the file it was written in. A place may be coarse, never wrong. */
export interface TextMap {
  /** The place of a span of the text; undefined where not even the call was found. */
  placeOf(span: Span): Place | undefined;
  /** A place whose characters are those of the span, and `text` as it has to be written there. */
  edit(span: Span, text: string): { readonly place: Place; readonly text: string } | undefined;
  /** Set where the text was not found, and tells it: the place of every span is then that of the call. */
  readonly note?: string;
}

/** One place for every span of a text that does not stand in the file as it was evaluated. */
export const coarseMap = (place: Place | undefined, text: string): TextMap => ({
  placeOf: () => place,
  edit: () => undefined,
  note: `the expression was built at run time: ${excerpt(text)}`,
});

const LONGEST_EXCERPT = 100;

function excerpt(text: string): string {
  const line = text.trim().replace(/\s+/g, " ");
  return line.length <= LONGEST_EXCERPT ? line : `${line.slice(0, LONGEST_EXCERPT - 1)}…`;
}

export function exactMap(segments: readonly Segment[]): TextMap {
  return {
    placeOf: (span) => placeOf(segments, span),
    edit: (span, text) => {
      const segment = segmentOf(segments, span);
      const literal = segment?.piece.kind === "literal" ? segment.piece : undefined;
      if (segment === undefined || literal === undefined || span.end > segment.end || literal.quote === "") {
        return undefined;
      }
      const range = charsOf(literal, span.start - segment.start, span.end - segment.start);
      return { place: placeOfRange(range), text: encodeLiteral(text, literal.quote) };
    },
  };
}

function placeOf(segments: readonly Segment[], span: Span): Place | undefined {
  const first = segmentOf(segments, span);
  if (first === undefined) return undefined;
  if (span.end <= first.end) return inside(first, span.start - first.start, span.end - first.start);
  const last = segments.findLast((segment) => segment.start < span.end) ?? first;
  const from = boundOf(first.piece, span.start - first.start);
  const to = boundOf(last.last ?? last.piece, span.end - 1 - last.start);
  if (from.file !== to.file || from.start > to.end) return inside(first, span.start - first.start, first.end);
  return placeOfRange({ file: from.file, start: from.start, end: to.end }, !from.exact || !to.exact);
}

/** The segment of the span's first character; for a span behind the last one, the last segment. */
function segmentOf(segments: readonly Segment[], span: Span): Segment | undefined {
  const found = segments.find((segment) => span.start < segment.end && span.start >= segment.start);
  return found ?? segments.at(-1);
}

function inside({ piece, last }: Segment, start: number, end: number): Place {
  if (piece.kind === "literal") return placeOfRange(charsOf(piece, start, end));
  return placeOfRange({ ...piece.host, end: (last ?? piece).host.end }, true);
}

/** The characters of a literal that a range of its value was written as. */
function charsOf({ file, chars }: LiteralPiece, from: number, to: number): FileRange {
  const { starts, ends } = chars;
  const start = starts[from] ?? ends.at(-1) ?? 0;
  return { file, start, end: to > from ? (ends[to - 1] ?? ends.at(-1) ?? start) : start };
}

/** Where one character stands in the text as it was put together. */
function boundOf(piece: Piece, offset: number): FileRange & { readonly exact: boolean } {
  if (piece.kind === "hole") return { ...piece.host, exact: false };
  if (piece.host !== undefined) return { ...piece.host, exact: false };
  return { ...charsOf(piece, offset, offset + 1), exact: true };
}
