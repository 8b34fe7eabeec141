import { likeMatcher, type LikeMatcher } from "./like.js";

/** The matcher of a constant pattern that has been checked. */
export function compileLike(pattern: string, escape: string): LikeMatcher {
  const matcher = likeMatcher(pattern, escape);
  if (matcher === undefined) throw new Error(`unchecked pattern ${JSON.stringify(pattern)}`);
  return matcher;
}

/** The same without regard to case: texts are lowered, as is the pattern but for its escape character. */
export function compileIlike(pattern: string, escape: string): LikeMatcher {
  const matcher = compileLike(pattern.toLowerCase(), escape);
  return (text) => matcher(text.toLowerCase());
}

/** Whether the text is like a constant pattern. */
export const like = (matcher: LikeMatcher, text: string): boolean => matcher(text);

/** Makes matchers of patterns of the row's own and keeps the latest. NULL for a pattern with a bad escape. */
export type LikeCache = (text: string, pattern: string) => boolean | null;

const KEPT = 64;

export function likeCache(escape: string): LikeCache {
  const kept = new Map<string, LikeMatcher | null>();
  return (text, pattern) => {
    let matcher = kept.get(pattern);
    if (matcher === undefined) {
      if (kept.size >= KEPT) kept.clear();
      matcher = likeMatcher(pattern, escape) ?? null;
      kept.set(pattern, matcher);
    }
    return matcher === null ? null : matcher(text);
  };
}

/** Whether the text is like a pattern of the row's own. */
export const likeDynamic = (cache: LikeCache, text: string, pattern: string): boolean | null =>
  cache(text, pattern);

/** {@link likeDynamic} without regard to case. */
export const ilikeDynamic = (cache: LikeCache, text: string, pattern: string): boolean | null =>
  cache(text.toLowerCase(), pattern.toLowerCase());
