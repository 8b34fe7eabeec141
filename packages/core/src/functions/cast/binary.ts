import { BINARY } from "../../types/index.js";
import { castFunction } from "./cast-function.js";

export const binaryFunction = castFunction("binary", BINARY, { expr: "binary('abc')", text: "abc" });
