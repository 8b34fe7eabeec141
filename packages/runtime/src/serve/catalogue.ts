import type { Clock, OnlineStore, TableInfo } from "../ports.js";
import { namesHeld } from "./not-in-table.js";
import { readTables, type UnreadableTables } from "./tables.js";

/** The tables of a store at one time, and which of them hold a feature. */
export interface Catalogue {
  readonly tables: ReadonlyMap<string, TableInfo>;
  /** Names of tables by feature, sorted. */
  readonly holders: ReadonlyMap<string, readonly string[]>;
  /** Tables that stand there too, and what keeps them from being read. */
  readonly unreadable: UnreadableTables;
}

export interface CatalogueReader {
  /** The catalogue, at most a second or so old. */
  readonly current: () => Promise<Catalogue>;
  /** The same where it is there already. */
  readonly known: () => Catalogue | undefined;
  /** Asks the store now; where that was asked for too often of late, what is there still answers. */
  readonly refresh: () => Promise<Catalogue>;
}

/** Older than this it is asked for anew, while what is there still answers. */
const FRESH_MS = 1_000;
/**
 * Who looks for what is not there asks for all of it, a call for each table: that may take so much time at once, and then a share of all time.
 */
const MOST_AT_ONCE_MS = 1_000;
const SHARE = 0.1;
/** Older than this it answers no longer. */
const USABLE_MS = 5_000;

/**
 * Reads a store's catalogue and keeps it for a while. Calls at one time share one answer; who asks for it anew shares none
 * that was begun before, which may be of the time before a table was written.
 */
export function catalogueReader(
  store: OnlineStore,
  clock: Clock = { now: Date.now },
  /** Is told, whenever the store was asked, what cannot be read. */
  onRead: (unreadable: UnreadableTables) => void = () => undefined,
): CatalogueReader {
  let known: { readonly catalogue: Catalogue; readonly at: number } | undefined;
  let asking: Promise<Catalogue> | undefined;
  let next: Promise<Catalogue> | undefined;

  const ask = (): Promise<Catalogue> => {
    asking ??= (async () => {
      try {
        const at = clock.now();
        const catalogue = await readCatalogue(store, known?.catalogue);
        known = { catalogue, at };
        onRead(catalogue.unreadable);
        return catalogue;
      } finally {
        asking = undefined;
      }
    })();
    return asking;
  };
  const askAgain = (): Promise<Catalogue> => {
    next = undefined;
    return ask();
  };
  const allowance = allowanceOf(clock);
  const refresh = async (): Promise<Catalogue> => {
    if (known !== undefined && !allowance.isLeft()) return known.catalogue;
    const from = clock.now();
    const catalogue = await askNow();
    allowance.take(Math.max(1, clock.now() - from));
    return catalogue;
  };
  const askNow = (): Promise<Catalogue> => {
    if (asking === undefined) return ask();
    next ??= asking.then(askAgain, askAgain);
    return next;
  };

  const usable = (): Catalogue | undefined => {
    if (known === undefined) return undefined;
    const age = clock.now() - known.at;
    if (age > USABLE_MS) return undefined;
    // A failure here is met again, and told, once the catalogue is too old.
    if (age > FRESH_MS) ask().catch(() => undefined);
    return known.catalogue;
  };

  return { refresh, known: usable, current: async () => usable() ?? ask() };
}

/** Time that may be taken: so much at once, and then a share of all time. */
function allowanceOf(clock: Clock): { readonly isLeft: () => boolean; readonly take: (ms: number) => void } {
  let left = MOST_AT_ONCE_MS;
  let at = clock.now();
  return {
    isLeft: () => {
      const now = clock.now();
      left = Math.min(MOST_AT_ONCE_MS, left + SHARE * Math.max(0, now - at));
      at = now;
      return left > 0;
    },
    take: (ms) => {
      left -= ms;
    },
  };
}

/** The same object again where nothing has changed, so that what was planned over it stays. */
async function readCatalogue(store: OnlineStore, before: Catalogue | undefined): Promise<Catalogue> {
  const { infos, unreadable } = await readTables(store);
  const isSame =
    before !== undefined && isUnchanged(before.tables, infos) && sameReasons(before.unreadable, unreadable);
  if (isSame) return before;
  const holders = new Map<string, string[]>();
  for (const info of infos) {
    for (const name of namesHeld(info)) {
      const tables = holders.get(name);
      if (tables === undefined) holders.set(name, [info.table]);
      else tables.push(info.table);
    }
  }
  return { tables: new Map(infos.map((info) => [info.table, info])), holders, unreadable };
}

const isUnchanged = (before: ReadonlyMap<string, TableInfo>, now: readonly TableInfo[]): boolean =>
  before.size === now.length &&
  now.every((info) => {
    const known = before.get(info.table);
    return known === info || (known !== undefined && shapeOf(known) === shapeOf(info));
  });

const shapes = new WeakMap<TableInfo, string>();

const sameReasons = (a: UnreadableTables, b: UnreadableTables): boolean =>
  a.size === b.size && [...b].every(([name, { reason }]) => a.get(name)?.reason === reason);

/** As-of times do not count: nothing is planned by them. */
function shapeOf(info: TableInfo): string {
  let shape = shapes.get(info);
  if (shape === undefined) {
    shape = JSON.stringify([info.keys, info.groups.map(({ id, schema }) => [id, schema])]);
    shapes.set(info, shape);
  }
  return shape;
}
