import * as std from "../../std/arithmetic/index.js";
import { BIGINT, MAX_PRECISION, type DecimalType } from "../../types/index.js";
import { productType, quotientType, remainderType, sumType, wholeQuotientType } from "./decimal-types.js";
import { DECIMAL_OVERFLOW, DIVISION_BY_ZERO, failing, total } from "./impl.js";
import type { Computation } from "./operator.js";

/** Arithmetic on two DECIMALs: without a check where the result's type holds every result as it is. */

export function sumOfDecimals(sign: "+" | "-", a: DecimalType, b: DecimalType): Computation {
  const { type, exact } = sumType(a, b);
  const { precision, scale } = type;
  const name = sign === "+" ? "addDecimal" : "subtractDecimal";
  const run = sign === "+" ? std.addDecimal : std.subtractDecimal;
  const statics = [a.scale, b.scale, precision, scale];
  if (!exact) return { type, statics, impl: failing(name, run, DECIMAL_OVERFLOW) };
  const wide = `CAST($0 AS DECIMAL(${precision}, ${scale})) ${sign} CAST($1 AS DECIMAL(${precision}, ${scale}))`;
  const impl = total(name, run, {
    js: `${scaled("$0", scale - a.scale)} ${sign} ${scaled("$1", scale - b.scale)}`,
    duckdb: `CAST(${wide} AS DECIMAL(${precision}, ${scale}))`,
  });
  return { type, statics, impl };
}

export function productOfDecimals(a: DecimalType, b: DecimalType): Computation {
  const { type, exact } = productType(a, b);
  const { precision, scale } = type;
  const statics = [a.scale, b.scale, precision, scale];
  if (!exact) {
    return { type, statics, impl: failing("multiplyDecimal", std.multiplyDecimal, DECIMAL_OVERFLOW) };
  }
  // DuckDB multiplies in 64 bits, and throws, unless one side needs more.
  const wide = `CAST($0 AS DECIMAL(${MAX_PRECISION - b.precision}, ${a.scale}))`;
  const impl = total("multiplyDecimal", std.multiplyDecimal, {
    js: "$0 * $1",
    duckdb: `CAST(${wide} * $1 AS DECIMAL(${precision}, ${scale}))`,
  });
  return { type, statics, impl };
}

export function quotientOfDecimals(nonZero: boolean, a: DecimalType, b: DecimalType): Computation {
  const type = quotientType(a, b);
  return {
    type,
    statics: [a.scale, b.scale, type.precision, type.scale],
    impl: failing("divideDecimal", std.divideDecimal, divisionFailure(nonZero)),
  };
}

export function wholeQuotientOfDecimals(nonZero: boolean, a: DecimalType, b: DecimalType): Computation {
  const { precision } = wholeQuotientType(a, b);
  const exact = precision === a.precision - a.scale + b.scale;
  const impl =
    nonZero && exact
      ? total("divDecimal", std.divDecimal)
      : failing("divDecimal", std.divDecimal, divisionFailure(nonZero));
  return { type: BIGINT, statics: [a.scale, b.scale, precision], impl };
}

export function remainderOfDecimals(nonZero: boolean, a: DecimalType, b: DecimalType): Computation {
  const type = remainderType(a, b);
  const [name, run] = ["remainderDecimal", std.remainderDecimal] as const;
  const impl = nonZero ? total(name, run) : failing(name, run, DIVISION_BY_ZERO);
  return { type, statics: [a.scale, b.scale, type.precision, type.scale], impl };
}

/** The result can have more digits than its type, which is that of the remainder: then it is NULL. */
export function pmodOfDecimals(nonZero: boolean, a: DecimalType, b: DecimalType): Computation {
  const type = remainderType(a, b);
  const impl = failing("pmodDecimal", std.pmodDecimal, divisionFailure(nonZero));
  return { type, statics: [a.scale, b.scale, type.precision, type.scale], impl };
}

const divisionFailure = (nonZero: boolean): string =>
  nonZero ? DECIMAL_OVERFLOW : `${DIVISION_BY_ZERO} or ${DECIMAL_OVERFLOW}`;

const scaled = (operand: string, digits: number): string =>
  digits === 0 ? operand : `${operand} * ${10n ** BigInt(digits)}n`;
