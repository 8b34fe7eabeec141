import * as std from "../../std/comparison/index.js";
import type { Impl, ImplFunction, Static, TypedExpr } from "../../typed/index.js";
import type { DataType } from "../../types/index.js";
import {
  capitalised,
  comparesInDuckdb,
  representationOf,
  typeStatic,
  type Representation,
} from "./representation.js";

export type Operator = "=" | "<>" | "<" | "<=" | ">" | ">=";

/** An implementation and what is fixed about it. */
export interface Chosen {
  readonly impl: Impl;
  readonly statics: readonly Static[];
}

interface OperatorParts {
  /** How the implementations' names begin. */
  readonly name: string;
  readonly js: string;
  /** Of FLOAT and DOUBLE, where NaN equals itself and is above everything else. */
  readonly floatJs: string;
  /** The same where the right side is known not to be NaN. */
  readonly literalJs: string;
  readonly runs: Readonly<Record<Representation, ImplFunction>>;
}

const OPERATORS: Readonly<Record<Operator, OperatorParts>> = {
  "=": {
    name: "equal",
    js: "$0 === $1",
    floatJs: "($0 === $1 || ($0 !== $0 && $1 !== $1))",
    literalJs: "$0 === $1",
    runs: {
      plain: std.equalPlain,
      float: std.equalFloat,
      string: std.equalPlain,
      binary: std.equalBinary,
      nested: std.equalNested,
    },
  },
  "<>": {
    name: "notEqual",
    js: "$0 !== $1",
    floatJs: "($0 !== $1 && ($0 === $0 || $1 === $1))",
    literalJs: "$0 !== $1",
    runs: {
      plain: std.notEqualPlain,
      float: std.notEqualFloat,
      string: std.notEqualPlain,
      binary: std.notEqualBinary,
      nested: std.notEqualNested,
    },
  },
  "<": {
    name: "less",
    js: "$0 < $1",
    floatJs: "($0 < $1 || ($1 !== $1 && $0 === $0))",
    literalJs: "$0 < $1",
    runs: {
      plain: std.lessPlain,
      float: std.lessFloat,
      string: std.lessString,
      binary: std.lessBinary,
      nested: std.lessNested,
    },
  },
  "<=": {
    name: "lessOrEqual",
    js: "$0 <= $1",
    floatJs: "($0 <= $1 || $1 !== $1)",
    literalJs: "$0 <= $1",
    runs: {
      plain: std.lessOrEqualPlain,
      float: std.lessOrEqualFloat,
      string: std.lessOrEqualString,
      binary: std.lessOrEqualBinary,
      nested: std.lessOrEqualNested,
    },
  },
  ">": {
    name: "greater",
    js: "$0 > $1",
    floatJs: "($0 > $1 || ($0 !== $0 && $1 === $1))",
    literalJs: "!($0 <= $1)",
    runs: {
      plain: std.greaterPlain,
      float: std.greaterFloat,
      string: std.greaterString,
      binary: std.greaterBinary,
      nested: std.greaterNested,
    },
  },
  ">=": {
    name: "greaterOrEqual",
    js: "$0 >= $1",
    floatJs: "($0 >= $1 || $0 !== $0)",
    literalJs: "!($0 < $1)",
    runs: {
      plain: std.greaterOrEqualPlain,
      float: std.greaterOrEqualFloat,
      string: std.greaterOrEqualString,
      binary: std.greaterOrEqualBinary,
      nested: std.greaterOrEqualNested,
    },
  },
};

/** What compares two values of `type`; knowing the right side can make it shorter. */
export function comparisonImpl(operator: Operator, type: DataType, right: TypedExpr): Chosen {
  const { name, js, floatJs, literalJs, runs } = OPERATORS[operator];
  const byEquality = operator === "=" || operator === "<>";
  const found = representationOf(type);
  const representation = byEquality && found === "string" ? "plain" : found;
  const template =
    representation === "plain"
      ? js
      : representation === "float"
        ? isNumberLiteral(right)
          ? literalJs
          : floatJs
        : undefined;
  const impl: Impl = {
    name: name + capitalised(representation),
    run: runs[representation],
    nulls: "strict",
    ...(template === undefined ? {} : { js: template }),
    ...(comparesInDuckdb(type) ? { duckdb: `$0 ${operator} $1` } : {}),
    ...(representation === "nested" ? { prepare: { name: "comparerOf", run: std.comparerOf } } : {}),
  };
  return { impl, statics: representation === "nested" ? [typeStatic(type)] : [] };
}

const isNumberLiteral = (expr: TypedExpr): boolean =>
  expr.kind === "literal" && typeof expr.value === "number" && !Number.isNaN(expr.value);

const SAME: Readonly<Record<Representation, ImplFunction>> = {
  plain: std.samePlain,
  float: std.sameFloat,
  string: std.samePlain,
  binary: std.sameBinary,
  nested: std.sameNested,
};

/** What `<=>` compares with where either side can be NULL. */
export function sameImpl(type: DataType): Chosen {
  const found = representationOf(type);
  const representation = found === "string" ? "plain" : found;
  const impl: Impl = {
    name: `same${capitalised(representation)}`,
    run: SAME[representation],
    nulls: "aware",
    ...(comparesInDuckdb(type) ? { duckdb: "$0 IS NOT DISTINCT FROM $1" } : {}),
    ...(representation === "nested" ? { prepare: { name: "comparerOf", run: std.comparerOf } } : {}),
  };
  return { impl, statics: representation === "nested" ? [typeStatic(type)] : [] };
}
