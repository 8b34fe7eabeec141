import { ATOM, infixPrecedence, isPrefix, leftDemand, rightDemand, UNARY } from "./precedence.js";

/** A template of an expression, read once: its fixed texts, and how tightly its holes and itself bind. */
export interface Template {
  readonly texts: readonly string[];
  /** The least precedence that what stands in each hole has without parentheses. */
  readonly demands: readonly number[];
  /** Of the expression as a whole; undefined where it is no more than its one hole. */
  readonly precedence: number | undefined;
}

type Token =
  | { readonly kind: "hole"; readonly index: number }
  | { readonly kind: "operand" | "sign"; readonly text: string };

const OPEN = new Set(["(", "[", "{"]);
const CLOSE = new Set([")", "]", "}"]);
const TOKEN =
  /\s+|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|\d[\w.]*|[A-Za-z_$][\w$]*|=>|===|!==|>>>|<<|>>|\|=|&=|\+=|<=|>=|&&|\|\||\?\?|\*\*|\.\.\.|[-+*/%<>!~&|^?:,;.()[\]{}=]/y;

/** Reads the texts between holes; throws on what is no expression that emitted code uses. */
export function readTemplate(texts: readonly string[]): Template {
  const tokens = texts.flatMap((text, i): Token[] => [
    ...(i === 0 ? [] : [{ kind: "hole", index: i - 1 } as const]),
    ...tokenise(text),
  ]);
  // `a - -1` must not become `a--1`.
  if (
    texts.slice(0, -1).some((text, i) => (i > 0 ? /(?:^|[\w$\])])\s*[-+]$/ : /[\w$\])]\s*[-+]$/).test(text))
  )
    throw new Error(`no space before a hole: ${texts.join("$")}`);
  const demands: number[] = Array.from({ length: texts.length - 1 }, () => 0);
  let depth = 0;
  let precedence = ATOM;
  let previous: Token | undefined;
  for (const [i, token] of tokens.entries()) {
    if (token.kind === "sign") {
      if (CLOSE.has(token.text)) depth--;
      if (depth === 0) precedence = Math.min(precedence, precedenceOf(token.text, previous));
      if (OPEN.has(token.text)) depth++;
    } else if (token.kind === "hole") {
      const before = previous === undefined ? 0 : demandBefore(previous, tokens[i - 2]);
      demands[token.index] = Math.max(before, demandAfter(tokens[i + 1]));
    }
    previous = token;
  }
  if (depth !== 0) throw new Error(`unbalanced template: ${texts.join("$")}`);
  const bare = tokens.length === 1 && tokens[0]?.kind === "hole";
  return { texts, demands, precedence: bare ? undefined : precedence };
}

function tokenise(text: string): Token[] {
  const tokens: Token[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.length) {
    const found = TOKEN.exec(text)?.[0];
    if (found === undefined) throw new Error(`not a template of code: ${text}`);
    if (found.trim() === "") continue;
    const sign = found === "typeof" || found === "new" || /^[^\w$"']/.test(found);
    tokens.push({ kind: sign ? "sign" : "operand", text: found });
  }
  return tokens;
}

const endsOperand = (token: Token | undefined): boolean =>
  token !== undefined && (token.kind !== "sign" || CLOSE.has(token.text));

/** What a sign outside of all brackets does to the precedence of the whole. */
function precedenceOf(sign: string, previous: Token | undefined): number {
  if (sign === "new") return UNARY + 2;
  if (endsOperand(previous)) return infixPrecedence(sign) ?? ATOM;
  return isPrefix(sign) ? UNARY : ATOM;
}

function demandBefore(previous: Token, beforeThat: Token | undefined): number {
  if (previous.kind !== "sign") throw new Error("a hole follows an operand");
  if (OPEN.has(previous.text) || previous.text === "," || previous.text === "...") return 0;
  if (isPrefix(previous.text) && !endsOperand(beforeThat)) return UNARY + 1;
  return previous.text === "=" ? 0 : rightDemand(previous.text);
}

function demandAfter(next: Token | undefined): number {
  if (next === undefined) return 0;
  if (next.kind !== "sign") throw new Error("an operand follows a hole");
  if (next.text === "," || CLOSE.has(next.text)) return 0;
  return infixPrecedence(next.text) === undefined ? ATOM : leftDemand(next.text);
}
