import { DATE } from "../../types/index.js";
import { castFunction } from "./cast-function.js";

export const dateFunction = castFunction("date", DATE, { expr: "date('2020-04-01')", text: "2020-04-01" });
