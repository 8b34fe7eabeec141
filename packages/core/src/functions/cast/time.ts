import { TIME } from "../../types/index.js";
import { castFunction } from "./cast-function.js";

export const timeFunction = castFunction(
  "time",
  TIME,
  { expr: "time('12:34:56.5')", text: "12:34:56.5" },
  { expr: "time('1:30 pm')", text: "13:30:00" },
);
