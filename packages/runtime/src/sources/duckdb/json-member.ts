/** White space, a mark of structure, the start of a text, or anything else that stands together. */
const TOKEN = /\s+|[{}[\],:"]|[^\s"{}[\],:]+/gu;

/**
 * The text of a member of an object as it was written, digits and all; undefined where it is not there. Of several of one name
 * the first, as DuckDB has it. The text is taken for valid JSON.
 */
export function memberText(json: string, name: string): string | undefined {
  const tokens = new RegExp(TOKEN);
  let depth = 0;
  let isName = true;
  let from: number | undefined;
  let found: string | undefined;
  for (let match = tokens.exec(json); match !== null; match = tokens.exec(json)) {
    const [token] = match;
    if (token === '"') tokens.lastIndex = textEnd(json, match.index);
    if (depth === 1 && (token === "," || token === "}")) {
      if (from !== undefined) return json.slice(from, match.index).trim();
      isName = true;
      found = undefined;
    }
    if (token === "{" || token === "[") depth++;
    else if (token === "}" || token === "]") depth--;
    else if (depth !== 1 || !isName) continue;
    else if (token === ":") {
      isName = false;
      if (found === name) from = match.index + 1;
    } else if (token === '"') found = JSON.parse(json.slice(match.index, tokens.lastIndex)) as string;
  }
  return undefined;
}

/** Where the text ends that begins at a quote. Not by a pattern: one that goes on over escapes has no room for long texts. */
function textEnd(json: string, begin: number): number {
  for (let at = begin + 1; ;) {
    const quote = json.indexOf('"', at);
    if (quote < 0) return json.length;
    let escapes = 0;
    while (json[quote - 1 - escapes] === "\\") escapes++;
    if (escapes % 2 === 0) return quote + 1;
    at = quote + 1;
  }
}
