import type { AvroNode } from "@pinion/core/avro";
import { DecodeFailure, readLength, readLong, skipLong, take, type Cursor } from "./cursor.js";

/** Steps over one value of a schema. */
export type Skip = (c: Cursor) => void;

const skipLengthy: Skip = (c) => void take(c, readLength(c));

/** What was found of records, which may hold themselves and be named any number of times: of all readers of a schema. */
export interface KnownRecords {
  readonly skips: Map<AvroNode, Skip>;
  readonly least: Map<AvroNode, number>;
}

export const knownRecords = (): KnownRecords => ({ skips: new Map(), least: new Map() });

export function skipper(node: AvroNode, known: KnownRecords): Skip {
  switch (node.kind) {
    case "null":
      return () => undefined;
    case "boolean":
      return (c) => void take(c, 1);
    case "int":
    case "long":
    case "enum":
      return skipLong;
    case "float":
      return (c) => void take(c, 4);
    case "double":
      return (c) => void take(c, 8);
    case "string":
    case "bytes":
      return skipLengthy;
    case "fixed":
      return (c) => void take(c, node.size);
    case "array":
      return skipBlocks(skipper(node.items, known), leastBytes(node.items, known));
    case "map": {
      const value = skipper(node.values, known);
      return skipBlocks((c) => {
        skipLengthy(c);
        value(c);
      }, 1);
    }
    case "union": {
      const branches = node.branches.map((branch) => skipper(branch, known));
      return (c) => branchOf(branches, c)(c);
    }
    case "record": {
      const before = known.skips.get(node);
      if (before !== undefined) return before;
      let fields: readonly Skip[] = [];
      const skip: Skip = (c) => {
        for (const field of fields) field(c);
      };
      known.skips.set(node, skip);
      // What has no bytes is not gone through, however often it is in itself.
      fields = node.fields
        .filter((field) => leastBytes(field.node, known) > 0)
        .map((field) => skipper(field.node, known));
      return skip;
    }
  }
}

/** The branch of a union that the next number names. */
export function branchOf<T>(branches: readonly T[], c: Cursor): T {
  const index = readLong(c);
  const branch = typeof index === "number" ? branches[index] : undefined;
  if (branch === undefined) throw new DecodeFailure(`a union has no branch ${index}`);
  return branch;
}

function skipBlocks(item: Skip, least: number): Skip {
  return (c) => {
    for (;;) {
      const count = readLong(c);
      if (count === 0) return;
      if (typeof count === "number" && count < 0) {
        skipLengthy(c);
        continue;
      }
      if (typeof count !== "number" || (least > 0 && count > c.end - c.pos) || count > 100_000_000) {
        throw new DecodeFailure("the record ends early");
      }
      if (least === 0) continue;
      for (let i = 0; i < count; i++) item(c);
    }
  };
}

/** The bytes of the smallest value: 0 only where no value has any. */
export function leastBytes(node: AvroNode, known: KnownRecords): number {
  switch (node.kind) {
    case "null":
      return 0;
    case "fixed":
      return node.size;
    case "record": {
      const before = known.least.get(node);
      if (before !== undefined) return before;
      // One that holds itself does so behind a union or a list, which have a byte.
      known.least.set(node, 1);
      const least = node.fields.reduce((sum, field) => sum + leastBytes(field.node, known), 0);
      known.least.set(node, least);
      return least;
    }
    case "float":
      return 4;
    case "double":
      return 8;
    default:
      return 1;
  }
}
