import type { AvroNode } from "@pinion/core/avro";
import { damaged } from "./damage.js";
import { readBytes, readItems, readLength, readLong, type Tap } from "./tap.js";

/** Passes over a value that nothing needs. */
export function skip(tap: Tap, schema: AvroNode): void {
  switch (schema.kind) {
    case "null":
      return;
    case "boolean":
      readBytes(tap, 1);
      return;
    case "int":
    case "long":
    case "enum":
      readLong(tap);
      return;
    case "float":
      readBytes(tap, 4);
      return;
    case "double":
      readBytes(tap, 8);
      return;
    case "bytes":
    case "string":
      readBytes(tap, readLength(tap));
      return;
    case "fixed":
      readBytes(tap, schema.size);
      return;
    case "array":
      readItems(tap, () => skip(tap, schema.items));
      return;
    case "map":
      readItems(tap, () => {
        readBytes(tap, readLength(tap));
        skip(tap, schema.values);
      });
      return;
    case "union":
      skip(tap, branchOf(tap, schema.branches));
      return;
    case "record":
      for (const field of schema.fields) skip(tap, field.node);
  }
}

/** The branch of a union that follows. */
export function branchOf<T>(tap: Tap, branches: readonly T[]): T {
  const index = readLong(tap);
  const branch = typeof index === "number" ? branches[index] : undefined;
  return branch ?? damaged(`a union has no branch ${index}`);
}
