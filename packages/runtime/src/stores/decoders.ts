import { PinionError, type Int64, type Value } from "@pinion/core";
import type { FoundFeatures } from "../ports.js";
import { layoutOf, rowAsOf, rowReader, rowSchemaId, type ReadRow, type RowLayout } from "./row/index.js";
import { fieldNames, groupsWith, type GroupMeta, type TableMeta } from "./table-meta.js";

/** An answer of {@link FoundFeatures} that is being filled. */
export interface Finding extends FoundFeatures {
  readonly values: (Value | undefined)[];
  readonly asOf: (Int64 | undefined)[];
}

/** Makes answers of so many names, in which nothing is found yet. A copy of a list is quicker than a new one. */
export function findings(names: number): () => Finding {
  const nothing = Array.from<undefined>({ length: names });
  return () => ({ values: nothing.slice(), asOf: nothing.slice() });
}

/** How the rows of one feature group are read for some names: made once for each list of names asked for. */
export interface GroupReader {
  readonly id: string;
  /** Reads the row that stands from `start` to the end of the bytes into a finding. Throws PN6002 or PN6003. */
  readonly into: (bytes: Buffer, view: DataView, start: number, finding: Finding) => void;
  /** Whether another of these groups holds some of the names too. */
  readonly overlapping: boolean;
  readonly holds: (name: string) => boolean;
  /** The layout of the row that stands from `start` on. Throws PN6002 or PN6003. */
  readonly layoutOf: (bytes: Buffer, start: number) => RowLayout;
}

const MOST_READERS = 1_000;

/** Readers of the groups of one table's meta, kept for the lists of names that were asked for. */
export function tableReaders(
  meta: TableMeta,
  where: string,
): (names: readonly string[]) => readonly GroupReader[] {
  const known = new WeakMap<readonly string[], readonly GroupReader[]>();
  const byNames = new Map<string, readonly GroupReader[]>();
  return (names) => {
    // The same list is most often the same object.
    let readers = known.get(names);
    if (readers !== undefined) return readers;
    const id = JSON.stringify(names);
    readers = byNames.get(id);
    if (readers === undefined) {
      const groups = groupsWith(meta, names);
      readers = groups.map((group) => groupReader(group, names, overlaps(group, groups, names), where));
      if (byNames.size >= MOST_READERS) byNames.clear();
      byNames.set(id, readers);
    }
    known.set(names, readers);
    return readers;
  };
}

function groupReader(
  group: GroupMeta,
  names: readonly string[],
  overlapping: boolean,
  where: string,
): GroupReader {
  const bySchema = new Map<number, ReadRow>();
  const layouts = new Map<number, RowLayout>();
  const held = new Set(fieldNames(group));
  const positions = names.flatMap((name, i) => (held.has(name) ? [i] : []));
  let lastId = -1;
  let last: ReadRow | undefined;
  const knownLayout = (id: number): RowLayout => {
    let layout = layouts.get(id);
    if (layout === undefined) {
      const schema = group.schemas.get(id);
      if (schema === undefined) throw unknownSchema(where);
      layouts.set(id, (layout = layoutOf(schema)));
    }
    return layout;
  };
  const readerOf = (id: number): ReadRow => {
    let read = bySchema.get(id);
    if (read === undefined) bySchema.set(id, (read = rowReader(knownLayout(id), names)));
    lastId = id;
    last = read;
    return read;
  };
  let lastLayout: RowLayout | undefined;
  return {
    id: group.id,
    overlapping,
    holds: (name) => held.has(name),
    layoutOf: (bytes, start) => {
      const id = rowSchemaId(bytes, start);
      if (lastLayout?.id !== id) lastLayout = knownLayout(id);
      return lastLayout;
    },
    into: (bytes, view, start, { values, asOf }) => {
      const id = rowSchemaId(bytes, start);
      const read = last !== undefined && id === lastId ? last : readerOf(id);
      const since = rowAsOf(bytes, start);
      if (!overlapping) {
        read(bytes, view, start, values);
        for (const position of positions) asOf[position] = since;
        return;
      }
      const own = Array.from<Value | undefined>({ length: names.length });
      read(bytes, view, start, own);
      for (const position of positions) {
        const before = asOf[position];
        const value = own[position];
        // Of several groups that hold a feature, the value that stands since the latest time counts; any does before none.
        const alike = (value === undefined) === (values[position] === undefined);
        if (before !== undefined && (alike ? before >= since : value === undefined)) continue;
        values[position] = value;
        asOf[position] = since;
      }
    },
  };
}

const overlaps = (group: GroupMeta, groups: readonly GroupMeta[], names: readonly string[]): boolean => {
  const shared = new Set(names.filter((name) => fieldNames(group).includes(name)));
  return groups.some((other) => other !== group && fieldNames(other).some((name) => shared.has(name)));
};

/** The row may be of a schema that was stored after the meta was read: the meta is to be read again. */
export const unknownSchema = (where: string): PinionError =>
  new PinionError("PN6003", `a row of ${where} names a row schema that is not stored beside it`, {
    help: "materialise the table again",
  });
