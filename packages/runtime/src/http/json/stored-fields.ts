import type { DataType, Int64 } from "@pinion/core";
import type { FeatureStatus } from "../../serve/get-features.js";
import type { StoredFeatures } from "../../serve/scan-features.js";
import type { GroupReader } from "../../stores/decoders.js";
import {
  checkRow,
  int64At,
  hasEveryValue,
  readCell,
  rowAsOf,
  type Cell,
  type PackedRow,
  type RowLayout,
} from "../../stores/row/index.js";
import type { Int64Form } from "./value-writer.js";
import type { JsonBytes } from "./json-bytes.js";
import { appendIntegers, type IntegerRun } from "./integer-run.js";
import { doubleText, type AppendValue } from "./value-writer.js";

/*
 * Values of stored rows as JSON: of a value nothing is made but its text.
 */

/** How a field is written: by what is read off its bytes at once, or as any value. */
type Way = 0 | 1 | 2 | 3;
const ANY = 0;
const INT64 = 1;
const INT32 = 2;
const DOUBLE = 3;

/** A field that is written. */
export interface StoredField {
  readonly name: string;
  readonly type: DataType;
  readonly append: AppendValue;
  /** What stands where there is no value. */
  readonly fallback: Buffer;
  /** The position of the read whose groups hold it. */
  readonly part: number;
  /** The position of its group; -1 where no row holds it. */
  group: number;
  /** By the layout that rows of the group had last; undefined where that lacks it. */
  cell: Cell | undefined;
  way: Way;
}

/** Fields that stand one after another in an answer, of one group. */
export interface FieldRun {
  readonly group: number;
  readonly from: number;
  readonly to: number;
  /** Where they are whole numbers of one width: of a row without NULLs they are written in one go. */
  readonly integers: IntegerRun | undefined;
}

export type FieldOptions = Pick<StoredField, "name" | "type" | "append" | "fallback" | "part">;

/** One list of fields over certain groups, and the rows of an entity. */
export interface StoredFields {
  readonly fields: readonly StoredField[];
  readonly int64: Int64Form;
  groups: readonly (readonly GroupReader[])[];
  readers: readonly GroupReader[];
  readonly layouts: (RowLayout | undefined)[];
  /** By the layouts; undefined until it is asked for. */
  runs: readonly FieldRun[] | undefined;
  /** Whether the entity's row lacks no value, by the position of the groups. */
  readonly filled: boolean[];
  /** As-of times of the entity's rows, by the position of the groups, where they were asked for. */
  readonly since: Int64[];
}

export const storedFields = (fields: readonly FieldOptions[], int64: Int64Form): StoredFields => ({
  fields: fields.map((field) => ({ ...field, group: -1, cell: undefined, way: ANY })),
  int64,
  groups: [],
  readers: [],
  layouts: [],
  runs: undefined,
  filled: [],
  since: [],
});

/** What is known of features by their names. */
export interface FeatureForms {
  readonly typeOf: (name: string) => DataType;
  readonly appenderOf: (name: string, int64: Int64Form) => AppendValue;
}

/** The fields that hold the features of a plan; `out` is made use of, and left empty. */
export const fieldsOfPlan = (
  { steps }: StoredFeatures,
  { typeOf, appenderOf }: FeatureForms,
  int64: Int64Form,
  out: JsonBytes,
): StoredFields =>
  storedFields(
    steps.map(({ name, stored, fallback, part }) => {
      const append = appenderOf(name, int64);
      return { name: stored, type: typeOf(name), append, fallback: textOf(out, append, fallback), part };
    }),
    int64,
  );

/** The text of a value by itself; an answer that failed may have left something there. */
export function textOf(out: JsonBytes, append: AppendValue, value: Parameters<AppendValue>[1]): Buffer {
  out.clear();
  append(out, value);
  return out.take();
}

/** Puts each field in the group of its table that holds it. */
export function placeFields(stored: StoredFields, groups: StoredFields["groups"]): void {
  if (sameGroups(stored.groups, groups)) return;
  stored.groups = groups;
  stored.readers = groups.flat();
  stored.layouts.length = 0;
  stored.runs = undefined;
  const firsts = groups.map((_, r) => groups.slice(0, r).reduce((all, own) => all + own.length, 0));
  for (const field of stored.fields) {
    const own = groups[field.part]?.findIndex(({ holds }) => holds(field.name)) ?? -1;
    field.group = own < 0 ? -1 : (firsts[field.part] ?? 0) + own;
    field.cell = undefined;
  }
}

const sameGroups = (a: StoredFields["groups"], b: StoredFields["groups"]): boolean =>
  a.length === b.length && a.every((own, i) => own === b[i]);

/** Looks at the rows of the next entity, by the position of the groups. Throws PN6002, PN6003, PN6010. */
export function enterRows(
  stored: StoredFields,
  rows: readonly (PackedRow | undefined)[],
  timed: boolean,
): void {
  const { readers, layouts, filled, since } = stored;
  for (let g = 0; g < readers.length; g++) {
    const row = rows[g];
    const reader = readers[g];
    filled[g] = false;
    if (row === undefined || reader === undefined) continue;
    const layout = reader.layoutOf(row.bytes, row.start);
    checkRow(row, layout);
    if (layouts[g] !== layout) {
      layOut(stored, g, reader, layout);
      layouts[g] = layout;
    }
    filled[g] = hasEveryValue(row, layout);
    if (timed) since[g] = rowAsOf(row.bytes, row.start);
  }
}

/** Finds out where a group's fields stand in rows of a layout. */
function layOut(stored: StoredFields, group: number, reader: GroupReader, layout: RowLayout): void {
  const { fields, int64 } = stored;
  stored.runs = undefined;
  for (const field of fields) {
    if (field.group !== group) continue;
    field.cell = reader.cellOf(layout, field.name, field.type);
    field.way = wayOf(field.type, field.cell?.type, int64);
  }
}

function wayOf(declared: DataType, stored: DataType | undefined, int64: Int64Form): Way {
  if (stored?.kind !== declared.kind) return ANY;
  if (stored.kind === "bigint") return int64 === "number" ? INT64 : ANY;
  return stored.kind === "int" ? INT32 : stored.kind === "double" ? DOUBLE : ANY;
}

/** The fields, cut where the group or the width changes. */
export const runsOf = (stored: StoredFields): readonly FieldRun[] => (stored.runs ??= cut(stored.fields));

function cut(fields: readonly StoredField[]): readonly FieldRun[] {
  const starts = fields.flatMap(({ group, way }, f) => {
    const before = fields[f - 1];
    return before?.group === group && before.way === way ? [] : [f];
  });
  return starts.map((from, i) => {
    const to = starts[i + 1] ?? fields.length;
    const own = fields.slice(from, to);
    const { group = -1, way = ANY } = own[0] ?? {};
    const at = own.flatMap(({ cell }) => (cell === undefined ? [] : [cell.at]));
    const whole = (way === INT64 || way === INT32) && at.length === own.length;
    return {
      group,
      from,
      to,
      integers: whole ? { wide: way === INT64, at: Int32Array.from(at) } : undefined,
    };
  });
}

/** Writes a run's values with a comma before each but the answer's first; false where they are to be written one by one. */
export function appendRun(
  out: JsonBytes,
  { filled }: StoredFields,
  { group, from, integers }: FieldRun,
  rows: readonly (PackedRow | undefined)[],
): boolean {
  const row = rows[group];
  if (integers === undefined || row === undefined || filled[group] !== true) return false;
  appendIntegers(out, integers, row, from > 0);
  return true;
}

/** Writes a field's value; says what stands behind it, whatever its age. */
export function appendField(
  out: JsonBytes,
  field: StoredField,
  row: PackedRow | undefined,
): Exclude<FeatureStatus, "stale" | "notMaterialised"> {
  if (row === undefined) {
    out.bytes(field.fallback);
    return "keyNotFound";
  }
  const { cell } = field;
  if (cell === undefined) {
    out.bytes(field.fallback);
    return "featureNotFound";
  }
  const { view } = row;
  const base = row.bytes.byteOffset + row.start;
  const filled = (view.getUint8(base + cell.nullByte) & cell.nullBit) === 0;
  if (filled && field.way !== ANY) {
    const at = base + cell.at;
    if (field.way === INT32) out.integer(view.getInt32(at, true));
    else if (field.way === DOUBLE) out.text(doubleText(view.getFloat64(at, true)));
    else {
      const value = int64At(view, at);
      if (typeof value === "number") out.integer(value);
      else out.text(String(value));
    }
    return "present";
  }
  const value = readCell(cell, row);
  if (value === undefined || value === null) out.bytes(field.fallback);
  else field.append(out, value);
  return value === undefined ? "featureNotFound" : value === null ? "null" : "present";
}
