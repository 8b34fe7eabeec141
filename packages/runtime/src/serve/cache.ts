import { PinionError, type Value } from "@pinion/core";
import type { Clock, FoundFeatures, OnlineStore, TableRead } from "../ports.js";

export interface CacheOptions {
  /** How old an answer may be, in milliseconds. */
  readonly maxAgeMs: number;
  /** How many rows are kept at most; the longest kept go first. Default 10,000. */
  readonly maxRows?: number;
  readonly clock?: Clock;
}

/** Throws PN7010 where an age or a number of rows is none that answers can have. */
export function checkCache({ maxAgeMs, maxRows = 1 }: CacheOptions): void {
  const refuse = (what: string, value: number, help: string): never => {
    throw new PinionError("PN7010", `${what} of the cache is ${String(value)}`, { help });
  };
  if (!(Number.isFinite(maxAgeMs) && maxAgeMs > 0))
    refuse("`maxAgeMs`", maxAgeMs, "it is a positive number of milliseconds");
  if (!(Number.isInteger(maxRows) && maxRows > 0))
    refuse("`maxRows`", maxRows, "it is a positive whole number");
}

/**
 * A store that answers again what it answered a short while ago: a row of a table, a key and a list of names. What was not
 * found is kept too. Each answer is the asker's own, whatever becomes of it. Writes and deletions through this store are seen at once, those of others after the maximum age.
 */
export function cachedStore(store: OnlineStore, options: CacheOptions): OnlineStore {
  checkCache(options);
  const { maxAgeMs, maxRows = 10_000, clock = { now: Date.now } } = options;
  const rows = new Map<string, { readonly found: FoundFeatures; readonly at: number }>();
  const idOf = ({ table, names }: TableRead): string => `${table}\n${names.join("\n")}\n\n`;
  /** What is asked for now and came in before a change is not kept. */
  let changes = 0;
  const changed = <T>(answer: Promise<T>): Promise<T> => {
    changes++;
    rows.clear();
    return answer.finally(() => {
      changes++;
      rows.clear();
    });
  };

  const keep = (id: string, found: FoundFeatures, at: number): void => {
    rows.delete(id);
    rows.set(id, { found, at });
    if (rows.size <= maxRows) return;
    const [first] = rows.keys();
    if (first !== undefined) rows.delete(first);
  };

  // Rows as they are stored are not kept.
  const { scan: _, ...rest } = store;
  return {
    ...rest,
    lookup: async (reads, readOptions) => {
      const now = clock.now();
      const before = changes;
      const ids = reads.map(idOf);
      const known = reads.map(({ keys }, r) =>
        keys.map((key) => {
          const entry = rows.get((ids[r] ?? "") + key);
          return entry !== undefined && now - entry.at <= maxAgeMs ? entry.found : undefined;
        }),
      );
      const asked = reads.map((read, r) => ({
        ...read,
        keys: read.keys.filter((_, k) => known[r]?.[k] === undefined),
      }));
      const wanted = asked.filter(({ keys }) => keys.length > 0);
      const answers = wanted.length === 0 ? [] : await store.lookup(wanted, readOptions);
      return reads.map(({ keys }, r) => {
        const read = asked[r];
        const fresh = answers[read === undefined ? -1 : wanted.indexOf(read)] ?? [];
        let at = 0;
        return keys.map((key, k) => {
          const old = known[r]?.[k];
          const found = old ?? fresh[at++] ?? { values: [], asOf: [] };
          if (old === undefined && before === changes) keep((ids[r] ?? "") + key, found, now);
          // What is kept is given to nobody.
          return { ...found, values: found.values.map(copyOf), asOf: [...found.asOf] };
        });
      });
    },
    delete: (target, within) => changed(store.delete(target, within)),
    dropTable: (name, within) => changed(store.dropTable(name, within)),
    openWriter: async (writerOptions) => {
      const writer = await store.openWriter(writerOptions);
      return {
        ...writer,
        write: (batch) => changed(writer.write(batch)),
        finish: () => changed(writer.finish()),
      };
    },
    openStreamWriter: async (writerOptions, within) => {
      const writer = await store.openStreamWriter(writerOptions, within);
      return { ...writer, upsert: (batch, still) => changed(writer.upsert(batch, still)) };
    },
  };
}

function copyOf<V extends Value | undefined>(value: V): V;
function copyOf(value: Value | undefined): Value | undefined {
  if (typeof value !== "object" || value === null) return value;
  if (value instanceof Uint8Array) return value.slice();
  return "months" in value ? { ...value } : value.map(copyOf);
}
