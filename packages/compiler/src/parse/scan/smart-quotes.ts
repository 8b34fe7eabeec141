// A text between typographic quotes of one sort; either end may be a straight one.
const SINGLE = /(?:[‘’‚‛‹›′]([^'‘’‚‛‹›′]*)['‘’‚‛‹›′])/y;
const DOUBLE = /(?:[“”„‟«»″]([^"“”„‟«»″]*)["“”„‟«»″])/y;

export interface SmartQuoted {
  readonly end: number;
  /** The same with straight quotes. */
  readonly straight: string;
}

/** A text in typographic quotes, as word processors and chats make them of straight ones. */
export function smartQuoted(text: string, offset: number): SmartQuoted | undefined {
  for (const pattern of [SINGLE, DOUBLE]) {
    pattern.lastIndex = offset;
    const body = pattern.exec(text)?.[1];
    if (body !== undefined) {
      return {
        end: pattern.lastIndex,
        straight: `'${body.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`,
      };
    }
  }
  return undefined;
}
