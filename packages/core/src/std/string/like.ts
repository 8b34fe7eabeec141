import { offsetBefore } from "./code-points.js";
import { indexOfText } from "./find-text.js";
import { finderOf, matchAt, type Piece } from "./like-find.js";

/** Whether a text is like the pattern that this was made of. */
export type LikeMatcher = (text: string) => boolean;

/** What stands between two `%`: neither two texts nor two gaps in a row. */
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
  let gap = 0;
  const flush = (): void => {
    if (literal !== "") segments.at(-1)?.push({ text: literal });
    if (gap > 0) segments.at(-1)?.push({ gap });
    literal = "";
    gap = 0;
  };
  const add = (character: string): void => {
    if (gap > 0) flush();
    literal += character;
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
      add(next);
    } else if (character === "_") {
      if (literal !== "") flush();
      gap++;
    } else if (character === "%") {
      flush();
      segments.push([]);
    } else {
      add(character);
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
    return (text) => indexOfText(text, second) >= 0;
  }
  return inOrder(segments);
}

/** The text of a segment without `_`. */
function plainText(segment: Segment): string | undefined {
  if (segment.length === 0) return "";
  const [only] = segment;
  return segment.length === 1 && only !== undefined && "text" in only ? only.text : undefined;
}

/** The first segment is bound to the start, the last to the end; those between take the leftmost place. */
function inOrder([first = [], ...others]: readonly Segment[]): LikeMatcher {
  const last = others.pop();
  if (last === undefined) return (text) => matchAt(first, text, 0) === text.length;
  const finders = others.filter((segment) => segment.length > 0).map(finderOf);
  return (text) => {
    let offset = matchAt(first, text, 0);
    for (const find of finders) {
      if (offset < 0) return false;
      offset = find(text, offset);
    }
    const start = startOfTail(last, text);
    return offset >= 0 && start >= offset && matchAt(last, text, start) === text.length;
  };
}

/** Where a segment that ends with the text must begin. */
function startOfTail(segment: Segment, text: string): number {
  let offset = text.length;
  for (let i = segment.length - 1; i >= 0 && offset >= 0; i--) {
    const piece = segment[i];
    if (piece === undefined) continue;
    offset = "gap" in piece ? offsetBefore(text, piece.gap, offset) : offset - piece.text.length;
  }
  return offset;
}
