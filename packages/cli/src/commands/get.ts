import { openClient, showInstant, type FeatureRow } from "@pinion/runtime";
import { print, printDocument, table as tableText, toJson } from "../output.js";
import { fromHere } from "../store-address.js";

export interface GetArguments {
  readonly project: string;
  readonly json?: true;
  readonly features: readonly string[];
  readonly store?: string;
}

/** `pinion get TABLE KEY…`. */
export async function get(table: string, keys: readonly string[], options: GetArguments): Promise<void> {
  const { project, json, features, store } = options;
  const client = await openClient({ project, ...(store === undefined ? {} : { store: fromHere(store) }) });
  try {
    const rows = await client.getOnlineRows(table, keys, features);
    if (json === true) {
      printDocument({ table, rows: rows.map(documentOf) });
      return;
    }
    print(
      tableText(
        ["key", ...features, "as of"],
        rows.map((row) => [
          row.key,
          ...features.map((name) => cellOf(row, name)),
          row.asOf === null ? "" : showInstant(row.asOf),
        ]),
      ),
    );
  } finally {
    await client.close();
  }
}

/** A value, a default too; otherwise what is not there. */
function cellOf({ features, status }: FeatureRow, name: string): string {
  const value = features[name] ?? null;
  const absent = status[name] === "keyNotFound" || status[name] === "featureNotFound";
  return absent && value === null ? "not found" : textOf(value);
}

const documentOf = ({ key, found, asOf, features, status }: FeatureRow) => ({
  key,
  found,
  asOf: asOf === null ? null : showInstant(asOf),
  features,
  // As over HTTP, left out where every value is present.
  ...(Object.values(status).every((one) => one === "present") ? {} : { status }),
});

const textOf = (value: unknown): string =>
  value === null || value === undefined ? "NULL" : typeof value === "string" ? value : toJson(value);
