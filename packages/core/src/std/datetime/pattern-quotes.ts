/** The pattern without what is quoted in it. */
export const outsideQuotes = (pattern: string): string =>
  pattern
    .split("'")
    .filter((_, i) => i % 2 === 0)
    .join("'");
