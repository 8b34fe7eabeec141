import type { FeatureEntry } from "@pinion/core";
import type { EntityFeatures, FeatureStatus } from "../../serve/get-features.js";
import type { FeastRequest } from "../read/feast-request.js";
import { featureWriters, instantWriter } from "./answer-writer.js";
import { toJson } from "./write.js";

/*
 * What the answers of `POST /get-online-features` are made of, whoever writes them: names, then a column for each.
 */

export const FEAST_STATUS: Readonly<Record<FeatureStatus, string>> = {
  present: '"PRESENT"',
  null: '"NULL_VALUE"',
  keyNotFound: '"NOT_FOUND"',
  featureNotFound: '"NOT_FOUND"',
  notMaterialised: '"NOT_FOUND"',
  stale: '"OUTSIDE_MAX_AGE"',
};
/** The time of what has none. */
export const EPOCH = '"1970-01-01T00:00:00Z"';

export const VALUES = '{"values":[';
export const STATUSES = '],"statuses":[';
export const TIMES = '],"event_timestamps":[';
export const COLUMN_END = "]}";
export const ANSWER_END = "]}";

/** All that stands before the columns of features: names, and the columns of join keys. */
export function headText({ references, fullNames, keyColumns, rows }: FeastRequest): string {
  const names = [
    ...keyColumns.map(({ name }) => name),
    ...references.list.map(({ table, feature }) => (fullNames ? `${table}__${feature}` : feature)),
  ];
  const columns = keyColumns.map(
    ({ values }) =>
      `${columnText(values.map(toJson).join(","), repeated(FEAST_STATUS.present, rows), repeated(EPOCH, rows))},`,
  );
  return `{"metadata":{"feature_names":${JSON.stringify(names)}},"results":[${columns.join("")}`;
}

/** The values of one reference: those at one place of each row. */
export interface Cells {
  readonly rows: readonly EntityFeatures[];
  readonly at: number;
}

/** The answer of values, by the position of the references. */
export type WriteColumns = (request: FeastRequest, cells: readonly Cells[]) => Buffer;

export function columnsWriter(features: ReadonlyMap<string, FeatureEntry>, timeZone: string): WriteColumns {
  const writers = featureWriters(features, timeZone);
  return (request, cells) => {
    // Most columns are of one time.
    const instant = instantWriter(EPOCH);
    const columns = request.references.features.map((feature, i) => {
      const write = writers(feature, "number");
      const { rows, at } = cells[i] ?? { rows: [], at: 0 };
      return columnText(
        rows.map(({ values }) => write(values[at] ?? null)).join(","),
        rows.map(({ status }) => FEAST_STATUS[status[at] ?? "notMaterialised"]).join(","),
        rows.map(({ asOf }) => instant(asOf[at] ?? null)).join(","),
      );
    });
    return Buffer.from(headText(request) + columns.join(",") + ANSWER_END);
  };
}

const columnText = (values: string, statuses: string, times: string): string =>
  VALUES + values + STATUSES + statuses + TIMES + times + COLUMN_END;

/** The same text so many times, as members of a list. */
export const repeated = (text: string, count: number): string =>
  count === 0 ? "" : text + `,${text}`.repeat(count - 1);
