import { SMALLINT } from "../../types/index.js";
import { castFunction } from "./cast-function.js";

export const smallintFunction = castFunction(
  "smallint",
  SMALLINT,
  { expr: "smallint('42')", text: "42" },
  { expr: "smallint(-32768.6D)", text: "-32768" },
);
