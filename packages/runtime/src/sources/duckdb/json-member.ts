/** White space, a mark of structure, the start of a text, or anything else that stands together. */
const TOKEN = /\s+|[{}[\],:"]|[^\s"{}[\],:]+/gu;

/**
 * The members of an object as they were written, digits and all, in the order of their names' last places. Of several of one name
 * the last, as JSON.parse and `from_json` have it. The text is taken for valid JSON.
 */
export function memberTexts(json: string): ReadonlyMap<string, string> {
  const tokens = new RegExp(TOKEN);
  const members = new Map<string, string>();
  let depth = 0;
  let isName = true;
  let from = 0;
  let name = "";
  for (let match = tokens.exec(json); match !== null; match = tokens.exec(json)) {
    const [token] = match;
    if (token === '"') tokens.lastIndex = textEnd(json, match.index);
    if (depth === 1 && (token === "," || token === "}")) {
      // An empty object has none.
      if (!isName) {
        members.delete(name);
        members.set(name, json.slice(from, match.index).trim());
      }
      isName = true;
    }
    if (token === "{" || token === "[") depth++;
    else if (token === "}" || token === "]") depth--;
    else if (depth !== 1 || !isName) continue;
    else if (token === ":") {
      isName = false;
      from = match.index + 1;
    } else if (token === '"') name = JSON.parse(json.slice(match.index, tokens.lastIndex)) as string;
  }
  return members;
}

/** The elements of a list as they were written, digits and all. The text is taken for valid JSON. */
export function elementTexts(json: string): readonly string[] {
  const tokens = new RegExp(TOKEN);
  const elements: string[] = [];
  let depth = 0;
  let from = 0;
  for (let match = tokens.exec(json); match !== null; match = tokens.exec(json)) {
    const [token] = match;
    if (token === '"') tokens.lastIndex = textEnd(json, match.index);
    if (depth === 1 && (token === "," || token === "]")) {
      const element = json.slice(from, match.index).trim();
      // An empty list has none.
      if (element !== "") elements.push(element);
      from = match.index + 1;
    }
    if (token === "{" || token === "[") {
      if (depth === 0) from = match.index + 1;
      depth++;
    } else if (token === "}" || token === "]") depth--;
  }
  return elements;
}

/** An object without members that another of their name follows; the others as they were written. */
export const lastMembers = (json: string): string =>
  `{${[...memberTexts(json)].map(([name, text]) => `${JSON.stringify(name)}:${text}`).join(",")}}`;

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
