import type { Times } from "./key-rows.js";
import { valueColumn, type ValueColumn } from "./value-column.js";

/**
 * The observations of a batch, those of a key together: results are written one behind the other, where caches are, and
 * put in the order of the observations once, column by column.
 */
export interface ObservedOrder {
  /** By key id, where its observations begin; one more at the end. Behind them those of no known key. */
  readonly starts: Int32Array;
  /** The most observations that any key has. */
  readonly most: number;
  /** By observation, its place in this order. */
  readonly place: Int32Array;
  /** By place, when it was observed; microseconds. */
  readonly times: Times;
}

/** Of the ids of the observations' keys, -1 where there is none. */
export function observedOrder(ids: Int32Array, times: Times, keys: number): ObservedOrder {
  const starts = new Int32Array(keys + 1);
  for (const id of ids) if (id >= 0) starts[id + 1] = (starts[id + 1] as number) + 1;
  let most = 0;
  for (let key = 0; key < keys; key++) {
    most = Math.max(most, starts[key + 1] as number);
    starts[key + 1] = (starts[key + 1] as number) + (starts[key] as number);
  }
  const next = starts.slice(0, keys);
  let behind = starts[keys] ?? 0;
  const place = new Int32Array(ids.length);
  const byPlace: Times = times.slice();
  for (let i = 0; i < ids.length; i++) {
    const id = ids[i] as number;
    let at = behind;
    if (id < 0) behind++;
    else {
      at = next[id] as number;
      next[id] = at + 1;
    }
    place[i] = at;
    byPlace[at] = times[i] as never;
  }
  return { starts, most, place, times: byPlace };
}

/** A column by place as one by observation. */
export function byObservation(column: ValueColumn, place: Int32Array): ValueColumn {
  const { type, numbers, values, valid } = column;
  const out = valueColumn(type, place.length);
  if (numbers !== undefined && out.numbers !== undefined) {
    for (let i = 0; i < place.length; i++) out.numbers[i] = numbers[place[i] as number] as number;
  } else if (values !== undefined) {
    out.numbers = undefined;
    out.values = Array.from(place, (at) => values[at] ?? null);
  }
  for (let i = 0; i < place.length; i++) {
    const at = place[i] as number;
    const bit = ((valid[at >> 3] as number) >> (at & 7)) & 1;
    out.valid[i >> 3] = (out.valid[i >> 3] as number) | (bit << (i & 7));
  }
  return out;
}
