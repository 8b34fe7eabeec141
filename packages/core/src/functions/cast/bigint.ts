import { BIGINT } from "../../types/index.js";
import { castFunction } from "./cast-function.js";

export const bigintFunction = castFunction("bigint", BIGINT, {
  expr: "bigint('9007199254740993')",
  text: "9007199254740993",
});
