/** Whether two lists name the same features in the same order. Compared one by one: a caller may have changed a list. */
export const sameNames = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((name, i) => name === b[i]);
