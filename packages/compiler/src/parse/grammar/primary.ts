import type { Span } from "@pinion/core";
import type { IToken } from "chevrotain";
import type { Case, Expr } from "../expr.js";
import * as t from "../scan/tokens.js";
import { spanOf } from "./base.js";
import { aliased, CallGrammar } from "./calls.js";
import { typedTextKind } from "./typed-text.js";
import type { Operand } from "./operators.js";

/** What a primary expression is, told by its first tokens. */
type Form =
  | "array"
  | "case"
  | "cast"
  | "constant"
  | "current"
  | "extract"
  | "interval"
  | "lambda"
  | "lambdas"
  | "name"
  | "number"
  | "parens"
  | "position"
  | "text"
  | "trim"
  | "typedText"
  | "unitCall"
  | "none";

const CURRENT = new Set(["current_date", "current_timestamp", "current_user"]);

/** What a keyword that begins a form is followed by where it is but a column's name. */
const BEHIND_NAME = [
  t.Infix,
  t.Comparison,
  t.Greater,
  t.Star,
  t.Comma,
  t.RightParen,
  t.RightBracket,
  t.Dot,
  t.DoubleColon,
  t.And,
  t.Or,
  t.Is,
  t.In,
  t.Between,
  t.Like,
];

/** Names, parentheses, CASE, lambdas, and everything of the layers below. */
export abstract class PrimaryGrammar extends CallGrammar {
  readonly primary = this.RULE("primary", (): Operand => {
    const form = this.ACTION(() => this.form());
    const first = this.ACTION(() => this.LA(1));
    const expr = this.OR({
      DEF: [
        { GATE: () => form === "name", ALT: () => this.SUBRULE(this.name) },
        { GATE: () => form === "number", ALT: () => this.SUBRULE(this.number) },
        { GATE: () => form === "text", ALT: () => this.SUBRULE(this.string) },
        { GATE: () => form === "parens", ALT: () => this.SUBRULE(this.parens) },
        { GATE: () => form === "constant", ALT: () => this.SUBRULE(this.constant) },
        { GATE: () => form === "case", ALT: () => this.SUBRULE(this.case) },
        { GATE: () => form === "cast", ALT: () => this.SUBRULE(this.cast) },
        { GATE: () => form === "array", ALT: () => this.SUBRULE(this.array) },
        { GATE: () => form === "lambda", ALT: () => this.SUBRULE(this.lambda) },
        { GATE: () => form === "lambdas", ALT: () => this.SUBRULE(this.lambdaOfMany) },
        { GATE: () => form === "typedText", ALT: () => this.SUBRULE(this.typedText) },
        { GATE: () => form === "interval", ALT: () => this.SUBRULE(this.interval) },
        { GATE: () => form === "current", ALT: () => this.SUBRULE(this.current) },
        { GATE: () => form === "unitCall", ALT: () => this.SUBRULE(this.unitCall) },
        { GATE: () => form === "extract", ALT: () => this.SUBRULE(this.extract) },
        { GATE: () => form === "position", ALT: () => this.SUBRULE(this.position) },
        { GATE: () => form === "trim", ALT: () => this.SUBRULE(this.trim) },
      ],
      ERR_MSG: "a value",
      IGNORE_AMBIGUITIES: true,
    });
    return this.ACTION(() => ({ expr, span: this.since(first) }));
  });

  private form(): Form {
    const { tokenType } = this.LA(1);
    switch (tokenType) {
      case t.NumberToken:
      case t.Integer:
      case t.Minus:
        return "number";
      case t.Text:
        return "text";
      case t.LeftParen:
        return this.seesLambdaOfMany() ? "lambdas" : "parens";
      case t.LeftBracket:
        return "array";
      default:
        if (!this.sees(1, t.Name)) return "none";
        if (this.sees(2, t.Arrow)) return "lambda";
        return tokenType === t.QuotedName ? "name" : this.formOfWord();
    }
  }

  private formOfWord(): Form {
    const { tokenType } = this.LA(1);
    const word = this.word(1);
    if (this.sees(2, t.Text) && (tokenType === t.Word || typedTextKind(word) !== undefined))
      return "typedText";
    const called = this.sees(2, t.LeftParen);
    switch (tokenType) {
      case t.True:
      case t.False:
      case t.Null:
        return "constant";
      case t.Case:
        return this.seesEnd(2) || this.seesAny(2, BEHIND_NAME) ? "name" : "case";
      case t.Interval:
        return this.sees(2, t.Text) || this.seesIntervalPart(2) || this.seesValueAndWord()
          ? "interval"
          : "name";
      case t.Cast:
      case t.TryCast:
        return called ? "cast" : "name";
      case t.Extract:
        return called && this.sees(3, t.Name) ? "extract" : "name";
      case t.Position:
        return called ? "position" : "name";
      case t.Trim:
        return called ? "trim" : "name";
      case t.And:
      case t.Or:
        // Spark would take a bare one for a column; far more often the value before it is missing.
        return called || this.sees(2, t.Dot) ? "name" : "none";
      default:
        if (called) return this.seesUnitCall() ? "unitCall" : "name";
        return CURRENT.has(word) && !this.sees(2, t.Dot) ? "current" : "name";
    }
  }

  /** `interval 1 dya`: a unit is meant, though there is none of that name. */
  private seesValueAndWord(): boolean {
    return this.sees(2, t.NumberToken) && this.LA(3).tokenType === t.Word;
  }

  /** `(a, b) ->` */
  private seesLambdaOfMany(): boolean {
    let ahead = 2;
    while (this.sees(ahead, t.Name) && this.sees(ahead + 1, t.Comma)) ahead += 2;
    if (ahead === 2) return false;
    return this.sees(ahead, t.Name) && this.sees(ahead + 1, t.RightParen) && this.sees(ahead + 2, t.Arrow);
  }

  private readonly name = this.RULE("name", (): Expr => {
    const name = this.SUBRULE(this.identifier);
    return this.ACTION(() => ({ kind: "name", ...name }));
  });

  private readonly string = this.RULE("string", (): Expr => {
    const text = this.SUBRULE(this.text);
    return this.ACTION(() => ({ kind: "string", ...text }));
  });

  private readonly constant = this.RULE("constant", (): Expr => {
    const token = this.OR([
      { ALT: () => this.CONSUME(t.True) },
      { ALT: () => this.CONSUME(t.False) },
      { ALT: () => this.CONSUME(t.Null) },
    ]);
    return this.ACTION(() => {
      const span = spanOf(token, undefined);
      if (token.tokenType === t.Null) return { kind: "null", span };
      return { kind: "boolean", value: token.tokenType === t.True, span };
    });
  });

  /** CURRENT_DATE is `current_date()`. */
  private readonly current = this.RULE("current", (): Expr => {
    const word = this.CONSUME(t.Word);
    return this.ACTION(() => this.callOf(word.image.toLowerCase(), word, []));
  });

  /** `(x)`; `(a, b)` is `struct(a, b)`. */
  private readonly parens = this.RULE("parens", (): Expr => {
    const items: Expr[] = [];
    const open = this.CONSUME(t.LeftParen);
    const first = this.SUBRULE(this.expression).expr;
    const alias = this.OPTION({
      // Without a comma there is no struct whose field it could name.
      GATE: () => this.sees(1, t.Name) && (this.sees(2, t.Comma) || this.sees(3, t.Comma)),
      DEF: () => this.SUBRULE(this.alias),
    });
    this.ACTION(() => items.push(aliased(first, alias, this.since(open))));
    this.MANY(() => {
      this.CONSUME(t.Comma);
      items.push(this.SUBRULE(this.argument, { ARGS: ["struct"] }));
    });
    this.CONSUME(t.RightParen);
    return this.ACTION(() => (items.length === 1 ? first : this.callOf("struct", open, items)));
  });

  private readonly array = this.RULE("array", (): Expr => {
    const items: Expr[] = [];
    const open = this.CONSUME(t.LeftBracket);
    this.OPTION({
      GATE: () => !this.sees(1, t.RightBracket),
      DEF: () =>
        this.AT_LEAST_ONE_SEP({
          SEP: t.Comma,
          DEF: () => {
            items.push(this.SUBRULE(this.expression).expr);
          },
          ERR_MSG: "a value",
        }),
    });
    this.CONSUME(t.RightBracket);
    return this.ACTION(() => ({ kind: "array", items, span: this.since(open) }));
  });

  private readonly lambda = this.RULE("lambda", (): Expr => {
    const param = this.SUBRULE(this.identifier);
    this.CONSUME(t.Arrow);
    const body = this.SUBRULE(this.expression);
    return this.ACTION(() => lambdaOf([param], body, param.span.start));
  });

  private readonly lambdaOfMany = this.RULE("lambdaOfMany", (): Expr => {
    const params: Param[] = [];
    const open = this.CONSUME(t.LeftParen);
    this.AT_LEAST_ONE_SEP({
      SEP: t.Comma,
      DEF: () => {
        params.push(this.SUBRULE(this.identifier));
      },
    });
    this.CONSUME(t.RightParen);
    this.CONSUME(t.Arrow);
    const body = this.SUBRULE(this.expression);
    return this.ACTION(() => lambdaOf(params, body, open.startOffset));
  });

  private readonly case = this.RULE("case", (): Expr => {
    const branches: Case["branches"][number][] = [];
    let subject: Expr | null = null;
    let otherwise: Expr | null = null;
    const first = this.CONSUME(t.Case);
    this.ACTION(() => this.openCases.push(first));
    this.OPTION({
      GATE: () => !this.sees(1, t.When),
      DEF: () => {
        subject = this.SUBRULE(this.expression).expr;
      },
    });
    this.AT_LEAST_ONE({
      DEF: () => {
        branches.push(this.SUBRULE(this.branch));
      },
      ERR_MSG: "`WHEN`",
    });
    this.OPTION2(() => {
      this.CONSUME(t.Else);
      otherwise = this.SUBRULE2(this.expression).expr;
    });
    this.CONSUME(t.End);
    return this.ACTION(() => {
      this.openCases.pop();
      return { kind: "case", subject, branches, otherwise, span: this.since(first) };
    });
  });

  private readonly branch = this.RULE("branch", (): Case["branches"][number] => {
    const first = this.CONSUME(t.When);
    const when = this.SUBRULE(this.expression).expr;
    this.CONSUME(t.Then);
    const then = this.SUBRULE2(this.expression).expr;
    return this.ACTION(() => ({ when, then, span: this.since(first) }));
  });

  /** Whether the operand is a name, or names with dots between, so that `(` behind it makes a call. */
  protected isCallable(base: Operand): boolean {
    return base.span.start === base.expr.span.start && pathOf(base.expr) !== undefined;
  }

  /** The call of a path of names; the arguments have just been consumed. */
  protected callOfPath(base: Operand, args: readonly Expr[], first: IToken): Expr {
    const path = pathOf(base.expr) ?? [];
    return this.callAt(path.join("."), base.expr.span, first.startOffset, args);
  }
}

interface Param {
  readonly name: string;
  readonly span: Span;
}

function lambdaOf(params: readonly Param[], body: Operand, start: number): Expr {
  return {
    kind: "lambda",
    params: params.map(({ name, span }) => ({ name, span })),
    body: body.expr,
    span: { start, end: body.span.end },
  };
}

/** The names of `a.b.c`. */
function pathOf(expr: Expr): readonly string[] | undefined {
  const names: string[] = [];
  let at = expr;
  while (at.kind === "field") {
    names.push(at.name);
    at = at.base;
  }
  return at.kind === "name" ? [at.name, ...names.reverse()] : undefined;
}
