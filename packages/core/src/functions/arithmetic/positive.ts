import { keepValue } from "../../std/cast/index.js";
import type { FunctionRecord } from "../record.js";
import { total } from "./impl.js";
import { unaryOperator } from "./unary.js";

const SAME = total("keepValue", keepValue, { js: "$0", duckdb: "$0" });

export const positive: FunctionRecord = {
  name: "positive",
  family: "arithmetic",
  usage: "+a",
  summary: "The number or interval itself; a text as a number.",
  examples: [
    { expr: "+5", text: "5" },
    { expr: "positive(-1.11)", text: "-1.11" },
  ],
  arity: [1, 1],
  resolve: unaryOperator("positive", () => SAME),
};
