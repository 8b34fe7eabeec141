import type { Span } from "@pinion/core";

/** The word with a space on each side where it would touch what stands around the place it is put in. */
export function spaced(text: string, { start, end }: Span, word: string): string {
  const before = start > 0 && !/\s/.test(text.charAt(start - 1)) ? " " : "";
  const behind = end < text.length && !/\s/.test(text.charAt(end)) ? " " : "";
  return before + word + behind;
}
