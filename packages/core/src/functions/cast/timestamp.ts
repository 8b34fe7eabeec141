import { TIMESTAMP } from "../../types/index.js";
import { castFunction } from "./cast-function.js";

export const timestampFunction = castFunction(
  "timestamp",
  TIMESTAMP,
  { expr: "timestamp('2020-04-01 07:21:51')", text: "2020-04-01 07:21:51" },
  { expr: "timestamp(0)", text: "1969-12-31 16:00:00" },
);
