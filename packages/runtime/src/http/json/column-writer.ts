import type { Int64 } from "@pinion/core";
import type { FeatureStatus } from "../../serve/get-features.js";
import type { StoredFeatures } from "../../serve/scan-features.js";
import type { RowTaker } from "../../stores/scan.js";
import { instantWriter } from "./answer-writer.js";
import { ANSWER_END, COLUMN_END, EPOCH, FEAST_STATUS, repeated, STATUSES, TIMES, VALUES } from "./columns.js";
import { jsonBytes, type JsonBytes } from "./json-bytes.js";
import type { WrittenRows } from "./row-writer.js";
import {
  appendField,
  enterRows,
  fieldsOfPlan,
  placeFields,
  type FeatureForms,
  type StoredFields,
} from "./stored-fields.js";

/*
 * The answer of `POST /get-online-features` straight from stored rows. Rows come entity by entity and go out column by column, so
 * each column has bytes of its own until the end. What stands beside the values is the same for nearly every one of them: a
 * list of statuses or times that holds one text alone is written once for all columns that have it.
 */

export interface ColumnWriter {
  /** `head` is what stands before the columns of features. */
  readonly takerOf: (plan: StoredFeatures, head: string) => RowTaker<WrittenRows>;
}

const COMMA = 44;
const NEXT_COLUMN = `,${VALUES}`;
const END = Buffer.from(ANSWER_END);
/** A column is short, and there are as many as features were ever asked for at once. */
const OF_COLUMN = { first: 512, kept: 32 * 1024 };

export function columnWriter(forms: FeatureForms): ColumnWriter {
  const out = jsonBytes();
  const columns: JsonBytes[] = [];
  const plans = new WeakMap<StoredFeatures, StoredFields>();
  const alike = alikeTails();
  return {
    takerOf: (plan, head) => {
      let stored = plans.get(plan);
      if (stored === undefined) plans.set(plan, (stored = fieldsOfPlan(plan, forms, "number", out)));
      while (columns.length < stored.fields.length) columns.push(jsonBytes(OF_COLUMN));
      return taker(columns, stored, alike, head);
    },
  };
}

/** What follows the values of a column where all are present, of one time. */
type AlikeTails = (time: string, count: number) => Uint8Array;

const MOST_TAILS = 100;
const LONGEST_TAIL = 1_000;

function alikeTails(): AlikeTails {
  const known = new Map<string, Uint8Array>();
  return (time, count) => {
    const id = `${count} ${time}`;
    let tail = known.get(id);
    if (tail === undefined) {
      tail = Buffer.from(tailText(repeated(FEAST_STATUS.present, count), repeated(time, count)));
      if (known.size >= MOST_TAILS) known.clear();
      if (count <= LONGEST_TAIL) known.set(id, tail);
    }
    return tail;
  };
}

/** From the values of a column to those of the next. */
const tailText = (statuses: string, times: string): string =>
  STATUSES + statuses + TIMES + times + COLUMN_END + NEXT_COLUMN;

function taker(
  columns: readonly JsonBytes[],
  stored: StoredFields,
  alike: AlikeTails,
  head: string,
): RowTaker<WrittenRows> {
  const { fields, since } = stored;
  const instant = instantWriter(EPOCH);
  let whole = 0;
  let others: FeatureStatus[][] = [];
  /** By entity; undefined where all are present. */
  let statuses: (FeatureStatus[] | undefined)[] = [];
  /** By group, then by entity; of an entity without a row the time says nothing. */
  let times: Int64[][] = [];
  /** By field: whether every entity has a value of it. */
  let full: boolean[] = [];

  /** Of fields that no entity lacks, by their group. */
  let tails: (Uint8Array | undefined)[] = [];
  const tailOf = (f: number): Uint8Array => {
    const group = fields[f]?.group ?? -1;
    const own = times[group] ?? [];
    if (full[f] === true) {
      const [first = null] = own;
      return (tails[group] ??= own.every((time) => time === first)
        ? alike(instant(first), own.length)
        : Buffer.from(tailText(repeated(FEAST_STATUS.present, own.length), own.map(instant).join(","))));
    }
    const texts = statuses.map((status) => FEAST_STATUS[status?.[f] ?? "present"]);
    const since = statuses.map((status, entity) => {
      const lacks = status?.[f] === "keyNotFound" || status?.[f] === "featureNotFound";
      return instant(lacks ? null : (own[entity] ?? null));
    });
    return Buffer.from(tailText(texts.join(","), since.join(",")));
  };
  const clear = (): void => {
    for (let f = 0; f < fields.length; f++) columns[f]?.clear();
  };

  return {
    begin: (groups) => {
      placeFields(stored, groups);
      clear();
      whole = 0;
      others = [];
      statuses = [];
      times = stored.readers.map(() => []);
      full = fields.map(() => true);
      tails = [];
    },
    entity: (rows) => {
      enterRows(stored, rows, true);
      for (let g = 0; g < times.length; g++) times[g]?.push(since[g] ?? 0);
      let own: FeatureStatus[] | undefined;
      for (let f = 0; f < fields.length; f++) {
        const field = fields[f];
        const column = columns[f];
        if (field === undefined || column === undefined) continue;
        if (statuses.length > 0) column.character(COMMA);
        const status = appendField(column, field, rows[field.group]);
        if (status === "present") continue;
        own ??= Array<FeatureStatus>(fields.length).fill("present");
        own[f] = status;
        full[f] = false;
      }
      statuses.push(own);
      if (own === undefined) whole++;
      else others.push(own);
    },
    end: () => {
      const pieces: Uint8Array[] = [Buffer.from(head + VALUES)];
      for (let f = 0; f < fields.length; f++) {
        const column = columns[f];
        if (column !== undefined) pieces.push(column.view(), tailOf(f));
      }
      // Behind the last there is no other.
      const last = pieces.pop();
      if (last !== undefined) pieces.push(last.subarray(0, last.length - NEXT_COLUMN.length), END);
      // One buffer of the right length: an answer of columns is long.
      const bytes = Buffer.concat(pieces);
      clear();
      return { bytes, whole, others };
    },
  };
}
