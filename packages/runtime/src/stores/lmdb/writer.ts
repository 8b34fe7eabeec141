import type { Int64 } from "@pinion/core";
import type { Clock, TableWriter, WriterOptions } from "../../ports.js";
import { encodeRow, layoutOf, rowAsOf } from "../row/index.js";
import { metaToJson, withAsOf } from "../table-meta.js";
import { metaKey, rowPrefix, storedKey } from "./keys.js";
import type { Metas } from "./metas.js";
import { guard, type Database } from "./open.js";
import { sweep, sweepCovered } from "./remove.js";
import { checkpointMark } from "./checkpoint.js";
import { EXPIRY_BYTES, expiryHead } from "./expiry.js";

interface WriterParts {
  readonly database: Database;
  readonly folder: string;
  readonly group: string;
  readonly options: WriterOptions;
  readonly clock: Clock;
  readonly metas: Metas;
  /** Throws PN6001 where the store is in the folder no more. */
  readonly standing: () => void;
  /** Notes the group again where a job that holds its features too found it without rows; within a transaction. */
  readonly keepGroup: () => void;
}

/** Rows of one as-of time, a batch in a transaction. */
export function lmdbWriter(parts: WriterParts): TableWriter {
  const { database, folder, group, options, clock, metas, standing, keepGroup } = parts;
  const { table, schema, asOf, ttlSeconds } = options;
  const layout = layoutOf(schema);
  const prefix = rowPrefix(table, group);
  const noted = performance.now();
  let written = 0;
  let outdated = 0;
  let bytes = 0;
  const later = (other: Int64 | undefined): boolean => other !== undefined && other > asOf;
  const mark = options.job === undefined ? undefined : checkpointMark(database, folder, group, options);

  return {
    ...(mark === undefined ? {} : { reached: mark.reached }),
    checkpoint: async (number) => {
      standing();
      mark?.note(number);
      // What a power cut could take away must not be noted as done by anyone else.
      await database.flushed;
      return { written, outdated, bytes };
    },
    write: async (rows) => {
      standing();
      const head = expiryHead(ttlSeconds, clock);
      const encoded = rows.map(({ key, values }) => ({
        id: prefix + storedKey(key),
        value: Buffer.concat([head, encodeRow(layout, asOf, values)]),
      }));
      guard(folder, () =>
        database.transactionSync(() => {
          if (later(metas(table)?.meta.groups.get(group)?.asOf)) {
            outdated += rows.length;
            return;
          }
          keepGroup();
          for (const { id, value } of encoded) {
            const before = database.getBinaryFast(id);
            if (before !== undefined && later(rowAsOf(before, EXPIRY_BYTES))) {
              outdated++;
              continue;
            }
            database.putSync(id, value);
            written++;
            bytes += value.length - EXPIRY_BYTES;
          }
        }),
      );
    },
    finish: async () => {
      standing();
      const removed = guard(folder, () => sweep(database, prefix, asOf));
      guard(folder, () =>
        database.transactionSync(() => {
          keepGroup();
          const meta = metas(table)?.meta;
          if (meta !== undefined)
            database.putSync(metaKey(table), Buffer.from(metaToJson(withAsOf(meta, group, asOf))));
        }),
      );
      const covered = await sweepCovered({ database, folder, metas, table, group }, asOf, noted);
      guard(folder, () => database.transactionSync(() => mark?.remove()));
      return { written, outdated, removed: removed + covered, bytes };
    },
    abandon: () => Promise.resolve(),
  };
}
