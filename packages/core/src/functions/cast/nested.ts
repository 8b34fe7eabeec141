import * as std from "../../std/cast/index.js";
import type { Impl } from "../../typed/index.js";
import { isFractional, isIntegral, STRING, type DataType } from "../../types/index.js";
import { always } from "./step.js";

/** A cast of parts: `impl` takes the value and, for each part, a function that casts it. */
export interface NestedCast {
  readonly impl: Impl;
  readonly parts: readonly PartCast[];
}

export interface PartCast {
  readonly from: DataType;
  readonly to: DataType;
  /** Of a map's key, which must not become NULL. */
  readonly key?: true;
}

/** The cast of an array, map or struct to its like or to STRING; undefined of any other. */
export function nestedCast(from: DataType, to: DataType): NestedCast | undefined {
  switch (from.kind) {
    case "array":
      if (to.kind === "string") return { impl: ARRAY_TO_STRING, parts: [{ from: from.element, to: STRING }] };
      if (to.kind !== "array") return undefined;
      return { impl: ARRAY, parts: [{ from: from.element, to: to.element }] };
    case "map": {
      const ends = to.kind === "string" ? { key: STRING, value: STRING } : to.kind === "map" ? to : undefined;
      if (ends === undefined) return undefined;
      return {
        impl: to.kind === "string" ? MAP_TO_STRING : MAP,
        parts: [
          { from: from.key, to: ends.key, key: true },
          { from: from.value, to: ends.value },
        ],
      };
    }
    case "struct": {
      const { fields } = from;
      if (to.kind === "string") {
        return { impl: STRUCT_TO_STRING, parts: fields.map((field) => ({ from: field.type, to: STRING })) };
      }
      if (to.kind !== "struct" || to.fields.length !== fields.length) return undefined;
      const parts = to.fields.map((field, i) => ({ from: fields[i]?.type ?? field.type, to: field.type }));
      return { impl: STRUCT, parts };
    }
    default:
      return undefined;
  }
}

/** Whether Spark refuses the cast of a map's keys because it could give NULL, although ours never does. */
export function losesKeys(from: DataType, to: DataType): boolean {
  return isIntegral(to) && (isFractional(from) || from.kind === "decimal");
}

const ARRAY = always("castArray", std.castArray);
const MAP = always("castMap", std.castMap);
const STRUCT = always("castStruct", std.castStruct);
const ARRAY_TO_STRING = always("arrayToString", std.arrayToString);
const MAP_TO_STRING = always("mapToString", std.mapToString);
const STRUCT_TO_STRING = always("structToString", std.structToString);
