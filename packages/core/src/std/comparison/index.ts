export * from "./equal.js";
export * from "./extreme.js";
export * from "./logic.js";
export * from "./order.js";
