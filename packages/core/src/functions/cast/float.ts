import { FLOAT } from "../../types/index.js";
import { castFunction } from "./cast-function.js";

export const floatFunction = castFunction("float", FLOAT, { expr: "float('1.1')", text: "1.1" });
