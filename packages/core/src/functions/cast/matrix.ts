import type { DataType } from "../../types/index.js";
import type { ResolveContext } from "../record.js";
import type { CastStep } from "./cast.js";

/** The cast from one type to another that differs; undefined where Spark has none. */
export function castImpl(_from: DataType, _to: DataType, _context: ResolveContext): CastStep | undefined {
  return undefined;
}
