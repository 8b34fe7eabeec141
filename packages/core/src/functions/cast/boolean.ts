import { BOOLEAN } from "../../types/index.js";
import { castFunction } from "./cast-function.js";

export const booleanFunction = castFunction(
  "boolean",
  BOOLEAN,
  { expr: "boolean('yes')", text: "true" },
  { expr: "boolean(0)", text: "false" },
);
