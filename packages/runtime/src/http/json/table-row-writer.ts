import type { DataType, Int64, Value } from "@pinion/core";
import type { FeatureRow, FeatureRowStatus } from "../../serve/read-features.js";
import type { RowTaker } from "../../stores/scan.js";
import { instantWriter } from "./answer-writer.js";
import type { JsonBytes } from "./json-bytes.js";
import { appendField, enterRows, placeFields, storedFields, textOf } from "./stored-fields.js";
import type { AppendValue, Int64Form } from "./value-writer.js";

/*
 * The answer of `GET /v1/tables/:table/:key`, of values or straight from stored rows: the same bytes.
 */

/** A feature as a table holds it. */
export interface TableField {
  readonly name: string;
  readonly type: DataType;
  readonly append: AppendValue;
  /** What stands where there is no value. */
  readonly fallback: Value;
}

/** An answer from stored rows. */
export interface WrittenRow {
  readonly bytes: Buffer;
  readonly found: boolean;
}

export interface TableRowWriter {
  readonly ofValues: (key: string, row: FeatureRow) => Buffer;
  readonly ofStored: (key: string) => RowTaker<WrittenRow>;
}

const NOTHING = Buffer.alloc(0);

/** Writes answers of some features of a table. */
export function tableRowWriter(
  out: JsonBytes,
  table: string,
  fields: readonly TableField[],
  int64: Int64Form,
): TableRowWriter {
  const head = `{"table":${JSON.stringify(table)},"key":`;
  const names = fields.map(({ name }) => JSON.stringify(name));
  const labels = names.map((name, f) => Buffer.from(`${f === 0 ? "" : ","}${name}:`));
  const stored = storedFields(
    fields.map(({ fallback, ...field }) => ({
      ...field,
      fallback: textOf(out, field.append, fallback),
      part: 0,
    })),
    int64,
  );
  const instant = instantWriter();

  const begin = (key: string, found: boolean): void => {
    out.clear();
    out.text(`${head}${JSON.stringify(key)},"found":${found},"features":{`);
  };
  /** Statuses are left out where every value is present. */
  const end = (asOf: Int64 | null, status: readonly FeatureRowStatus[] | undefined): Buffer => {
    out.text(`},"asOf":${instant(asOf)}`);
    if (status !== undefined)
      out.text(`,"status":{${names.map((name, f) => `${name}:"${status[f] ?? "keyNotFound"}"`).join(",")}}`);
    out.text("}");
    return out.take();
  };
  return {
    ofValues: (key, row) => {
      begin(key, row.found);
      fields.forEach(({ name, append }, f) => {
        out.bytes(labels[f] ?? NOTHING);
        append(out, row.features[name] ?? null);
      });
      const status = fields.map(({ name }) => row.status[name] ?? "keyNotFound");
      return end(row.asOf, status.every((one) => one === "present") ? undefined : status);
    },
    ofStored: (key) => {
      let found = false;
      let asOf: Int64 | null = null;
      let status: FeatureRowStatus[] | undefined;
      return {
        begin: (groups) => {
          placeFields(stored, groups);
          asOf = null;
          status = undefined;
        },
        entity: (rows) => {
          enterRows(stored, rows, true);
          found = rows.some((row) => row !== undefined);
          begin(key, found);
          for (let f = 0; f < stored.fields.length; f++) {
            const field = stored.fields[f];
            const label = labels[f];
            if (field === undefined || label === undefined) continue;
            out.bytes(label);
            const own = appendField(out, field, rows[field.group]);
            if (own !== "present") status ??= Array<FeatureRowStatus>(stored.fields.length).fill("present");
            if (status !== undefined) status[f] = own;
            if (own === "keyNotFound" || own === "featureNotFound") continue;
            const since = stored.since[field.group];
            if (since !== undefined && (asOf === null || since < asOf)) asOf = since;
          }
        },
        end: () => ({ bytes: end(asOf, status), found }),
      };
    },
  };
}
