import type { Problem } from "@pinion/core";
import type { IRecognitionException, IToken } from "chevrotain";
import type { Expr, Unary } from "../expr.js";
import * as t from "../scan/tokens.js";
import { Refusal, spanOf } from "./base.js";
import { MAX_PROBLEMS } from "../limits.js";
import { isLibrary, libraryCallProblem, methodCallProblem } from "./method-calls.js";
import { binaryOp, climb, connect, type Operand, type Operator } from "./operators.js";
import { PredicateGrammar } from "./predicates.js";

export type Parse =
  /** A tree, of use where no problems were found but calls of methods. */
  | {
      readonly kind: "tree";
      readonly expr: Expr;
      readonly problems: readonly Problem[];
      readonly methods: readonly Problem[];
    }
  /** The grammar does not go on at the token of the failure. */
  | {
      readonly kind: "failed";
      readonly failure: IRecognitionException;
      readonly problems: readonly Problem[];
      readonly openCases: readonly IToken[];
    }
  | { readonly kind: "refused"; readonly problem: Problem };

/** The whole grammar: Spark's `expression`, its levels of precedence told apart by operators.ts. */
export class ExpressionGrammar extends PredicateGrammar {
  constructor(skipValidations = true) {
    super(skipValidations);
    this.performSelfAnalysis();
  }

  /** Parses the tokens of a text. */
  parse(text: string, tokens: IToken[]): Parse {
    this.begin(text, tokens);
    try {
      const root = this.expression();
      const [failure] = this.errors;
      return failure === undefined
        ? { kind: "tree", expr: root.expr, problems: this.found, methods: this.foundMethods }
        : {
            kind: "failed",
            failure,
            problems: [...this.found, ...this.foundMethods],
            openCases: this.openCases,
          };
    } catch (error) {
      if (error instanceof Refusal) return { kind: "refused", problem: error.problem };
      // The caller may already stand deep in the host's stack.
      if (error instanceof RangeError) return { kind: "refused", problem: this.tooDeep() };
      throw error;
    } finally {
      this.begin("", []);
    }
  }

  /** `a AND NOT b OR c` */
  readonly expression = this.RULE("expression", (): Operand => {
    const rest: { op: "and" | "or"; operand: Operand }[] = [];
    const first = this.SUBRULE(this.condition);
    this.MANY(() => {
      const op = this.OR([
        { ALT: () => this.CONSUME(t.And) && ("and" as const) },
        { ALT: () => this.CONSUME(t.Or) && ("or" as const) },
      ]);
      rest.push({ op, operand: this.SUBRULE2(this.condition) });
    });
    return this.ACTION(() => connect(first, rest));
  });

  /** `NOT a > 1`, `a IS NULL` */
  private readonly condition = this.RULE("condition", (): Operand => {
    const nots: IToken[] = [];
    this.MANY({
      GATE: () => this.sees(1, t.Bang) || this.startsOperand(2),
      DEF: () => {
        nots.push(this.OR([{ ALT: () => this.CONSUME(t.Not) }, { ALT: () => this.CONSUME(t.Bang) }]));
      },
    });
    let operand = this.SUBRULE(this.value);
    this.OPTION({
      GATE: () => this.seesPredicate(),
      DEF: () => {
        const complete = this.SUBRULE(this.predicate);
        this.ACTION(() => {
          const last = spanOf(this.LA(0), undefined);
          const expr = complete(operand, last.end);
          operand = { expr, span: expr.span };
        });
      },
    });
    return this.ACTION(() => prefixed(nots, () => "not", operand));
  });

  /** `-a * b || c > d` */
  readonly value = this.RULE("value", (): Operand => {
    const rest: { operator: Operator; operand: Operand }[] = [];
    const first = this.SUBRULE(this.operand);
    this.MANY(() => {
      const operator = this.SUBRULE(this.infix);
      rest.push({ operator, operand: this.SUBRULE2(this.operand) });
    });
    return this.ACTION(() => climb(first, rest));
  });

  /** An operator between two operands; `>>` and `>>>` are two and three tokens that touch. */
  private readonly infix = this.RULE("infix", (): Operator => {
    const first = this.ACTION(() => this.LA(1));
    const image = this.OR([
      { ALT: () => this.CONSUME(t.Comparison).image },
      { ALT: () => this.CONSUME(t.Infix).image },
      { ALT: () => this.CONSUME(t.Plus).image },
      { ALT: () => this.CONSUME(t.Minus).image },
      { ALT: () => this.CONSUME(t.Star).image },
      { ALT: () => this.CONSUME(t.Div).image },
      {
        ALT: () => {
          let greater = this.CONSUME(t.Greater).image;
          this.MANY({
            GATE: () => greater.length < 3 && this.touches(1),
            DEF: () => {
              greater += this.CONSUME2(t.Greater).image;
            },
          });
          return greater;
        },
      },
    ]);
    return this.ACTION(() => ({ op: binaryOp(image), span: this.since(first) }));
  });

  /** `- ~a.b[0]::int`, `f(x)` */
  private readonly operand = this.RULE("operand", (): Operand => {
    const signs: IToken[] = [];
    this.ACTION(() => this.enter());
    this.MANY({
      GATE: () => !(this.sees(1, t.Minus) && this.sees(2, t.NumberToken)),
      DEF: () => {
        signs.push(
          this.OR([
            { ALT: () => this.CONSUME(t.Minus) },
            { ALT: () => this.CONSUME(t.Plus) },
            { ALT: () => this.CONSUME(t.Tilde) },
          ]),
        );
      },
    });
    const start = this.ACTION(() => this.LA(1));
    let base = this.SUBRULE(this.primary);
    const become = (expr: Expr): void => {
      base = { expr, span: expr.span };
    };
    this.MANY2({
      GATE: () => !this.sees(1, t.LeftParen) || this.takesArguments(base),
      DEF: () =>
        this.OR2([
          {
            ALT: () => {
              this.CONSUME(t.Dot);
              const field = this.SUBRULE(this.identifier);
              this.ACTION(() => {
                const { name, span: nameSpan } = field;
                become({ kind: "field", base: base.expr, name, nameSpan, span: this.since(start) });
              });
            },
          },
          {
            ALT: () => {
              this.CONSUME(t.LeftBracket);
              const index = this.SUBRULE(this.value);
              this.CONSUME(t.RightBracket);
              this.ACTION(() =>
                become({ kind: "index", base: base.expr, index: index.expr, span: this.since(start) }),
              );
            },
          },
          {
            ALT: () => {
              this.CONSUME(t.DoubleColon);
              const typeStart = this.ACTION(() => this.LA(1));
              const type = this.SUBRULE(this.dataType);
              this.ACTION(() =>
                become({
                  kind: "cast",
                  arg: base.expr,
                  type,
                  typeSpan: this.since(typeStart),
                  try: false,
                  span: this.since(start),
                }),
              );
            },
          },
          {
            ALT: () => {
              const callee = this.ACTION(() =>
                base.expr.kind === "name" ? base.expr.name.toLowerCase() : "",
              );
              const args = this.SUBRULE(this.callArguments, { ARGS: [callee] });
              this.ACTION(() => become(this.called(base, args, start)));
            },
          },
        ]),
    });
    return this.ACTION(() => {
      this.leave();
      return prefixed(signs, signOf, { expr: base.expr, span: this.since(start) });
    });
  });

  /** Of the operand that ends here: a name makes a call, a field of a value a method call to be refused. */
  private takesArguments(base: Operand): boolean {
    return this.isCallable(base) || base.expr.kind === "field";
  }

  private called(base: Operand, args: readonly Expr[], start: IToken): Expr {
    const { expr } = base;
    if (expr.kind !== "field") return this.callOfPath(base, args, start);
    const span = this.since(start);
    if (expr.base.kind === "name" && isLibrary(expr.base.name)) {
      const problem = libraryCallProblem(expr, args, span, this.source);
      this.report(problem);
      return this.callOfPath(base, args, start);
    }
    const problem = methodCallProblem(expr);
    if (problem !== undefined && this.foundMethods.length < MAX_PROBLEMS) this.foundMethods.push(problem);
    const text = this.source.slice(span.start, span.end);
    const alone = this.source.trim().length === text.length;
    const { base: receiver, name, nameSpan } = expr;
    return { kind: "method", receiver, name, nameSpan, args, text, alone, span };
  }

  private startsOperand(ahead: number): boolean {
    return this.seesAny(ahead, OPERAND_STARTS);
  }

  /** Whether the token touches the one before it. */
  private touches(ahead: number): boolean {
    return spanOf(this.LA(ahead - 1), undefined).end === this.LA(ahead).startOffset;
  }
}

const OPERAND_STARTS = [
  t.Name,
  t.Text,
  t.NumberToken,
  t.LeftParen,
  t.LeftBracket,
  t.Plus,
  t.Minus,
  t.Tilde,
  t.Bang,
];

/** The operand with its prefix operators, the last of them closest to it. */
function prefixed(signs: readonly IToken[], opOf: (sign: IToken) => Unary["op"], operand: Operand): Operand {
  return signs.reduceRight<Operand>(({ expr, span }, sign) => {
    const whole = { start: sign.startOffset, end: span.end };
    return { expr: { kind: "unary", op: opOf(sign), arg: expr, span: whole }, span: whole };
  }, operand);
}

function signOf(sign: IToken): Unary["op"] {
  switch (sign.tokenType) {
    case t.Plus:
      return "+";
    case t.Tilde:
      return "~";
    default:
      return "-";
  }
}
