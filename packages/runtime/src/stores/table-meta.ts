import { PinionError, showType, type Int64 } from "@pinion/core";
import type { GroupInfo, RowField, RowSchema, TableInfo, TableLayout, WriterOptions } from "../ports.js";
import { groupId, schemaFromJson, schemaId, schemaToJson } from "./row/index.js";

/** What a store keeps of a table beside its rows. */
export interface TableMeta {
  readonly keys: readonly RowField[];
  readonly groups: ReadonlyMap<string, GroupMeta>;
  readonly layout?: TableLayout;
  /** Its rows are being removed: nobody sees the table, and who opens or drops it next removes those that are left. */
  readonly dropping?: true;
}

export interface GroupMeta {
  readonly id: string;
  /** By row-schema id; rows of older schemas stay readable. */
  readonly schemas: ReadonlyMap<number, RowSchema>;
  readonly newest: number;
  readonly asOf?: Int64;
}

const META_FORMAT = 1;

/** That a table stands in a store and cannot be read, and why. */
export class UnreadableTable extends PinionError {
  /** Which table of which store. */
  readonly where: string;
  readonly reason: string;

  constructor(where: string, reason: string) {
    super("PN6003", `${where} cannot be read: ${reason}`, {
      help: "it was written by another version of Pinion, or is not Pinion's: read it by that version, or use another place",
    });
    this.where = where;
    this.reason = reason;
  }
}

export function metaToJson(meta: TableMeta): string {
  return JSON.stringify({
    format: META_FORMAT,
    ...(meta.layout === undefined ? {} : { layout: meta.layout }),
    ...(meta.dropping === undefined ? {} : { dropping: true }),
    keys: schemaToJson({ fields: meta.keys }),
    groups: [...meta.groups.values()].map((group) => ({
      id: group.id,
      newest: group.newest,
      schemas: [...group.schemas.values()].map(schemaToJson),
      ...(group.asOf === undefined ? {} : { asOf: String(group.asOf) }),
    })),
  });
}

/** Reads what {@link metaToJson} wrote. Throws PN6003 where the text is something else. */
export function metaFromJson(text: string, where: string): TableMeta {
  const foreign = (reason: string): UnreadableTable => new UnreadableTable(where, reason);
  const json = parseObject(text);
  if (json === undefined) throw foreign("what is noted of it is not Pinion's");
  const { format, layout } = json;
  if (format !== META_FORMAT)
    throw foreign(`it is of format ${shown(format)}, and this version reads format ${META_FORMAT}`);
  if (layout !== undefined && layout !== "feathr")
    throw foreign(`it is of the layout ${shown(layout)}, which this version does not know`);
  const keys = typeof json["keys"] === "string" ? schemaFromJson(json["keys"]) : undefined;
  if (keys === undefined || !Array.isArray(json["groups"])) throw foreign(UNKNOWN_TYPES);
  const groups = new Map<string, GroupMeta>();
  for (const entry of json["groups"] as readonly unknown[]) {
    const group = readGroup(entry);
    if (group === undefined) throw foreign(UNKNOWN_TYPES);
    groups.set(group.id, group);
  }
  return {
    keys: keys.fields,
    groups,
    ...(layout === undefined ? {} : { layout }),
    ...(json["dropping"] === true ? { dropping: true } : {}),
  };
}

/** The meta with a group to be written, and that group. Throws PN6005 where the table has another key. */
export function withGroup(
  meta: TableMeta | undefined,
  options: Pick<WriterOptions, "table" | "keys" | "schema" | "layout">,
): { readonly meta: TableMeta; readonly group: GroupMeta } {
  if (meta !== undefined && showKeys(meta.keys) !== showKeys(options.keys)) {
    throw new PinionError(
      "PN6005",
      `table ${options.table} has the key (${showKeys(meta.keys)}), these features have (${showKeys(options.keys)})`,
      { help: "write them into a table of their own" },
    );
  }
  if (meta !== undefined && meta.layout !== options.layout) {
    throw new PinionError(
      "PN7010",
      `table ${options.table} has the layout \`${meta.layout ?? "packed"}\`, not \`${options.layout ?? "packed"}\``,
      { help: "write into a table of its own" },
    );
  }
  const id = groupId(options.schema);
  const newest = schemaId(options.schema);
  const before = meta?.groups.get(id);
  const group: GroupMeta = {
    id,
    newest,
    schemas: new Map([...(before?.schemas ?? []), [newest, options.schema]]),
    ...(before?.asOf === undefined ? {} : { asOf: before.asOf }),
  };
  const groups = new Map([...(meta?.groups ?? []), [id, group]]);
  const layout = options.layout === undefined ? {} : { layout: options.layout };
  return { group, meta: { keys: options.keys, groups, ...layout } };
}

/** The meta after a materialisation of a group has finished. */
export function withAsOf(meta: TableMeta, id: string, asOf: Int64): TableMeta {
  const group = meta.groups.get(id);
  if (group === undefined || (group.asOf !== undefined && group.asOf > asOf)) return meta;
  return { ...meta, groups: new Map([...meta.groups, [id, { ...group, asOf }]]) };
}

/** The meta without a group. */
export const withoutGroup = (meta: TableMeta, id: string): TableMeta => ({
  ...meta,
  groups: new Map([...meta.groups].filter(([group]) => group !== id)),
});

/** The meta with a group that was there, unless it is there again. */
export const withGroupBack = (meta: TableMeta, group: GroupMeta): TableMeta =>
  meta.groups.has(group.id) ? meta : { ...meta, groups: new Map([...meta.groups, [group.id, group]]) };

/** The groups all of whose features a group holds as well. */
export function groupsCoveredBy(meta: TableMeta, id: string): readonly GroupMeta[] {
  const group = meta.groups.get(id);
  const held = new Set(group === undefined ? [] : fieldNames(group));
  return [...meta.groups.values()].filter(
    (other) => other.id !== id && fieldNames(other).every((name) => held.has(name)),
  );
}

/** The groups that hold any of the names. */
export const groupsWith = (meta: TableMeta, names: readonly string[]): readonly GroupMeta[] =>
  [...meta.groups.values()].filter((group) => fieldNames(group).some((name) => names.includes(name)));

/** The names of all features of a table. */
export const heldNames = (meta: TableMeta): ReadonlySet<string> =>
  new Set([...meta.groups.values()].flatMap((group) => fieldNames(group)));

/** The names of a group's features. */
export const fieldNames = (group: GroupMeta): readonly string[] =>
  (group.schemas.get(group.newest)?.fields ?? []).map((field) => field.name);

/** One object for as long as a store gives the same meta: what is made of it is made once. */
const infos = new WeakMap<TableMeta, TableInfo>();

export function tableInfo(table: string, meta: TableMeta): TableInfo {
  const known = infos.get(meta);
  if (known?.table === table) return known;
  const groups: GroupInfo[] = [...meta.groups.values()].map((group) => ({
    id: group.id,
    schema: group.schemas.get(group.newest) ?? { fields: [] },
    ...(group.asOf === undefined ? {} : { asOf: group.asOf }),
  }));
  const info = { table, keys: meta.keys, groups };
  infos.set(meta, info);
  return info;
}

function readGroup(entry: unknown): GroupMeta | undefined {
  if (typeof entry !== "object" || entry === null) return undefined;
  const { id, newest, schemas, asOf } = entry as Readonly<Record<string, unknown>>;
  if (typeof id !== "string" || typeof newest !== "number" || !Array.isArray(schemas)) return undefined;
  const read = new Map<number, RowSchema>();
  for (const text of schemas as readonly unknown[]) {
    const schema = typeof text === "string" ? schemaFromJson(text) : undefined;
    if (schema === undefined) return undefined;
    read.set(schemaId(schema), schema);
  }
  if (!read.has(newest)) return undefined;
  if (asOf === undefined) return { id, newest, schemas: read };
  if (typeof asOf !== "string" || !/^-?\d{1,18}$/.test(asOf)) return undefined;
  const micros = Number(asOf);
  return { id, newest, schemas: read, asOf: Number.isSafeInteger(micros) ? micros : BigInt(asOf) };
}

const showKeys = (keys: readonly RowField[]): string =>
  keys.map((key) => `${key.name} ${showType(key.type)}`).join(", ");

function parseObject(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const json: unknown = JSON.parse(text);
    return typeof json === "object" && json !== null && !Array.isArray(json)
      ? (json as Readonly<Record<string, unknown>>)
      : undefined;
  } catch {
    return undefined;
  }
}

const UNKNOWN_TYPES = "its keys or features are noted with types that this version does not know";

const shown = (value: unknown): string => (JSON.stringify(value) ?? "none").slice(0, 40);
