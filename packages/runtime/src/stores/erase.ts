import { encodeRow, decoderOf, layoutOf, rowAsOf, rowSchemaId } from "./row/index.js";
import type { GroupMeta } from "./table-meta.js";

/**
 * A packed row without some of its features and all else as it was; undefined where it holds none of them. Throws PN6002
 * where the row is damaged.
 */
export function eraseFields(group: GroupMeta, row: Buffer, names: readonly string[]): Buffer | undefined {
  const schema = group.schemas.get(rowSchemaId(row));
  if (schema === undefined) return undefined;
  const layout = layoutOf(schema);
  const fields = schema.fields.map(({ name }) => name);
  const values = decoderOf(layout, fields)(row);
  const before = new Set(values.flatMap((value, i) => (value === undefined ? [i] : [])));
  const after = new Set([...before, ...fields.flatMap((name, i) => (names.includes(name) ? [i] : []))]);
  return after.size === before.size ? undefined : encodeRow(layout, rowAsOf(row), values, after);
}
