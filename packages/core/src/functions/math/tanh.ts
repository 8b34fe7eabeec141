import * as std from "../../std/math/index.js";
import { doubleFunction } from "./double-function.js";

export const tanh = doubleFunction({
  name: "tanh",
  usage: "tanh(x)",
  summary: "The hyperbolic tangent.",
  examples: [{ expr: "tanh(0)", text: "0.0" }],
  std: ["tanh", std.tanh],
});
