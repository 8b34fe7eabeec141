/** A text, white space, a mark of structure, or anything else that stands together; each matched whole, so time is linear. */
const TOKEN = /"(?:[^"\\]|\\.)*"|\s+|[{}[\],:]|[^\s"{}[\],:]+/gsu;

/**
 * The text of a member of an object as it was written, digits and all; undefined where it is not there. Of several of one name
 * the first, as DuckDB has it. The text is taken for valid JSON.
 */
export function memberText(json: string, name: string): string | undefined {
  let depth = 0;
  let isName = true;
  let from: number | undefined;
  let found: string | undefined;
  for (const { 0: token, index } of json.matchAll(TOKEN)) {
    if (depth === 1 && (token === "," || token === "}")) {
      if (from !== undefined) return json.slice(from, index).trim();
      isName = true;
      found = undefined;
    }
    if (token === "{" || token === "[") depth++;
    else if (token === "}" || token === "]") depth--;
    else if (depth !== 1 || !isName) continue;
    else if (token === ":") {
      isName = false;
      if (found === name) from = index + 1;
    } else if (token.startsWith('"')) found = JSON.parse(token) as string;
  }
  return undefined;
}
