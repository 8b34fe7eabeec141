import type { DataType, Int64 } from "@pinion/core";
import type { FeatureStatus } from "../../serve/get-features.js";
import type { StoredFeatures } from "../../serve/scan-features.js";
import type { GroupReader } from "../../stores/decoders.js";
import {
  cellOf,
  checkRow,
  int64At,
  readCell,
  rowAsOf,
  type Cell,
  type PackedRow,
  type RowLayout,
} from "../../stores/row/index.js";
import type { RowTaker } from "../../stores/scan.js";
import { instantWriter, type AnswerForm } from "./answer-writer.js";
import { jsonBytes, type JsonBytes } from "./json-bytes.js";
import { doubleText, type AppendValue } from "./value-writer.js";

/*
 * The answer of `POST /v1/features` straight from stored rows: of a value nothing is made but its text. The bytes are those that
 * the writer of answers makes of the values of the same rows.
 */

/** An answer, and what is counted of it. */
export interface WrittenRows {
  readonly bytes: Buffer;
  /** How many entities had a value of every feature. */
  readonly whole: number;
  /** What stands behind the values of the others. */
  readonly others: readonly (readonly FeatureStatus[])[];
}

export interface RowWriter {
  /** `oldest`: as-of times by the position of the features, before which a value is stale. */
  readonly takerOf: (
    plan: StoredFeatures,
    form: AnswerForm,
    oldest: readonly number[] | undefined,
  ) => RowTaker<WrittenRows>;
}

/** How a field is written: by what is read off its bytes at once, or as any value. */
type Way = 0 | 1 | 2 | 3;
const ANY = 0;
const INT64 = 1;
const INT32 = 2;
const DOUBLE = 3;

interface Field {
  readonly name: string;
  readonly type: DataType;
  readonly append: AppendValue;
  /** What stands where there is no value. */
  readonly fallback: Buffer;
  /** The position of its group; -1 where no row holds it. */
  group: number;
  /** By the layout that rows of the group had last; undefined where that lacks it. */
  cell: Cell | undefined;
  way: Way;
}

/** How one list of features is written over certain groups. */
interface Compiled {
  readonly head: Buffer;
  readonly fields: readonly Field[];
  groups: readonly (readonly GroupReader[])[];
  readers: readonly GroupReader[];
  readonly layouts: (RowLayout | undefined)[];
  readonly since: Int64[];
}

const OPEN = Buffer.from('{"values":[');
const NEXT = Buffer.from(',{"values":[');
const END = Buffer.from("]}");
const COMMA = 44;
const BRACKET = 93;
const BRACE = 125;

export interface RowWriterOptions {
  readonly typeOf: (name: string) => DataType;
  readonly appenderOf: (name: string, int64: AnswerForm["int64"]) => AppendValue;
}

export function rowWriter({ typeOf, appenderOf }: RowWriterOptions): RowWriter {
  const out = jsonBytes();
  const plans = {
    number: new WeakMap<StoredFeatures, Compiled>(),
    string: new WeakMap<StoredFeatures, Compiled>(),
  };
  const fallbackOf = (append: AppendValue, value: Parameters<AppendValue>[1]): Buffer => {
    append(out, value);
    return out.take();
  };
  const compile = (plan: StoredFeatures, int64: AnswerForm["int64"]): Compiled => ({
    head: Buffer.from(`{"features":${JSON.stringify(plan.features)},"rows":[`),
    fields: plan.steps.map(({ name, fallback }) => {
      const append = appenderOf(name, int64);
      return {
        name,
        type: typeOf(name),
        append,
        fallback: fallbackOf(append, fallback),
        group: -1,
        cell: undefined,
        way: ANY,
      };
    }),
    groups: [],
    readers: [],
    layouts: [],
    since: [],
  });

  return {
    takerOf: (plan, { int64, asOf }, oldest) => {
      let compiled = plans[int64].get(plan);
      if (compiled === undefined) plans[int64].set(plan, (compiled = compile(plan, int64)));
      return taker(out, compiled, plan, int64, asOf, oldest);
    },
  };
}

/** Puts each field in the group of its table that holds it. */
function place(compiled: Compiled, plan: StoredFeatures, groups: Compiled["groups"]): void {
  compiled.groups = groups;
  compiled.readers = groups.flat();
  compiled.layouts.length = 0;
  const firsts = groups.map((_, r) => groups.slice(0, r).reduce((all, own) => all + own.length, 0));
  compiled.fields.forEach((field, f) => {
    const part = plan.steps[f]?.part ?? -1;
    const own = groups[part]?.findIndex(({ holds }) => holds(field.name)) ?? -1;
    field.group = own < 0 ? -1 : (firsts[part] ?? 0) + own;
    field.cell = undefined;
  });
}

/** Finds out where a group's fields stand in rows of a layout. */
function layOut({ fields }: Compiled, group: number, layout: RowLayout, int64: AnswerForm["int64"]): void {
  for (const field of fields) {
    if (field.group !== group) continue;
    field.cell = cellOf(layout, field.name);
    field.way = wayOf(field.type, field.cell?.type, int64);
  }
}

function wayOf(declared: DataType, stored: DataType | undefined, int64: AnswerForm["int64"]): Way {
  if (stored?.kind !== declared.kind) return ANY;
  if (stored.kind === "bigint") return int64 === "number" ? INT64 : ANY;
  return stored.kind === "int" ? INT32 : stored.kind === "double" ? DOUBLE : ANY;
}

const sameGroups = (a: Compiled["groups"], b: Compiled["groups"]): boolean =>
  a.length === b.length && a.every((own, i) => own === b[i]);

function taker(
  out: JsonBytes,
  compiled: Compiled,
  plan: StoredFeatures,
  int64: AnswerForm["int64"],
  asOf: boolean,
  oldest: readonly number[] | undefined,
): RowTaker<WrittenRows> {
  const { fields, head, layouts, since } = compiled;
  const instant = instantWriter();
  let first = true;
  let whole = 0;
  let others: FeatureStatus[][] = [];

  /** What stands behind a value, where its row is there and has the field. */
  const statusOf = (f: number, isNull: boolean): FeatureStatus => {
    const limit = oldest?.[f];
    if (limit !== undefined && (since[fields[f]?.group ?? -1] ?? 0) < limit) return "stale";
    return isNull ? "null" : "present";
  };
  /** Writes a value; gives its status. */
  const append = (f: number, field: Field, row: PackedRow | undefined): FeatureStatus => {
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
      return oldest === undefined ? "present" : statusOf(f, false);
    }
    const value = readCell(cell, row);
    if (value === undefined || value === null) out.bytes(field.fallback);
    else field.append(out, value);
    return value === undefined ? "featureNotFound" : statusOf(f, value === null);
  };

  return {
    begin: (groups) => {
      out.clear();
      first = true;
      whole = 0;
      others = [];
      if (!sameGroups(compiled.groups, groups)) place(compiled, plan, groups);
      out.bytes(head);
    },
    entity: (rows) => {
      for (let g = 0; g < compiled.readers.length; g++) {
        const row = rows[g];
        const reader = compiled.readers[g];
        if (row === undefined || reader === undefined) continue;
        const layout = reader.layoutOf(row.bytes, row.start);
        checkRow(row, layout);
        if (layouts[g] !== layout) {
          layOut(compiled, g, layout, int64);
          layouts[g] = layout;
        }
        if (asOf || oldest !== undefined) since[g] = rowAsOf(row.bytes, row.start);
      }
      out.bytes(first ? OPEN : NEXT);
      first = false;
      /** Made where one is not present. */
      let statuses: FeatureStatus[] | undefined;
      for (let f = 0; f < fields.length; f++) {
        const field = fields[f];
        if (field === undefined) continue;
        if (f > 0) out.character(COMMA);
        const status = append(f, field, rows[field.group]);
        if (status !== "present") statuses ??= Array<FeatureStatus>(fields.length).fill("present");
        if (statuses !== undefined) statuses[f] = status;
      }
      out.character(BRACKET);
      if (statuses === undefined) whole++;
      else {
        others.push(statuses);
        out.text(`,"status":["${statuses.join('","')}"]`);
      }
      if (asOf) {
        const times = fields.map(({ group }, f) => {
          const status = statuses?.[f];
          const lacks = status === "keyNotFound" || status === "featureNotFound";
          return instant(lacks ? null : (since[group] ?? null));
        });
        out.text(`,"asOf":[${times.join(",")}]`);
      }
      out.character(BRACE);
    },
    end: () => {
      out.bytes(END);
      return { bytes: out.take(), whole, others };
    },
  };
}
