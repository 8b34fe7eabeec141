import { STRING } from "../../types/index.js";
import { castFunction } from "./cast-function.js";

export const stringFunction = castFunction(
  "string",
  STRING,
  { expr: "string(1.0D)", text: "1.0" },
  { expr: "string(array(1, 2))", text: "[1, 2]" },
);
