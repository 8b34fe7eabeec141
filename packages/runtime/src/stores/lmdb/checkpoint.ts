import type { WriterOptions } from "../../ports.js";
import { storedKey } from "./keys.js";
import { guard, type Database } from "./open.js";

export interface CheckpointMark {
  readonly reached: number;
  readonly note: (number: number) => void;
  /** Within a transaction. */
  readonly remove: () => void;
}

/** Where a job's last checkpoint of a group is noted. */
export function checkpointMark(
  database: Database,
  folder: string,
  group: string,
  { table, job = "" }: WriterOptions,
): CheckpointMark {
  const id = `j:${table}:${group}:${storedKey(job)}`;
  const text = guard(folder, () => database.getBinary(id))?.toString("utf8") ?? "";
  return {
    reached: /^\d{1,15}$/u.test(text) ? Number(text) : 0,
    note: (number) =>
      guard(folder, () =>
        database.transactionSync(() => {
          database.putSync(id, Buffer.from(String(number)));
        }),
      ),
    remove: () => void database.removeSync(id),
  };
}
