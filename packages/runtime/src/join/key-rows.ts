import type { ColumnValues, DataType } from "@pinion/core";
import type { Chunk } from "../sources/duckdb/stream.js";
import { inOrder } from "./row-order.js";
import { appendChunk, columnBlocks, scatter, type ColumnBlocks, type RowColumn } from "./row-column.js";
import { holdsNumbers } from "./value-column.js";

/** The rows of some keys in memory: those of a key together, in the order of event time and place in the source. */
export interface KeyRows {
  readonly rows: number;
  /** By key id, where its rows begin; one more at the end. Ids count from `firstId`. */
  readonly starts: Int32Array;
  readonly firstId: number;
  /** Event times, microseconds: doubles while they are exact. Minus infinity where the source has none. */
  readonly times: Times;
  /** When rows were written; undefined where the source does not tell. */
  readonly written: Times | undefined;
  /** Places in the source, where rows are told apart by them and may be seen in another order than that of time. */
  readonly places: Times | undefined;
  readonly columns: ReadonlyMap<string, RowColumn>;
  /** The most rows that any key has. */
  readonly most: number;
}

export type Times = Float64Array | BigInt64Array;

const BLOCK = 65_536;
/** What a value of another kind than a number costs beside what it holds, in values of eight bytes. */
const HEADER = 8;

export interface RowCollector {
  /** Takes a chunk of the columns that the collector was made for. */
  readonly add: (chunk: Chunk) => void;
  /** How much it holds, in values. */
  readonly cells: () => number;
  /** Rows rejected so far, by reason. */
  readonly rejected: Float64Array;
  readonly finish: () => KeyRows;
}

/** Gathers rows of the keys from `firstId` to before `endId`, and puts them in order. */
export function rowCollector(
  columns: readonly { readonly name: string; readonly type: DataType }[],
  firstId: number,
  endId: number,
  hasTime: boolean,
  reasons: number,
): RowCollector {
  const at = (name: string): number => columns.findIndex((column) => column.name === name);
  const idAt = at("id");
  const whyAt = at("why");
  const kept = columns.map(({ type }, i) => (i === idAt || i === whyAt ? undefined : columnBlocks(type)));
  const weight = columns.reduce((sum, { type }) => sum + (holdsNumbers(type) ? 1 : HEADER), 0);
  const ids: Int32Array[] = [];
  const counts: number[] = [];
  const perKey = new Int32Array(endId - firstId);
  const rejected = new Float64Array(reasons);
  let rows = 0;
  let held = 0;

  return {
    rejected,
    cells: () => rows * weight + held,
    add: ({ count, columns: chunk }) => {
      const last = counts.at(-1);
      if (last === undefined || last + count > BLOCK) {
        counts.push(0);
        ids.push(new Int32Array(BLOCK));
      }
      const block = counts.length - 1;
      const used = counts[block] ?? 0;
      const own = ids[block];
      const id = chunk[idAt];
      const why = chunk[whyAt];
      if (own === undefined || id === undefined || why === undefined)
        throw new Error("a chunk lacks its key");
      for (let i = 0; i < count; i++) {
        // A rejected row has no key.
        if (id.validity !== null && ((id.validity[i >> 3] ?? 0) & (1 << (i & 7))) === 0) {
          own[used + i] = -1;
          const reason = Number(why.values[i]);
          rejected[reason] = (rejected[reason] ?? 0) + 1;
          continue;
        }
        const key = (id.values[i] as number) - firstId;
        own[used + i] = key;
        perKey[key] = (perKey[key] as number) + 1;
      }
      kept.forEach((column, i) => {
        if (column === undefined) return;
        appendChunk(column, chunk[i], count, used, BLOCK);
        held += sizeOf(chunk[i]?.values);
      });
      counts[block] = used + count;
      rows += count;
    },
    finish: () => {
      let keys = perKey.length;
      while (keys > 0 && perKey[keys - 1] === 0) keys--;
      const starts = new Int32Array(keys + 1);
      let most = 0;
      for (let key = 0; key < keys; key++) {
        const own = perKey[key] as number;
        starts[key + 1] = (starts[key] as number) + own;
        if (own > most) most = own;
      }
      const size = starts[keys] ?? 0;
      // Rejected rows go behind all others, where nothing looks.
      const next = starts.slice(0, keys);
      let behind = size;
      const places = ids.map((own, b) => {
        const count = counts[b] ?? 0;
        for (let i = 0; i < count; i++) {
          const key = own[i] as number;
          if (key < 0) own[i] = behind++;
          else {
            own[i] = next[key] as number;
            next[key] = (next[key] as number) + 1;
          }
        }
        return own;
      });
      const put = (name: string): RowColumn | undefined => {
        const column: ColumnBlocks | undefined = kept[at(name)];
        return column && scatter(column, places, counts, behind);
      };
      const times = timesOf(put("e"), hasTime, behind);
      const written = at("w") < 0 ? undefined : timesOf(put("w"), true, behind);
      const inSource = at("rn") < 0 ? undefined : timesOf(put("rn"), true, behind);
      const outputs = new Map<string, RowColumn>();
      for (const { name } of columns) {
        const column = name.startsWith("o") ? put(name) : undefined;
        if (column !== undefined) outputs.set(name, column);
      }
      const order = { starts, most, times, places: inSource };
      const told = written === undefined ? undefined : inSource;
      const all = [times, written, told].filter((one) => one !== undefined);
      inOrder(order, all, [...outputs.values()]);
      return { rows: size, starts, firstId, times, written, places: told, columns: outputs, most };
    },
  };
}

/** What values hold beside their headers, in eight bytes; numbers hold nothing. */
function sizeOf(values: ColumnValues | undefined): number {
  if (!Array.isArray(values)) return 0;
  let size = 0;
  for (const value of values) {
    if (typeof value === "string") size += value.length >> 2;
    else if (Array.isArray(value)) size += value.length;
    else if (value instanceof Uint8Array) size += value.length >> 3;
  }
  return size;
}

function timesOf(column: RowColumn | undefined, hasTime: boolean, rows: number): Times {
  if (!hasTime) return new Float64Array(rows).fill(-Infinity);
  if (column?.numbers !== undefined) return column.numbers;
  return BigInt64Array.from(column?.values ?? [], (value) => BigInt((value ?? 0) as number | bigint));
}
