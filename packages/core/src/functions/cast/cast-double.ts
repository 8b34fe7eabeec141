import { DOUBLE } from "../../types/index.js";
import { castFunction } from "./cast-function.js";

export const castDouble = castFunction("cast_double", DOUBLE, { expr: "cast_double('1.5')", text: "1.5" });
