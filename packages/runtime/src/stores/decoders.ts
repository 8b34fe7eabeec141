import { PinionError, showType, type DataType, type Int64, type Value } from "@pinion/core";
import { boundedMap, MOST_NAMES } from "../bounded-map.js";
import type { FoundFeatures } from "../ports.js";
import { sameNames } from "../serve/names.js";
import { otherType, typesHeld, UNDECLARED, type DeclaredType } from "./declared.js";
import {
  cellOf,
  layoutOf,
  readingOf,
  rowAsOf,
  rowReader,
  rowSchemaId,
  type Cell,
  type Convert,
  type ReadRow,
  type RowLayout,
} from "./row/index.js";
import { fieldNames, groupsWith, tableInfo, type GroupMeta, type TableMeta } from "./table-meta.js";

/** Makes the error that a value cannot be read as what it is declared. */
type Fault = () => PinionError;

/** An answer of {@link FoundFeatures} that is being filled. */
export interface Finding extends FoundFeatures {
  readonly values: (Value | undefined)[];
  readonly asOf: (Int64 | undefined)[];
  /** By the position of the names, why the value that stands since {@link asOf} cannot be read, where it cannot. */
  faults: (Fault | undefined)[] | undefined;
}

/** Makes answers of so many names, in which nothing is found yet. A copy of a list is quicker than a new one. */
export function findings(names: number): () => Finding {
  const nothing = Array.from<undefined>({ length: names });
  return () => ({ values: nothing.slice(), asOf: nothing.slice(), faults: undefined });
}

/** Throws PN6010 where one of the values that stand in an answer, once it is filled, is of a type that cannot be read. */
export function checkReadable({ faults }: Finding): void {
  const fault = faults?.find((one) => one !== undefined);
  if (fault !== undefined) throw fault();
}

/** How the rows of one feature group are read for some names: made once for each list of names asked for. */
export interface GroupReader {
  readonly id: string;
  /** Reads the row that stands from `start` to the end of the bytes into a finding. Throws PN6002, PN6003 or PN6010. */
  readonly into: (bytes: Buffer, view: DataView, start: number, finding: Finding) => void;
  /** Whether another of these groups holds some of the names too. */
  readonly overlapping: boolean;
  readonly holds: (name: string) => boolean;
  /** The layout of the row that stands from `start` on. Throws PN6002 or PN6003. */
  readonly layoutOf: (bytes: Buffer, start: number) => RowLayout;
  /** Where a field stands in rows of a layout, to be read as of a type; undefined where they lack it. Throws PN6010. */
  readonly cellOf: (layout: RowLayout, name: string, declared: DataType) => Cell | undefined;
}

/** Where a table is, for messages. */
export interface TablePlace {
  readonly table: string;
  readonly store: string;
}

export const showPlace = ({ table, store }: TablePlace): string => `table ${table} of ${store}`;

/**
 * Readers of the groups of one table's meta, kept for the lists of names that were asked for. Values are those of the declared types; of
 * names that nobody declares, of the types that were written last.
 */
export function tableReaders(
  meta: TableMeta,
  place: TablePlace,
  declared: DeclaredType = UNDECLARED,
): (names: readonly string[]) => readonly GroupReader[] {
  const known = new WeakMap<
    readonly string[],
    { readonly own: readonly string[]; readonly readers: readonly GroupReader[] }
  >();
  const byNames = boundedMap<readonly GroupReader[]>(MOST_NAMES);
  const held = typesHeld(tableInfo(place.table, meta).groups);
  const typeOf: DeclaredType = (name) => declared(name) ?? held.get(name);
  return (names) => {
    // The same list is most often the same object, whose names may be others meanwhile.
    const before = known.get(names);
    if (before !== undefined && sameNames(before.own, names)) return before.readers;
    const own = [...names];
    const id = JSON.stringify(own);
    let readers = byNames.get(id);
    if (readers === undefined) {
      const groups = groupsWith(meta, own);
      readers = groups.map((group) => groupReader(group, own, overlaps(group, groups, own), place, typeOf));
      byNames.set(id, readers, own.length);
    }
    known.set(names, { own, readers });
    return readers;
  };
}

/** How rows of one schema are read for some names. */
interface SchemaReader {
  readonly read: ReadRow;
  /** By the position of the names, why the field cannot be read, where it cannot. */
  readonly faults: readonly (Fault | undefined)[];
  /** The first of them. */
  readonly fault: Fault | undefined;
}

function groupReader(
  group: GroupMeta,
  names: readonly string[],
  overlapping: boolean,
  place: TablePlace,
  typeOf: DeclaredType,
): GroupReader {
  const bySchema = new Map<number, SchemaReader>();
  const layouts = new Map<number, RowLayout>();
  const held = new Set(fieldNames(group));
  const positions = names.flatMap((name, i) => (held.has(name) ? [i] : []));
  let lastId = -1;
  let last: SchemaReader | undefined;
  const knownLayout = (id: number): RowLayout => {
    let layout = layouts.get(id);
    if (layout === undefined) {
      const schema = group.schemas.get(id);
      if (schema === undefined) throw unknownSchema(showPlace(place));
      layouts.set(id, (layout = layoutOf(schema)));
    }
    return layout;
  };
  const readerOf = (id: number): SchemaReader => {
    let reader = bySchema.get(id);
    if (reader === undefined)
      bySchema.set(id, (reader = schemaReader(knownLayout(id), names, place, typeOf)));
    lastId = id;
    last = reader;
    return reader;
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
    cellOf: (layout, name, type) =>
      cellOf(layout, name, (stored) => {
        const reading = readingOf(stored, type);
        if (reading.kind === "refused") throw otherType(place.table, name, showType(stored), type);
        return reading.kind === "converted" ? reading.convert : undefined;
      }),
    into: (bytes, view, start, finding) => {
      const id = rowSchemaId(bytes, start);
      const { read, faults, fault } = last !== undefined && id === lastId ? last : readerOf(id);
      const since = rowAsOf(bytes, start);
      const { values, asOf } = finding;
      if (!overlapping) {
        if (fault !== undefined) throw fault();
        read(bytes, view, start, values);
        for (const position of positions) asOf[position] = since;
        return;
      }
      const own = Array.from<Value | undefined>({ length: names.length });
      read(bytes, view, start, own);
      for (const position of positions) {
        const before = asOf[position];
        const value = own[position];
        const why = faults[position];
        // Of several groups that hold a feature, the value that stands since the latest time counts, of one time that of the group
        // that was added last; any does before none.
        const isThere = value !== undefined || why !== undefined;
        const wasThere = values[position] !== undefined || finding.faults?.[position] !== undefined;
        if (before !== undefined && (isThere === wasThere ? before > since : wasThere)) continue;
        values[position] = value;
        asOf[position] = since;
        if (why !== undefined) (finding.faults ??= [])[position] = why;
        else if (finding.faults !== undefined) finding.faults[position] = undefined;
      }
    },
  };
}

/** What is to be converted, and what cannot be, is found out here once for all rows of a schema. */
function schemaReader(
  layout: RowLayout,
  names: readonly string[],
  { table }: TablePlace,
  typeOf: DeclaredType,
): SchemaReader {
  const stored = new Map(layout.schema.fields.map(({ name, type }) => [name, type]));
  const converts: (Convert | undefined)[] = names.map(() => undefined);
  const faults: (Fault | undefined)[] = names.map(() => undefined);
  const readable = names.map((name, i) => {
    const own = stored.get(name);
    const declared = typeOf(name);
    if (own === undefined || declared === undefined) return name;
    const reading = readingOf(own, declared);
    if (reading.kind === "converted") converts[i] = reading.convert;
    if (reading.kind !== "refused") return name;
    faults[i] = () => otherType(table, name, showType(own), declared);
    return undefined;
  });
  const fault = faults.find((one) => one !== undefined);
  return { read: rowReader(layout, readable, converts), faults, fault };
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
