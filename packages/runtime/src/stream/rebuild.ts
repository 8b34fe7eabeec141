import type { Ways } from "./homes.js";
import type { Mark } from "./marks.js";

/**
 * From where a partition's window state could be built anew: for each stretch of time the first offset that has an
 * event of it, and the greatest event time before. Noted beside committed offsets, so that a reader without the state
 * knows where to begin.
 */
export interface Rebuild {
  readonly add: (tile: number, offset: number, max: number) => void;
  /** Where to begin for all windows as of the end of the tile before `end`. */
  readonly from: (end: number) => { readonly offset: number; readonly max: number | null } | undefined;
  readonly stored: (end: number) => readonly (readonly [number, number, number | null])[];
}

const BUCKETS = 64;

/** `longest`: the tiles of the longest window. */
export function rebuildTracker(
  longest: number,
  stored: readonly (readonly [number, number, number | null])[] = [],
): Rebuild {
  const size = Math.max(1, Math.ceil(longest / BUCKETS));
  const buckets = new Map(stored.map(([bucket, offset, max]) => [bucket, { offset, max }]));
  let last = NaN;
  const reached = (end: number): number => Math.floor((end - longest - 2) / size);
  return {
    add: (tile, offset, max) => {
      const bucket = Math.floor(tile / size);
      if (bucket === last) return;
      last = bucket;
      if (!buckets.has(bucket)) buckets.set(bucket, { offset, max: max === -Infinity ? null : max });
    },
    from: (end) => {
      let best: { readonly offset: number; readonly max: number | null } | undefined;
      for (const [bucket, entry] of buckets) {
        if (bucket < reached(end)) buckets.delete(bucket);
        else if (best === undefined || entry.offset < best.offset) best = entry;
      }
      return best;
    },
    stored: (end) =>
      Array.from(buckets, ([bucket, { offset, max }]) => [bucket, offset, max] as const).filter(
        ([bucket]) => bucket >= reached(end),
      ),
  };
}

/** What is noted beside a committed offset. */
export function noteOf(
  rebuild: Rebuild,
  end: number,
  position: number,
  spread: SpreadNote,
  mark?: Mark,
): string {
  const { offset, max } = rebuild.from(end) ?? { offset: position, max: null };
  return JSON.stringify({
    from: offset,
    max,
    ...(Number.isFinite(end) ? { end } : {}),
    ...spread,
    ...(mark === undefined ? {} : { mark }),
  });
}

/** What is known of where keys are, see `spread.ts`. */
export interface SpreadNote {
  /** Hashes of a sample of the partition's keys. */
  readonly keys: string;
  /** The ways to place keys that all of them agree with, and the number of partitions that this holds for. */
  readonly ways?: readonly [ways: Ways, partitions: number];
}

export interface Note extends SpreadNote {
  readonly from: number;
  readonly max: number;
  /** The tile that time had come to. */
  readonly end: number;
}

export function readNote(note: string): Note | undefined {
  try {
    const { from, max, end, keys, ways } = JSON.parse(note) as Readonly<Record<string, unknown>>;
    if (typeof from !== "number" || !Number.isSafeInteger(from)) return undefined;
    return {
      from,
      max: typeof max === "number" ? max : -Infinity,
      end: typeof end === "number" && Number.isSafeInteger(end) ? end : -Infinity,
      keys: typeof keys === "string" ? keys : "",
      ...(isWays(ways) ? { ways } : {}),
    };
  } catch {
    return undefined;
  }
}

const isWays = (x: unknown): x is readonly [Ways, number] =>
  Array.isArray(x) && x.length === 2 && x.every((one) => Number.isSafeInteger(one));
