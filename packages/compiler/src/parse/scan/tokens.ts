import { createToken, Lexer, type TokenType } from "chevrotain";

/*
 * The kinds of tokens. Labels name them as users do; messages are made of them. None has a pattern:
 * the texts are cut by scan.ts, because comments nest and names hold all of Unicode's letters.
 */

const token = (name: string, label: string, categories: TokenType[] = []): TokenType =>
  createToken({ name, label, categories, pattern: Lexer.NA });

const sign = (name: string, text: string): TokenType => token(name, `\`${text}\``);

/** Anything that can be a name: a word, a keyword (Spark reserves none), a name in backticks. */
export const Name = token("Name", "a name");
export const Word = token("Word", "a name", [Name]);
export const QuotedName = token("QuotedName", "a name", [Name]);

export const Text = token("Text", "a string");
export const NumberToken = token("Number", "a number");
/** Digits alone: an integer without suffix. */
export const Integer = token("Integer", "an integer", [NumberToken]);

export const LeftParen = sign("LeftParen", "(");
export const RightParen = sign("RightParen", ")");
export const LeftBracket = sign("LeftBracket", "[");
export const RightBracket = sign("RightBracket", "]");
export const Comma = sign("Comma", ",");
export const Dot = sign("Dot", ".");
export const Colon = sign("Colon", ":");
export const DoubleColon = sign("DoubleColon", "::");
export const Arrow = sign("Arrow", "->");
export const FatArrow = sign("FatArrow", "=>");
export const Bang = sign("Bang", "!");

/** `=`, `<>`, `<=`, … but `<` and `>`, which also enclose types. */
export const Comparison = token("Comparison", "a comparison");
export const Less = token("Less", "`<`", [Comparison]);
export const Greater = token("Greater", "`>`");
/** `<>`: unequal, or the empty list of a struct's fields. */
export const Unequal = token("Unequal", "`<>`", [Comparison]);
export const Plus = sign("Plus", "+");
export const Minus = sign("Minus", "-");
export const Star = sign("Star", "*");
/** `/`, `%`, `||`, `&`, `|`, `^`, `<<`: what stands between two operands and nowhere else. */
export const Infix = token("Infix", "an operator");
export const Tilde = sign("Tilde", "~");

/** A character, or a run of them, that no expression has. */
export const Stray = token("Stray", "a character");

const keywords = new Map<string, TokenType>();

function keyword(text: string, ...synonyms: string[]): TokenType {
  const type = token(text, `\`${text}\``, [Word]);
  for (const spelling of [text, ...synonyms]) keywords.set(spelling.toLowerCase(), type);
  return type;
}

export const All = keyword("ALL");
export const And = keyword("AND");
export const Any = keyword("ANY");
export const As = keyword("AS");
export const Between = keyword("BETWEEN");
export const Both = keyword("BOTH");
export const Case = keyword("CASE");
export const Cast = keyword("CAST");
export const Distinct = keyword("DISTINCT");
export const Div = keyword("DIV");
export const Else = keyword("ELSE");
export const End = keyword("END");
export const Escape = keyword("ESCAPE");
export const Extract = keyword("EXTRACT");
export const False = keyword("FALSE");
export const For = keyword("FOR");
export const From = keyword("FROM");
export const Ilike = keyword("ILIKE");
export const In = keyword("IN");
export const Interval = keyword("INTERVAL");
export const Is = keyword("IS");
export const Leading = keyword("LEADING");
export const Like = keyword("LIKE");
export const Not = keyword("NOT");
export const Null = keyword("NULL");
export const Or = keyword("OR");
keyword("OVERLAY");
export const Placing = keyword("PLACING");
export const Position = keyword("POSITION");
export const Rlike = keyword("RLIKE", "REGEXP");
export const Some = keyword("SOME");
export const Struct = keyword("STRUCT");
keyword("SUBSTRING", "SUBSTR");
export const Then = keyword("THEN");
export const To = keyword("TO");
export const Trailing = keyword("TRAILING");
export const Trim = keyword("TRIM");
export const True = keyword("TRUE");
export const TryCast = keyword("TRY_CAST");
export const Unknown = keyword("UNKNOWN");
export const When = keyword("WHEN");

/** The kind of an unquoted word. */
export const wordType = (text: string): TokenType => keywords.get(text.toLowerCase()) ?? Word;

/** The keywords of the grammar, lower case. */
export const keywordNames = (): Iterable<string> => keywords.keys();

export const vocabulary: readonly TokenType[] = [
  Name,
  Word,
  QuotedName,
  Text,
  NumberToken,
  Integer,
  LeftParen,
  RightParen,
  LeftBracket,
  RightBracket,
  Comma,
  Dot,
  Colon,
  DoubleColon,
  Arrow,
  FatArrow,
  Bang,
  Comparison,
  Less,
  Greater,
  Unequal,
  Plus,
  Minus,
  Star,
  Infix,
  Tilde,
  Stray,
  ...new Set(keywords.values()),
];
