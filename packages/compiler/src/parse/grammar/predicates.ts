import type { Expr, Like } from "../expr.js";
import * as t from "../scan/tokens.js";
import { decodeText } from "../scan/escapes.js";
import { spaced } from "../scan/spaced.js";
import { spanOf } from "./base.js";
import { PrimaryGrammar } from "./primary.js";
import type { Operand } from "./operators.js";

/** A predicate without its subject: `IS NULL`, `NOT IN (1, 2)`. */
export type Predicate = (subject: Operand, end: number) => Expr;

const KINDS = [t.Between, t.In, t.Like, t.Ilike, t.Rlike];

/** What stands behind a value and makes a condition of it. */
export abstract class PredicateGrammar extends PrimaryGrammar {
  protected seesPredicate(): boolean {
    if (this.sees(1, t.Is)) return true;
    return this.seesAny(this.sees(1, t.Not) || this.sees(1, t.Bang) ? 2 : 1, KINDS);
  }

  protected readonly predicate = this.RULE("predicate", (): Predicate => {
    this.ACTION(() => this.enter());
    const predicate = this.OR({
      DEF: [
        { ALT: () => this.SUBRULE(this.isTest) },
        {
          ALT: () => {
            let negated = false;
            this.OPTION(() => {
              this.SUBRULE(this.not);
              negated = true;
            });
            return this.OR2([
              { ALT: () => this.SUBRULE(this.between, { ARGS: [negated] }) },
              { ALT: () => this.SUBRULE(this.in, { ARGS: [negated] }) },
              { ALT: () => this.SUBRULE(this.like, { ARGS: [negated] }) },
            ]);
          },
        },
      ],
      IGNORE_AMBIGUITIES: true,
    });
    this.ACTION(() => this.leave());
    return predicate;
  });

  /** NOT within a predicate; `!` there is refused, as Spark does. */
  private readonly not = this.RULE("not", (): void => {
    this.OR([
      { ALT: () => this.CONSUME(t.Not) },
      {
        ALT: () => {
          const bang = this.CONSUME(t.Bang);
          this.ACTION(() => {
            const span = spanOf(bang, undefined);
            this.report({
              code: "PN2009",
              message: "`!` negates a value, not a predicate",
              span,
              label: "not here",
              help: "write `NOT`",
              suggestion: { span, text: spaced(this.source, span, "NOT") },
            });
          });
        },
      },
    ]);
  });

  private readonly isTest = this.RULE("isTest", (): Predicate => {
    let negated = false;
    let other: Expr | null = null;
    this.CONSUME(t.Is);
    this.OPTION(() => {
      this.SUBRULE(this.not);
      negated = true;
    });
    const test = this.OR({
      DEF: [
        { ALT: () => this.CONSUME(t.Null) && ("null" as const) },
        { ALT: () => this.CONSUME(t.True) && ("true" as const) },
        { ALT: () => this.CONSUME(t.False) && ("false" as const) },
        { ALT: () => this.CONSUME(t.Unknown) && ("unknown" as const) },
        {
          ALT: () => {
            this.CONSUME(t.Distinct);
            this.CONSUME(t.From);
            other = this.SUBRULE(this.value).expr;
            return "distinct" as const;
          },
        },
      ],
      ERR_MSG: "`NULL`, `TRUE`, `FALSE`, `UNKNOWN` or `DISTINCT FROM`",
    });
    return ({ expr, span }, end) => ({
      kind: "is",
      arg: expr,
      negated,
      test,
      other,
      span: { start: span.start, end },
    });
  });

  private readonly between = this.RULE("between", (negated: boolean): Predicate => {
    this.CONSUME(t.Between);
    const low = this.SUBRULE(this.value).expr;
    this.CONSUME(t.And);
    const high = this.SUBRULE2(this.value).expr;
    return ({ expr, span }, end) => ({
      kind: "between",
      arg: expr,
      low,
      high,
      negated,
      span: { start: span.start, end },
    });
  });

  private readonly in = this.RULE("in", (negated: boolean): Predicate => {
    const items: Expr[] = [];
    this.CONSUME(t.In);
    this.CONSUME(t.LeftParen);
    this.AT_LEAST_ONE_SEP({
      SEP: t.Comma,
      DEF: () => {
        items.push(this.SUBRULE(this.expression).expr);
      },
      ERR_MSG: "a value",
    });
    this.CONSUME(t.RightParen);
    return ({ expr, span }, end) => ({
      kind: "in",
      arg: expr,
      items,
      negated,
      span: { start: span.start, end },
    });
  });

  private readonly like = this.RULE("like", (negated: boolean): Predicate => {
    const patterns: Expr[] = [];
    let quantifier: Like["quantifier"] = null;
    let escape: string | null = null;
    const op = this.OR([
      { ALT: () => this.CONSUME(t.Like) && ("like" as const) },
      { ALT: () => this.CONSUME(t.Ilike) && ("ilike" as const) },
      { ALT: () => this.CONSUME(t.Rlike) && ("rlike" as const) },
    ]);
    this.OR2({
      DEF: [
        {
          GATE: () => op !== "rlike" && this.seesAny(1, [t.Any, t.Some, t.All]) && this.sees(2, t.LeftParen),
          ALT: () => {
            quantifier = this.OR3([
              { ALT: () => this.CONSUME(t.Any) && ("any" as const) },
              { ALT: () => this.CONSUME(t.Some) && ("any" as const) },
              { ALT: () => this.CONSUME(t.All) && ("all" as const) },
            ]);
            this.CONSUME(t.LeftParen);
            this.AT_LEAST_ONE_SEP({
              SEP: t.Comma,
              DEF: () => {
                patterns.push(this.SUBRULE(this.expression).expr);
              },
              ERR_MSG: "a pattern",
            });
            this.CONSUME(t.RightParen);
          },
        },
        {
          ALT: () => {
            patterns.push(this.SUBRULE(this.value).expr);
            this.OPTION({
              GATE: () => op !== "rlike",
              DEF: () => {
                this.CONSUME(t.Escape);
                const token = this.CONSUME(t.Text);
                escape = this.ACTION(() => decodeText(token.image));
                this.ACTION(() => {
                  if (escape?.length === 1) return;
                  const span = spanOf(token, undefined);
                  this.report({
                    code: "PN2025",
                    message: "`ESCAPE` takes a string of one character",
                    span,
                    help: "write a character that the pattern does not hold otherwise, as in `ESCAPE '/'`",
                  });
                });
              },
            });
          },
        },
      ],
      IGNORE_AMBIGUITIES: true,
    });
    return ({ expr, span }, end) => ({
      kind: "like",
      op,
      arg: expr,
      quantifier,
      patterns,
      escape,
      negated,
      span: { start: span.start, end },
    });
  });
}
