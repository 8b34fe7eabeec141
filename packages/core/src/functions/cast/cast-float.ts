import { FLOAT } from "../../types/index.js";
import { castFunction } from "./cast-function.js";

export const castFloat = castFunction("cast_float", FLOAT, { expr: "cast_float('1.5')", text: "1.5" });
