import { arrayOf, DOUBLE, FLOAT, isNumeric, mapOf, type DataType } from "../../types/index.js";
import type { Param } from "../params.js";

/** ARRAY<FLOAT> alone, as Spark's own vector functions want it. */
export const floatVector: Param = {
  shown: "array<float>",
  convert: (from) =>
    from.kind === "void" || (from.kind === "array" && from.element.kind === "float")
      ? arrayOf(FLOAT)
      : undefined,
};

/** An array of any numbers, computed with as DOUBLEs. */
export const numberVector: Param = {
  shown: "array of numbers",
  convert: (from) =>
    from.kind === "void" || (from.kind === "array" && isNumberOrVoid(from.element))
      ? arrayOf(DOUBLE)
      : undefined,
};

/** A map from texts or integers to numbers. */
export const sparseVector: Param = {
  shown: "map of numbers",
  convert: (from) =>
    from.kind === "map" && isTerm(from.key) && isNumberOrVoid(from.value)
      ? mapOf(from.key, DOUBLE)
      : undefined,
};

const isNumberOrVoid = (type: DataType): boolean => isNumeric(type) || type.kind === "void";

const isTerm = ({ kind }: DataType): boolean =>
  ["string", "tinyint", "smallint", "int", "bigint"].includes(kind);
