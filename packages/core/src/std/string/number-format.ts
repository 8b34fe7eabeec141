/*
 * The format texts of to_number and to_char: `[MI|S] [$] [0|9|,|G]… [.|D] [0|9]… [$] [PR|MI|S]`.
 */

/** As many digits, or (`exact`) neither more nor fewer; or the separator between thousands. */
export type DigitToken = { readonly digits: number; readonly exact: boolean } | ",";

export type NumberToken =
  | { readonly kind: "digits"; readonly tokens: readonly DigitToken[] }
  | { readonly kind: "." | "$" | "S" | "MI" | "<" | ">" }
  | { readonly kind: "unknown"; readonly character: string };

export interface NumberFormat {
  readonly tokens: readonly NumberToken[];
  /** Of the DECIMAL that a text in this format becomes. */
  readonly precision: number;
  readonly scale: number;
}

/** The format, or what is wrong with it. */
export function parseNumberFormat(format: string): NumberFormat | string {
  const tokens = group(tokenise(format.toUpperCase()));
  const problem = check(tokens);
  if (problem !== undefined) return problem;
  const point = tokens.findIndex((token) => token.kind === ".");
  const precision = countDigits(tokens);
  if (precision > 38) return "a number has at most 38 digits";
  return { tokens, precision, scale: point < 0 ? 0 : countDigits(tokens.slice(point)) };
}

type Flat = DigitToken | Exclude<NumberToken, { kind: "digits" }>;

function tokenise(format: string): readonly Flat[] {
  const tokens: Flat[] = [];
  let behindPoint = false;
  for (let i = 0; i < format.length;) {
    const rest = format.slice(i);
    const digits = /^[09]+/.exec(rest)?.[0];
    if (digits !== undefined) {
      tokens.push({ digits: digits.length, exact: digits.startsWith("0") && !behindPoint });
      i += digits.length;
      continue;
    }
    const two = rest.slice(0, 2);
    if (two === "MI" || two === "PR") {
      if (two === "PR") tokens.unshift({ kind: "<" });
      tokens.push({ kind: two === "MI" ? "MI" : ">" });
      i += 2;
      continue;
    }
    const character = format.charAt(i++);
    if (character === "." || character === "D") {
      tokens.push({ kind: "." });
      behindPoint = true;
    } else if (character === "," || character === "G") tokens.push(",");
    else if (character === "$" || character === "S") tokens.push({ kind: character });
    else tokens.push({ kind: "unknown", character });
  }
  return tokens;
}

/** Digits and separators that stand together become one token. */
function group(flat: readonly Flat[]): readonly NumberToken[] {
  const tokens: NumberToken[] = [];
  let open: DigitToken[] | undefined;
  for (const token of flat) {
    if (token === "," || "digits" in token) {
      if (open === undefined) tokens.push({ kind: "digits", tokens: (open = []) });
      open.push(token);
    } else {
      open = undefined;
      tokens.push(token);
    }
  }
  return tokens;
}

function countDigits(tokens: readonly NumberToken[]): number {
  const groups = tokens.flatMap((token) => (token.kind === "digits" ? token.tokens : []));
  return groups.reduce((sum, token) => sum + (token === "," ? 0 : token.digits), 0);
}

/** The order of tokens, each at most once. */
const ORDER: readonly (readonly NumberToken["kind"][])[] = [
  ["<"],
  ["MI", "S"],
  ["$"],
  ["digits"],
  ["."],
  ["digits"],
  ["$"],
  ["MI", "S", ">"],
];

function check(tokens: readonly NumberToken[]): string | undefined {
  const kinds = tokens.map((token) => token.kind);
  const first = (kind: NumberToken["kind"]): number => kinds.indexOf(kind);
  if (first("digits") < 0) return "it has no digit, 0 or 9";
  if (first("digits") < first("$")) return "the dollar sign must stand before the digits";
  if (first(".") >= 0 && first(".") < first("$")) return "the dollar sign must stand before the point";
  for (const [i, token] of tokens.entries()) {
    if (token.kind !== "digits") continue;
    const commas = token.tokens.includes(",");
    if (commas && first(".") >= 0 && i > first("."))
      return "separators of thousands must stand before the point";
    const lonely = token.tokens.some((part, j) => part === "," && (token.tokens[j - 1] ?? ",") === ",");
    if (lonely || token.tokens.at(-1) === ",") return "separators of thousands must stand between digits";
  }
  for (const kind of [".", "S", "MI", "$", ">"] as const) {
    if (kinds.filter((other) => other === kind).length > 1) {
      return `\`${kind === ">" ? "PR" : kind}\` may stand once only`;
    }
  }
  let at = 0;
  for (const allowed of ORDER) {
    const kind = kinds[at];
    if (kind !== undefined && allowed.includes(kind)) at++;
  }
  const extra = tokens[at];
  return extra === undefined ? undefined : `\`${shown(extra)}\` cannot stand where it does`;
}

function shown(token: NumberToken): string {
  if (token.kind === "unknown") return token.character;
  if (token.kind === "<" || token.kind === ">") return "PR";
  return token.kind === "digits" ? "digits" : token.kind;
}
