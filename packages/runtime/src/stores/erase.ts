import { encodeRow, decoderOf, layoutOf, rowAsOf, rowSchemaId } from "./row/index.js";
import type { GroupMeta } from "./table-meta.js";

/**
 * A packed row with some of its features NULL and all else as it was; undefined where it holds none of them. Throws PN6002
 * where the row is damaged.
 */
export function eraseFields(group: GroupMeta, row: Buffer, names: readonly string[]): Buffer | undefined {
  const schema = group.schemas.get(rowSchemaId(row));
  if (schema === undefined) return undefined;
  const layout = layoutOf(schema);
  const fields = schema.fields.map(({ name }) => name);
  const values = decoderOf(layout, fields)(row).map((value) => value ?? null);
  const erased = values.map((value, i) => (names.includes(fields[i] ?? "") ? null : value));
  return erased.every((value, i) => value === values[i])
    ? undefined
    : encodeRow(layout, rowAsOf(row), erased);
}
