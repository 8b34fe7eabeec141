import { INT } from "../../types/index.js";
import { castFunction } from "./cast-function.js";

export const intFunction = castFunction(
  "int",
  INT,
  { expr: "int('42')", text: "42" },
  { expr: "int('1.9')", text: "1" },
);
