import type { Value } from "@pinion/core";
import type { RowField } from "../../ports.js";
import { decoderOf, encodeRow, layoutOf, type RowLayout } from "../../stores/row/index.js";
import type { StreamAggregate, StreamPlan } from "../plan.js";
import type { LatestRow, OrderedRow } from "./key-state.js";

/*
 * A tile: for each aggregate a u32 and as many bytes of its state, or 0xFFFFFFFF where it has none; of an ordered
 * aggregate a u32 count and each row as f64 event time, f64 offset, u32 length and its state. A latest row: f64 offset,
 * f64 event time, a packed row. Little-endian.
 */

const NONE = 0xffff_ffff;

export function encodeTile(states: readonly unknown[], aggregates: readonly StreamAggregate[]): Buffer {
  const pieces: Uint8Array[] = [];
  aggregates.forEach(({ algebra, ordered }, i) => {
    const state = states[i];
    if (state === undefined) pieces.push(u32(NONE));
    else if (ordered) {
      const rows = state as readonly OrderedRow[];
      pieces.push(u32(rows.length));
      for (const { micros, offset, state: one } of rows) {
        const head = Buffer.alloc(16);
        head.writeDoubleLE(micros, 0);
        head.writeDoubleLE(offset, 8);
        const bytes = algebra.encode(one);
        pieces.push(head, u32(bytes.length), bytes);
      }
    } else {
      const bytes = algebra.encode(state);
      pieces.push(u32(bytes.length), bytes);
    }
  });
  return Buffer.concat(pieces);
}

/** Undefined where the bytes are no tile of these aggregates. */
export function decodeTile(bytes: Buffer, aggregates: readonly StreamAggregate[]): unknown[] | undefined {
  let at = 0;
  const count = (): number => {
    at += 4;
    return bytes.readUInt32LE(at - 4);
  };
  const piece = ({ algebra }: StreamAggregate, length: number): unknown => {
    if (at + length > bytes.length) throw new RangeError("a tile ends early");
    at += length;
    const state = algebra.decode(bytes.subarray(at - length, at));
    if (state === undefined) throw new RangeError("a state is damaged");
    return state;
  };
  try {
    const states = aggregates.map((aggregate) => {
      const length = count();
      if (length === NONE) return undefined;
      if (!aggregate.ordered) return piece(aggregate, length);
      return Array.from({ length }, (): OrderedRow => {
        const micros = bytes.readDoubleLE(at);
        const offset = bytes.readDoubleLE(at + 8);
        at += 16;
        return { micros, offset, state: piece(aggregate, count()) };
      });
    });
    return at === bytes.length ? states : undefined;
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

const u32 = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
};

/** How latest rows are stored. */
export interface LatestBytes {
  readonly encode: (row: LatestRow) => Buffer;
  readonly decode: (bytes: Buffer) => LatestRow;
}

export function latestBytes({ rows }: StreamPlan): LatestBytes {
  const fields = rows.map(({ field }): RowField => field);
  const layout: RowLayout = layoutOf({ fields });
  const names = fields.map(({ name }) => name);
  const read = decoderOf(layout, names);
  return {
    encode: ({ micros, offset, values }) => {
      const head = Buffer.alloc(16);
      head.writeDoubleLE(offset, 0);
      head.writeDoubleLE(micros, 8);
      return Buffer.concat([head, encodeRow(layout, micros, values)]);
    },
    decode: (bytes) => ({
      offset: bytes.readDoubleLE(0),
      micros: bytes.readDoubleLE(8),
      values: read(Buffer.from(bytes.subarray(16))).map((value): Value => value ?? null),
    }),
  };
}
