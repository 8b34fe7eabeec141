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
          ...features.map((name) => (row.found ? textOf(row.features[name]) : "not found")),
          row.asOf === null ? "" : showInstant(row.asOf),
        ]),
      ),
    );
  } finally {
    await client.close();
  }
}

const documentOf = ({ key, found, asOf, features }: FeatureRow) => ({
  key,
  found,
  asOf: asOf === null ? null : showInstant(asOf),
  features,
});

const textOf = (value: unknown): string =>
  value === null || value === undefined ? "NULL" : typeof value === "string" ? value : toJson(value);
