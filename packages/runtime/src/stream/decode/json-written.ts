/** Texts, marks, and what stands between them. A valid document is nothing but these and blanks. */
const TOKENS = /"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/gsu;

/**
 * The members of a valid object as texts, as batches take them out of files of JSON Lines: without blanks, characters as they
 * are, whole numbers as they were written, others as the nearest double.
 */
export function membersAsWritten(document: string): ReadonlyMap<string, string> {
  const members = new Map<string, string>();
  let depth = 0;
  let name: string | undefined;
  let written = "";
  for (const [token] of document.matchAll(TOKENS)) {
    const isEnd = depth === 1 && (token === "," || token === "}");
    if (isEnd && name !== undefined) {
      members.set(name, written);
      name = undefined;
      written = "";
    } else if (depth > 1 || name !== undefined) {
      // The mark behind the name is none of the value.
      if (depth > 1 || token !== ":") written += plain(token);
    } else if (depth === 1 && token.startsWith('"')) {
      name = JSON.parse(token) as string;
    }
    if (token === "{" || token === "[") depth++;
    else if (token === "}" || token === "]") depth--;
  }
  return members;
}

function plain(token: string): string {
  const first = token.charCodeAt(0);
  if (first === 0x22) return JSON.stringify(JSON.parse(token));
  const isNumber = first === 0x2d || (first >= 0x30 && first <= 0x39);
  return isNumber ? numberAsWritten(token) : token;
}

function numberAsWritten(token: string): string {
  if (!/[.eE]/u.test(token)) return token === "-0" ? "0" : token;
  const number = Number(token);
  if (!Number.isFinite(number)) return token;
  if (Object.is(number, -0)) return "-0.0";
  const text = String(number).replace("e+", "e");
  return /[.e]/u.test(text) ? text : `${text}.0`;
}
