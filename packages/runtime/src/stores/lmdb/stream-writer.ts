import type { Clock, StreamWriter, StreamWriterOptions } from "../../ports.js";
import { encodeRow, layoutOf, rowAsOf } from "../row/index.js";
import { guard, type Database } from "./open.js";

/** A row stands behind its expiry, a double. */
export const EXPIRY_BYTES = 8;

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
}

/** Each call of `upsert` is one transaction. */
export function lmdbStreamWriter(parts: StreamWriterParts): StreamWriter {
  const { database, folder, prefix, clock, storedKey, standing } = parts;
  const { schema, ttlSeconds } = parts.options;
  const layout = layoutOf(schema);
  return {
    upsert: async (rows) => {
      standing();
      const head = Buffer.alloc(EXPIRY_BYTES);
      head.writeDoubleLE(ttlSeconds === undefined ? Infinity : clock.now() + ttlSeconds * 1000);
      let written = 0;
      let bytes = 0;
      guard(folder, () =>
        database.transactionSync(() => {
          for (const { key, values, asOf } of rows) {
            const id = prefix + storedKey(key);
            const before = database.getBinaryFast(id);
            if (before !== undefined && rowAsOf(before.subarray(EXPIRY_BYTES)) > asOf) continue;
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
