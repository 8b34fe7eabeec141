import { INT } from "../../types/index.js";
import { castFunction } from "./cast-function.js";

export const castInt = castFunction("cast_int", INT, { expr: "cast_int('42')", text: "42" });
