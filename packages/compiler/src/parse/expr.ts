import type { DataType, Span } from "@pinion/core";

/**
 * An expression as it was written. Readonly data; what only looks different in Spark's grammar is one
 * kind here (`SUBSTRING(a FROM 1)` and `substring(a, 1)`, `EXTRACT(year FROM d)` and `date_part('year', d)`).
 */
export type Expr =
  | NumberLiteral
  | StringLiteral
  | BooleanLiteral
  | NullLiteral
  | TypedTextLiteral
  | IntervalLiteral
  | Name
  | Unary
  | Binary
  | Connective
  | IsTest
  | Between
  | InList
  | Like
  | Case
  | CastExpr
  | CallExpr
  | MethodCall
  | Field
  | Index
  | ArrayLiteral
  | Lambda
  | Aliased
  | NamedArgument;

interface Node {
  readonly span: Span;
}

export interface NumberLiteral extends Node {
  readonly kind: "number";
  /** Digits, point and exponent as written, without suffix; a leading minus is a Unary. */
  readonly text: string;
  /** Y tinyint, S smallint, L bigint, F float, D double, BD decimal. */
  readonly suffix: "Y" | "S" | "L" | "F" | "D" | "BD" | null;
}

export interface StringLiteral extends Node {
  readonly kind: "string";
  /** Escapes decoded, adjacent literals joined. */
  readonly value: string;
  /** Set where an escape of regular expressions was decoded away, as in `'\d+'`. */
  readonly lost?: LostEscape;
}

export interface LostEscape {
  /** As written: `\d`. */
  readonly sign: string;
  /** The literal that keeps it. */
  readonly raw: string;
}

export interface BooleanLiteral extends Node {
  readonly kind: "boolean";
  readonly value: boolean;
}

export interface NullLiteral extends Node {
  readonly kind: "null";
}

/** `DATE '…'`, `TIMESTAMP '…'`, `X'…'`. */
export interface TypedTextLiteral extends Node {
  readonly kind: "typedText";
  readonly of: "date" | "time" | "timestamp" | "timestamp_ntz" | "timestamp_ltz" | "binary";
  readonly value: string;
  readonly valueSpan: Span;
}

/** `INTERVAL 1 DAY 2 HOURS`, `INTERVAL '1-2' YEAR TO MONTH`, `INTERVAL '1 day'`. */
export interface IntervalLiteral extends Node {
  readonly kind: "interval";
  readonly parts: readonly IntervalPart[];
  /** `INTERVAL '…'` without units. */
  readonly text: string | null;
}

export interface IntervalPart extends Node {
  /** Number or text; may be an expression's text with sign (`-1`, `'1 12:30'`). */
  readonly value: string;
  readonly unit: string;
  /** The unit behind TO. */
  readonly to: string | null;
}

/** A bare identifier, maybe a column, maybe a lambda's parameter, maybe the head of `a.b.c` (see Field). */
export interface Name extends Node {
  readonly kind: "name";
  readonly name: string;
  readonly quoted: boolean;
}

export interface Unary extends Node {
  readonly kind: "unary";
  readonly op: "-" | "+" | "~" | "not";
  readonly arg: Expr;
  /** Set where a minus stands right before a number and is part of the literal: `-128Y`, `-2147483648`. */
  readonly ofLiteral?: true;
}

export type BinaryOp =
  | "+"
  | "-"
  | "*"
  | "/"
  | "%"
  | "div"
  | "||"
  | "&"
  | "|"
  | "^"
  | "<<"
  | ">>"
  | ">>>"
  | "="
  | "<>"
  | "<"
  | "<="
  | ">"
  | ">="
  | "<=>";

export interface Binary extends Node {
  readonly kind: "binary";
  /** `==` is `=`, `!=` is `<>`. */
  readonly op: BinaryOp;
  readonly opSpan: Span;
  readonly left: Expr;
  readonly right: Expr;
}

export interface Connective extends Node {
  readonly kind: "and" | "or";
  readonly left: Expr;
  readonly right: Expr;
}

/** `x IS [NOT] NULL | TRUE | FALSE | UNKNOWN | DISTINCT FROM y`. */
export interface IsTest extends Node {
  readonly kind: "is";
  readonly arg: Expr;
  readonly negated: boolean;
  readonly test: "null" | "true" | "false" | "unknown" | "distinct";
  /** Of DISTINCT FROM alone. */
  readonly other: Expr | null;
}

export interface Between extends Node {
  readonly kind: "between";
  readonly arg: Expr;
  readonly low: Expr;
  readonly high: Expr;
  readonly negated: boolean;
}

export interface InList extends Node {
  readonly kind: "in";
  readonly arg: Expr;
  readonly items: readonly Expr[];
  readonly negated: boolean;
}

export interface Like extends Node {
  readonly kind: "like";
  readonly op: "like" | "ilike" | "rlike";
  readonly arg: Expr;
  readonly quantifier: "any" | "all" | null;
  /** One pattern without a quantifier. */
  readonly patterns: readonly Expr[];
  readonly escape: string | null;
  readonly negated: boolean;
}

export interface Case extends Node {
  readonly kind: "case";
  /** Of `CASE x WHEN …` alone. */
  readonly subject: Expr | null;
  readonly branches: readonly { readonly when: Expr; readonly then: Expr; readonly span: Span }[];
  readonly otherwise: Expr | null;
}

export interface CastExpr extends Node {
  readonly kind: "cast";
  readonly arg: Expr;
  readonly type: DataType;
  readonly typeSpan: Span;
  readonly try: boolean;
}

export interface CallExpr extends Node {
  readonly kind: "call";
  readonly name: string;
  readonly nameSpan: Span;
  readonly args: readonly Expr[];
}

/** `x.method(a)`, which no value has: it is parsed for what is to be written in its place. */
export interface MethodCall extends Node {
  readonly kind: "method";
  readonly receiver: Expr;
  readonly name: string;
  readonly nameSpan: Span;
  readonly args: readonly Expr[];
  /** All of it as written. */
  readonly text: string;
  /** Whether nothing stands around it. */
  readonly alone: boolean;
}

/** `base.name`: a struct's field, or a column with a qualifier. */
export interface Field extends Node {
  readonly kind: "field";
  readonly base: Expr;
  readonly name: string;
  readonly nameSpan: Span;
}

/** `base[index]`. */
export interface Index extends Node {
  readonly kind: "index";
  readonly base: Expr;
  readonly index: Expr;
}

/** `[a, b]`: the reference system's way to write `array(a, b)`. */
export interface ArrayLiteral extends Node {
  readonly kind: "array";
  readonly items: readonly Expr[];
}

/** `x -> …`, `(x, y) -> …`. */
export interface Lambda extends Node {
  readonly kind: "lambda";
  readonly params: readonly { readonly name: string; readonly span: Span }[];
  readonly body: Expr;
}

/** `x AS name`, in the arguments of `struct` and its like. */
export interface Aliased extends Node {
  readonly kind: "alias";
  readonly arg: Expr;
  readonly alias: string;
}

/** `name => x`. */
export interface NamedArgument extends Node {
  readonly kind: "namedArgument";
  readonly name: string;
  readonly nameSpan: Span;
  readonly arg: Expr;
}
