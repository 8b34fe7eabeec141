import { PinionError } from "@pinion/core";
import type { StoredRow } from "../ports.js";
import { decoderOf, layoutOf, rowAsOf, rowSchemaId, type DecodeRow } from "./row/index.js";
import type { GroupMeta } from "./table-meta.js";

/** Decodes rows of one group, whatever schema each was written with. */
export type DecodeStored = (row: Buffer) => StoredRow;

/** Decoders are made once for each schema met. */
export function storedRowDecoder(group: GroupMeta, names: readonly string[], where: string): DecodeStored {
  const bySchema = new Map<number, DecodeRow>();
  return (row) => {
    const id = rowSchemaId(row);
    let decode = bySchema.get(id);
    if (decode === undefined) {
      const schema = group.schemas.get(id);
      if (schema === undefined) throw unknownSchema(where);
      decode = decoderOf(layoutOf(schema), names);
      bySchema.set(id, decode);
    }
    return { group: group.id, asOf: rowAsOf(row), values: decode(row) };
  };
}

const unknownSchema = (where: string): PinionError =>
  new PinionError("PN6003", `a row of ${where} names a row schema that is not stored beside it`, {
    help: "materialise the table again",
  });
