import type { Clock, StreamWriter, StreamWriterOptions } from "../../ports.js";
import { encodeRow, layoutOf, rowAsOf } from "../row/index.js";
import { EXPIRY_BYTES, expiryHead } from "./expiry.js";
import { guard, type Database } from "./open.js";

interface StreamWriterParts {
  readonly database: Database;
  readonly folder: string;
  /** What the keys of the group's rows begin with. */
  readonly prefix: string;
  readonly options: StreamWriterOptions;
  readonly clock: Clock;
  readonly storedKey: (key: string) => string;
  /** Throws PN6001 where the store is in the folder no more. */
  readonly standing: () => void;
  /** Notes the group again where a job that holds its features too found it without rows; within a transaction. */
  readonly keepGroup: () => void;
}

/** Each call of `upsert` is one transaction. */
export function lmdbStreamWriter(parts: StreamWriterParts): StreamWriter {
  const { database, folder, prefix, clock, storedKey, standing, keepGroup } = parts;
  const { schema, ttlSeconds } = parts.options;
  const layout = layoutOf(schema);
  return {
    upsert: async (rows) => {
      standing();
      const head = expiryHead(ttlSeconds, clock);
      let written = 0;
      let bytes = 0;
      guard(folder, () =>
        database.transactionSync(() => {
          keepGroup();
          for (const { key, values, asOf } of rows) {
            const id = prefix + storedKey(key);
            const before = database.getBinaryFast(id);
            if (before !== undefined && rowAsOf(before, EXPIRY_BYTES) > asOf) continue;
            const row = encodeRow(layout, asOf, values);
            database.putSync(id, Buffer.concat([head, row]));
            written++;
            bytes += row.length;
          }
        }),
      );
      return { written, outdated: rows.length - written, bytes };
    },
  };
}
