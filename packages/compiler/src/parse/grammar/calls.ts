import type { Span } from "@pinion/core";
import type { IToken } from "chevrotain";
import type { CallExpr, Expr } from "../expr.js";
import * as t from "../scan/tokens.js";
import { LiteralGrammar } from "./literals.js";
import { spanOf } from "./base.js";
import type { Operand } from "./operators.js";
import { datetimeUnitProblem, isUnitCall, unitCallName } from "./datetime-units.js";

/** What SQL lets stand between two arguments in place of a comma, by the function's name. */
const SEPARATORS: ReadonlyMap<string, readonly string[]> = new Map([
  ["substring", ["from", "for"]],
  ["substr", ["from", "for"]],
  ["overlay", ["placing", "from", "for"]],
]);

/** Calls of functions: arguments as such, and the forms with keywords, which become calls with plain arguments. */
export abstract class CallGrammar extends LiteralGrammar {
  abstract readonly value: (index?: number) => Operand;

  /** `(a, b)`; also `a FROM b FOR c` where the function takes it. */
  protected readonly callArguments = this.RULE("callArguments", (callee: string): Expr[] => {
    const args: Expr[] = [];
    this.CONSUME(t.LeftParen);
    this.OPTION({
      GATE: () => !this.sees(1, t.RightParen),
      DEF: () => {
        args.push(this.SUBRULE(this.argument, { ARGS: [callee] }));
        this.MANY({
          GATE: () => this.sees(1, t.Comma) || this.seesSeparator(callee, args.length),
          DEF: () => {
            this.OR([
              { ALT: () => this.CONSUME(t.Comma) },
              { ALT: () => this.CONSUME(t.From) },
              { ALT: () => this.CONSUME(t.For) },
              { ALT: () => this.CONSUME(t.Placing) },
            ]);
            args.push(this.SUBRULE2(this.argument, { ARGS: [callee] }));
          },
        });
      },
    });
    this.CONSUME(t.RightParen);
    return args;
  });

  private seesSeparator(callee: string, count: number): boolean {
    return SEPARATORS.get(callee)?.[count - 1] === this.word(1);
  }

  /** `x`, `x AS name`, `name => x`; in `struct(…)` also `x name`. */
  protected readonly argument = this.RULE("argument", (callee: string): Expr => {
    const first = this.ACTION(() => this.LA(1));
    return this.OR({
      DEF: [
        {
          GATE: () => this.sees(1, t.Name) && this.sees(2, t.FatArrow),
          ALT: () => {
            const name = this.SUBRULE(this.identifier);
            this.CONSUME(t.FatArrow);
            const arg = this.SUBRULE(this.expression).expr;
            return this.ACTION((): Expr => ({
              kind: "namedArgument",
              name: name.name,
              nameSpan: name.span,
              arg,
              span: this.since(first),
            }));
          },
        },
        {
          ALT: () => {
            const arg = this.SUBRULE2(this.expression).expr;
            const alias = this.OPTION({
              GATE: () => this.sees(1, t.As) || (callee === "struct" && this.sees(1, t.Name)),
              DEF: () => this.SUBRULE(this.alias),
            });
            return this.ACTION((): Expr => aliased(arg, alias, this.since(first)));
          },
        },
      ],
      IGNORE_AMBIGUITIES: true,
    });
  });

  /** `AS name`, `name` */
  protected readonly alias = this.RULE("alias", (): string => {
    this.OPTION(() => this.CONSUME(t.As));
    return this.SUBRULE(this.identifier).name;
  });

  /** CAST(x AS type), TRY_CAST(x AS type). */
  protected readonly cast = this.RULE("cast", (): Expr => {
    const first = this.OR([{ ALT: () => this.CONSUME(t.Cast) }, { ALT: () => this.CONSUME(t.TryCast) }]);
    this.CONSUME(t.LeftParen);
    const arg = this.SUBRULE(this.expression).expr;
    this.CONSUME(t.As);
    const typeStart = this.ACTION(() => this.LA(1));
    const type = this.SUBRULE(this.dataType);
    const typeSpan = this.ACTION(() => this.since(typeStart));
    this.CONSUME(t.RightParen);
    return this.ACTION(() => ({
      kind: "cast",
      arg,
      type,
      typeSpan,
      try: first.tokenType === t.TryCast,
      span: this.since(first),
    }));
  });

  /** EXTRACT(field FROM x) is `date_part('field', x)`. */
  protected readonly extract = this.RULE("extract", (): Expr => {
    const name = this.CONSUME(t.Extract);
    this.CONSUME(t.LeftParen);
    const field = this.SUBRULE(this.identifier);
    this.CONSUME(t.From);
    const source = this.SUBRULE(this.value).expr;
    this.CONSUME(t.RightParen);
    return this.ACTION(() => {
      const part: Expr = { kind: "string", value: field.name.toLowerCase(), span: field.span };
      return this.callOf("date_part", name, [part, source]);
    });
  });

  /** POSITION(a IN b) is `position(a, b)`. */
  protected readonly position = this.RULE("position", (): Expr => {
    const args: Expr[] = [];
    const name = this.CONSUME(t.Position);
    this.CONSUME(t.LeftParen);
    args.push(this.SUBRULE(this.value).expr);
    this.OR([
      {
        ALT: () => {
          this.CONSUME(t.In);
          args.push(this.SUBRULE2(this.value).expr);
        },
      },
      {
        ALT: () => {
          this.MANY(() => {
            this.CONSUME(t.Comma);
            args.push(this.SUBRULE(this.expression).expr);
          });
        },
      },
    ]);
    this.CONSUME(t.RightParen);
    return this.ACTION(() => this.callOf("position", name, args));
  });

  /** TRIM([BOTH | LEADING | TRAILING] [c] FROM x) is `trim(c, x)`, `ltrim(c, x)`, `rtrim(c, x)`. */
  protected readonly trim = this.RULE("trim", (): Expr => {
    const args: Expr[] = [];
    let callee = "trim";
    const name = this.CONSUME(t.Trim);
    this.CONSUME(t.LeftParen);
    let sided = false;
    this.OPTION({
      GATE: () => this.seesTrimSide(),
      DEF: () => {
        sided = true;
        this.OR([
          { ALT: () => this.CONSUME(t.Both) },
          {
            ALT: () => {
              this.CONSUME(t.Leading);
              callee = "ltrim";
            },
          },
          {
            ALT: () => {
              this.CONSUME(t.Trailing);
              callee = "rtrim";
            },
          },
        ]);
      },
    });
    this.OPTION2({
      GATE: () => !this.seesFromOfTrim(),
      DEF: () => {
        args.push(this.SUBRULE(this.expression).expr);
      },
    });
    this.OR2({
      ERR_MSG: "`FROM`",
      DEF: [
        {
          ALT: () => {
            this.CONSUME(t.From);
            args.push(this.SUBRULE(this.value).expr);
          },
        },
        {
          GATE: () => !sided,
          ALT: () =>
            this.MANY(() => {
              this.CONSUME(t.Comma);
              args.push(this.SUBRULE2(this.expression).expr);
            }),
        },
      ],
    });
    this.CONSUME(t.RightParen);
    return this.ACTION(() => this.callOf(callee, name, args));
  });

  private seesTrimSide(): boolean {
    const side = this.seesAny(1, [t.Both, t.Leading, t.Trailing]);
    return side && !this.seesAny(2, [t.RightParen, t.Comma, t.Dot, t.LeftParen, t.Infix, t.Plus, t.Minus]);
  }

  /** FROM with something behind it is no column. */
  private seesFromOfTrim(): boolean {
    return this.sees(1, t.From) && !this.seesAny(2, [t.RightParen, t.Comma, t.From]);
  }

  /** TIMESTAMPADD(unit, n, x) and its like; the unit becomes a string. */
  protected readonly unitCall = this.RULE("unitCall", (): Expr => {
    const name = this.CONSUME(t.Word);
    this.CONSUME(t.LeftParen);
    const unit = this.OR([{ ALT: () => this.CONSUME(t.Name) }, { ALT: () => this.CONSUME(t.Text) }]);
    this.CONSUME(t.Comma);
    const second = this.SUBRULE(this.value).expr;
    this.CONSUME2(t.Comma);
    const third = this.SUBRULE2(this.value).expr;
    this.CONSUME(t.RightParen);
    return this.ACTION(() => {
      const span = spanOf(unit, undefined);
      const problem = datetimeUnitProblem(unit, name.image, span);
      this.report(problem);
      const part: Expr = { kind: "string", value: unit.image.toLowerCase(), span };
      return this.callOf(unitCallName(name.image), name, [part, second, third]);
    });
  });

  /** Whether a call with a unit starts there; `date_add(d, 1)` and `datediff(a, b)` have none. */
  protected seesUnitCall(): boolean {
    return (
      isUnitCall(this.word(1)) &&
      this.sees(2, t.LeftParen) &&
      this.seesAny(3, [t.Name, t.Text]) &&
      this.sees(4, t.Comma) &&
      this.argumentCount() === 3
    );
  }

  /** How many arguments the call that starts at the next token has. */
  private argumentCount(): number {
    let open = 0;
    let commas = 0;
    for (let ahead = 2; !this.seesEnd(ahead); ahead++) {
      if (this.seesAny(ahead, [t.LeftParen, t.LeftBracket])) open++;
      else if (this.seesAny(ahead, [t.RightParen, t.RightBracket])) open--;
      else if (open === 1 && this.sees(ahead, t.Comma)) commas++;
      if (open === 0) break;
    }
    return commas + 1;
  }

  /** The call of a function that is written as `name (…)`, just consumed. */
  protected callOf(callee: string, name: IToken, args: readonly Expr[]): CallExpr {
    return { kind: "call", name: callee, nameSpan: spanOf(name, undefined), args, span: this.since(name) };
  }

  protected callAt(callee: string, nameSpan: Span, start: number, args: readonly Expr[]): CallExpr {
    const last = this.LA(0);
    const span = { start, end: last.startOffset + last.image.length };
    return { kind: "call", name: callee, nameSpan, args, span };
  }
}

export const aliased = (arg: Expr, alias: string | undefined, span: Span): Expr =>
  alias === undefined ? arg : { kind: "alias", arg, alias, span };
