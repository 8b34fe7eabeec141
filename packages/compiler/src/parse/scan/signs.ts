import type { TokenType } from "chevrotain";
import * as t from "./tokens.js";

/** A sign of the grammar, or one of another language's that plainly stands for it. */
export interface Sign {
  readonly text: string;
  readonly type: TokenType;
  /** Spark's sign, where this is another language's. */
  readonly meant?: string;
}

const signs = new Map<string, Sign>();

function add(type: TokenType, ...texts: readonly string[]): void {
  for (const text of texts) signs.set(text, { text, type });
}

function foreign(type: TokenType, text: string, meant: string): void {
  signs.set(text, { text, type, meant });
}

add(t.LeftParen, "(");
add(t.RightParen, ")");
add(t.LeftBracket, "[");
add(t.RightBracket, "]");
add(t.Comma, ",");
add(t.Dot, ".");
add(t.Colon, ":");
add(t.DoubleColon, "::");
add(t.Arrow, "->");
add(t.FatArrow, "=>");
add(t.Bang, "!");
// Spark takes `!>` and `!<` for `<=` and `>=`.
add(t.Comparison, "=", "==", "!=", "<=", ">=", "<=>", "!>", "!<");
add(t.Less, "<");
add(t.Greater, ">");
add(t.Unequal, "<>");
add(t.Plus, "+");
add(t.Minus, "-");
add(t.Star, "*");
add(t.Infix, "/", "%", "||", "&", "|", "^", "<<");
add(t.Tilde, "~");
add(t.Stray, "??", "?");
foreign(t.And, "&&", "AND");
foreign(t.Comparison, "===", "=");
foreign(t.Comparison, ":=", "=");
foreign(t.Comparison, "!==", "<>");
foreign(t.Comparison, "=<", "<=");
foreign(t.Comparison, "≤", "<=");
foreign(t.Comparison, "≥", ">=");
foreign(t.Comparison, "≠", "<>");
foreign(t.Minus, "−", "-");
foreign(t.Infix, "÷", "/");
foreign(t.Star, "×", "*");
foreign(t.Dot, "?.", ".");
foreign(t.LeftBracket, "?.[", "[");

const LONGEST = 3;

/** The longest sign that stands there. */
export function signAt(text: string, offset: number): Sign | undefined {
  for (let length = LONGEST; length > 0; length--) {
    const sign = signs.get(text.slice(offset, offset + length));
    if (sign !== undefined) return sign;
  }
  return undefined;
}
