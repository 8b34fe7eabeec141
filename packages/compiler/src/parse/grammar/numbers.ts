import type { Span } from "@pinion/core";
import type { NumberLiteral } from "../expr.js";

const PARTS = /^(.*?)(bd|[lsyfd])?$/i;

/** The literal of a number as it was written; whether its type holds it is for the checker to say. */
export function readNumber(image: string, span: Span): NumberLiteral {
  const [, text = image, suffix = ""] = PARTS.exec(image) ?? [];
  return { kind: "number", text, suffix: suffixOf(suffix.toUpperCase()), span };
}

function suffixOf(suffix: string): NumberLiteral["suffix"] {
  switch (suffix) {
    case "Y":
    case "S":
    case "L":
    case "F":
    case "D":
    case "BD":
      return suffix;
    default:
      return null;
  }
}
