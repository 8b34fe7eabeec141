import * as std from "../../std/math/index.js";
import { doubleFunction } from "./double-function.js";

export const csc = doubleFunction({
  name: "csc",
  usage: "csc(x)",
  summary: "The cosecant of an angle in radians, as 1 / sin(x).",
  examples: [{ expr: "csc(1)", text: "1.1883951057781212" }],
  std: ["csc", std.csc],
});
