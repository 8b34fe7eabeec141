import type { Argument } from "../functions/index.js";
import { showType } from "../types/index.js";

/** The types of a call's arguments, as one text. */
export const shapeOf = (args: readonly Argument[]): string =>
  args.map((arg) => (arg.kind === "lambda" ? `->${arg.arity}` : showType(arg.type))).join(", ");
