import type { Origin } from "../graph/node.js";
import { ARROW, ATOM, UNARY } from "./precedence.js";
import { quote, quoteNumber } from "./quote.js";
import { readTemplate, type Template } from "./template.js";

const PIECES = Symbol("pieces");

/**
 * A JavaScript expression. Nothing but this folder makes one: out of templates of ours, names that a
 * scope issued, and constants, quoted. So no text of a user's is ever code.
 */
export interface Code {
  readonly [PIECES]: readonly Piece[];
  /** How tightly its outermost operator binds. */
  readonly precedence: number;
}

/** A text to be printed, another expression, or where what follows comes from. */
export type Piece = string | Code | Mark;

/** From here on the code is that of the part of an expression; null ends it. */
interface Mark {
  readonly origin: Origin | null;
}

/** An identifier that stands for itself. */
export interface Name extends Code {
  readonly text: string;
}

export type Part = Code | string | number | bigint | boolean | null;

const templates = new WeakMap<TemplateStringsArray, Template>();

/** An expression; what is interpolated is quoted, unless it is code, which gets the parentheses it needs. */
export function js(texts: TemplateStringsArray, ...parts: readonly Part[]): Code {
  let template = templates.get(texts);
  if (template === undefined) {
    template = readTemplate(texts);
    templates.set(texts, template);
  }
  return fill(
    template,
    parts.map((part) => (isCode(part) ? part : constant(part))),
  );
}

/** A template with its holes filled, in order. */
export function fill(template: Template, parts: readonly Code[]): Code {
  const pieces: Piece[] = [];
  for (const [i, text] of template.texts.entries()) {
    if (i > 0) {
      const part = parts[i - 1];
      if (part === undefined) throw new Error("a hole of a template is empty");
      if (part.precedence < (template.demands[i - 1] ?? 0)) pieces.push("(", part, ")");
      else pieces.push(part);
    }
    if (text !== "") pieces.push(text);
  }
  return make(pieces, template.precedence ?? parts[0]?.precedence ?? ATOM);
}

/** A constant as code. */
export function constant(value: string | number | bigint | boolean | null): Code {
  switch (typeof value) {
    case "string":
      return make([quote(value)], ATOM);
    case "number":
      return make([quoteNumber(value)], value < 0 || Object.is(value, -0) ? UNARY : ATOM);
    case "bigint":
      return make([`${value}n`], value < 0n ? UNARY : ATOM);
    default:
      return make([String(value)], ATOM);
  }
}

/** `f(a, b)`. */
export function callOf(callee: Code, args: readonly Code[]): Code {
  return make([callee, "(", ...separated(args, ", "), ")"], ATOM);
}

/** `[a, b]`. */
export function arrayOf(items: readonly Code[]): Code {
  return make(["[", ...separated(items, ", "), "]"], ATOM);
}

/** An object of own properties, whatever they are called: `__proto__` is a name like others. */
export function objectOf(entries: readonly (readonly [key: string, value: Code])[]): Code {
  const parts = entries.map(([key, value]) =>
    make(key === "__proto__" ? ["[", quote(key), "]: ", value] : [quote(key), ": ", value], ATOM),
  );
  return make(["{ ", ...separated(parts, ", "), " }"], ATOM);
}

/** `(a, b) => result`. */
export function arrowOf(params: readonly Name[], result: Code): Code {
  return make(["(", ...separated(params, ", "), ") => ", result], ARROW);
}

/** The same code, known to be that of a part of an expression. */
export function at(code: Code, origin: Origin | undefined): Code {
  if (origin === undefined || isName(code)) return code;
  return make([{ origin }, code, { origin: null }], code.precedence);
}

/** An identifier of ours or one that a scope issues; throws on anything else. */
export function identifier(text: string): Name {
  if (!/^[A-Za-z_][\w]*$/.test(text)) throw new Error(`not an identifier: ${quote(text)}`);
  return { [PIECES]: [text], precedence: ATOM, text };
}

export const isName = (code: Code): code is Name => "text" in code;

/** Whether the code may be repeated at no cost: a name or a scalar constant. */
export function isAtom(code: Code): boolean {
  const pieces = code[PIECES].filter((piece) => typeof piece === "string" || isCode(piece));
  const [only] = pieces;
  if (only === undefined || pieces.length > 1) return false;
  return typeof only === "string" || isAtom(only);
}

/** Whether the code is a number written out. */
export const isNumber = (code: Code): boolean =>
  isAtom(code) && code[PIECES].some((piece) => typeof piece === "string" && /^-?[\d.]+$/.test(piece));

/** The number that the code is; undefined where it is none written out. */
export function numberOf(code: Code): number | undefined {
  const [only, ...others] = code[PIECES].filter((piece) => typeof piece === "string" || isCode(piece));
  if (only === undefined || others.length > 0) return undefined;
  if (typeof only !== "string") return numberOf(only);
  return /^-?\d+$/.test(only) ? Number(only) : undefined;
}

export const piecesOf = (code: Code): readonly Piece[] => code[PIECES];

export const isCode = (part: Part | Piece): part is Code =>
  typeof part === "object" && part !== null && PIECES in part;

export function separated(codes: readonly Code[], separator: string): Piece[] {
  return codes.flatMap((code, i) => (i === 0 ? [code] : [separator, code]));
}

export function make(pieces: readonly Piece[], precedence: number): Code {
  return { [PIECES]: pieces, precedence };
}
