import { decimal } from "../../types/index.js";
import { castFunction } from "./cast-function.js";

export const decimalFunction = castFunction("decimal", decimal(10, 0), { expr: "decimal('1.5')", text: "2" });
