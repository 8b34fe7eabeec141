import { sameType, type DataType } from "../../types/index.js";
import type { Param } from "../params.js";

/** A parameter that takes what fits as it is, and NULL: Spark converts nothing for some of its functions. */
export const exactly = (param: Param): Param => ({
  shown: param.shown,
  convert: (from) => {
    const to = param.convert(from);
    return to !== undefined && (holdsNothing(from) || sameType(to, from)) ? to : undefined;
  },
});

/** A BINARY and nothing else: a bare NULL is a text beside it. */
export const binaryItself: Param = {
  shown: "binary",
  convert: (from) => (from.kind === "binary" ? from : undefined),
};

/** NULL, and an array that can hold nothing else. */
const holdsNothing = (type: DataType): boolean =>
  type.kind === "void" || (type.kind === "array" && type.element.kind === "void");
