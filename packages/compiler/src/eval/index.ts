export { evaluateText } from "./evaluate.js";
export { evaluateLine, printAnswer } from "./line.js";
export type { EvalAnswer, EvalError, EvalRequest, EvalValue } from "./request.js";
