/**
 * The end of the comment that starts there; undefined where none does, "open" where it has no end.
 * `-- …` runs to the end of the line (a backslash there joins the next); `/* … *\/` nests; `/*+` is a hint and
 * no comment.
 */
export function commentEnd(text: string, start: number): number | "open" | undefined {
  if (text.startsWith("--", start)) return lineEnd(text, start + 2);
  if (!text.startsWith("/*", start) || text.charAt(start + 2) === "+") return undefined;
  const mark = /\/\*(?!\+)|\*\//g;
  mark.lastIndex = start + 2;
  let open = 1;
  for (let match = mark.exec(text); match !== null; match = mark.exec(text)) {
    open += match[0] === "*/" ? -1 : 1;
    if (open === 0) return mark.lastIndex;
  }
  return "open";
}

function lineEnd(text: string, from: number): number {
  const rest = /(?:\\\n|[^\r\n])*\r?\n?/y;
  rest.lastIndex = from;
  rest.test(text);
  return rest.lastIndex;
}
