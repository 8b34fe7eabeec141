import type { DuckDBConnection } from "@duckdb/node-api";
import { type DataType, type Evaluators, type Manifest, type Value } from "@pinion/core";
import { featureTable } from "../join/feature-table.js";
import { setValue, valueColumn } from "../join/value-column.js";
import type { Database } from "../sources/duckdb/database.js";
import { anchoredReader, type NamedValues, type ReadSource } from "./cutoff-rows.js";
import { typeNamed } from "./evaluate.js";
import type { GroupTable } from "./group-table.js";
import { keyOf, keyStream, type KeyPartials } from "./key-stream.js";
import { completer, idOf, type Instant, type OpenSpace } from "./looked-up.js";
import { askedType, type LookupSpace } from "./lookup-spaces.js";
import { mergeKeys } from "./merge.js";
import type { SourceSelection } from "./source-selection.js";

export interface SpaceRequest {
  readonly database: Database;
  readonly manifest: Manifest;
  readonly evaluators: Evaluators;
  readonly cutoffs: number;
  /** How many values may be held at once. */
  readonly cells: number;
  /** What was scanned for a source and key. */
  readonly scannedOf: (
    selection: SourceSelection,
  ) => Omit<ReadSource, "selection"> & { readonly table: GroupTable };
}

/** How many keys and cutoffs are computed together: each has a map of its own while it is. */
const INSTANTS = 20_000;

/**
 * Opens spaces over what was scanned. A space reads the keys that it is asked for out of the groups of its sources, and keeps
 * what it found as long as that is not too much: most keys are asked for again.
 */
export function openSpaces(request: SpaceRequest, spaces: readonly LookupSpace[]): readonly OpenSpace[] {
  return spaces.map((space) => openSpace(request, space));
}

function openSpace(request: SpaceRequest, space: LookupSpace): OpenSpace {
  const { cutoffs, cells } = request;
  const compute = computed(request, space);
  const most = Math.max(1, Math.floor(cells / (cutoffs * space.expansions.length)));
  // What was asked for lately, and before that: of a key that is asked for again the latter becomes the former.
  let lately = new Map<Value, readonly Value[]>();
  let before = new Map<Value, readonly Value[]>();
  return {
    ...space,
    knows(id) {
      if (lately.has(id)) return true;
      const values = before.get(id);
      if (values !== undefined) lately.set(id, values);
      return values !== undefined;
    },
    load: (keys) => compute(keys, (id, values) => void lately.set(id, values)),
    valuesOf: (id) => lately.get(id) ?? [],
    forget() {
      if (lately.size < most) return;
      before = lately;
      lately = new Map();
    },
  };
}

/** Computes the expansions of keys, which come out in any order. */
function computed(
  request: SpaceRequest,
  space: LookupSpace,
): (
  keys: ReadonlyMap<Value, readonly Value[]>,
  take: (id: Value, values: readonly Value[]) => void,
) => Promise<void> {
  const { database, manifest, evaluators, cutoffs, cells } = request;
  const types = space.keys.map(({ type }) => askedType(typeNamed(type)));
  const sources = space.sources.map((selection) => ({ selection, ...request.scannedOf(selection) }));
  const read = anchoredReader(space, sources, evaluators, cutoffs, "unseen");
  const complete = completer(manifest, evaluators, space, openSpaces(request, space.spaces), cutoffs, cells);
  const connections: Promise<DuckDBConnection>[] = [];
  const connectionOf = (s: number): Promise<DuckDBConnection> => (connections[s] ??= database.connect());

  return async (keys, take) => {
    const open = new Map(keys);
    let waiting: { readonly id: Value; readonly rows: readonly (NamedValues | undefined)[] }[] = [];
    const finish = async (): Promise<void> => {
      await complete(
        waiting.flatMap(({ rows }) =>
          rows.flatMap((values, cutoff): readonly Instant[] =>
            values === undefined ? [] : [{ cutoff, values }],
          ),
        ),
      );
      for (const { id, rows } of waiting)
        take(
          id,
          rows.flatMap((values) => space.expansions.map(({ name }) => values?.get(name) ?? null)),
        );
      waiting = [];
    };
    const add = async (id: Value, partials: readonly (KeyPartials | undefined)[]): Promise<void> => {
      open.delete(id);
      waiting.push({ id, rows: read(partials) });
      if (waiting.length * cutoffs >= INSTANTS) await finish();
    };

    const asked = await keyTable(database, types, [...keys.values()]);
    const parts = types.map((_, i) => `f${i} AS k${i}`);
    const streams = await Promise.all(
      sources.map(async ({ table, selection }, s) => {
        const set = {
          sql: `SELECT ${parts.join(", ")} FROM ${asked}`,
          types,
          positions: selection.keyPositions,
        };
        return keyStream(await connectionOf(s), table, set)[Symbol.asyncIterator]();
      }),
    );
    for await (const partials of mergeKeys(streams, types)) {
      await add(idOf(keyOf(partials)), partials);
    }
    // What no source has ever seen is what it is over nothing.
    for (const id of [...open.keys()]) await add(id, []);
    await finish();
    await database.connection.run(`DROP TABLE ${asked}`);
  };
}

async function keyTable(
  database: Database,
  types: readonly DataType[],
  keys: readonly (readonly Value[])[],
): Promise<string> {
  const table = await featureTable(database, types);
  const columns = types.map((type) => valueColumn(type, keys.length));
  keys.forEach((key, row) => {
    columns.forEach((column, i) => {
      setValue(column, row, key[i] ?? null);
    });
  });
  table.append(columns, keys.length);
  table.close();
  return table.name;
}
