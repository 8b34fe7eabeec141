import { TINYINT } from "../../types/index.js";
import { castFunction } from "./cast-function.js";

export const tinyintFunction = castFunction(
  "tinyint",
  TINYINT,
  { expr: "tinyint('42')", text: "42" },
  { expr: "tinyint('128')", text: "NULL" },
);
