import type { Span } from "@pinion/core";
import type { IToken } from "chevrotain";
import type { Expr, IntervalPart, LostEscape } from "../expr.js";
import { decodeText, lostEscape } from "../scan/escapes.js";
import * as t from "../scan/tokens.js";
import { spanOf } from "./base.js";
import {
  intervalNumberProblem,
  intervalProblem,
  intervalUnitProblem,
  isIntervalUnit,
} from "./interval-units.js";
import { readNumber } from "./numbers.js";
import { TypeGrammar } from "./types.js";
import { typedTextKind, typedTextProblem } from "./typed-text.js";

/** Literals. */
export abstract class LiteralGrammar extends TypeGrammar {
  /** A minus right before the digits belongs to the literal: `-128Y` is a TINYINT. */
  protected readonly number = this.RULE("number", (): Expr => {
    let minus: IToken | undefined;
    this.OPTION(() => {
      minus = this.CONSUME(t.Minus);
    });
    const digits = this.CONSUME(t.NumberToken);
    return this.ACTION(() => {
      const span = spanOf(digits, undefined);
      const literal = readNumber(digits.image, span);
      if (minus === undefined) return literal;
      return { kind: "unary", op: "-", arg: literal, ofLiteral: true, span: this.since(minus) };
    });
  });

  /** `'a'`, `'a' "b"`: neighbours are one text. */
  protected readonly text = this.RULE("text", (): { value: string; span: Span; lost?: LostEscape } => {
    const parts: string[] = [];
    const first = this.CONSUME(t.Text);
    parts.push(first.image);
    this.MANY(() => {
      parts.push(this.CONSUME2(t.Text).image);
    });
    return this.ACTION(() => {
      const lost = parts.length === 1 ? lostEscape(first.image) : undefined;
      const value = parts.map(decodeText).join("");
      return { value, span: this.since(first), ...(lost === undefined ? {} : { lost }) };
    });
  });

  /** `DATE '2020-05-20'`. */
  protected readonly typedText = this.RULE("typedText", (): Expr => {
    const name = this.CONSUME(t.Word);
    const token = this.CONSUME(t.Text);
    return this.ACTION(() => {
      const of = typedTextKind(name.image);
      const value = decodeText(token.image);
      const valueSpan = spanOf(token, undefined);
      const span = this.since(name);
      const problem = typedTextProblem(name.image, span);
      this.report(problem);
      return of === undefined
        ? { kind: "string", value, span }
        : { kind: "typedText", of, value, valueSpan, span };
    });
  });

  protected readonly interval = this.RULE("interval", (): Expr => {
    const first = this.CONSUME(t.Interval);
    const parts: IntervalPart[] = [];
    let text: string | null = null;
    this.OR({
      ERR_MSG: "a number and a unit",
      DEF: [
        {
          // A word that is no keyword is a unit, if a misspelt one.
          GATE: () =>
            this.sees(1, t.Text) && !isIntervalUnit(this.word(2)) && this.LA(2).tokenType !== t.Word,
          ALT: () => {
            const token = this.CONSUME(t.Text);
            text = this.ACTION(() => decodeText(token.image));
          },
        },
        {
          ALT: () => {
            parts.push(this.SUBRULE(this.intervalPart));
            this.MANY({
              GATE: () => this.seesIntervalPart(1),
              DEF: () => {
                parts.push(this.SUBRULE2(this.intervalPart));
              },
            });
          },
        },
      ],
      IGNORE_AMBIGUITIES: true,
    });
    return this.ACTION(() => {
      const span = this.since(first);
      const problem = text === null ? intervalProblem(parts, span) : undefined;
      this.report(problem);
      return { kind: "interval", parts, text, span };
    });
  });

  /** `1 DAY`, `-'1-2' YEAR TO MONTH`. */
  private readonly intervalPart = this.RULE("intervalPart", (): IntervalPart => {
    let sign = "";
    this.OPTION(() => {
      this.OR([
        { ALT: () => this.CONSUME(t.Plus) },
        {
          ALT: () => {
            this.CONSUME(t.Minus);
            sign = "-";
          },
        },
      ]);
    });
    const start = this.ACTION(() =>
      this.sees(0, t.Plus) || this.sees(0, t.Minus) ? this.LA(0) : this.LA(1),
    );
    const token = this.OR2({
      ERR_MSG: "a number or a string",
      DEF: [{ ALT: () => this.CONSUME(t.NumberToken) }, { ALT: () => this.CONSUME(t.Text) }],
    });
    const unit = this.SUBRULE(this.intervalUnit);
    const to = this.OPTION2(() => {
      this.CONSUME(t.To);
      return this.SUBRULE2(this.intervalUnit);
    });
    return this.ACTION(() => {
      this.report(intervalNumberProblem(token));
      const value = sign + (token.tokenType === t.Text ? decodeText(token.image) : token.image);
      return { value, unit, to: to ?? null, span: this.since(start) };
    });
  });

  private readonly intervalUnit = this.RULE("intervalUnit", (): string => {
    const unit = this.CONSUME(t.Word);
    return this.ACTION(() => {
      this.report(intervalUnitProblem(unit));
      return unit.image.toLowerCase();
    });
  });

  /** Whether `[sign] value unit` starts there. */
  protected seesIntervalPart(ahead: number): boolean {
    const at = this.seesAny(ahead, [t.Plus, t.Minus]) ? ahead + 1 : ahead;
    return this.seesAny(at, [t.NumberToken, t.Text]) && isIntervalUnit(this.word(at + 1));
  }
}
