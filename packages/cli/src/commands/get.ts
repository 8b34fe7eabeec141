import { PinionError } from "@pinion/core";
import {
  featureJson,
  openClient,
  parseExactJson,
  showInstant,
  type FeatureRow,
  type RequestRow,
} from "@pinion/runtime";
import { print, printDocument, table as tableText, toJson, written } from "../output.js";
import { fromHere } from "../store-address.js";

export interface GetArguments {
  readonly project: string;
  readonly json?: true;
  readonly features: readonly string[];
  readonly request?: string;
  /** Milliseconds. */
  readonly deadline?: number;
  readonly store?: string;
}

/** `pinion get TABLE KEY…`. */
export async function get(table: string, keys: readonly string[], options: GetArguments): Promise<void> {
  const { project, json, features, store, deadline } = options;
  const request = requestRows(options.request, keys.length);
  const client = await openClient({ project, ...(store === undefined ? {} : { store: fromHere(store) }) });
  try {
    const rows = await client.getOnlineRows(table, keys, features, {
      ...(request === undefined ? {} : { request }),
      ...(deadline === undefined ? {} : { deadlineMs: deadline }),
    });
    if (json === true) {
      const jsonOf = featureJson(client.manifest);
      printDocument({ table, rows: rows.map((row) => documentOf(row, jsonOf)) });
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

/** A row for each key. Throws PN8003 where they are none. */
function requestRows(text: string | undefined, keys: number): readonly RequestRow[] | undefined {
  if (text === undefined) return undefined;
  let given: unknown;
  try {
    given = parseExactJson(text);
  } catch {
    throw new PinionError("PN8003", "what --request is given is no JSON", {
      help: 'write it as {"x":…}, in quotes for the shell',
    });
  }
  const rows: readonly unknown[] = Array.isArray(given)
    ? given
    : Array.from({ length: keys }, (): unknown => given);
  if (rows.length !== keys) {
    throw new PinionError("PN8003", `--request has ${rows.length} rows for ${keys} keys`, {
      help: "give one row for each key, or one for all: an object",
    });
  }
  if (!rows.every(isRow)) {
    throw new PinionError("PN8003", "what --request is given is no row", {
      help: 'write it as {"x":…}, or as a list of these',
    });
  }
  return rows;
}

const isRow = (given: unknown): given is RequestRow =>
  typeof given === "object" && given !== null && !Array.isArray(given);

/** A value, a default too; otherwise what is not there. */
function cellOf({ features, status }: FeatureRow, name: string): string {
  const value = features[name] ?? null;
  const absent = status[name] === "keyNotFound" || status[name] === "featureNotFound";
  return absent && value === null ? "not found" : textOf(value);
}

const documentOf = (
  { key, found, asOf, features, status }: FeatureRow,
  jsonOf: ReturnType<typeof featureJson>,
) => ({
  key,
  found,
  asOf: asOf === null ? null : showInstant(asOf),
  features: Object.fromEntries(
    Object.entries(features).map(([name, value]) => {
      const text = jsonOf(name, value);
      return [name, text === undefined ? value : written(text)];
    }),
  ),
  // As over HTTP, left out where every value is present.
  ...(Object.values(status).every((one) => one === "present") ? {} : { status }),
});

const textOf = (value: unknown): string =>
  value === null || value === undefined ? "NULL" : typeof value === "string" ? value : toJson(value);
