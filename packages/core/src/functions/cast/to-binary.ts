import * as std from "../../std/cast/index.js";
import type { DataType } from "../../types/index.js";
import { always, step, type CastStep } from "./step.js";

const BYTES = { tinyint: 1, smallint: 2, int: 4, bigint: 8 } as const;

export function toBinary(from: DataType): CastStep | undefined {
  switch (from.kind) {
    case "string":
      return step(always("stringToBinary", std.stringToBinary, { duckdb: "encode($0)" }));
    case "tinyint":
    case "smallint":
    case "int":
    case "bigint":
      return step(always("integerToBinary", std.integerToBinary), BYTES[from.kind]);
    default:
      return undefined;
  }
}
