import { offsetBefore, unitsAt } from "./code-points.js";

/** Whether a text is like the pattern that this was made of. */
export type LikeMatcher = (text: string) => boolean;

/** Literal text, or the `_` that stands for any one code point. */
type Piece = { readonly text: string } | "_";

/** What stands between two `%`. */
type Segment = readonly Piece[];

/** A pattern in parts: n `%` part n + 1 segments. */
interface LikePattern {
  readonly segments: readonly Segment[];
}

/** What is wrong with a pattern's escapes; undefined where nothing is. */
export function likeProblem(pattern: string, escape: string): string | undefined {
  const parsed = parse(pattern, escape);
  return typeof parsed === "string" ? parsed : undefined;
}

/** The matcher of a pattern; one that cannot be read gives undefined. */
export function likeMatcher(pattern: string, escape: string): LikeMatcher | undefined {
  const parsed = parse(pattern, escape);
  return typeof parsed === "string" ? undefined : matcherOf(parsed);
}

function parse(pattern: string, escape: string): LikePattern | string {
  const segments: Piece[][] = [[]];
  let literal = "";
  const flush = (): void => {
    if (literal !== "") segments.at(-1)?.push({ text: literal });
    literal = "";
  };
  const characters = [...pattern];
  for (let i = 0; i < characters.length; i++) {
    const character = characters[i] ?? "";
    if (character === escape) {
      const next = characters[++i];
      if (next === undefined) return `the pattern ends with its escape character \`${escape}\``;
      if (next !== "_" && next !== "%" && next !== escape) {
        return `the escape character \`${escape}\` stands before \`${next}\`, which needs no escape`;
      }
      literal += next;
    } else if (character === "_") {
      flush();
      segments.at(-1)?.push("_");
    } else if (character === "%") {
      flush();
      segments.push([]);
    } else {
      literal += character;
    }
  }
  flush();
  return { segments };
}

function matcherOf({ segments }: LikePattern): LikeMatcher {
  const texts = segments.map(plainText);
  const [first, second, third] = texts;
  if (texts.length === 1 && first !== undefined) return (text) => text === first;
  if (texts.length === 2 && first !== undefined && second !== undefined) {
    if (second === "") return (text) => text.startsWith(first);
    if (first === "") return (text) => text.endsWith(second);
    const least = first.length + second.length;
    return (text) => text.length >= least && text.startsWith(first) && text.endsWith(second);
  }
  if (texts.length === 3 && first === "" && third === "" && second !== undefined) {
    return (text) => text.includes(second);
  }
  return (text) => matches(segments, text);
}

/** The text of a segment without `_`. */
function plainText(segment: Segment): string | undefined {
  if (segment.length === 0) return "";
  const [only] = segment;
  return segment.length === 1 && only !== undefined && only !== "_" ? only.text : undefined;
}

/** The first segment is bound to the start, the last to the end; those between take the leftmost place. */
function matches(segments: readonly Segment[], text: string): boolean {
  const first = segments[0] ?? [];
  let offset = matchAt(first, text, 0);
  if (offset < 0) return false;
  if (segments.length === 1) return offset === text.length;
  for (const segment of segments.slice(1, -1)) {
    offset = find(segment, text, offset);
    if (offset < 0) return false;
  }
  const last = segments.at(-1) ?? [];
  const start = startOfTail(last, text);
  return start >= offset && matchAt(last, text, start) === text.length;
}

/** Where the segment ends that stands at the offset; -1 where it does not stand there. */
function matchAt(segment: Segment, text: string, start: number): number {
  let offset = start;
  for (const piece of segment) {
    if (piece === "_") {
      if (offset >= text.length) return -1;
      offset += unitsAt(text, offset);
    } else {
      if (!text.startsWith(piece.text, offset)) return -1;
      offset += piece.text.length;
    }
  }
  return offset;
}

/** Where the leftmost occurrence from an offset ends. */
function find(segment: Segment, text: string, from: number): number {
  const plain = plainText(segment);
  if (plain !== undefined) {
    const at = text.indexOf(plain, from);
    return at < 0 ? -1 : at + plain.length;
  }
  const [first] = segment;
  for (let start = from; start <= text.length; start += unitsAt(text, start)) {
    if (first !== undefined && first !== "_") {
      start = text.indexOf(first.text, start);
      if (start < 0) return -1;
    }
    const end = matchAt(segment, text, start);
    if (end >= 0) return end;
  }
  return -1;
}

/** Where a segment that ends with the text must begin. */
function startOfTail(segment: Segment, text: string): number {
  let offset = text.length;
  for (let i = segment.length - 1; i >= 0 && offset >= 0; i--) {
    const piece = segment[i];
    offset =
      piece === undefined || piece === "_" ? offsetBefore(text, 1, offset) : offset - piece.text.length;
  }
  return offset;
}
