import { arrayOf, mapOf, structOf, VOID, type DataType, type Span, type StructField } from "@pinion/core";
import * as t from "../scan/tokens.js";
import { decodeName } from "../scan/escapes.js";
import { BaseGrammar, spanOf } from "./base.js";
import { intervalType, isZoneable, simpleType, withoutZone, type Parameter } from "./type-names.js";

/** Data types, as in CAST(x AS …). */
export abstract class TypeGrammar extends BaseGrammar {
  readonly dataType = this.RULE("dataType", (): DataType => {
    this.ACTION(() => this.enter());
    const type = this.OR({
      ERR_MSG: "a type",
      DEF: [
        {
          GATE: () => this.word(1) === "array" && this.sees(2, t.Less),
          ALT: () => this.SUBRULE(this.arrayType),
        },
        { GATE: () => this.word(1) === "map" && this.sees(2, t.Less), ALT: () => this.SUBRULE(this.mapType) },
        {
          GATE: () => this.word(1) === "struct" && this.seesAny(2, [t.Less, t.Unequal]),
          ALT: () => this.SUBRULE(this.structType),
        },
        {
          GATE: () => this.sees(1, t.Interval),
          ALT: () => this.SUBRULE(this.intervalDataType),
        },
        { ALT: () => this.SUBRULE(this.namedType) },
      ],
      IGNORE_AMBIGUITIES: true,
    });
    this.ACTION(() => this.leave());
    return type;
  });

  private readonly arrayType = this.RULE("arrayType", (): DataType => {
    this.CONSUME(t.Word);
    this.CONSUME(t.Less);
    const element = this.SUBRULE(this.dataType);
    this.CONSUME(t.Greater);
    return this.ACTION(() => arrayOf(element));
  });

  private readonly mapType = this.RULE("mapType", (): DataType => {
    this.CONSUME(t.Word);
    this.CONSUME(t.Less);
    const key = this.SUBRULE(this.dataType);
    this.CONSUME(t.Comma);
    const value = this.SUBRULE2(this.dataType);
    this.CONSUME(t.Greater);
    return this.ACTION(() => mapOf(key, value));
  });

  private readonly structType = this.RULE("structType", (): DataType => {
    const fields: StructField[] = [];
    this.CONSUME(t.Struct);
    this.OR([
      { ALT: () => this.CONSUME(t.Unequal) },
      {
        ALT: () => {
          this.CONSUME(t.Less);
          this.OPTION({
            GATE: () => !this.sees(1, t.Greater),
            DEF: () =>
              this.AT_LEAST_ONE_SEP({
                SEP: t.Comma,
                DEF: () => {
                  fields.push(this.SUBRULE(this.structField));
                },
              }),
          });
          this.CONSUME(t.Greater);
        },
      },
    ]);
    return this.ACTION(() => structOf(fields));
  });

  /** `name: type`, `name type NOT NULL COMMENT '…'`. */
  private readonly structField = this.RULE("structField", (): StructField => {
    const name = this.SUBRULE(this.identifier);
    this.OPTION(() => this.CONSUME(t.Colon));
    const type = this.SUBRULE(this.dataType);
    this.OPTION2(() => {
      this.CONSUME(t.Not);
      this.CONSUME(t.Null);
    });
    this.OPTION3({
      GATE: () => this.word(1) === "comment",
      DEF: () => {
        this.CONSUME(t.Word);
        this.CONSUME(t.Text);
      },
    });
    return this.ACTION(() => ({ name: name.name, type }));
  });

  private readonly intervalDataType = this.RULE("intervalDataType", (): DataType => {
    const first = this.CONSUME(t.Interval);
    let start = "";
    let end = "";
    this.OPTION({
      GATE: () => intervalType(this.word(1), this.word(1)) !== undefined,
      DEF: () => {
        start = end = this.CONSUME(t.Word).image.toLowerCase();
        this.OPTION2(() => {
          this.CONSUME(t.To);
          end = this.CONSUME2(t.Word).image.toLowerCase();
        });
      },
    });
    return this.ACTION(() => {
      const type = intervalType(start, end);
      if (type !== undefined) return type;
      const span = this.since(first);
      this.report({
        code: "PN2018",
        message: `an interval does not run from ${start.toUpperCase()} to ${end.toUpperCase()}`,
        span,
        help: "write one of `interval year to month`, `interval day to second` or a shorter one of these",
      });
      return VOID;
    });
  });

  /** A type of one word, perhaps with numbers: `bigint`, `decimal(10, 2)`, `TIME(3) WITHOUT TIME ZONE`. */
  private readonly namedType = this.RULE("namedType", (): DataType => {
    const name = this.CONSUME(t.Name);
    const parameters: Parameter[] = [];
    this.OPTION(() => {
      this.CONSUME(t.LeftParen);
      this.AT_LEAST_ONE_SEP({
        SEP: t.Comma,
        DEF: () => {
          const token = this.CONSUME(t.Integer);
          parameters.push({ value: Number(token.image), span: spanOf(token, undefined) });
        },
        ERR_MSG: "an integer",
      });
      this.CONSUME(t.RightParen);
    });
    let image = name.image;
    this.OPTION2({
      GATE: () => isZoneable(name.image) && this.word(1) === "without" && this.word(2) === "time",
      DEF: () => {
        this.CONSUME2(t.Name);
        this.CONSUME3(t.Name);
        this.CONSUME4(t.Name);
        this.ACTION(() => {
          image = withoutZone(image);
        });
      },
    });
    return this.ACTION(() => {
      const span = this.since(name);
      const read = simpleType(image, spanOf(name, undefined), parameters, span);
      this.report(read.problem);
      return read.problem === undefined ? read.type : VOID;
    });
  });

  readonly identifier = this.RULE("identifier", (): { name: string; quoted: boolean; span: Span } => {
    const token = this.CONSUME(t.Name);
    return this.ACTION(() => {
      const quoted = token.tokenType === t.QuotedName;
      return { name: quoted ? decodeName(token.image) : token.image, quoted, span: spanOf(token, undefined) };
    });
  });
}
