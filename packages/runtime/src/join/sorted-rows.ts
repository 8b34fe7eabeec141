import type { Database } from "../sources/duckdb/database.js";
import { streamChunks, type Chunk } from "../sources/duckdb/stream.js";
import type { BigKeySweep } from "./big-key.js";
import { chunkRows, isNull } from "./chunk-rows.js";
import { rowCollector, type KeyRows, type RowCollector } from "./key-rows.js";
import type { RowSql } from "./row-sql.js";

/** Who takes rows that come key by key. */
export interface KeyTakers {
  /** All rows of some keys. */
  readonly take: (rows: KeyRows) => void;
  /**
   * Sweeps for a key whose rows do not fit: each of some of its observations. All but the first need the key's rows once more.
   */
  readonly big: (id: number) => readonly BigKeySweep[];
  /** Behind them: what is read of the values of such a key in order. */
  readonly bigValues: (id: number, sql: RowSql) => Promise<void>;
}

export interface SortedRowsRequest {
  readonly database: Database;
  readonly sql: RowSql;
  readonly hasTime: boolean;
  /** How many keys there are. */
  readonly keys: number;
  /** How many values may be held at once. */
  readonly cells: number;
}

/**
 * Rows that do not fit in memory, sorted by DuckDB, which spills: parts of keys that do fit are taken one after the other, and a key
 * that does not is taken block by block.
 */
export async function sortedRows(
  request: SortedRowsRequest,
  takers: KeyTakers,
): Promise<{ readonly rows: number; readonly rejected: Float64Array }> {
  const { sql } = request;
  const rejected = new Float64Array(sql.reasons.length);
  const again: { readonly id: number; readonly sweep: BigKeySweep }[] = [];
  const keys: number[] = [];
  let rows = 0;
  let part = collector(request, 0);
  let big: { readonly id: number; readonly sweep: BigKeySweep } | undefined;

  const isFull = (): boolean => part.cells() > request.cells;
  const taken = (): KeyRows => {
    const own = part.finish();
    rows += own.rows;
    return own;
  };
  /** The last key of a full part may go on: it is taken block by block. */
  const takeFull = (last: number): void => {
    const own = taken();
    const at = last - own.firstId;
    if (at > 0) takers.take({ ...own, starts: own.starts.subarray(0, at + 1) });
    const [sweep, ...others] = takers.big(last);
    keys.push(last);
    again.push(...others.map((other) => ({ id: last, sweep: other })));
    big = sweep === undefined ? undefined : { id: last, sweep };
    big?.sweep.add(onlyKey(own, at));
    part = collector(request, last);
  };

  for await (const chunk of chunksOf(request, sql.inOrder)) {
    let from = skipRejected(chunk, rejected);
    if (big !== undefined) {
      const end = endOfKey(chunk, from, big.id);
      if (end > from) part.add(chunkRows(chunk, from, end));
      if (end < chunk.count || isFull()) {
        big.sweep.add(taken());
        part = collector(request, end < chunk.count ? idAt(chunk, end) : big.id);
      }
      if (end < chunk.count) {
        big.sweep.finish();
        big = undefined;
      }
      from = end;
    }
    if (from >= chunk.count) continue;
    if (part.cells() === 0) part = collector(request, idAt(chunk, from));
    part.add(chunkRows(chunk, from, chunk.count));
    if (isFull()) takeFull(idAt(chunk, chunk.count - 1));
  }
  const rest = taken();
  if (big === undefined) takers.take(rest);
  else {
    big.sweep.add(rest);
    big.sweep.finish();
  }
  for (const { id, sweep } of again) await sweepAgain(request, id, sweep);
  for (const id of keys) await takers.bigValues(id, sql);
  return { rows, rejected };
}

/** The rows of one key once more, for further observations. */
async function sweepAgain(request: SortedRowsRequest, id: number, sweep: BigKeySweep): Promise<void> {
  const { sql } = request;
  const counted = sql.failures.slice();
  let part = collector(request, id);
  for await (const chunk of chunksOf(request, sql.inOrderOf(id))) {
    part.add(chunk);
    if (part.cells() <= request.cells) continue;
    sweep.add(part.finish());
    part = collector(request, id);
  }
  sweep.add(part.finish());
  sweep.finish();
  sql.failures.set(counted);
}

const chunksOf = ({ database, sql }: SortedRowsRequest, query: string): AsyncGenerator<Chunk> =>
  streamChunks(
    database.connection,
    query,
    sql.columns.map(({ type }) => type),
  );

const collector = ({ sql, keys, hasTime }: SortedRowsRequest, firstId: number): RowCollector =>
  rowCollector(sql.columns, firstId, keys, hasTime, sql.reasons.length);

/** The rows of the key at a place, as rows of their own. */
function onlyKey(rows: KeyRows, at: number): KeyRows {
  const from = rows.starts[at] ?? 0;
  const to = rows.starts[at + 1] ?? from;
  return {
    ...rows,
    firstId: rows.firstId + at,
    rows: to - from,
    starts: Int32Array.of(0, to - from),
    times: rows.times.subarray(from, to),
    written: rows.written?.subarray(from, to),
    places: rows.places?.subarray(from, to),
    columns: new Map(
      [...rows.columns].map(([name, { type, numbers, values, nulls }]) => [
        name,
        {
          type,
          numbers: numbers?.subarray(from, to),
          values: values?.slice(from, to),
          nulls: nulls?.subarray(from, to),
        },
      ]),
    ),
  };
}

/** Counts rejected rows, which stand first; where the others begin. */
function skipRejected({ count, columns: [id, why] }: Chunk, rejected: Float64Array): number {
  if (id === undefined || why === undefined) throw new Error("a chunk lacks its key");
  let at = 0;
  for (; at < count && isNull(id, at); at++) {
    const reason = Number(why.values[at]);
    rejected[reason] = (rejected[reason] ?? 0) + 1;
  }
  return at;
}

const idAt = ({ columns: [id] }: Chunk, row: number): number => Number(id?.values[row]);

function endOfKey(chunk: Chunk, from: number, id: number): number {
  let end = from;
  while (end < chunk.count && idAt(chunk, end) === id) end++;
  return end;
}
