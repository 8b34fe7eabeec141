import { DOUBLE } from "../../types/index.js";
import { castFunction } from "./cast-function.js";

export const doubleFunction = castFunction(
  "double",
  DOUBLE,
  { expr: "double(1)", text: "1.0" },
  { expr: "double('infinity')", text: "Infinity" },
);
