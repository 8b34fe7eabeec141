import * as std from "../../std/math/index.js";
import { doubleFunction } from "./double-function.js";

export const atan2 = doubleFunction({
  name: "atan2",
  usage: "atan2(y, x)",
  summary: "The angle, in radians, between the positive x axis and the point (x, y).",
  examples: [
    { expr: "atan2(0, 0)", text: "0.0" },
    { expr: "atan2(1, -1)", text: "2.356194490192345" },
  ],
  std: ["atan2", std.atan2],
  count: 2,
});
