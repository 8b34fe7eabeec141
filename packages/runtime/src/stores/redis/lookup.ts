import { PinionError } from "@pinion/core";
import type { FoundFeatures, OnlineStore, ReadOptions, TableRead } from "../../ports.js";
import type { DeclaredType } from "../declared.js";
import { checkReadable, findings, type GroupReader } from "../decoders.js";
import { openWindow, type Window } from "../row/index.js";
import { timeLeft } from "../../time/call-time.js";
import type { RedisClient } from "./client.js";
import { feathrLookup } from "./feathr.js";
import type { Gathered, ReadRows } from "./gather.js";
import { rowKey, rowPrefix } from "./keys.js";
import type { KnownTable, Metas } from "./metas.js";
import type { Run } from "./run.js";

export interface LookupParts {
  readonly client: RedisClient;
  readonly run: Run;
  readonly readRows: ReadRows;
  readonly metas: Metas;
  readonly declared: DeclaredType | undefined;
}

/**
 * Reads rows of several tables in one round trip a node. What is known of the tables is trusted for a second; then it is
 * asked for along with the rows, and the rows are read again where it has changed.
 */
export function redisLookup(parts: LookupParts): OnlineStore["lookup"] {
  const { readRows, metas } = parts;
  const window = openWindow();
  const packed: OnlineStore["lookup"] = async (reads, options = {}) => {
    options.signal?.throwIfAborted();
    const left = timeLeft(options);
    const known = reads.map((read) => trusted(metas, read));
    const isKnown = known.every((entry) => entry !== undefined);
    const tables = isKnown
      ? known.map(({ known: table }) => table)
      : await Promise.all(reads.map(async (read, i) => known[i]?.known ?? metas.load(read.table, options)));
    const old = reads.filter((_, i) => known[i]?.old === true);
    const checked = Promise.all(old.map(({ table }) => metas.known(table, options)));
    checked.catch(() => undefined);
    if (tables.some((table) => table?.meta.layout === "feathr")) {
      return mixedLookup(parts, packed, reads, tables, options);
    }
    const plan = tables.map((table, i) => planOf(table, reads[i]));
    const gathered = await readRows(
      plan.flatMap(({ keys }) => keys),
      isKnown ? options : left(),
    );
    const fresh = old.length === 0 ? [] : await checked;
    const changed = old.some(
      ({ table }, i) => fresh[i] !== tables[reads.findIndex((read) => read.table === table)],
    );
    if (!changed) {
      try {
        return decode(plan, reads, gathered, window);
      } catch (error) {
        // A row may have been written just now, under a schema that was stored just before it.
        if (!(error instanceof PinionError) || error.code !== "PN6003") throw error;
      }
    }
    const again = await Promise.all(reads.map((read) => metas.load(read.table, left())));
    const second = again.map((table, i) => planOf(table, reads[i]));
    const rows = await readRows(
      second.flatMap(({ keys }) => keys),
      left(),
    );
    return decode(second, reads, rows, window);
  };
  return packed;
}

/** Tables of both layouts: the packed ones together, the others one by one, all at the same time. */
async function mixedLookup(
  { client, run, declared }: LookupParts,
  packed: OnlineStore["lookup"],
  reads: readonly TableRead[],
  tables: readonly (KnownTable | undefined)[],
  options: ReadOptions,
): Promise<readonly (readonly FoundFeatures[])[]> {
  const isPacked = (_: unknown, i: number): boolean => tables[i]?.meta.layout === undefined;
  const together = packed(reads.filter(isPacked), options);
  const found = await Promise.all(
    reads.map(async (read, i) => {
      const meta = tables[i]?.meta;
      return meta?.layout === "feathr"
        ? run(() => feathrLookup(client, meta, read, declared), options)
        : undefined;
    }),
  );
  const rest = [...(await together)];
  return found.map((one) => one ?? rest.shift() ?? []);
}

/** What is kept of a table, if it holds every name asked for: otherwise there may be a group that is not known yet. */
function trusted(metas: Metas, { table, names }: TableRead): ReturnType<Metas["cached"]> {
  const entry = metas.cached(table);
  if (entry === undefined) return undefined;
  return names.every((name) => entry.known.holds.has(name)) ? entry : undefined;
}

interface ReadPlan {
  readonly readers: readonly GroupReader[];
  /** For each key those of its groups' rows, one after another. */
  readonly keys: readonly string[];
}

function planOf(table: KnownTable | undefined, read: TableRead | undefined): ReadPlan {
  if (table === undefined || read === undefined) return { readers: [], keys: [] };
  const readers = table.readers(read.names);
  const prefixes = readers.map(({ id }) => rowPrefix(read.table, id));
  const keys: string[] = [];
  for (const key of read.keys) for (const prefix of prefixes) keys.push(rowKey(prefix, key));
  return { readers, keys };
}

function decode(
  plans: readonly ReadPlan[],
  reads: readonly TableRead[],
  { values, at: first }: Gathered,
  window: Window,
): readonly (readonly FoundFeatures[])[] {
  let at = first;
  return reads.map(({ keys, names }, r) => {
    const readers = plans[r]?.readers ?? [];
    const found = findings(names.length);
    return keys.map(() => {
      const finding = found();
      for (const reader of readers) {
        const row = values[at++];
        if (row !== null && row !== undefined) reader.into(row, window(row), 0, finding);
      }
      checkReadable(finding);
      return finding;
    });
  });
}
