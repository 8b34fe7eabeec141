import * as std from "../../std/arithmetic/index.js";
import type { DataType } from "../../types/index.js";
import type { FunctionRecord } from "../record.js";
import { total } from "./impl.js";
import { implFor, type NumericImpls } from "./operator.js";
import { unaryOperator } from "./unary.js";
import { negated } from "./wrapped.js";

const FRACTIONAL = total("negateDouble", std.negateDouble, { js: "-($0)", duckdb: "-($0)" });
const DECIMAL = total("negateDecimal", std.negateDecimal, { js: "-($0)", duckdb: "-($0)" });
const IMPLS: NumericImpls = {
  tinyint: total("negateTinyint", std.negateTinyint, {
    js: "(-($0) << 24) >> 24",
    duckdb: negated("tinyint"),
  }),
  smallint: total("negateSmallint", std.negateSmallint, {
    js: "(-($0) << 16) >> 16",
    duckdb: negated("smallint"),
  }),
  int: total("negateInt", std.negateInt, { js: "-($0) | 0", duckdb: negated("int") }),
  bigint: total("negateBigint", std.negateBigint, { duckdb: negated("bigint") }),
  float: FRACTIONAL,
  double: FRACTIONAL,
};

export const negative: FunctionRecord = {
  name: "negative",
  family: "arithmetic",
  usage: "-a",
  summary: "The number or interval with the other sign. The least integer of a type stays as it is.",
  examples: [
    { expr: "-(1 + 2)", text: "-3" },
    { expr: "negative('-1.11')", text: "1.11" },
  ],
  arity: [1, 1],
  resolve: unaryOperator("negative", (type: DataType) =>
    type.kind === "decimal" ? DECIMAL : implFor(IMPLS, type),
  ),
};
