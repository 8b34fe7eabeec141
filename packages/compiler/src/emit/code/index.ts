export {
  arrayOf,
  arrowOf,
  at,
  callOf,
  constant,
  fill,
  identifier,
  isAtom,
  isName,
  isNumber,
  js,
  numberOf,
  objectOf,
  type Code,
  type Name,
} from "./code.js";
export { allOf, anyOf, choose, FALSE, holds, not, TRUE, type Condition } from "./condition.js";
export { namesIn } from "./names.js";
export { print, type Placed, type Printed } from "./print.js";
export { createScope, type Scope } from "./scope.js";
export * from "./statement.js";
export { readTemplate, type Template } from "./template.js";
export { tidy } from "./tidy.js";
