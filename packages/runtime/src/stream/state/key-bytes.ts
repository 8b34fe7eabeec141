import { crc32 } from "node:zlib";
import type { Value } from "@pinion/core";
import type { RowField } from "../../ports.js";
import { decoderOf, encodeRow, layoutOf } from "../../stores/row/index.js";
import type { StreamAggregate, StreamPlan } from "../plan.js";
import { sink, source, type Sink, type Source } from "./bytes.js";
import {
  CHANGED,
  newKey,
  newPart,
  partOf,
  tileAt,
  type KeyPart,
  type KeyState,
  type LatestRow,
  type OrderedRow,
  type TileLayout,
} from "./key-state.js";

/*
 * A key: CRC-32 of what follows, the tile it is due at, its parts. A part: the partition's name, the latest row (0, or 1
 * and a packed row behind its offset and event time), the number of tiles, the cells of all, then the objects of all. An
 * object: the sealed bytes of its state, empty for none; of an ordered aggregate the number of rows and each with its
 * event time and offset. Numbers are little-endian. In the journal a key has but the
 * tiles that changed.
 */

export interface KeyBytes {
  readonly encode: (state: KeyState) => Buffer;
  /** Undefined where the bytes are damaged. */
  readonly decode: (key: string, bytes: Buffer) => KeyState | undefined;
  /** Writes what changed of a key since the last time, which then counts as unchanged. */
  readonly writeChanges: (out: Sink, state: KeyState) => void;
  /** Reads such changes into a key. Throws RangeError. */
  readonly readChanges: (from: Source, state: KeyState) => void;
}

export function keyBytes(plan: StreamPlan, layout: TileLayout): KeyBytes {
  const { width, objects } = layout;
  const { writeObject, readObject } = objectBytes(plan.aggregates, layout);
  const latest = latestBytes(plan);
  const out = sink();

  const writeLatest = (to: Sink, row: LatestRow | undefined): void => {
    to.u8(row === undefined ? 0 : 1);
    if (row !== undefined) latest.write(to, row);
  };
  const writePart = (to: Sink, part: KeyPart): void => {
    to.text(part.partition);
    writeLatest(to, part.latest);
    to.u32(part.count);
    to.cells(part.cells, 0, part.count * width);
    for (let object = 0; object < part.count * objects; object++) writeObject(to, part.objects, object);
  };
  const readPart = (from: Source): KeyPart => {
    const name = from.text();
    const row = from.u8() === 0 ? undefined : latest.read(from);
    const count = from.u32();
    if (count * width * 8 > from.left()) throw new RangeError("the bytes end early");
    const part = newPart(name);
    part.count = count;
    if (row !== undefined) part.latest = row;
    from.cells(part.cells, 0, count * width);
    for (let object = 0; object < count * objects; object++) part.objects[object] = readObject(from, object);
    return part;
  };
  const isChanged = (part: KeyPart, tile: number): boolean => part.cells[tile * width + CHANGED] === 1;

  return {
    encode: ({ due, parts, others }) => {
      out.u32(0);
      out.f64(due);
      out.u32(parts.length + others.length);
      for (const part of parts) writePart(out, part);
      for (const part of others) writePart(out, part);
      const bytes = out.take();
      bytes.writeUInt32LE(crc32(bytes.subarray(4)), 0);
      return bytes;
    },
    decode: (key, bytes) => {
      if (bytes.length < 4 || bytes.readUInt32LE(0) !== crc32(bytes.subarray(4))) return undefined;
      const from = source(bytes.subarray(4));
      const state = newKey(key);
      try {
        state.storedDue = from.f64();
        state.parts = Array.from({ length: from.u32() }, () => readPart(from));
        return from.left() === 0 ? state : undefined;
      } catch (error) {
        if (error instanceof RangeError) return undefined;
        throw error;
      }
    },
    writeChanges: (to, { parts }) => {
      to.u32(parts.length);
      for (const part of parts) {
        to.text(part.partition);
        writeLatest(to, part.latestChanged ? part.latest : undefined);
        part.latestChanged = false;
        let changed = 0;
        for (let tile = 0; tile < part.count; tile++) if (isChanged(part, tile)) changed++;
        to.u32(changed);
        for (let tile = part.count - 1; changed > 0; tile--) {
          if (!isChanged(part, tile)) continue;
          changed--;
          part.cells[tile * width + CHANGED] = 0;
          to.cells(part.cells, tile * width, (tile + 1) * width);
          for (let i = 0; i < objects; i++) writeObject(to, part.objects, tile * objects + i);
        }
      }
    },
    readChanges: (from, state) => {
      const row: number[] = [];
      for (let parts = from.u32(); parts > 0; parts--) {
        const part = partOf(state, from.text());
        if (from.u8() === 1) part.latest = latest.read(from);
        for (let tiles = from.u32(); tiles > 0; tiles--) {
          from.cells(row, 0, width);
          const tile = tileAt(part, row[0] ?? 0, layout);
          for (let i = 0; i < width; i++) part.cells[tile * width + i] = row[i] ?? 0;
          for (let i = 0; i < objects; i++) {
            part.objects[tile * objects + i] = readObject(from, tile * objects + i);
          }
        }
      }
    },
  };
}

function objectBytes(aggregates: readonly StreamAggregate[], { places, objects }: TileLayout) {
  const byObject = aggregates.filter((_, i) => (places[i] ?? 0) < 0);
  const aggregateOf = (object: number): StreamAggregate => {
    const aggregate = byObject[object % objects];
    if (aggregate === undefined) throw new Error("a state without its aggregate");
    return aggregate;
  };
  const state = (from: Source, { algebra }: StreamAggregate): unknown => {
    const found = algebra.decode(from.block());
    if (found === undefined) throw new RangeError("a state is damaged");
    return found;
  };
  return {
    writeObject: (out: Sink, all: readonly unknown[], object: number): void => {
      const { algebra, ordered } = aggregateOf(object);
      const one = all[object];
      out.u8(one === undefined ? 0 : 1);
      if (one === undefined) return;
      if (!ordered) return out.block(algebra.encode(one));
      const rows = one as readonly OrderedRow[];
      out.u32(rows.length);
      for (const row of rows) {
        out.f64(row.micros);
        out.f64(row.offset);
        out.block(algebra.encode(row.state));
      }
    },
    readObject: (from: Source, object: number): unknown => {
      const aggregate = aggregateOf(object);
      if (from.u8() === 0) return undefined;
      if (!aggregate.ordered) return state(from, aggregate);
      const length = from.u32();
      if (length > from.left()) throw new RangeError("the bytes end early");
      return Array.from({ length }, (): OrderedRow => ({
        micros: from.f64(),
        offset: from.f64(),
        state: state(from, aggregate),
      }));
    },
  };
}

function latestBytes({ rows }: StreamPlan) {
  const fields = rows.map(({ field }): RowField => field);
  const layout = layoutOf({ fields });
  const names = fields.map(({ name }) => name);
  const read = decoderOf(layout, names);
  return {
    write: (out: Sink, { micros, offset, values }: LatestRow): void => {
      out.f64(offset);
      out.f64(micros);
      out.block(encodeRow(layout, micros, values));
    },
    read: (from: Source): LatestRow => ({
      offset: from.f64(),
      micros: from.f64(),
      values: read(Buffer.from(from.block())).map((value): Value => value ?? null),
    }),
  };
}
