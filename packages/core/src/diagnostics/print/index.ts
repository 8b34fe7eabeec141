export { printDiagnostic, printDiagnostics, type PrintOptions } from "./human.js";
export { printJson, reportOf, type JsonReport } from "./json.js";
export { printLine } from "./line.js";
