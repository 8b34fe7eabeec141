/** Whether a name matches a pattern of `*` (any characters) and `?` (one character). Takes time linear in pattern × name. */
export function matchesWildcard(pattern: string, name: string): boolean {
  // As in shells: what is hidden, such as files being written, is only matched where the pattern says so.
  if (name.startsWith(".") && !pattern.startsWith(".")) return false;
  const wanted = [...pattern];
  const found = [...name];
  let p = 0;
  let n = 0;
  let star = -1;
  let from = 0;
  while (n < found.length) {
    if (wanted[p] === "*") {
      star = p++;
      from = n;
    } else if (wanted[p] === "?" || (wanted[p] !== undefined && wanted[p] === found[n])) {
      p++;
      n++;
    } else if (star >= 0) {
      p = star + 1;
      n = ++from;
    } else return false;
  }
  while (wanted[p] === "*") p++;
  return p === wanted.length;
}

export const hasWildcard = (text: string): boolean => /[*?]/u.test(text);
